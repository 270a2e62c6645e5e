// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QJsonDocument>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

// A key and the certificate somebody made for it himself, as `openssl req -x509` does.
class OwnCertificate final
{
public:
    OwnCertificate()
        : m_key(EVP_RSA_gen(2048), EVP_PKEY_free)
    {
        const std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), X509_free);
        X509_gmtime_adj(X509_getm_notBefore(made.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(made.get()), 86400);
        X509_set_pubkey(made.get(), m_key.get());
        X509_sign(made.get(), m_key.get(), EVP_sha256());
        unsigned char *bytes = nullptr;
        const int length = i2d_X509(made.get(), &bytes);
        m_der.assign(reinterpret_cast<const char *>(bytes), static_cast<size_t>(length));
        OPENSSL_free(bytes);
    }

    [[nodiscard]] const std::string &der() const { return m_der; }
    [[nodiscard]] std::string thumbprint(const EVP_MD *digest) const
    {
        std::string bytes(EVP_MAX_MD_SIZE, '\0');
        unsigned int length = 0;
        EVP_Digest(m_der.data(), m_der.size(), reinterpret_cast<unsigned char *>(bytes.data()), &length, digest,
                   nullptr);
        return base64Url(bytes.substr(0, length));
    }
    [[nodiscard]] std::string token(const std::string &header, const std::string &claims, bool pss) const
    {
        const std::string signedPart = base64Url(header) + "." + base64Url(claims);
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
        EVP_PKEY_CTX *settings = nullptr;
        EVP_DigestSignInit(context.get(), &settings, EVP_sha256(), nullptr, m_key.get());
        if (pss) {
            EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING);
            EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST);
        }
        std::string signature(256, '\0');
        size_t length = signature.size();
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &length,
                       reinterpret_cast<const unsigned char *>(signedPart.data()), signedPart.size());
        return signedPart + "." + base64Url(signature);
    }

private:
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> m_key;
    std::string m_der;
};

const OwnCertificate &ownCertificate()
{
    static const OwnCertificate made;
    return made;
}

std::string header()
{
    return R"({"typ":"JWT","alg":"RS256","x5t":")" + ownCertificate().thumbprint(EVP_sha1()) + "\"}";
}

std::string clientOf(const char *application)
{
    return guidFor("client/" + std::string(application));
}

} // namespace

// An application that proves itself by what it alone has: a secret, or the key of a registered certificate.
class TestClientProof final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;
    std::string m_app = clientOf("argo-cd-sso");

    Answer withSecret(const std::string &clientId, const std::string &secret,
                      const std::string &scope = "https://management.core.windows.net//.default")
    {
        return m_client->token({{"grant_type", "client_credentials"},
                                {"client_id", clientId},
                                {"client_secret", secret},
                                {"scope", scope}});
    }
    void registerCertificate(const std::string &end = "2027-06-01T00:00:00Z")
    {
        m_client->service().edit([&](Tenant &tenant) {
            tenant.applicationByAppId(m_app)->keys.push_back(
                {"11111111-1111-4111-8111-111111111111", "cert", "2026-01-01T00:00:00Z", end, ownCertificate().der()});
        });
    }
    // The claims as MSAL for Python writes them, with fractions.
    [[nodiscard]] QJsonObject claims() const
    {
        const double now = static_cast<double>(m_client->now().time_since_epoch() / std::chrono::seconds(1));
        const QString client = QString::fromStdString(m_app);
        return {{QStringLiteral("iss"), client},
                {QStringLiteral("sub"), client},
                {QStringLiteral("aud"), QStringLiteral("http://localhost:5001/organizations/oauth2/v2.0/token")},
                {QStringLiteral("iat"), now + 0.07},
                {QStringLiteral("exp"), now + 600.07},
                {QStringLiteral("jti"), QStringLiteral("one")}};
    }
    Answer withCertificate(const QJsonObject &claims, const std::string &header, bool pss = false)
    {
        return m_client->exchange(m_app,
                                  ownCertificate().token(header, QJsonDocument(claims).toJson().toStdString(), pss),
                                  "https://management.azure.com/.default");
    }

private Q_SLOTS:
    void init();

    void secretGivesAToken();
    void secretIsWrong_data();
    void secretIsWrong();
    void certificateGivesAToken_data();
    void certificateGivesAToken();
    void certificateMustBeRegistered();
    void certificateMayExpire();
    void certificateAssertionNeeds_data();
    void certificateAssertionNeeds();
    void anotherKeyDoesNotFit();
};

void TestClientProof::init()
{
    m_client = std::make_unique<DemoClient>();
}

