// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr auto graphService = ServiceKind::Graph;
const Fields eventual{{"ConsistencyLevel", "eventual"}};

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

// Blanks and quotes as clients send them.
std::string encoded(const std::string &query)
{
    std::string result;
    for (const char c : query)
        result += c == ' ' ? std::string("%20") : c == '"' ? std::string("%22") : std::string(1, c);
    return result;
}

} // namespace

// Query options of Microsoft Graph: what each takes, with and without ConsistencyLevel, and how the rest is refused.
class TestGraphQuery final : public QObject
{
    Q_OBJECT

    std::unique_ptr<DemoClient> m_client;
    std::string m_read;

private Q_SLOTS:
    void initTestCase();

    void filters_data();
    void filters();
    void refusals_data();
    void refusals();
    void countNeedsTheHeader();
    void countSegment_data();
    void countSegment();
    void ordersBothWays();
    void expandsTwentyAtMost();
    void ownersAreMembersOrGuests();
    void previewTakesOptionsWithoutDollar();
    void bookmarkOutlivesItsObject();
    void selectNamesTheContext();
    void directoryRolesAndMembers();
    void peopleAndGroups();
    void objectsByIds();
};

void TestGraphQuery::initTestCase()
{
    m_client = std::make_unique<DemoClient>();
    m_read = m_client->graphToken(reader);
    QVERIFY(!m_read.empty());
}

void TestGraphQuery::filters_data()
{
    QTest::addColumn<std::string>("target");
    QTest::addColumn<bool>("advanced");
    QTest::addColumn<int>("count");
    const auto row = [](const char *name, const char *target, bool advanced, int count) {
        QTest::newRow(name) << std::string(target) << advanced << count;
    };
    const char *apps = "/v1.0/applications?$filter=";
    const auto app = [&](const char *filter, bool advanced, int count) {
        QTest::newRow(filter) << apps + encoded(filter) << advanced << count;
    };
    app("displayName in ('hr-portal','gh-platform-deploy','nobody')", false, 2);
    app("displayName ge 'w'", false, 1);
    app("displayName ne 'hr-portal'", true, 42);
    app("not(displayName eq 'hr-portal')", true, 42);
    app("not startswith(displayName,'loyalty')", true, 41);
    app("createdDateTime ge 2026-01-01T00:00:00Z and createdDateTime le 2026-12-31", false, 2);
    app("createdDateTime ge 2025-12-31T23:00:00-01:00 and createdDateTime le 2026-12-31T00:00:00.000Z", false, 2);
    app("createdDateTime eq null", false, 0);
    app("owners/$count eq 0", true, 6);
    app("owners/$count ne 1", true, 10);
    app("federatedIdentityCredentials/$count ne 0 and startswith(displayName,'gh-')", true, 1);
    app("id eq 'd2706e4f-58ab-41c9-9be3-7f14c0a8e562'", false, 1);
    app("id eq 'd2706e4f-58ab-41c9-9be3-7f14c0a8e562' and displayName eq 'x'", false, 0);
    app("identifierUris/any(u:startswith(u,'api://'))", false, 0);
    row("encoded names of options", "/v1.0/applications?%24filter=startsWith(displayName%2C%27hr%27)&%24top=5", false,
        1);
    row("search both", "/v1.0/applications?$search=%22displayName:hr%22%20AND%20%22displayName:portal%22", true, 1);
    row("search either", "/v1.0/applications?$search=%22displayName:hr-p%22%20OR%20%22displayName:gh-p%22", true, 2);
    row("enabled principals", "/v1.0/servicePrincipals?$filter=accountEnabled%20eq%20false", false, 0);
    row("owner organization",
        "/v1.0/servicePrincipals?$filter=appOwnerOrganizationId%20eq%20f8cdef31-a31e-4b4a-93e4-5f571e91255a", false, 3);
    row("federated principals",
        "/v1.0/servicePrincipals?$filter=federatedIdentityCredentials/$count%20ne%200&$count=true", true, 6);
}

void TestGraphQuery::filters()
{
    QFETCH(std::string, target);
    QFETCH(bool, advanced);
    const Answer answer =
        m_client->get(graphService, target + (advanced ? "&$count=true" : ""), m_read, advanced ? eventual : Fields{});
    if (target.find("$count=true") != std::string::npos && advanced) {
        QCOMPARE(answer.status, 400); // an option that comes twice
        const Answer once = m_client->get(graphService, target, m_read, eventual);
        QTEST(static_cast<int>(once.value().size()), "count");
        return;
    }
    QCOMPARE(answer.errorMessage(), QString());
    QCOMPARE(answer.status, 200);
    QTEST(static_cast<int>(answer.value().size()), "count");
}

