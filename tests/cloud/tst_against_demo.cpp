// SPDX-License-Identifier: Apache-2.0
#include "cloud/arm_client.h"
#include "cloud/environment.h"
#include "cloud/graph_client.h"
#include "demo/server.h"
#include "net/await.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

#include <memory>

using namespace symbolon;
using namespace symbolon::cloud;
using namespace symbolon::test;
using namespace std::chrono_literals;

namespace {

// Redeems one authorization code of the demo tenant per service, without a browser or a socket.
class DemoTokens final : public net::TokenSource
{
public:
    DemoTokens(demo::Server &server, const CloudEnvironment &cloud)
        : m_server(server)
        , m_cloud(cloud)
    {
    }

    Future<QByteArray> token(net::Service service, std::stop_token) override
    {
        QByteArray &held = m_held[static_cast<int>(service)];
        if (held.isEmpty()) {
            QString scope = m_cloud.armScope + u"/user_impersonation";
            if (service == net::Service::Graph) {
                scope = QStringLiteral("%1/Application.ReadWrite.All %1/RoleManagement.Read.Directory "
                                       "%1/Directory.Read.All %1/AuditLog.Read.All %1/User.Read")
                            .arg(m_cloud.graphScope);
            }
            held = redeem(scope);
        }
        return readyFuture<QByteArray>(held);
    }

    void rejected(net::Service service, const QByteArray &) override { m_held[static_cast<int>(service)].clear(); }

private:
    [[nodiscard]] demo::Response call(const std::string &method, const QString &path, const QUrlQuery &fields,
                                      bool inBody)
    {
        const std::string encoded = fields.toString(QUrl::FullyEncoded).toStdString();
        demo::Request request;
        request.method = method;
        request.target = path.toStdString() + (inBody ? "" : "?" + encoded);
        request.headers.emplace_back("Host", m_cloud.login.authority().toStdString());
        if (inBody) {
            request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
            request.body = encoded;
        }
        return m_server.service().handle(demo::ServiceKind::Login, request);
    }

    [[nodiscard]] QByteArray redeem(const QString &scope)
    {
        const QByteArray verifier(43, 'v');
        const QByteArray challenge = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                                         .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        const QString path = QString(u'/' + m_cloud.tenantId + u"/oauth2/v2.0/");
        QUrlQuery ask;
        ask.addQueryItem(QStringLiteral("client_id"), m_cloud.clientId);
        ask.addQueryItem(QStringLiteral("response_type"), QStringLiteral("code"));
        ask.addQueryItem(QStringLiteral("redirect_uri"), QStringLiteral("http://localhost:1"));
        ask.addQueryItem(QStringLiteral("scope"), QString::fromLatin1(QUrl::toPercentEncoding(scope)));
        ask.addQueryItem(QStringLiteral("state"), QStringLiteral("s"));
        ask.addQueryItem(QStringLiteral("code_challenge"), QString::fromLatin1(challenge));
        ask.addQueryItem(QStringLiteral("code_challenge_method"), QStringLiteral("S256"));
        ask.addQueryItem(QStringLiteral("prompt"), QStringLiteral("none"));
        ask.addQueryItem(QStringLiteral("login_hint"), QString::fromStdString(m_server.defaultAccount()));
        const demo::Response redirect = call("GET", QString(path + u"authorize"), ask, false);
        const QUrl location(QString::fromStdString(redirect.header("Location")));
        QUrlQuery redeem;
        redeem.addQueryItem(QStringLiteral("grant_type"), QStringLiteral("authorization_code"));
        redeem.addQueryItem(QStringLiteral("client_id"), m_cloud.clientId);
        redeem.addQueryItem(QStringLiteral("redirect_uri"), QStringLiteral("http://localhost:1"));
        redeem.addQueryItem(QStringLiteral("code"), QUrlQuery(location).queryItemValue(QStringLiteral("code")));
        redeem.addQueryItem(QStringLiteral("code_verifier"), QString::fromLatin1(verifier));
        redeem.addQueryItem(QStringLiteral("scope"), QString::fromLatin1(QUrl::toPercentEncoding(scope)));
        const demo::Response answer = call("POST", QString(path + u"token"), redeem, true);
        const QByteArray body = QByteArray::fromStdString(answer.body);
        return QJsonDocument::fromJson(body).object().value(u"access_token").toString().toLatin1();
    }

