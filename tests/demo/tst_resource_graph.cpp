// SPDX-License-Identifier: Apache-2.0
#include "arm_paths.h"

#include <QJsonDocument>
#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr char target[] = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";
constexpr char identities[] = "resources | where type =~ 'microsoft.managedidentity/userassignedidentities'";

} // namespace

// Azure Resource Graph: the queries an inventory sends, and what it says to others.
class TestResourceGraph final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;
    std::string m_admin;

    Answer ask(const QString &query, const QJsonObject &options = {}, const QJsonArray &subscriptions = {})
    {
        QJsonObject body{{QStringLiteral("query"), query}, {QStringLiteral("options"), options}};
        if (!subscriptions.isEmpty())
            body.insert(QStringLiteral("subscriptions"), subscriptions);
        return m_client->write(armService, "POST", target, m_admin, body);
    }
    static QJsonArray data(const Answer &answer) { return answer.json.value(QLatin1String("data")).toArray(); }

private Q_SLOTS:
    void init();

    void inventoryOfIdentities();
    void pagesGoOn();
    void counts_data();
    void counts();
    void values_data();
    void values();
    void callersSeeTheirOwn();
    void tablesOnRequest();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void deepQueriesEnd();
};

void TestResourceGraph::init()
{
    m_client = std::make_unique<DemoClient>();
    m_admin = m_client->armToken(admin);
    QVERIFY(!m_admin.empty());
}

// The query of Symbolon's design, word for word.
void TestResourceGraph::inventoryOfIdentities()
{
    const Answer answer = ask(QStringLiteral(
        "resources | where type =~ 'microsoft.managedidentity/userassignedidentities' | project id, name, location, "
        "resourceGroup, subscriptionId, tenantId, tags, clientId = tostring(properties.clientId), principalId = "
        "tostring(properties.principalId) | order by id asc"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json.value(QLatin1String("totalRecords")).toInt(), 18);
    QCOMPARE(answer.json.value(QLatin1String("count")).toInt(), 18);
    QCOMPARE(answer.json.value(QLatin1String("resultTruncated")), QJsonValue(QStringLiteral("false")));
    QVERIFY(answer.json.value(QLatin1String("facets")).isArray());
    QString last;
    const QJsonArray rows = data(answer);
    for (const auto &row : rows) {
        const QString id = textIn(row, "id");
        QVERIFY(id > last);
        last = id;
        const Answer live = m_client->get(armService, id.toStdString() + version, m_admin);
        QCOMPARE(textIn(row, "clientId"), textIn(propertiesOf(live), "clientId"));
        QCOMPARE(textIn(row, "principalId"), textIn(propertiesOf(live), "principalId"));
        QCOMPARE(row.toObject().size(), 9);
    }
}

void TestResourceGraph::pagesGoOn()
{
    QStringList names;
    QString token;
    int pages = 0;
    do {
        QJsonObject options{{QStringLiteral("$top"), 7}};
        if (!token.isEmpty())
            options.insert(QStringLiteral("$skipToken"), token);
        const Answer answer = ask(QString::fromLatin1(identities) + QLatin1String(" | order by id asc"), options);
        QCOMPARE(answer.status, 200);
        const QJsonArray rows = data(answer);
        for (const auto &row : rows)
            names << textIn(row, "name");
        token = textIn(answer.json, "$skipToken");
        QCOMPARE(textIn(answer.json, "resultTruncated"),
                 token.isEmpty() ? QStringLiteral("false") : QStringLiteral("true"));
        ++pages;
    } while (!token.isEmpty() && pages < 10);
    QCOMPARE(pages, 3);
    QCOMPARE(names.size(), 18);
    QCOMPARE(names.removeDuplicates(), 0);
    QCOMPARE(data(ask(QString::fromLatin1(identities), {{QStringLiteral("$skip"), 15}})).size(), 3);
}

void TestResourceGraph::counts_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("count");
    const auto row = [](const char *query, int count) { QTest::newRow(query) << QString::fromLatin1(query) << count; };
    row("Resources | where type == 'microsoft.managedidentity/userassignedidentities' | limit 3", 3);
    row("resources | where type =~ 'MICROSOFT.managedIdentity/userAssignedIdentities' and location == 'northeurope'",
        3);
    row("resources | where name startswith 'id-' and not(name contains 'aks') and type has 'managedidentity'", 16);
    row("resources | where name in~ ('ID-ACR-MIRROR', 'id-func-loyalty') // a remark", 2);
    row("resources | where name !in ('id-acr-mirror') | where type endswith 'identities' | take 100", 17);
    row("resources | where (name == 'id-acr-mirror' or name == \"id-func-loyalty\") and isnotempty(location)", 2);
    row("resources | where type =~ 'microsoft.managedidentity/userassignedidentities' | distinct subscriptionId", 3);
    row("resourcecontainers | where type =~ 'microsoft.resources/subscriptions'", 3);
    row("resourcecontainers | where type =~ 'microsoft.resources/subscriptions/resourcegroups' | where name == "
        "'rg-erp-core'",
        1);
    row("authorizationresources | where type =~ 'microsoft.authorization/roleassignments'", 22);
    row("authorizationresources | where type == 'microsoft.authorization/roledefinitions' | where "
        "properties.roleName == 'Owner' | project name",
        1);
    row("resources | count", 1);
    row("resources | where 1 == 2", 0);
}

