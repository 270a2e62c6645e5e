// SPDX-License-Identifier: Apache-2.0
#include "demo/claims_expression.h"
#include "demo/contoso.h"
#include "demo_client.h"

#include <QJsonDocument>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

QJsonObject claims(std::initializer_list<std::pair<const char *, QJsonValue>> members)
{
    QJsonObject object;
    for (const auto &member : members)
        object.insert(QString::fromLatin1(member.first), member.second);
    return object;
}

QJsonObject part(const std::string &token, int index)
{
    const QByteArray text = QByteArray::fromStdString(token).split('.').value(index);
    return QJsonDocument::fromJson(QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding)).object();
}

std::string entraIssuer()
{
    return std::string("https://login.microsoftonline.com/") + contoso::tenantId + "/v2.0";
}

} // namespace

// Issuers outside, healthy and ill; managed identities; what the tenant allows; how long a new credential takes.
class TestIssuers final : public QObject
{
    Q_OBJECT

    [[nodiscard]] std::string clientNamed(const std::string &name)
    {
        const Tenant tenant = m_client->service().tenant();
        for (const Application &app : tenant.applications) {
            if (app.displayName == name)
                return app.appId;
        }
        for (const ManagedIdentity &identity : tenant.managedIdentities) {
            if (identity.name == name)
                return identity.clientId;
        }
        return {};
    }

    // A new application that trusts workload-1 of this issuer; its client id.
    std::string trusting(const std::string &issuer)
    {
        Credential credential;
        credential.name = "test";
        credential.issuer = issuer;
        credential.subject = "workload-1";
        credential.audiences = {contoso::exchangeAudience};
        const std::string id = m_client->service().addApplication({"app of a test", {credential}});
        return m_client->service().tenant().application(id)->appId;
    }

    std::unique_ptr<DemoClient> m_client;

private Q_SLOTS:
    void init() { m_client = std::make_unique<DemoClient>(); }

    void everyPlatformOpensItsOwn_data();
    void everyPlatformOpensItsOwn();
    void platformsShape_data();
    void platformsShape();
    void illIssuersAreRefused_data();
    void illIssuersAreRefused();
    void httpIsNotRead();
    void issuersThatNobodyNamesAreNotRead();
    void keysAreReadAgainAfterAWhile();
    void managedIdentityIsACredential();
    void tokensOfEntra_data();
    void tokensOfEntra();
    void managedIdentitiesTakeNoEntraToken();
    void metadataEndpoint_data();
    void metadataEndpoint();
    void tenantPolicy_data();
    void tenantPolicy();
    void expressionsKnowTheirIssuers_data();
    void expressionsKnowTheirIssuers();
    void newCredentialTakesAWhile();
};

void TestIssuers::everyPlatformOpensItsOwn_data()
{
    QTest::addColumn<std::string>("issuer");
    QTest::addColumn<std::string>("client");
    QTest::addColumn<int>("code");
    const auto row = [](const char *issuer, const char *client, int code = 0) {
        QTest::newRow(issuer) << std::string(issuer) << std::string(client) << code;
    };
    row("github", "gh-platform-deploy");
    row("gitlab", "gitlab-data-pipelines");
    row("terraform", "terraform-landing-zones");
    row("google", "gcp-billing-export");
    row("cognito", "aws-cognito-mobile-sync");
    row("aks", "id-aks-payments-prod");
    row("aks-platform", "id-aks-ingress-dns", 700211); // the credential lost the slash at the end
    row("eks", "id-eks-analytics-bridge");
    row("gke", "id-gke-ml-scoring");
    row("arc-north", "id-arc-store-pos");
    row("arc-south", "id-arc-store-pos");
    row("factory", "id-spire-factory-edge", 90061); // http
}

void TestIssuers::everyPlatformOpensItsOwn()
{
    QFETCH(std::string, issuer);
    QFETCH(std::string, client);
    const Answer answer = m_client->exchange(clientNamed(client), m_client->mint(issuer, {}));
    QTEST(answer.aadsts(), "code");
    QCOMPARE(answer.status == 200, answer.aadsts() == 0);
}

void TestIssuers::platformsShape_data()
{
    QTest::addColumn<std::string>("issuer");
    QTest::addColumn<QStringList>("has");
    QTest::addColumn<bool>("audienceIsAList");
    QTest::addColumn<int>("seconds");
    const auto row = [](const char *issuer, const char *has, bool list, int seconds) {
        QTest::newRow(issuer) << std::string(issuer) << QString::fromLatin1(has).split(QLatin1Char(' ')) << list
                              << seconds;
    };
    row("github", "repository job_workflow_ref runner_environment nbf jti", false, 600);
    row("aks", "kubernetes.io nbf jti", true, 3600);
    row("google", "azp email google", false, 3600);
    row("cognito", "amr https://cognito-identity.amazonaws.com/identity-pool-arn", false, 900);
    row("spire", "sub", true, 300);
    row("gitlab", "project_path pipeline_source ref_protected", false, 3600);
}