    demo::Server &m_server;
    const CloudEnvironment &m_cloud;
    QByteArray m_held[4];
};

net::TransportOptions quick()
{
    net::TransportOptions options;
    options.retryBase = 1ms;
    options.retryCap = 5ms;
    options.idleTimeout = 20s;
    return options;
}

} // namespace

// Our clients against the demo tenant, which shares no code with them, over real sockets and TLS.
class TestAgainstDemo : public QObject
{
    Q_OBJECT

    [[nodiscard]] QList<trust::Identity> readApplications();
    [[nodiscard]] QList<trust::Identity> readIdentities();

    std::unique_ptr<demo::Server> m_server;
    CloudEnvironment m_cloud;
    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<net::Transport> m_transport;
    std::unique_ptr<DemoTokens> m_tokens;
    std::unique_ptr<GraphClient> m_graph;
    std::unique_ptr<ArmClient> m_arm;

private Q_SLOTS:
    void initTestCase();
    void clustersTellTheirIssuer();
    void cleanupTestCase();
    void tenant();
    void applications();
    void permissions();
    void azure();
    void applicationCredential();
    void managedIdentityCredential();
    void secrets();
    void signIns();
    void faults_data();
    void faults();
};

void TestAgainstDemo::initTestCase()
{
    demo::ServerOptions options;
    options.tls = true;
    m_server = std::make_unique<demo::Server>(options);
    const Result<void> started = m_server->start();
    QVERIFY2(started.has_value(), started ? "" : qPrintable(started.error().message));
    const auto cloud = loadCloudFile(QString::fromStdString(m_server->cloudFile()));
    QVERIFY2(cloud.has_value(), cloud ? "" : qPrintable(cloud.error().message));
    m_cloud = *cloud;
    m_worker = std::make_unique<Worker>();
    m_transport = std::make_unique<net::Transport>(quick());
    QVERIFY(m_transport->trustCaFile(m_cloud.caFile, m_cloud.serviceUrls()).has_value());
    m_tokens = std::make_unique<DemoTokens>(*m_server, m_cloud);
    m_graph = std::make_unique<GraphClient>(m_cloud.graph, *m_transport, *m_tokens, *m_worker);
    m_arm = std::make_unique<ArmClient>(m_cloud.arm, *m_transport, *m_tokens, *m_worker);
}

void TestAgainstDemo::cleanupTestCase()
{
    m_arm.reset();
    m_graph.reset();
    m_tokens.reset();
    m_transport.reset();
    m_worker.reset();
    m_server.reset();
}

QList<trust::Identity> TestAgainstDemo::readApplications()
{
    QList<trust::Identity> apps;
    const auto ended =
        await(m_graph->applications(this, [&apps](const QList<trust::Identity> &page) { apps += page; }));
    return ended ? apps : QList<trust::Identity>();
}

QList<trust::Identity> TestAgainstDemo::readIdentities()
{
    QList<Subscription> subscriptions;
    QList<trust::Identity> identities;
    bool fine =
        await(m_arm->subscriptions(this, [&](const QList<Subscription> &page) { subscriptions += page; })).has_value();
    for (const Subscription &one : std::as_const(subscriptions)) {
        fine = fine && await(m_arm->identities(one, this, [&](const QList<trust::Identity> &page) {
                           identities += page;
                       })).has_value();
    }
    return fine ? identities : QList<trust::Identity>();
}

void TestAgainstDemo::tenant()
{
    const auto organization = await(m_graph->organization());
    QVERIFY2(organization.has_value(), organization ? "" : qPrintable(oneLine(organization.error())));
    QCOMPARE(organization->id, m_cloud.tenantId);
    QCOMPARE(organization->displayName, QStringLiteral("Contoso"));
    QVERIFY(!organization->defaultDomain.isEmpty());
    const auto me = await(m_graph->me());
    QVERIFY(me.has_value());
    QCOMPARE(me->userPrincipalName, QString::fromStdString(m_server->defaultAccount()));

    // Without the cloud file's CA nothing is trusted.
    net::Transport stranger(quick());
    GraphClient untrusting(m_cloud.graph, stranger, *m_tokens, *m_worker);
    const auto refused = await(untrusting.me());
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().kind, ErrorKind::Tls);
}