void TestClientProof::secretGivesAToken()
{
    const Answer answer = withSecret(m_app, "demo~argo-cd-sso");
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.json.contains(QLatin1String("refresh_token")));
    const std::vector<std::string> parts = split(textIn(answer.json, "access_token").toStdString(), '.');
    const QJsonObject token =
        QJsonDocument::fromJson(QByteArray::fromStdString(fromBase64Url(parts.at(1)).value_or(""))).object();
    QCOMPARE(textIn(token, "appid").toStdString(), m_app);
    QCOMPARE(textIn(token, "appidacr"), QStringLiteral("1"));
    QCOMPARE(textIn(token, "idtyp"), QStringLiteral("app"));
    QCOMPARE(textIn(token, "aud"), QStringLiteral("https://management.core.windows.net/"));
    QCOMPARE(textIn(token, "oid").toStdString(), m_client->service().tenant().servicePrincipalByAppId(m_app)->id);
    QVERIFY(!token.contains(QLatin1String("scp")));
}

void TestClientProof::secretIsWrong_data()
{
    QTest::addColumn<std::string>("client");
    QTest::addColumn<std::string>("secret");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("another text") << m_app << std::string("demo~something-else") << 401 << 7000215;
    QTest::newRow("its id") << m_app << guidFor("secret/argo-cd-sso") << 401 << 7000215;
    QTest::newRow("an app without secrets") << clientOf("hr-portal") << std::string("demo~hr-portal") << 401 << 7000215;
    QTest::newRow("expired") << clientOf("room-booking") << std::string("demo~room-booking") << 401 << 7000222;
    QTest::newRow("no such app") << std::string("11111111-2222-4333-8444-555555555555") << std::string("x") << 400
                                 << 700016;
    QTest::newRow("a managed identity") << clientOf("id-ado-agents") << std::string("x") << 400 << 700016;
    QTest::newRow("nothing") << m_app << std::string() << 401 << 7000218;
}

void TestClientProof::secretIsWrong()
{
    QFETCH(std::string, client);
    QFETCH(std::string, secret);
    const Answer answer = withSecret(client, secret);
    QTEST(answer.aadsts(), "code");
    QTEST(answer.status, "status");
}

void TestClientProof::certificateGivesAToken_data()
{
    QTest::addColumn<std::string>("header");
    QTest::addColumn<bool>("pss");
    QTest::newRow("RS256 and SHA-1") << header() << false;
    QTest::newRow("PS256 and SHA-256") << R"({"alg":"PS256","x5t#S256":")" + ownCertificate().thumbprint(EVP_sha256())
            + "\"}" << true;
}

void TestClientProof::certificateGivesAToken()
{
    QFETCH(std::string, header);
    QFETCH(bool, pss);
    registerCertificate();
    const Answer answer = withCertificate(claims(), header, pss);
    QVERIFY2(answer.status == 200, answer.raw.body.c_str());
    const std::string access = textIn(answer.json, "access_token").toStdString();
    QCOMPARE(m_client->get(ServiceKind::Arm, "/subscriptions?api-version=2022-12-01", access).status, 200);
}

void TestClientProof::certificateMustBeRegistered()
{
    const Answer answer = withCertificate(claims(), header());
    QCOMPARE(answer.aadsts(), 700027);
    QVERIFY(textIn(answer.json, "error_description").contains(QStringLiteral("Thumbprint of key used by client: '")));
}

void TestClientProof::certificateMayExpire()
{
    registerCertificate("2026-11-01T00:00:00Z");
    const Answer answer = withCertificate(claims(), header());
    QCOMPARE(answer.aadsts(), 700027);
    QVERIFY(textIn(answer.json, "error_description").contains(QStringLiteral("expired")));
}

void TestClientProof::certificateAssertionNeeds_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<int>("code");
    const double early = 1795305600.0 - 3600;
    QTest::newRow("not expired") << QStringLiteral("exp") << QJsonValue(early) << 700024;
    QTest::newRow("an end") << QStringLiteral("exp") << QJsonValue() << 700024;
    QTest::newRow("begun") << QStringLiteral("nbf") << QJsonValue(1795305600.0 + 3600) << 700024;
    QTest::newRow("our audience") << QStringLiteral("aud") << QJsonValue(QStringLiteral("https://example.com/token"))
                                  << 700023;
    QTest::newRow("an audience") << QStringLiteral("aud") << QJsonValue() << 700023;
}

void TestClientProof::certificateAssertionNeeds()
{
    QFETCH(QString, claim);
    QFETCH(QJsonValue, value);
    registerCertificate();
    QJsonObject changed = claims();
    changed.insert(claim, value);
    const Answer answer = withCertificate(changed, header());
    QTEST(answer.aadsts(), "code");
    QCOMPARE(answer.status, 401);
}

void TestClientProof::anotherKeyDoesNotFit()
{
    registerCertificate();
    const OwnCertificate other;
    const std::string forged = other.token(header(), QJsonDocument(claims()).toJson().toStdString(), false);
    QCOMPARE(m_client->exchange(m_app, forged, "https://management.azure.com/.default").aadsts(), 700027);
}

QTEST_GUILESS_MAIN(TestClientProof)
#include "tst_client_proof.moc"