void TestIssuers::platformsShape()
{
    QFETCH(std::string, issuer);
    QFETCH(QStringList, has);
    const std::string token = m_client->mint(issuer, {});
    const QJsonObject minted = part(token, 1);
    for (const QString &claim : std::as_const(has))
        QVERIFY2(minted.contains(claim), qPrintable(claim));
    QTEST(minted.value(QLatin1String("aud")).isArray(), "audienceIsAList");
    const qint64 lives = minted.value(QLatin1String("exp")).toInteger()
        - minted.value(QLatin1String("iat")).toInteger();
    QTEST(static_cast<int>(lives), "seconds");
    QCOMPARE(part(token, 0).contains(QLatin1String("typ")), issuer != "aks");
    QCOMPARE(part(token, 0).value(QLatin1String("alg")).toString(), QStringLiteral("RS256"));
}

void TestIssuers::illIssuersAreRefused_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("sample") << 0;
    QTest::newRow("many-keys") << 700027;
    QTest::newRow("es256") << 5002738;
    QTest::newRow("wrong-issuer") << 501661;
    QTest::newRow("no-key-set") << 90061;
    QTest::newRow("redirect") << 90061;
    QTest::newRow("slow") << 90061;
    QTest::newRow("endless") << 90061;
    QTest::newRow("no-json") << 501661;
    QTest::newRow("rotating") << 0;
}

void TestIssuers::illIssuersAreRefused()
{
    const std::string name = QTest::currentDataTag();
    const std::string client = trusting("http://localhost:5004/" + name);
    QTEST(m_client->exchange(client, m_client->mint(name, {})).aadsts(), "code");
}

void TestIssuers::httpIsNotRead()
{
    const Answer answer =
        m_client->exchange(trusting("http://issuer.example.com"),
                           m_client->mint("sample", claims({{"iss", QStringLiteral("http://issuer.example.com")}})));
    QCOMPARE(answer.aadsts(), 90061);
    const QJsonArray codes = answer.json.value(QLatin1String("error_codes")).toArray();
    QCOMPARE(codes.size(), 1);
}

void TestIssuers::issuersThatNobodyNamesAreNotRead()
{
    const Answer answer = m_client->exchange(
        contoso::auditorClientId,
        m_client->mint("sample", claims({{"iss", QStringLiteral("https://issuer.example.com/secret")}})));
    QCOMPARE(answer.aadsts(), 700211);
    QVERIFY(m_client->fetched().empty());
}

void TestIssuers::keysAreReadAgainAfterAWhile()
{
    const std::string client = trusting("http://localhost:5004/rotating");
    const std::string before = m_client->mint("rotating", {});
    QCOMPARE(m_client->exchange(client, before).aadsts(), 0);
    const size_t reads = m_client->fetched().size();
    QCOMPARE(m_client->exchange(client, before).aadsts(), 0);
    QCOMPARE(m_client->fetched().size(), reads);

    QCOMPARE(m_client->send(ServiceKind::Issuer, "POST", "/rotating/rotate").status, 200);
    const std::string after = m_client->mint("rotating", {});
    QCOMPARE(m_client->exchange(client, after).aadsts(), 700027); // what was read a moment ago still counts
    m_client->pass(std::chrono::seconds(6));
    QCOMPARE(m_client->exchange(client, after).aadsts(), 0);
    QCOMPARE(m_client->exchange(client, before).aadsts(), 700027);
}

void TestIssuers::managedIdentityIsACredential()
{
    const std::string client = clientNamed("ado-erp-release");
    const std::string token = m_client->mint("managed-identity", {});
    QCOMPARE(m_client->exchange(client, token).status, 200);
    QVERIFY(m_client->fetched().empty());
    // The tenant under the name it is served under here is the same tenant.
    const std::string here = std::string("http://localhost:5001/") + contoso::tenantId + "/v2.0";
    const std::string subject = part(token, 1).value(QLatin1String("sub")).toString().toStdString();
    m_client->service().edit([&](Tenant &tenant) {
        for (Credential &credential : tenant.applicationByAppId(client)->credentials) {
            if (credential.subject == subject)
                credential.issuer = here;
        }
    });
    QCOMPARE(m_client->exchange(client, token).status, 200);
}