void TestGraphQuery::refusals_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<bool>("advanced");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *query, bool advanced, const char *code) {
        QTest::newRow(query) << encoded(query) << advanced << QString::fromLatin1(code);
    };
    const char *unsupported = "Request_UnsupportedQuery";
    row("$filter=displayName ne 'x'", false, unsupported);
    for (const char *filter : {"createdDateTime ge 'x'", "createdDateTime ge nonsense", "createdDateTime ge 2026-13-01",
                               "createdDateTime ge '2026-01-01T00:00:00Z'", "appId eq true", "displayName eq 5",
                               "startswith(displayName,5)", "displayName in ('x',5)", "tags/any(t:t eq 5)"})
        row(QByteArray("$filter=").append(filter).constData(), false, "BadRequest");
    row("$filter=not(displayName eq 'x')", false, unsupported);
    row("$filter=owners/$count eq 0", false, unsupported);
    row("$filter=federatedIdentityCredentials/$count eq 2&$count=true", true, unsupported);
    row("$filter=endswith(displayName,'x')&$count=true", true, unsupported);
    row("$filter=createdDateTime gt 2026-01-01", false, unsupported);
    row("$filter=notes eq 'x'", false, unsupported);
    row("$filter=colour eq 'x'", false, "BadRequest");
    row("$filter=displayName eq x'", false, "BadRequest");
    row("$filter=displayName", false, "BadRequest");
    row("$orderby=displayName", false, unsupported);
    row("$orderby=notes&$count=true", true, unsupported);
    row("$orderby=colour&$count=true", true, "BadRequest");
    row("$orderby=displayName sideways&$count=true", true, "BadRequest");
    row("$search=displayName:x", true, "Request_BadRequest");
    row("$search=\"notes:x\"", true, unsupported);
    row("$search=\"displayName:x\"", false, unsupported);
    row("$expand=owners&$count=true", true, unsupported);
    row("$expand=owners($filter=id eq 'x')", false, "BadRequest");
    row("$select=colour", false, "BadRequest");
    row("$top=0", false, unsupported);
    row("$top=1000", false, unsupported);
    row("$top=-1", false, "BadRequest");
    row("$top=5&$top=6", false, "BadRequest");
    row("$count=maybe", false, "BadRequest");
    row("$skip=5", false, "Request_BadRequest");
    row("$frobnicate=1", false, "BadRequest");
    row("$skiptoken=abc", false, "Directory_ExpiredPageToken");
}

void TestGraphQuery::refusals()
{
    QFETCH(std::string, query);
    QFETCH(bool, advanced);
    const Answer answer =
        m_client->get(graphService, "/v1.0/applications?" + query, m_read, advanced ? eventual : Fields{});
    QCOMPARE(answer.status, 400);
    QTEST(answer.errorCode(), "code");
    QVERIFY(!answer.errorMessage().isEmpty());
}

void TestGraphQuery::countNeedsTheHeader()
{
    const std::string target = "/v1.0/applications?$count=true&$top=2";
    const Answer without = m_client->get(graphService, target, m_read);
    QCOMPARE(without.status, 200); // silently ignored
    QVERIFY(!without.json.contains(QLatin1String("@odata.count")));
    const Answer with = m_client->get(graphService, target, m_read, eventual);
    QCOMPARE(with.json.value(QLatin1String("@odata.count")).toInt(), 43);
    QCOMPARE(with.value().size(), 2);
}

void TestGraphQuery::countSegment_data()
{
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("count");
    const auto row = [](const char *target, const char *count) {
        QTest::newRow(target) << std::string(target) << std::string(count);
    };
    row("/v1.0/applications/$count", "43");
    row("/v1.0/applications/%24count", "43");
    row("/v1.0/applications/$count?$filter=federatedIdentityCredentials/$count%20ne%200", "8");
    row("/v1.0/servicePrincipals/$count", "62");
    row("/v1.0/users/$count", "7");
    row("/beta/applications/d2706e4f-58ab-41c9-9be3-7f14c0a8e562/federatedIdentityCredentials/$count", "19");
    row("/beta/applications/d2706e4f-58ab-41c9-9be3-7f14c0a8e562/owners/$count", "2");
}