void TestAgainstDemo::applications()
{
    const QList<trust::Identity> apps = readApplications();
    const demo::Tenant truth = m_server->service().tenant();
    QCOMPARE(apps.size(), qsizetype(truth.applications.size()));
    qsizetype credentials = 0;
    qsizetype expected = 0;
    for (const demo::Application &app : truth.applications)
        expected += qsizetype(app.credentials.size());
    bool anyFlexible = false;
    for (const trust::Identity &app : apps) {
        QVERIFY(app.credentialsPart.isKnown());
        credentials += app.credentials.size();
        for (const trust::FederatedCredential &one : app.credentials)
            anyFlexible = anyFlexible || one.isFlexible();
    }
    QCOMPARE(credentials, expected);
    QVERIFY(anyFlexible);
}

void TestAgainstDemo::permissions()
{
    const auto graphItself =
        await(m_graph->servicePrincipalByAppId(QStringLiteral("00000003-0000-0000-c000-000000000000")));
    QVERIFY(graphItself.has_value());
    QVERIFY(!graphItself->appRoles.isEmpty());
    QList<AppRoleAssignment> grants;
    QVERIFY(await(m_graph->appRoleAssignedTo(graphItself->id, this, [&](const QList<AppRoleAssignment> &page) {
                grants += page;
            })).has_value());
    QVERIFY(!grants.isEmpty());
    for (const AppRoleAssignment &grant : grants)
        QCOMPARE(grant.resourceId, graphItself->id);

    QList<DirectoryRoleAssignment> roles;
    QVERIFY(await(m_graph->directoryRoleAssignments(this, [&](const QList<DirectoryRoleAssignment> &page) {
                roles += page;
            })).has_value());
    QVERIFY(!roles.isEmpty());
    for (const DirectoryRoleAssignment &role : roles)
        QVERIFY(!role.role.displayName.isEmpty());

    QList<ServicePrincipal> principals;
    QVERIFY(await(m_graph->servicePrincipals(QStringLiteral("servicePrincipalType eq 'ManagedIdentity'"), this,
                                             [&](const QList<ServicePrincipal> &page) { principals += page; }))
                .has_value());
    QVERIFY(!principals.isEmpty());
    bool anyGroup = false;
    for (const ServicePrincipal &principal : principals) {
        QCOMPARE(principal.type, QStringLiteral("ManagedIdentity"));
        QVERIFY(await(m_graph->transitiveMemberOf(principal.id, this, [&](const QList<Membership> &page) {
                    for (const Membership &one : page)
                        anyGroup = anyGroup || one.kind == Membership::Kind::Group;
                })).has_value());
    }
    QVERIFY(anyGroup);
}

void TestAgainstDemo::azure()
{
    const QList<trust::Identity> identities = readIdentities();
    const demo::Tenant truth = m_server->service().tenant();
    QCOMPARE(identities.size(), qsizetype(truth.managedIdentities.size()));
    qsizetype credentials = 0;
    for (const trust::Identity &identity : identities) {
        QVERIFY(!identity.place->resourceGroup.isEmpty());
        QVERIFY(!identity.place->subscriptionName.isEmpty());
        const auto read = await(m_arm->credentials(identity.key.id));
        QVERIFY2(read.has_value(), read ? "" : qPrintable(oneLine(read.error())));
        credentials += read->size();
    }
    QVERIFY(credentials > 0);

    QList<AzureRoleAssignment> assignments;
    QVERIFY(await(m_arm->roleAssignments(u"/subscriptions/" + identities.first().place->subscriptionId, {}, this,
                                         [&](const QList<AzureRoleAssignment> &page) { assignments += page; }))
                .has_value());
    QVERIFY(!assignments.isEmpty());
    const auto role = await(m_arm->role(assignments.first().roleDefinitionId));
    QVERIFY(role.has_value());
    QVERIFY(!role->name.isEmpty());
}