void TestIssuers::tokensOfEntra_data()
{
    QTest::addColumn<std::string>("credentialIssuer");
    QTest::addColumn<QJsonObject>("claims");
    QTest::addColumn<int>("code");
    const std::string mine = entraIssuer();
    const std::string other = "https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0";
    const std::string old = std::string("https://sts.windows.net/") + contoso::tenantId + "/";
    const auto from = [](const std::string &issuer) { return claims({{"iss", QString::fromStdString(issuer)}}); };
    QTest::newRow("an application's") << mine
                                      << claims({{"oid", QStringLiteral("9d3e5b7a-1c2f-4a6b-8e0d-2f4a6c8e0b1d")}})
                                      << 700226;
    QTest::newRow("a person's") << mine << claims({{"idtyp", QStringLiteral("user")}, {"scp", QStringLiteral("x")}})
                                << 700229;
    QTest::newRow("for another resource")
        << mine << claims({{"aud", QStringLiteral("https://management.azure.com")}}) << 7002121;
    QTest::newRow("by the client id") << mine << claims({{"sub", QStringLiteral("not-the-principal")}}) << 700213;
    QTest::newRow("of another tenant") << other << from(other) << 700236;
    QTest::newRow("under the older name") << old << from(old) << 700222;
    QTest::newRow("expired") << mine << claims({{"exp", 1795300000}}) << 700024;
}

void TestIssuers::tokensOfEntra()
{
    QFETCH(std::string, credentialIssuer);
    QFETCH(QJsonObject, claims);
    const std::string client = clientNamed("ado-erp-release");
    m_client->service().edit([&](Tenant &tenant) {
        tenant.applicationByAppId(client)->credentials.back().issuer = credentialIssuer; // build-agents
    });
    QTEST(m_client->exchange(client, m_client->mint("managed-identity", claims)).aadsts(), "code");
}

void TestIssuers::managedIdentitiesTakeNoEntraToken()
{
    const std::string client = clientNamed("id-gke-ml-scoring");
    const std::string token = m_client->mint("managed-identity", {});
    m_client->service().edit([&](Tenant &tenant) {
        for (ManagedIdentity &identity : tenant.managedIdentities) {
            if (identity.clientId == client) {
                identity.credentials.front().issuer = entraIssuer();
                identity.credentials.front().subject =
                    part(token, 1).value(QLatin1String("sub")).toString().toStdString();
            }
        }
    });
    QCOMPARE(m_client->exchange(client, token).aadsts(), 700222);
}

void TestIssuers::metadataEndpoint_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<bool>("header");
    QTest::addColumn<int>("status");
    const std::string query = "?api-version=2018-02-01&resource=api%3A%2F%2FAzureADTokenExchange";
    QTest::newRow("as a client asks") << query << true << 200;
    QTest::newRow("without the header") << query << false << 400;
    QTest::newRow("unknown identity") << query + "&client_id=00000000-1111-4222-8333-444444444444" << true << 400;
    QTest::newRow("another resource") << std::string("?resource=https%3A%2F%2Fvault.azure.net") << true << 400;
}

void TestIssuers::metadataEndpoint()
{
    QFETCH(std::string, query);
    QFETCH(bool, header);
    const Answer answer = m_client->send(ServiceKind::Issuer, "GET", "/metadata/identity/oauth2/token" + query, {},
                                         header ? Fields{{"Metadata", "true"}} : Fields());
    QTEST(answer.status, "status");
    if (answer.status != 200)
        return;
    const std::string token = answer.json.value(QLatin1String("access_token")).toString().toStdString();
    QCOMPARE(m_client->exchange(clientNamed("ado-erp-release"), token).status, 200);
}

void TestIssuers::tenantPolicy_data()
{
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<int>("github");
    QTest::addColumn<int>("managedIdentity");
    QTest::newRow("nothing") << std::string() << 0 << 0;
    QTest::newRow("disabled") << std::string("disabled") << 700223 << 0;
    QTest::newRow("other issuers") << std::string("issuers") << 700238 << 0;
    QTest::newRow("enterprise") << std::string("enterprise") << 7002381 << 0;
}

void TestIssuers::tenantPolicy()
{
    QFETCH(std::string, kind);
    m_client->service().edit([&](Tenant &tenant) {
        tenant.federation.disabled = kind == "disabled";
        if (kind == "issuers")
            tenant.federation.allowedIssuers = {"https://gitlab.com"};
        if (kind == "enterprise")
            tenant.federation.githubEnterprises = {"contoso-corp"};
    });
    QTEST(m_client->exchange(contoso::auditorClientId, m_client->mint("github", {})).aadsts(), "github");
    QTEST(m_client->exchange(clientNamed("ado-erp-release"), m_client->mint("managed-identity", {})).aadsts(),
          "managedIdentity");
    if (kind != "enterprise")
        return;
    const std::string token = m_client->mint("github", claims({{"enterprise", QStringLiteral("contoso-corp")}}));
    QCOMPARE(m_client->exchange(contoso::auditorClientId, token).aadsts(), 0);
}

