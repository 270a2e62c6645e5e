// SPDX-License-Identifier: Apache-2.0
#include "jose/base64url.h"
#include "jose/jwt.h"

#include <QRandomGenerator>
#include <QTest>

using namespace symbolon;

namespace {

QByteArray compact(const QByteArray &header, const QByteArray &claims, const QByteArray &signature = "sig")
{
    return jose::encodeBase64Url(header) + '.' + jose::encodeBase64Url(claims) + '.' + jose::encodeBase64Url(signature);
}

const QByteArray githubHeader = R"({"typ":"JWT","alg":"RS256","kid":"k1"})";
const QByteArray githubClaims =
    R"({"iss":"https://token.actions.githubusercontent.com","sub":"repo:contoso/shop:ref:refs/heads/main",)"
    R"("aud":"api://AzureADTokenExchange","exp":1767225600,"iat":1767222000.75,"nbf":1767221990,)"
    R"("run_attempt":1,"tags":["a","b"],"fork":false,"name":"Zo\u00eb"})";

} // namespace

class TestJwt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesATokenApart()
    {
        const auto token = jose::decodeJwt("\n " + compact(githubHeader, githubClaims, "\x01\xff") + "\r\n");
        QVERIFY2(token, token ? "" : qPrintable(token.error().message));
        QCOMPARE(token->algorithm, QStringLiteral("RS256"));
        QCOMPARE(token->keyId, QStringLiteral("k1"));
        QCOMPARE(token->header.value(QStringLiteral("typ")), QStringLiteral("JWT"));
        QCOMPARE(token->issuer, QStringLiteral("https://token.actions.githubusercontent.com"));
        QCOMPARE(token->subject, QStringLiteral("repo:contoso/shop:ref:refs/heads/main"));
        QCOMPARE(token->audiences, QStringList{QStringLiteral("api://AzureADTokenExchange")});
        QCOMPARE(token->expiresAt.value(), QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC));
        QCOMPARE(token->issuedAt.value(), QDateTime(QDate(2025, 12, 31), QTime(23, 0), Qt::UTC));
        QCOMPARE(token->claims.value(QStringLiteral("run_attempt")), QStringLiteral("1"));
        QCOMPARE(token->claims.value(QStringLiteral("tags")), QStringLiteral(R"(["a","b"])"));
        QCOMPARE(token->claims.value(QStringLiteral("fork")), QStringLiteral("false"));
        QCOMPARE(token->claims.value(QStringLiteral("name")), QString::fromUtf8("Zoë"));
        QCOMPARE(token->claims.size(), 10);
        QCOMPARE(token->claimsJson.toUtf8(), githubClaims);
        QCOMPARE(token->headerJson.toUtf8(), githubHeader);
        QCOMPARE(token->signature, QByteArray("\x01\xff"));
        QCOMPARE(token->signingInput, jose::encodeBase64Url(githubHeader) + '.' + jose::encodeBase64Url(githubClaims));
    }

    void audiencesAndTimes_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QStringList>("audiences");
        QTest::addColumn<bool>("hasExpiry");
        const QStringList two{QStringLiteral("a"), QStringLiteral("b")};
        QTest::newRow("array") << QByteArray(R"({"aud":["a",7,"b"],"exp":0})") << two << true;
        QTest::newRow("number as audience") << QByteArray(R"({"aud":7,"exp":"1767225600"})") << QStringList() << false;
        QTest::newRow("negative time") << QByteArray(R"({"exp":-1})") << QStringList() << false;
        QTest::newRow("time beyond the calendar") << QByteArray(R"({"exp":1e300})") << QStringList() << false;
        QTest::newRow("whole number beyond 64 bits")
            << QByteArray(R"({"exp":99999999999999999999999})") << QStringList() << false;
        QTest::newRow("nothing") << QByteArray("{}") << QStringList() << false;
    }
    void audiencesAndTimes()
    {
        QFETCH(QByteArray, claims);
        const auto token = jose::decodeJwt(compact("{}", claims));
        QVERIFY2(token, token ? "" : qPrintable(token.error().message));
        QTEST(token->audiences, "audiences");
        QTEST(token->expiresAt.has_value(), "hasExpiry");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QByteArray &text, const char *says) {
            QTest::newRow(name) << text << QString::fromLatin1(says);
        };
        const QByteArray good = compact("{}", "{}");
        row("nothing", " \n", "no token");
        row("two parts", "e30.e30", "three parts");
        row("five parts: a JWE", "e30.e30.e30.e30.e30", "three parts");
        row("padding", "e30=.e30.", "header is not base64url");
        row("standard alphabet", "e30.e3/+.", "claims is not base64url");
        row("stray bits behind the last byte", "e31.e30.", "header is not base64url");
        row("blank inside", "e30. e30.", "claims is not base64url");
        row("signature not base64url", "e30.e30.!", "signature is not base64url");
        row("header is an array", compact("[]", "{}"), "header cannot be read: not a JSON object");
        row("claims is no JSON", compact("{}", "{]"), "claims cannot be read: not a JSON object");
        row("claims is empty", compact("{}", ""), "claims cannot be read: not UTF-8 text");
        row("broken UTF-8", compact("{}", "{\"a\":\"\xff\"}"), "not UTF-8");
        row("a member twice", compact("{}", R"({"sub":"a","sub":"b"})"), "appears twice");
        row("a member twice, spelled differently", compact("{}", R"({"sub":"a","s\u0075b":"b"})"), "appears twice");
        row("a member twice further in", compact("{}", R"({"a":[{"b":1,"b":2}]})"), "appears twice");
        row("nested too deeply", compact("{}", "{\"a\":" + QByteArray(100, '[') + QByteArray(100, ']') + "}"),
            "too deeply");
        row("unknown extensions", compact(R"({"crit":["x"]})", "{}"), "extensions");
        row("too long", good + QByteArray(jose::maxTokenBytes, 'A'), "longer than 64 KB");
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const auto token = jose::decodeJwt(text);
        QVERIFY(!token);
        QCOMPARE(token.error().kind, ErrorKind::Validation);
        QVERIFY2(token.error().message.contains(says), qPrintable(token.error().message));
    }

    void sameNameInSiblingsIsFine()
    {
        QVERIFY(jose::decodeJwt(compact("{}", R"({"a":{"x":1},"b":{"x":2},"c":[{"x":3},{"x":4}]})")));
    }

    void errorsRepeatNoTokenText()
    {
        const QByteArray marked = compact(R"({"alg":"MARKER"})", "{\"sub\":\"MARKER\"") + '!';
        const auto token = jose::decodeJwt(marked);
        QVERIFY(!token);
        const QByteArrayList parts = marked.split('.');
        for (const QByteArray &part : parts)
            QVERIFY(!token.error().message.contains(QString::fromLatin1(part)));
        QVERIFY(!token.error().message.contains(QStringLiteral("MARKER")));
    }

    void base64UrlHasOneSpelling_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("one") << QByteArray(1, '\xfb');
        QTest::newRow("two") << QByteArray(2, '\xff');
        QTest::newRow("three") << QByteArray("\x00\x10\x83", 3);
    }
    void base64UrlHasOneSpelling()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray text = jose::encodeBase64Url(bytes);
        QCOMPARE(jose::decodeBase64Url(text).value(), bytes);
        for (const QByteArray &other : QByteArrayList{text + '=', text + "A=", ' ' + text, text + '\n', text + '\0'})
            QVERIFY(!jose::decodeBase64Url(other));
    }

    // Any bytes are either refused or give a token whose parts spell exactly those bytes.
    void mutationsNeverCrash()
    {
        QRandomGenerator random(20261122);
        const QByteArray seed = compact(githubHeader, githubClaims);
        int decoded = 0;
        for (int round = 0; round < 20'000; ++round) {
            // Every other round the mutation hits the JSON inside, where the text survives base64url.
            QByteArray claims = githubClaims;
            QByteArray text = seed;
            QByteArray &target = round % 2 == 0 ? text : claims;
            for (int change = random.bounded(4); change >= 0; --change) {
                const auto at = random.bounded(target.size());
                switch (random.bounded(3)) {
                case 0:
                    target[at] = static_cast<char>(random.bounded(256));
                    break;
                case 1:
                    target.remove(at, random.bounded(8));
                    break;
                default:
                    target.insert(at, target.mid(random.bounded(target.size()), random.bounded(16)));
                    break;
                }
                if (target.isEmpty())
                    target = "{";
            }
            if (round % 2 != 0)
                text = compact(githubHeader, claims);
            const auto token = jose::decodeJwt(text);
            if (!token) {
                QCOMPARE(token.error().kind, ErrorKind::Validation);
                continue;
            }
            ++decoded;
            QCOMPARE(token->signingInput + '.' + jose::encodeBase64Url(token->signature), text.trimmed());
        }
        // Both outcomes occur, or the fuzz has lost its teeth.
        QVERIFY2(decoded > 100 && decoded < 19'000, qPrintable(QString::number(decoded)));
    }
};

QTEST_GUILESS_MAIN(TestJwt)
#include "tst_jwt.moc"