void TestAgainstDemo::applicationCredential()
{
    const QList<trust::Identity> apps = readApplications();
    QVERIFY(!apps.isEmpty());
    const auto free = std::find_if(apps.begin(), apps.end(), [](const auto &app) { return app.credentials.isEmpty(); });
    QVERIFY(free != apps.end());
    trust::FederatedCredential wanted;
    wanted.name = QStringLiteral("written-here");
    wanted.issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    wanted.subject = QStringLiteral("repo:contoso/written:ref:refs/heads/main");
    wanted.audiences = QStringList{m_cloud.exchangeAudience};
    wanted.description = QStringLiteral("made by a test");
    const auto created = await(m_graph->createCredential(free->key.id, wanted));
    QVERIFY2(created.has_value(), created ? "" : qPrintable(oneLine(created.error())));
    QVERIFY(!created->id.isEmpty());
    wanted.id = created->id;
    QCOMPARE(*created, wanted);

    const auto twice = await(m_graph->createCredential(free->key.id, wanted));
    QVERIFY(!twice.has_value());
    QCOMPARE(twice.error().kind, ErrorKind::Conflict);
    QVERIFY(!twice.error().message.isEmpty());

    trust::FederatedCredential changed = wanted;
    changed.subject = QStringLiteral("repo:contoso/written:environment:prod");
    changed.description.clear();
    QVERIFY(await(m_graph->updateCredential(free->key.id, wanted, changed)).has_value());
    QCOMPARE(await(m_graph->credentials(free->key.id)), Result<QList<trust::FederatedCredential>>({changed}));

    QVERIFY(await(m_graph->deleteCredential(free->key.id, changed)).has_value());
    QCOMPARE(await(m_graph->credentials(free->key.id)), Result<QList<trust::FederatedCredential>>({}));
    const auto gone = await(m_graph->deleteCredential(free->key.id, changed));
    QVERIFY(!gone.has_value());
    QCOMPARE(gone.error().kind, ErrorKind::NotFound);
}

void TestAgainstDemo::managedIdentityCredential()
{
    const QList<trust::Identity> identities = readIdentities();
    QVERIFY(!identities.isEmpty());
    const QString id = identities.first().key.id;
    const auto before = await(m_arm->credentials(id));
    QVERIFY(before.has_value());
    trust::FederatedCredential wanted;
    wanted.name = QStringLiteral("written-here");
    wanted.issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    wanted.expression = trust::ClaimsExpression{QStringLiteral("claims['sub'] matches 'repo:contoso/*'"), 1};
    wanted.audiences = QStringList{m_cloud.exchangeAudience};
    const auto created = await(m_arm->putCredential(id, wanted));
    QVERIFY2(created.has_value(), created ? "" : qPrintable(oneLine(created.error())));
    QCOMPARE(created->expression, wanted.expression);
    QVERIFY(!created->subject.has_value());
    QCOMPARE(await(m_arm->credentials(id))->size(), before->size() + 1);

    wanted.expression.reset();
    wanted.subject = QStringLiteral("repo:contoso/x:ref:refs/heads/main");
    const auto replaced = await(m_arm->putCredential(id, wanted));
    QVERIFY(replaced.has_value());
    QCOMPARE(replaced->subject, wanted.subject);
    QVERIFY(await(m_arm->deleteCredential(id, wanted.name)).has_value());
    QVERIFY(await(m_arm->deleteCredential(id, wanted.name)).has_value()); // gone counts as deleted
    QCOMPARE(*await(m_arm->credentials(id)), *before);
}