void TestGraphQuery::countSegment()
{
    QFETCH(std::string, target);
    QFETCH(std::string, count);
    const Answer counted = m_client->get(graphService, target, m_read, eventual);
    QCOMPARE(counted.status, 200);
    QCOMPARE(counted.raw.body, count);
    QVERIFY(startsWithText(counted.raw.header("Content-Type"), "text/plain"));
    const Answer without = m_client->get(graphService, target, m_read);
    QCOMPARE(without.status, 400);
    QCOMPARE(without.errorMessage(), QStringLiteral("$count is not currently supported."));
}

void TestGraphQuery::ordersBothWays()
{
    const auto names = [this](const std::string &direction) {
        const std::string target = "/v1.0/applications?$count=true&$select=displayName&$orderby=displayName"
            + direction;
        const Answer answer = m_client->get(graphService, target, m_read, eventual);
        QStringList found;
        const QJsonArray apps = answer.value();
        for (const auto &app : apps)
            found.append(textIn(app.toObject(), "displayName").toLower());
        return found;
    };
    QStringList up = names({});
    QStringList sorted = up;
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(up, sorted);
    std::reverse(up.begin(), up.end());
    QCOMPARE(names("%20desc"), up);
}

void TestGraphQuery::expandsTwentyAtMost()
{
    DemoClient client;
    std::vector<Credential> many;
    for (int i = 0; i < 25; ++i) {
        Credential credential;
        credential.name = "c" + std::to_string(i);
        credential.issuer = "https://issuer.example.com";
        credential.subject = std::to_string(i);
        credential.audiences = {"api://AzureADTokenExchange"};
        many.push_back(std::move(credential));
    }
    const std::string id = client.service().addApplication({"crowded", std::move(many)});
    const Answer answer = client.get(graphService, "/v1.0/applications/" + id + "?$expand=federatedIdentityCredentials",
                                     client.graphToken(reader));
    QCOMPARE(answer.json.value(QLatin1String("federatedIdentityCredentials")).toArray().size(), 20);
}

void TestGraphQuery::ownersAreMembersOrGuests()
{
    const QJsonArray all =
        m_client->get(graphService, "/v1.0/applications?$select=id,displayName&$top=999", m_read).value();
    std::string id;
    for (const auto &one : all) {
        if (textIn(one.toObject(), "displayName") == QLatin1String("aws-cognito-mobile-sync"))
            id = textIn(one.toObject(), "id").toStdString();
    }
    const std::string select = "$select=id,displayName,userType,accountEnabled";
    const auto kinds = [](const QJsonArray &owners) {
        QStringList list;
        for (const auto &owner : owners)
            list.append(textIn(owner.toObject(), "userType"));
        return list;
    };
    const QStringList both{QStringLiteral("Member"), QStringLiteral("Guest")};
    const std::string path = "/v1.0/applications/" + id;
    const Answer expanded = m_client->get(graphService, path + "?$select=id&$expand=owners(" + select + ")", m_read);
    const QJsonArray owners = expanded.json.value(QLatin1String("owners")).toArray();
    QCOMPARE(kinds(owners), both);
    QCOMPARE(owners.at(0).toObject().value(QLatin1String("accountEnabled")), QJsonValue(true));
    QVERIFY(!owners.at(0).toObject().contains(QLatin1String("jobTitle")));
    QCOMPARE(kinds(m_client->get(graphService, path + "/owners?" + select, m_read).value()), both);
    // Nobody else gets them.
    QVERIFY(!m_client->get(graphService, path + "/owners", m_read)
                 .value()
                 .at(0)
                 .toObject()
                 .contains(QLatin1String("userType")));
}

void TestGraphQuery::previewTakesOptionsWithoutDollar()
{
    QCOMPARE(m_client->get(graphService, "/beta/applications?top=3", m_read).value().size(), 3);
    // v1.0 takes it for an option of somebody else, and ignores it.
    QCOMPARE(m_client->get(graphService, "/v1.0/applications?top=3", m_read).value().size(), 43);
}

