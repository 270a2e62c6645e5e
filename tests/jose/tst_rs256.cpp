// SPDX-License-Identifier: Apache-2.0
#include "jose/rs256.h"
#include "jose/signer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace symbolon;
using jose::SignatureVerdict;
using test::Signer;

namespace {

constexpr const char *plainHeader = R"({"alg":"RS256","kid":"a"})";
constexpr const char *claims = R"({"iss":"https://issuer.example","sub":"workload"})";

jose::JwkSet setOf(const QByteArrayList &keys)
{
    return jose::readJwkSet("{\"keys\":[" + keys.join(',') + "]}").value_or(jose::JwkSet());
}

jose::SignatureCheck check(const QByteArray &token, const jose::JwkSet &keys)
{
    return jose::checkRs256(jose::decodeJwt(token).value_or(jose::Jwt()), keys);
}

// Making a key takes a while: two serve all.
const Signer &issuer()
{
    static const Signer signer;
    return signer;
}

const Signer &stranger()
{
    static const Signer signer;
    return signer;
}

QByteArray keyWithModulus(const QByteArray &modulus)
{
    return QByteArray(R"({"kty":"RSA","kid":"a","e":"AQAB","n":"?"})").replace("?", test::base64Url(modulus));
}

} // namespace

class TestRs256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verifies()
    {
        const auto result =
            check(issuer().token(plainHeader, claims), setOf({issuer().jwk(R"("kid":"a","use":"sig")")}));
        QCOMPARE(result.verdict, SignatureVerdict::Valid);
        QCOMPARE(result.keyIndex, 0);
        QCOMPARE(result.keyBits, 2048);
    }

    void verdicts_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<SignatureVerdict>("verdict");
        const QByteArray own = issuer().jwk(R"("kid":"a")");
        QTest::newRow("no algorithm") << QByteArray(R"({"kid":"a"})") << own << SignatureVerdict::UnsupportedAlgorithm;
        QTest::newRow("none") << QByteArray(R"({"alg":"none","kid":"a"})") << own
                              << SignatureVerdict::UnsupportedAlgorithm;
        QTest::newRow("HS256 with the public key")
            << QByteArray(R"({"alg":"HS256","kid":"a"})") << own << SignatureVerdict::UnsupportedAlgorithm;
        QTest::newRow("another case") << QByteArray(R"({"alg":"rs256","kid":"a"})") << own
                                      << SignatureVerdict::UnsupportedAlgorithm;
        QTest::newRow("no kid in the token")
            << QByteArray(R"({"alg":"RS256"})") << own << SignatureVerdict::KeyNotFound;
        QTest::newRow("kid differs in case")
            << QByteArray(plainHeader) << issuer().jwk(R"("kid":"A")") << SignatureVerdict::KeyNotFound;
        QTest::newRow("somebody else's key")
            << QByteArray(plainHeader) << stranger().jwk(R"("kid":"a")") << SignatureVerdict::Invalid;
        QTest::newRow("key for encryption")
            << QByteArray(plainHeader) << issuer().jwk(R"("kid":"a","use":"enc")") << SignatureVerdict::UnusableKey;
        QTest::newRow("key for another algorithm")
            << QByteArray(plainHeader) << issuer().jwk(R"("kid":"a","alg":"PS256")") << SignatureVerdict::UnusableKey;
        QTest::newRow("elliptic key") << QByteArray(plainHeader) << QByteArray(R"({"kty":"EC","kid":"a"})")
                                      << SignatureVerdict::UnusableKey;
        QTest::newRow("key of 1024 bits")
            << QByteArray(plainHeader) << Signer(1024).jwk(R"("kid":"a")") << SignatureVerdict::UnusableKey;
        QTest::newRow("exponent one") << QByteArray(plainHeader)
                                      << QByteArray(issuer().jwk(R"("kid":"a")")).replace("AQAB", "AQ")
                                      << SignatureVerdict::UnusableKey;
        QTest::newRow("huge modulus") << QByteArray(plainHeader) << keyWithModulus(QByteArray(100'000, '\xff'))
                                      << SignatureVerdict::UnusableKey;
        QTest::newRow("modulus zero") << QByteArray(plainHeader) << keyWithModulus(QByteArray(256, '\0'))
                                      << SignatureVerdict::UnusableKey;
    }
    void verdicts()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, key);
        const auto keys = setOf({key});
        QCOMPARE(keys.keys.size(), 1);
        QTEST(check(issuer().token(header, claims), keys).verdict, "verdict");
    }

    void sharedKidTriesEach()
    {
        const auto keys =
            setOf({stranger().jwk(R"("kid":"x")"), stranger().jwk(R"("kid":"a")"), issuer().jwk(R"("kid":"a")")});
        const auto result = check(issuer().token(plainHeader, claims), keys);
        QCOMPARE(result.verdict, SignatureVerdict::Valid);
        QCOMPARE(result.keyIndex, 2);
    }

    void saysWhenTheKeyStandsBehindWhatEntraKeeps()
    {
        QByteArrayList keys(100, R"({"kty":"EC","kid":"filler"})");
        keys << issuer().jwk(R"("kid":"a")");
        const auto result = check(issuer().token(plainHeader, claims), setOf(keys));
        QCOMPARE(result.verdict, SignatureVerdict::Valid);
        QVERIFY(result.keyIndex >= jose::keysEntraKeeps);
    }

    void signatureOfAnotherLength_data()
    {
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray(255, 'x');
        QTest::newRow("long") << QByteArray(257, 'x');
        QTest::newRow("very long") << QByteArray(10'000, '\xff');
    }
    void signatureOfAnotherLength()
    {
        QFETCH(QByteArray, signature);
        QByteArray token = issuer().token(plainHeader, claims);
        token = token.left(token.lastIndexOf('.') + 1) + test::base64Url(signature);
        QCOMPARE(check(token, setOf({issuer().jwk(R"("kid":"a")")})).verdict, SignatureVerdict::Invalid);
    }

    // No changed token verifies: a single character decides.
    void mutationsNeverVerify()
    {
        const QByteArray token = issuer().token(plainHeader, claims);
        const auto keys = setOf({issuer().jwk(R"("kid":"a")")});
        QRandomGenerator random(256);
        const QByteArray alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int judged = 0;
        for (int round = 0; round < 2'000; ++round) {
            QByteArray changed = token;
            for (int change = random.bounded(3); change >= 0; --change)
                changed[random.bounded(changed.size())] = alphabet[random.bounded(alphabet.size())];
            const auto decoded = jose::decodeJwt(changed);
            if (changed == token || !decoded)
                continue;
            ++judged;
            QVERIFY(!jose::checkRs256(*decoded, keys).isValid());
        }
        QVERIFY(judged > 500);
    }
};

QTEST_GUILESS_MAIN(TestRs256)
#include "tst_rs256.moc"