void TestResourceGraph::counts()
{
    QFETCH(QString, query);
    const Answer answer = ask(query);
    QCOMPARE(answer.status, 200);
    QTEST(static_cast<int>(data(answer).size()), "count");
}

void TestResourceGraph::values_data()
{
    QTest::addColumn<QString>("stages");
    QTest::addColumn<QString>("first");
    const auto row = [](const char *stages, const char *first) {
        QTest::newRow(stages) << QString::fromLatin1(stages) << QString::fromLatin1(first);
    };
    row("| where name == 'id-acr-mirror' | project name, Place = toupper(location)",
        R"({"Place":"WESTEUROPE","name":"id-acr-mirror"})");
    row("| where name == 'id-acr-mirror' | extend key = strcat(name, '@', location) | project key",
        R"({"key":"id-acr-mirror@westeurope"})");
    row("| where name == 'id-acr-mirror' | project properties.isolationScope, none = isnull(sku), "
        "absent = properties['x']",
        R"({"absent":null,"none":true,"properties_isolationScope":"None"})");
    row("| order by name desc | project name", R"({"name":"id-webapp-portal"})");
    row("| top 1 by name asc | project name", R"({"name":"id-acr-mirror"})");
    row("| summarize found = count() by location | where location == 'northeurope'",
        R"({"found":3,"location":"northeurope"})");
    row("| where location == 'nowhere' | summarize count()", R"({"count_":0})");
    row("| where name == 'id-acr-mirror' | project name, location | project-away location",
        R"({"name":"id-acr-mirror"})");
    row("| count", R"({"Count":18})");
}

void TestResourceGraph::values()
{
    QFETCH(QString, stages);
    const Answer answer = ask(QString::fromLatin1(identities) + u' ' + stages);
    QVERIFY2(answer.status == 200, answer.raw.body.c_str());
    QTEST(QString::fromUtf8(QJsonDocument(data(answer).at(0).toObject()).toJson(QJsonDocument::Compact)), "first");
}

void TestResourceGraph::callersSeeTheirOwn()
{
    const QString query = QString::fromLatin1(identities);
    m_admin = m_client->armToken(dataEngineer); // one group of one subscription, all of another
    const int own = static_cast<int>(data(ask(query)).size());
    QVERIFY(own > 0 && own < 18);
    QCOMPARE(data(ask(query, {}, {QStringLiteral("5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2")})).size(), 2);
    QCOMPARE(data(ask(query, {}, {QStringLiteral("c83b1d50-7e4f-4a26-b9d1-0f6c58e2a397")})).size(), 0);
}

void TestResourceGraph::tablesOnRequest()
{
    const Answer answer = ask(QString::fromLatin1(identities) + QLatin1String(" | project name, tags"),
                              {{QStringLiteral("resultFormat"), QStringLiteral("table")}});
    const QJsonObject table = answer.json.value(QLatin1String("data")).toObject();
    QCOMPARE(textIn(table.value(QLatin1String("columns")).toArray().at(0), "name"), QStringLiteral("name"));
    QCOMPARE(table.value(QLatin1String("rows")).toArray().size(), 18);
}

void TestResourceGraph::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QJsonObject>("options");
    const auto row = [](const char *query, const QJsonObject &options = {}) {
        QTest::addRow("%s %d", query, static_cast<int>(options.size())) << QString::fromLatin1(query) << options;
    };
    row("");
    row("securityresources");
    row("resources | where");
    row("resources | where nothing == 'x'");
    row("resources | project id | where name == 'x'");
    row("resources | join (resources) on id");
    row("resources | where name == 'x");
    row("resources | where name == #");
    row("resources | where name matches regex 'x'");
    row("resources | where strlen(name) > 3");
    row("resources | take many");
    row("resources | summarize max(name)");
    row("resources; resources");
    row("resources", {{QStringLiteral("$top"), 1001}});
    row("resources", {{QStringLiteral("$skipToken"), QStringLiteral("not one of ours")}});
}

void TestResourceGraph::refusesWhatItDoesNotKnow()
{
    QFETCH(QString, query);
    QFETCH(QJsonObject, options);
    const Answer answer = ask(query, options);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorCode(), QStringLiteral("BadRequest"));
    const QJsonArray details =
        answer.json.value(QLatin1String("error")).toObject().value(QLatin1String("details")).toArray();
    QCOMPARE(details.size(), 2);
}

void TestResourceGraph::deepQueriesEnd()
{
    const QString query = QStringLiteral("resources | where %1name == 'x'").arg(QString(20000, QLatin1Char('(')));
    QCOMPARE(ask(query).status, 400);
    const QString nots = QStringLiteral("resources | where %1").arg(QStringLiteral("not(").repeated(20000));
    QCOMPARE(ask(nots).status, 400);
}

QTEST_GUILESS_MAIN(TestResourceGraph)
#include "tst_resource_graph.moc"