void TestIssuers::expressionsKnowTheirIssuers_data()
{
    QTest::addColumn<std::string>("issuer");
    QTest::addColumn<std::string>("expression");
    QTest::addColumn<bool>("known");
    const std::string github = "https://token.actions.githubusercontent.com";
    const auto row = [](const char *name, const std::string &issuer, const char *expression, bool known) {
        QTest::newRow(name) << issuer << std::string(expression) << known;
    };
    row("GitHub, sub", github, "claims['sub'] matches 'repo:*'", true);
    row("GitHub, workflow", github, "claims['sub'] eq 'a' and claims['job_workflow_ref'] matches 'b*'", true);
    row("GitHub, id", github, "claims['sub'] eq 'a' and claims['repository_id'] eq '1'", true);
    row("GitHub, wildcard in an id", github, "claims['sub'] eq 'a' and claims['repository_id'] matches '1*'", false);
    row("GitHub, actor", github, "claims['actor'] eq 'me'", false);
    row("GitLab", "https://gitlab.com", "claims['sub'] matches 'a*' and claims['project_id'] eq '1'", true);
    row("GitLab of one's own", "https://gitlab.contoso.com", "claims['sub'] matches 'a*'", true);
    row("GitLab in Canada", "https://gitlab.contoso.ca", "claims['sub'] matches 'a*'", true);
    row("GitLab elsewhere", "https://gitlab.contoso.de", "claims['sub'] matches 'a*'", false);
    row("GitLab with a path", "https://gitlab.contoso.com/x", "claims['sub'] matches 'a*'", false);
    row("Terraform", "https://app.terraform.io", "claims['sub'] matches 'a*'", true);
    row("Terraform in Europe", "https://app.eu.terraform.io", "claims['sub'] matches 'a*'", true);
    row("Kubernetes", "https://westeurope.oic.prod-aks.azure.com/a/b/", "claims['sub'] matches 'a*'", false);
}

void TestIssuers::expressionsKnowTheirIssuers()
{
    QFETCH(std::string, issuer);
    QFETCH(std::string, expression);
    const std::optional<ClaimsExpression> parsed = ClaimsExpression::parse(expression);
    QVERIFY(parsed);
    QTEST(parsed->isFor(issuer), "known");
}

void TestIssuers::newCredentialTakesAWhile()
{
    ServiceOptions options;
    options.propagation = std::chrono::seconds(30);
    m_client = std::make_unique<DemoClient>(options);
    const std::string base = "/v1.0/applications(appId='" + std::string(contoso::auditorClientId)
        + "')/federatedIdentityCredentials";
    const std::string token = m_client->graphToken(admin, writeScopes);
    const std::string assertion =
        m_client->mint("github", claims({{"sub", QStringLiteral("repo:contoso/new:pull_request")}}));
    QCOMPARE(m_client->exchange(contoso::auditorClientId, assertion).aadsts(), 700213);
    QCOMPARE(m_client
                 ->write(ServiceKind::Graph, "POST", base, token,
                         credentialBody(QStringLiteral("new-one"), QStringLiteral("repo:contoso/new:pull_request"),
                                        QLatin1String(contoso::githubIssuer)))
                 .status,
             201);
    const Answer early = m_client->exchange(contoso::auditorClientId, assertion);
    QCOMPARE(early.aadsts(), 70021);
    QVERIFY(early.json.value(QLatin1String("error_description"))
                .toString()
                .contains(QStringLiteral("Assertion Subject: 'repo:contoso/new:pull_request'")));
    // What was there before goes on.
    QCOMPARE(m_client->exchange(contoso::auditorClientId, m_client->mint("github", {})).aadsts(), 0);
    m_client->pass(std::chrono::seconds(30));
    QCOMPARE(m_client->exchange(contoso::auditorClientId, assertion).aadsts(), 0);
    // A new description changes nobody's trust.
    QCOMPARE(m_client
                 ->write(ServiceKind::Graph, "PATCH", base + "/new-one", token,
                         {{QStringLiteral("description"), QStringLiteral("later")}})
                 .status,
             204);
    QCOMPARE(m_client->exchange(contoso::auditorClientId, assertion).aadsts(), 0);
}

QTEST_GUILESS_MAIN(TestIssuers)
#include "tst_issuers.moc"
