// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QJsonDocument>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr char deployId[] = "d2706e4f-58ab-41c9-9be3-7f14c0a8e562";
constexpr auto graphService = ServiceKind::Graph;
constexpr char auditScopes[] = "openid AuditLog.Read.All";

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

QJsonObject objectIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toObject();
}

} // namespace

// Audit data of the demo tenant: every write, every token, and a past.
class TestGraphAudit final : public QObject
{
    Q_OBJECT

    [[nodiscard]] QJsonArray audits(const std::string &query = {})
    {
        return m_client->get(graphService, "/v1.0/auditLogs/directoryAudits" + query, m_audit).value();
    }

    std::unique_ptr<DemoClient> m_client;
    std::string m_write;
    std::string m_audit;

private Q_SLOTS:
    void init();

    void credentialWritesTellValues();
    void everyWriteLeavesAnEntry();
    void refusedWritesLeaveNone();
    void filters_data();
    void filters();
    void newestComesFirstAndPages();
    void tokensLeaveSignIns();
    void castHasAPast();
    void needsPermission();
};

void TestGraphAudit::init()
{
    m_client = std::make_unique<DemoClient>();
    m_write = m_client->graphToken(admin, writeScopes);
    m_audit = m_client->graphToken(reader, auditScopes);
    QVERIFY(!m_write.empty() && !m_audit.empty());
}

void TestGraphAudit::credentialWritesTellValues()
{
    const std::string target = std::string("/beta/applications/") + deployId + "/federatedIdentityCredentials";
    const QJsonObject body = credentialBody(QStringLiteral("audited"), QStringLiteral("workload"));
    QCOMPARE(m_client->write(graphService, "POST", target, m_write, body).status, 201);
    const QJsonObject entry = audits("?$top=1").at(0).toObject();
    QCOMPARE(textIn(entry, "activityDisplayName"), QStringLiteral("Update application"));
    QCOMPARE(textIn(entry, "category"), QStringLiteral("ApplicationManagement"));
    QCOMPARE(textIn(entry, "activityDateTime").toStdString(), isoTime(m_client->now()));
    QCOMPARE(textIn(objectIn(objectIn(entry, "initiatedBy"), "user"), "userPrincipalName"), QLatin1String(admin));
    const QJsonObject application = entry.value(QLatin1String("targetResources")).toArray().at(0).toObject();
    QCOMPARE(textIn(application, "id"), QLatin1String(deployId));
    bool told = false;
    const QJsonArray properties = application.value(QLatin1String("modifiedProperties")).toArray();
    for (const auto &property : properties) {
        if (textIn(property.toObject(), "displayName") != QLatin1String("FederatedIdentityCredentials"))
            continue;
        const auto values = [&property](const char *name) {
            return QJsonDocument::fromJson(textIn(property.toObject(), name).toUtf8()).array();
        };
        QCOMPARE(values("oldValue").size() + 1, values("newValue").size());
        QCOMPARE(textIn(values("newValue").last().toObject(), "Subject"), QStringLiteral("workload"));
        told = true;
    }
    QVERIFY(told);
}

void TestGraphAudit::everyWriteLeavesAnEntry()
{
    const QJsonObject name{{QStringLiteral("displayName"), QStringLiteral("traced")}};
    const Answer created = m_client->write(graphService, "POST", "/v1.0/applications", m_write, name);
    const std::string target = "/v1.0/applications/" + textIn(created.json, "id").toStdString();
    const QJsonObject appId{{QStringLiteral("appId"), textIn(created.json, "appId")}};
    m_client->write(graphService, "POST", "/v1.0/servicePrincipals", m_write, appId);
    m_client->write(graphService, "PATCH", target, m_write, {{QStringLiteral("notes"), QStringLiteral("n")}});
    m_client->write(graphService, "POST", target + "/addPassword", m_write, {});
    m_client->write(graphService, "DELETE", target, m_write, {});
    QStringList activities;
    const QJsonArray found = audits("?$top=6");
    for (const auto &entry : found)
        activities.prepend(textIn(entry.toObject(), "activityDisplayName"));
    QCOMPARE(activities,
             QStringList({QStringLiteral("Add application"), QStringLiteral("Add service principal"),
                          QStringLiteral("Update application"),
                          QString::fromUtf8("Update application \u2013 Certificates and secrets management "),
                          QStringLiteral("Remove service principal"), QStringLiteral("Delete application")}));
}

void TestGraphAudit::refusedWritesLeaveNone()
{
    const qsizetype before = audits().size();
    m_client->write(graphService, "POST", "/v1.0/applications", m_write, {});
    m_client->write(graphService, "DELETE", std::string("/v1.0/applications/") + deployId, m_audit, {});
    QCOMPARE(audits().size(), before);
}