void TestGraphQuery::bookmarkOutlivesItsObject()
{
    DemoClient client;
    const std::string token = client.graphToken(admin, writeScopes);
    const Answer first = client.get(graphService, "/v1.0/applications?$top=10", token);
    const std::string last = textIn(first.value().at(9).toObject(), "id").toStdString();
    const QString link = textIn(first.json, "@odata.nextLink");
    QCOMPARE(client.write(graphService, "DELETE", "/v1.0/applications/" + last, token, {}).status, 204);
    const Answer second = client.get(graphService, link.mid(link.indexOf(QLatin1String("/v1.0"))).toStdString(), token);
    QCOMPARE(second.status, 200);
    QCOMPARE(second.value().size(), 10);
}

void TestGraphQuery::selectNamesTheContext()
{
    const Answer answer = m_client->get(graphService, "/v1.0/applications?$select=appId,displayName&$top=1", m_read);
    QVERIFY(textIn(answer.json, "@odata.context").endsWith(QLatin1String("$metadata#applications(appId,displayName)")));
}

void TestGraphQuery::directoryRolesAndMembers()
{
    const Answer roles = m_client->get(graphService, "/v1.0/directoryRoles", m_read);
    QVERIFY(!roles.value().empty());
    const std::string id = textIn(roles.value().at(0).toObject(), "id").toStdString();
    QVERIFY(!m_client->get(graphService, "/v1.0/directoryRoles/" + id + "/members", m_read).value().empty());
    const Answer assignments =
        m_client->get(graphService, "/v1.0/roleManagement/directory/roleAssignments?$expand=principal&$top=1", m_read);
    const QJsonObject principal = assignments.value().at(0).toObject().value(QLatin1String("principal")).toObject();
    QVERIFY(!textIn(principal, "@odata.type").isEmpty());
    QCOMPARE(m_client->get(graphService, "/v1.0/directoryRoles/nobody", m_read).status, 404);
}

void TestGraphQuery::peopleAndGroups()
{
    const Answer person = m_client->get(graphService, "/v1.0/users/m.reyes@contoso.onmicrosoft.com", m_read);
    QCOMPARE(textIn(person.json, "displayName"), QStringLiteral("Maria Reyes"));
    const Answer found =
        m_client->get(graphService, "/v1.0/groups?$filter=displayName%20eq%20'grp-telemetry-publishers'", m_read);
    const std::string group = "/v1.0/groups/" + textIn(found.value().at(0).toObject(), "id").toStdString();
    QCOMPARE(m_client->get(graphService, group + "/members", m_read).value().size(), 1);
    QCOMPARE(m_client->get(graphService, group + "/transitiveMembers", m_read).value().size(), 2);
    const Answer mine = m_client->get(graphService, "/v1.0/users/d.novak@contoso.onmicrosoft.com/memberOf", m_read);
    QCOMPARE(mine.value().size(), 2); // a group and a role
    const std::string cast = "/v1.0/users/d.novak@contoso.onmicrosoft.com/memberOf/microsoft.graph.group";
    QCOMPARE(m_client->get(graphService, cast, m_read).value().size(), 1);
}

void TestGraphQuery::objectsByIds()
{
    const QString novak =
        textIn(m_client->get(graphService, "/v1.0/users/d.novak@contoso.onmicrosoft.com", m_read).json, "id");
    const QString app = QStringLiteral("d2706e4f-58ab-41c9-9be3-7f14c0a8e562");
    const QString nobody = QStringLiteral("00000000-1111-4222-8333-444444444444");
    QJsonObject body{{QStringLiteral("ids"), QJsonArray{novak, app, nobody}}};
    const std::string target = "/v1.0/directoryObjects/getByIds";
    const Answer both = m_client->write(graphService, "POST", target, m_read, body);
    QCOMPARE(both.value().size(), 2);
    QCOMPARE(textIn(both.value().at(0).toObject(), "@odata.type"), QStringLiteral("#microsoft.graph.user"));
    body.insert(QStringLiteral("types"), QJsonArray{QStringLiteral("application")});
    const Answer one = m_client->write(graphService, "POST", target, m_read, body);
    QCOMPARE(one.value().size(), 1);
    QCOMPARE(m_client->write(graphService, "POST", target, m_read, {}).status, 400);
    body.insert(QStringLiteral("ids"), QJsonArray{novak, QStringLiteral("nobody")});
    QCOMPARE(m_client->write(graphService, "POST", target, m_read, body).status, 400);
}

QTEST_GUILESS_MAIN(TestGraphQuery)
#include "tst_graph_query.moc"