void TestAgainstDemo::secrets()
{
    const std::string certificate = "7d3a2f10-0000-4000-8000-000000000004";
    QString applicationId;
    m_server->service().edit([&](demo::Tenant &tenant) {
        demo::Application &app = tenant.applications.front();
        applicationId = QString::fromStdString(app.id);
        app.secrets = {
            {"7d3a2f10-0000-4000-8000-000000000001", "old", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "", "Ab1"},
            {"7d3a2f10-0000-4000-8000-000000000002", "new", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"}};
        app.keys = {{"7d3a2f10-0000-4000-8000-000000000003", "CN=stays", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z",
                     "\x30 first"},
                    {certificate, "CN=goes", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "\x30 second"}};
    });
    const auto before = await(m_graph->secrets(applicationId));
    QVERIFY2(before.has_value(), before ? "" : qPrintable(oneLine(before.error())));
    QCOMPARE(before->size(), 4);
    for (const qsizetype at : {qsizetype(0), qsizetype(3)}) {
        const auto removed = await(m_graph->removeSecret(applicationId, before->at(at)));
        QVERIFY2(removed.has_value(), removed ? "" : qPrintable(oneLine(removed.error())));
        const auto again = await(m_graph->removeSecret(applicationId, before->at(at)));
        QVERIFY(!again.has_value());
        QCOMPARE(again.error().kind, ErrorKind::NotFound);
    }
    QCOMPARE(await(m_graph->secrets(applicationId)),
             Result<QList<trust::Secret>>({before->at(1), before->at(2)})); // as they were, thumbprint included
    const demo::Tenant truth = m_server->service().tenant();
    QCOMPARE(truth.applications.front().keys.front().certificate, std::string("\x30 first"));

    const auto nameless = await(m_graph->removeSecret(applicationId, trust::Secret()));
    QVERIFY(!nameless.has_value());
    QCOMPARE(nameless.error().kind, ErrorKind::Validation);
}

void TestAgainstDemo::signIns()
{
    const QDateTime longAgo = QDateTime::currentDateTimeUtc().addDays(-30);
    qsizetype federated = 0;
    qsizetype refused = 0;
    const demo::Tenant truth = m_server->service().tenant();
    for (const demo::Application &app : truth.applications) {
        if (app.credentials.empty() || federated + refused > 5)
            continue;
        const QString clientId = QString::fromStdString(app.appId);
        const auto read = await(m_graph->servicePrincipalSignIns(clientId, longAgo));
        QVERIFY2(read.has_value(), read ? "" : qPrintable(oneLine(read.error())));
        QVERIFY(read->isWhole);
        for (const SignIn &one : std::as_const(read->entries)) {
            QCOMPARE(one.clientId, clientId);
            QVERIFY(one.at >= longAgo && !one.correlationId.isEmpty() && !one.servicePrincipalId.isEmpty());
            QVERIFY(one.isFederated());
            QCOMPARE(one.failureReason.isEmpty(), one.succeeded());
            (one.succeeded() ? federated : refused) += 1;
        }
    }
    QVERIFY(federated > 0);
    const auto none = await(m_graph->servicePrincipalSignIns(QStringLiteral("o'neill"), longAgo));
    QVERIFY(none.has_value()); // quoted as the service wants it
    QVERIFY(none->entries.isEmpty());
}

void TestAgainstDemo::faults_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no answer") << int(demo::FaultKind::Silent) << ErrorKind::Timeout;
    QTest::newRow("garbage") << int(demo::FaultKind::Garbage) << ErrorKind::Protocol;
    QTest::newRow("cut in mid-body") << int(demo::FaultKind::Cut) << ErrorKind::Offline;
}

void TestAgainstDemo::faults()
{
    QFETCH(int, fault);
    QFETCH(ErrorKind, kind);
    net::TransportOptions options = quick();
    if (kind == ErrorKind::Timeout)
        options.idleTimeout = 500ms;
    net::Transport transport(options);
    QVERIFY(transport.trustCaFile(m_cloud.caFile, m_cloud.serviceUrls()).has_value());
    GraphClient graph(m_cloud.graph, transport, *m_tokens, *m_worker);
    ArmClient arm(m_cloud.arm, transport, *m_tokens, *m_worker);
    m_server->setFault("/beta/applications", static_cast<demo::FaultKind>(fault));
    m_server->setFault("arm", static_cast<demo::FaultKind>(fault));
    const auto apps = await(graph.applications(this, [](const QList<trust::Identity> &) {}));
    QVERIFY(!apps.has_value());
    QCOMPARE(apps.error().kind, kind);
    QVERIFY(!apps.error().subject.isEmpty());
    const auto subscriptions = await(arm.subscriptions(this, [](const QList<Subscription> &) {}));
    QVERIFY(!subscriptions.has_value());
    QCOMPARE(subscriptions.error().kind, kind);
    m_server->clearFaults();
    QVERIFY(!readApplications().isEmpty());
}

void TestAgainstDemo::clustersTellTheirIssuer()
{
    QList<Subscription> subscriptions;
    QVERIFY(await(m_arm->subscriptions(this, [&](const QList<Subscription> &page) { subscriptions += page; })));
    QList<Cluster> clusters;
    for (const Subscription &one : std::as_const(subscriptions)) {
        const auto read = await(m_arm->clusters(one.id, {}));
        QVERIFY(read.has_value());
        clusters += *read;
    }
    QCOMPARE(clusters.size(), 2);
    QCOMPARE(clusters.first().name, QStringLiteral("aks-payments-prod"));
    QCOMPARE(clusters.first().resourceGroup, QStringLiteral("rg-payments-prod"));
    QCOMPARE(clusters.first().location, QStringLiteral("westeurope"));
    for (const Cluster &one : std::as_const(clusters)) {
        QVERIFY(one.issuesTokens && one.hasWorkloadIdentity);
        QVERIFY(one.issuer.startsWith(u"https://westeurope.oic.prod-aks.azure.com/") && one.issuer.endsWith(u'/'));
    }
}

QTEST_GUILESS_MAIN(TestAgainstDemo)
#include "tst_against_demo.moc"