void TestGraphAudit::filters_data()
{
    QTest::addColumn<std::string>("filter");
    QTest::addColumn<int>("count");
    const auto row = [](const char *name, const std::string &filter, int count) {
        QTest::newRow(name) << filter << count;
    };
    const std::string target = std::string("targetResources/any(t:%20t/id%20eq%20'") + deployId + "')";
    row("by target", target, 2);
    row("by target and activity", "activityDisplayName%20eq%20'Update%20application'%20and%20" + target, 2);
    row("since the start", "activityDateTime%20ge%202026-11-22T00:00:00Z%20and%20" + target, 1);
    row("before", "activityDateTime%20le%202026-11-21T00:00:00Z%20and%20" + target, 1);
    row("by actor", "initiatedBy/user/userPrincipalName%20eq%20'm.reyes@contoso.onmicrosoft.com'%20and%20" + target, 1);
    row("by prefix", "startswith(activityDisplayName,'Delete')", 0);
}

void TestGraphAudit::filters()
{
    QFETCH(std::string, filter);
    const std::string target = std::string("/v1.0/applications/") + deployId;
    const QJsonObject note{{QStringLiteral("notes"), QStringLiteral("n")}};
    QCOMPARE(m_client->write(graphService, "PATCH", target, m_write, note).status, 204);
    QTEST(static_cast<int>(audits("?$filter=" + filter).size()), "count");
}

void TestGraphAudit::newestComesFirstAndPages()
{
    const QJsonArray all =
        m_client->all(graphService, "/v1.0/auditLogs/directoryAudits?$top=3&$select=activityDateTime", m_audit);
    QVERIFY(all.size() > 3);
    for (qsizetype i = 1; i < all.size(); ++i)
        QVERIFY(textIn(all.at(i - 1).toObject(), "activityDateTime")
                >= textIn(all.at(i).toObject(), "activityDateTime"));
    QCOMPARE(audits("?$top=1000").size(), all.size());
    QCOMPARE(m_client->get(graphService, "/v1.0/auditLogs/directoryAudits?$top=1001", m_audit).status, 400);
}

void TestGraphAudit::tokensLeaveSignIns()
{
    const auto signIns = [this](const std::string &version, const std::string &filter) {
        return m_client->get(graphService, "/" + version + "/auditLogs/signIns?$top=50" + filter, m_audit).value();
    };
    // The two people of this test, newest first.
    const QJsonArray people = signIns("v1.0", {});
    QCOMPARE(people.size(), 2);
    QCOMPARE(textIn(people.at(0).toObject(), "userPrincipalName"), QLatin1String(reader));
    QVERIFY(!people.at(0).toObject().contains(QLatin1String("servicePrincipalId")));
    const std::string servicePrincipals = "&$filter=signInEventTypes/any(t:%20t%20eq%20'servicePrincipal')";
    const QJsonArray workloads = signIns("beta", servicePrincipals);
    QVERIFY(workloads.size() > 5);
    for (const auto &entry : workloads)
        QCOMPARE(textIn(entry.toObject(), "clientCredentialType"), QStringLiteral("federatedIdentityCredential"));

    // A secret that is none leaves a failed one.
    const Answer refused = m_client->token({{"grant_type", "client_credentials"},
                                            {"client_id", "4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"},
                                            {"client_secret", "wrong"},
                                            {"scope", "https://graph.microsoft.com/.default"}});
    QVERIFY(refused.status >= 400);
    QCOMPARE(m_client->get(graphService, "/v1.0/auditLogs/signIns?$top=50" + servicePrincipals, m_audit).status, 400);
    const QJsonObject failed = signIns("beta", servicePrincipals).at(0).toObject();
    QCOMPARE(textIn(failed, "clientCredentialType"), QStringLiteral("clientSecret"));
    QCOMPARE(objectIn(failed, "status").value(QLatin1String("errorCode")).toInt(), refused.aadsts());
}

void TestGraphAudit::castHasAPast()
{
    const auto past = [](DemoClient &client) {
        return client
            .get(graphService, "/beta/auditLogs/signIns?$filter=signInEventTypes/any(t:%20t%20ne%20'interactiveUser')",
                 client.graphToken(reader, auditScopes))
            .raw.body;
    };
    DemoClient again;
    QCOMPARE(past(*m_client), past(again)); // the same at every start
    QVERIFY(audits().size() >= 8);          // one for each federated application
}

void TestGraphAudit::needsPermission()
{
    const std::string none = m_client->graphToken(reader, "openid User.Read");
    for (const char *target : {"/v1.0/auditLogs/directoryAudits", "/v1.0/auditLogs/signIns"})
        QCOMPARE(m_client->get(graphService, target, none).status, 403);
}

QTEST_GUILESS_MAIN(TestGraphAudit)
#include "tst_graph_audit.moc"
