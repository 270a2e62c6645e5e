// SPDX-License-Identifier: Apache-2.0
#include "jose/base64url.h"
#include "jose/jwk_set.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace symbolon;

namespace {

QByteArray setOf(int count)
{
    QByteArrayList keys;
    for (int index = 0; index < count; ++index)
        keys << "{\"kty\":\"RSA\",\"kid\":\"k" + QByteArray::number(index) + "\",\"n\":\"AQAB\",\"e\":\"AQAB\"}";
    return "{\"keys\":[" + keys.join(',') + "]}";
}

} // namespace

class TestJwkSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsKeysInOrder()
    {
        const auto set = jose::readJwkSet(R"({"extra":1,"keys":[
            {"kty":"RSA","kid":"a","use":"sig","alg":"RS256","n":"AQID","e":"AQAB","x5c":["MII"]},
            {"kty":"EC","kid":"b","crv":"P-256","x":"AQ","y":"!"},
            {"kty":"RSA"}]})");
        QVERIFY2(set, set ? "" : qPrintable(set.error().message));
        QCOMPARE(set->keys.size(), 3);
        QCOMPARE(set->keys[0].keyId, QStringLiteral("a"));
        QCOMPARE(set->keys[0].use, QStringLiteral("sig"));
        QCOMPARE(set->keys[0].algorithm, QStringLiteral("RS256"));
        QCOMPARE(set->keys[0].modulus, QByteArray("\x01\x02\x03"));
        QCOMPARE(set->keys[0].exponent, QByteArray("\x01\x00\x01", 3));
        QVERIFY(set->keys[0].isRsa());
        QCOMPARE(set->keys[1].keyType, QStringLiteral("EC"));
        QVERIFY(!set->keys[1].isRsa());
        QVERIFY(!set->keys[2].isRsa());
        QVERIFY(!set->exceedsEntra());
    }

    // A set as Microsoft publishes it; see tests/data/oidc/README.md.
    void officialSet()
    {
        QFile file(QStringLiteral(SYMBOLON_TEST_DATA "/oidc/jwks-rs256.json"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const auto set = jose::readJwkSet(file.readAll());
        QVERIFY2(set, set ? "" : qPrintable(set.error().message));
        QVERIFY(!set->keys.isEmpty());
        QCOMPARE(set->keys[0].keyId, QStringLiteral("Me5VC6i4_4mymFj7T5rcUftFjYX70YoCfSnZB6-nBY4"));
        QVERIFY(set->keys[0].isRsa());
        QVERIFY(set->keys[0].modulus.size() >= 256);
    }

    void emptySet()
    {
        const auto set = jose::readJwkSet(R"({"keys":[]})");
        QVERIFY(set);
        QVERIFY(set->keys.isEmpty());
    }

    void limits_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("exceedsEntra");
        QTest::newRow("what Entra keeps") << 100 << false;
        QTest::newRow("one more") << 101 << true;
        QTest::newRow("what is read") << 1000 << true;
    }
    void limits()
    {
        QFETCH(int, count);
        const auto set = jose::readJwkSet(setOf(count));
        QVERIFY2(set, set ? "" : qPrintable(set.error().message));
        QCOMPARE(set->keys.size(), count);
        QTEST(set->exceedsEntra(), "exceedsEntra");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QByteArray &text, const char *says) {
            QTest::newRow(name) << text << QString::fromLatin1(says);
        };
        row("nothing", "", "not UTF-8 text");
        row("an HTML page", "<!DOCTYPE html><html></html>", "not a JSON object");
        row("a list", "[]", "not a JSON object");
        row("no keys", "{}", "no list named");
        row("keys is no list", R"({"keys":{}})", "no list named");
        row("a key is no object", R"({"keys":[{},7]})", "keys[1]: not an object");
        row("kid is a number", R"({"keys":[{"kid":7}]})", "keys[0].kid: not a string");
        row("n is not base64url", R"({"keys":[{"kty":"RSA","n":"a+b"}]})", "keys[0].n: not base64url");
        row("nested too deeply", "{\"keys\":" + QByteArray(5000, '[') + QByteArray(5000, ']') + "}", "too deeply");
        row("too many", setOf(1001), "more than 1000");
        row("too large", QByteArray(jose::maxJwkSetBytes + 1, ' '), "larger than 1024 KB");
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const auto set = jose::readJwkSet(text);
        QVERIFY(!set);
        QCOMPARE(set.error().kind, ErrorKind::Protocol);
        QVERIFY2(set.error().message.contains(says), qPrintable(set.error().message));
    }

    void mutationsNeverCrash()
    {
        QRandomGenerator random(7);
        const QByteArray seed = setOf(3);
        int read = 0;
        for (int round = 0; round < 10'000; ++round) {
            QByteArray text = seed;
            for (int change = random.bounded(3); change >= 0; --change)
                text[random.bounded(text.size())] = static_cast<char>(random.bounded(256));
            const auto set = jose::readJwkSet(text);
            if (set) {
                ++read;
                QVERIFY(set->keys.size() <= 3);
            } else {
                QCOMPARE(set.error().kind, ErrorKind::Protocol);
            }
        }
        QVERIFY2(read > 100 && read < 9'900, qPrintable(QString::number(read)));
    }
};

QTEST_GUILESS_MAIN(TestJwkSet)
#include "tst_jwk_set.moc"
