// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QTest>

using namespace symbolon::demo;
using namespace symbolon::demo::test;

namespace {

constexpr char deployId[] = "d2706e4f-58ab-41c9-9be3-7f14c0a8e562";
constexpr auto graphService = ServiceKind::Graph;

std::string credentialsOf(const std::string &application, const std::string &version = "beta")
{
    return "/" + version + "/applications/" + application + "/federatedIdentityCredentials";
}

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

} // namespace

// Federated credentials of applications in Microsoft Graph: what may be written, by whom, and what is refused.
class TestGraphCredentials final : public QObject
{
    Q_OBJECT

    [[nodiscard]] std::string newApplication(std::vector<Credential> credentials = {})
    {
        return m_client->service().addApplication({"a fresh application", std::move(credentials)});
    }

    std::unique_ptr<DemoClient> m_client;
    std::string m_read;
    std::string m_write;

private Q_SLOTS:
    void init();

    void createsChangesAndDeletes();
    void upsertCreatesThenChanges();
    void acceptsWhatTheRealServiceAccepts();
    void refusesBrokenCredentials_data();
    void refusesBrokenCredentials();
    void refusesTheTwentyFirst();
    void refusesDuplicates();
    void nameIsImmutable();
    void flexibleNeedsBeta();
    void writeNeedsScopeAndRight_data();
    void writeNeedsScopeAndRight();
    void singleReadNeedsWriteScope();
};

void TestGraphCredentials::init()
{
    m_client = std::make_unique<DemoClient>();
    m_read = m_client->graphToken(reader);
    m_write = m_client->graphToken(admin, writeScopes);
    QVERIFY(!m_read.empty() && !m_write.empty());
}

void TestGraphCredentials::createsChangesAndDeletes()
{
    const std::string path = credentialsOf(newApplication());
    const QJsonObject wanted = credentialBody(QStringLiteral("first"), QStringLiteral("workload-1"));
    const Answer created = m_client->write(graphService, "POST", path, m_write, wanted);
    QCOMPARE(created.status, 201);
    QCOMPARE(textIn(created.json, "subject"), QStringLiteral("workload-1"));
    const QString id = textIn(created.json, "id");
    QVERIFY(isGuid(id.toStdString()));

    const QJsonObject change{{QStringLiteral("subject"), QStringLiteral("workload-2")},
                             {QStringLiteral("description"), QStringLiteral("a note")}};
    const Answer changed = m_client->write(graphService, "PATCH", path + "/" + id.toStdString(), m_write, change);
    QCOMPARE(changed.status, 204);
    QVERIFY(changed.raw.body.empty());
    const Answer read = m_client->get(graphService, path + "/first", m_write);
    QCOMPARE(textIn(read.json, "subject"), QStringLiteral("workload-2"));
    QCOMPARE(textIn(read.json, "issuer"), QStringLiteral("https://issuer.example.com"));

    QCOMPARE(m_client->write(graphService, "DELETE", path + "/first", m_write, {}).status, 204);
    QCOMPARE(m_client->write(graphService, "DELETE", path + "/first", m_write, {}).status, 404);
    QCOMPARE(m_client->get(graphService, path, m_read).value().size(), 0);
}

void TestGraphCredentials::upsertCreatesThenChanges()
{
    const std::string path = credentialsOf(newApplication()) + "(name='upserted')";
    const std::string byKey = path.substr(0, path.find("(name=")) + "/(name='upserted')";
    QJsonObject body = credentialBody({}, QStringLiteral("one"));
    body.remove(QStringLiteral("name"));
    const Fields prefer{{"Prefer", "create-if-missing"}};
    QCOMPARE(m_client->write(graphService, "PATCH", path, m_write, body).status, 404);
    QCOMPARE(m_client->write(graphService, "PATCH", path, m_write, body, prefer).status, 201);
    body.insert(QStringLiteral("subject"), QStringLiteral("two"));
    QCOMPARE(m_client->write(graphService, "PATCH", byKey, m_write, body, prefer).status, 204);
}

void TestGraphCredentials::acceptsWhatTheRealServiceAccepts()
{
    const std::string path = credentialsOf(newApplication());
    const QJsonObject http =
        credentialBody(QStringLiteral("plain-http"), QStringLiteral("a"), QStringLiteral("http://x"));
    QCOMPARE(m_client->write(graphService, "POST", path, m_write, http).status, 201);
    const QString blank = QStringLiteral(" subject with blanks ");
    const Answer kept =
        m_client->write(graphService, "POST", path, m_write, credentialBody(QStringLiteral("blanks"), blank));
    QCOMPARE(kept.status, 201);
    QCOMPARE(textIn(kept.json, "subject"), blank);
}

void TestGraphCredentials::refusesBrokenCredentials_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const char *member, const QJsonValue &value) {
        QTest::newRow(name) << QString::fromLatin1(member) << value;
    };
    const QString a120(120, QLatin1Char('a'));
    const QString a600(600, QLatin1Char('a'));
    const QJsonArray two{QStringLiteral("a"), QStringLiteral("b")};
    row("name of two characters", "name", QStringLiteral("ab"));
    row("name of 121", "name", QString(a120 + u'a'));
    row("name with a blank", "name", QStringLiteral("storefront prod"));
    row("name with a slash", "name", QStringLiteral("a/b/c"));
    row("name beginning with a dash", "name", QStringLiteral("-abc"));
    row("name in umlauts", "name", QStringLiteral("größe"));
    row("name is a number", "name", 12);
    row("issuer missing", "issuer", QJsonValue::Undefined);
    row("issuer empty", "issuer", QString());
    row("issuer of 601", "issuer", QString(a600 + u'a'));
    row("subject of 601", "subject", QString(a600 + u'a'));
    row("subject missing", "subject", QJsonValue::Undefined);
    row("description of 601", "description", QString(a600 + u'a'));
    row("no audience", "audiences", QJsonArray());
    row("two audiences", "audiences", two);
    row("audience of 601", "audiences", QJsonArray{QString(a600 + u'a')});
    row("audience is a text", "audiences", QStringLiteral("api://AzureADTokenExchange"));
    row("unknown member", "audience", QStringLiteral("x"));
    row("subject and expression", "claimsMatchingExpression",
        QJsonObject{{QStringLiteral("value"), QStringLiteral("claims['sub'] eq 'x'")},
                    {QStringLiteral("languageVersion"), 1}});
}

void TestGraphCredentials::refusesBrokenCredentials()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    const std::string path = credentialsOf(newApplication());
    QJsonObject body = credentialBody(QStringLiteral("wanted"), QStringLiteral("workload"));
    if (value.isUndefined())
        body.remove(member);
    else
        body.insert(member, value);
    const Answer answer = m_client->write(graphService, "POST", path, m_write, body);
    QCOMPARE(answer.status, 400);
    QVERIFY(!answer.errorMessage().isEmpty());
    QCOMPARE(m_client->get(graphService, path, m_read).value().size(), 0);
}

void TestGraphCredentials::refusesTheTwentyFirst()
{
    const std::string path = credentialsOf(deployId);
    const QJsonObject twentieth = credentialBody(QStringLiteral("twentieth"), QStringLiteral("s20"));
    QCOMPARE(m_client->write(graphService, "POST", path, m_write, twentieth).status, 201);
    const Answer refused = m_client->write(graphService, "POST", path, m_write,
                                           credentialBody(QStringLiteral("twenty-first"), QStringLiteral("s21")));
    QCOMPARE(refused.status, 403);
    // Changing one of the twenty is no addition.
    const QJsonObject change{{QStringLiteral("subject"), QStringLiteral("s20b")}};
    QCOMPARE(m_client->write(graphService, "PATCH", path + "/twentieth", m_write, change).status, 204);
}

void TestGraphCredentials::refusesDuplicates()
{
    const std::string path = credentialsOf(newApplication());
    const QJsonObject first = credentialBody(QStringLiteral("first"), QStringLiteral("s"));
    QCOMPARE(m_client->write(graphService, "POST", path, m_write, first).status, 201);
    const Answer sameName = m_client->write(graphService, "POST", path, m_write,
                                            credentialBody(QStringLiteral("first"), QStringLiteral("other")));
    QCOMPARE(sameName.status, 409);
    QCOMPARE(sameName.errorCode(), QStringLiteral("Request_MultipleObjectsWithSameKeyValue"));
    QCOMPARE(
        m_client
            ->write(graphService, "POST", path, m_write, credentialBody(QStringLiteral("second"), QStringLiteral("s")))
            .status,
        400);
    // The comparison is byte for byte: another case is another trust.
    QCOMPARE(
        m_client
            ->write(graphService, "POST", path, m_write, credentialBody(QStringLiteral("third"), QStringLiteral("S")))
            .status,
        201);
    const QJsonObject clash{{QStringLiteral("subject"), QStringLiteral("s")}};
    QCOMPARE(m_client->write(graphService, "PATCH", path + "/third", m_write, clash).status, 400);
}

void TestGraphCredentials::nameIsImmutable()
{
    const std::string path = credentialsOf(newApplication());
    m_client->write(graphService, "POST", path, m_write, credentialBody(QStringLiteral("first"), QStringLiteral("s")));
    QJsonObject body{{QStringLiteral("name"), QStringLiteral("first")},
                     {QStringLiteral("subject"), QStringLiteral("t")}};
    QCOMPARE(m_client->write(graphService, "PATCH", path + "/first", m_write, body).status, 204);
    body.insert(QStringLiteral("name"), QStringLiteral("second"));
    QCOMPARE(m_client->write(graphService, "PATCH", path + "/first", m_write, body).status, 400);
}

void TestGraphCredentials::flexibleNeedsBeta()
{
    const std::string app = newApplication();
    QJsonObject body = credentialBody(QStringLiteral("flexible"), {}, QStringLiteral("https://gitlab.com"));
    body.insert(QStringLiteral("subject"), QJsonValue::Null);
    QJsonObject expression{
        {QStringLiteral("value"), QStringLiteral("claims['sub'] matches 'project_path:contoso/x:*'")},
        {QStringLiteral("languageVersion"), 1}};
    body.insert(QStringLiteral("claimsMatchingExpression"), expression);
    QCOMPARE(m_client->write(graphService, "POST", credentialsOf(app, "v1.0"), m_write, body).status, 400);
    QCOMPARE(m_client->write(graphService, "POST", credentialsOf(app), m_write, body).status, 201);
    expression.insert(QStringLiteral("value"), QStringLiteral("claims[sub] like x"));
    body.insert(QStringLiteral("claimsMatchingExpression"), expression);
    body.insert(QStringLiteral("name"), QStringLiteral("broken"));
    QCOMPARE(m_client->write(graphService, "POST", credentialsOf(app), m_write, body).status, 400);
}

void TestGraphCredentials::writeNeedsScopeAndRight_data()
{
    QTest::addColumn<std::string>("account");
    QTest::addColumn<std::string>("scope");
    QTest::addColumn<std::string>("application");
    QTest::addColumn<int>("status");
    const std::string own = deployId;
    const std::string foreign = "0";
    QTest::newRow("administrator") << std::string(admin) << std::string(writeScopes) << own << 201;
    QTest::newRow("administrator who asked for reading") << std::string(admin) << std::string(readScopes) << own << 403;
    QTest::newRow("owner") << std::string(developer) << std::string(writeScopes) << own << 201;
    QTest::newRow("not the owner") << std::string(developer) << std::string(writeScopes) << foreign << 403;
    QTest::newRow("reader") << std::string(reader) << std::string(readScopes) << own << 403;
}

void TestGraphCredentials::writeNeedsScopeAndRight()
{
    QFETCH(std::string, account);
    QFETCH(std::string, scope);
    QFETCH(std::string, application);
    const std::string app = application == "0" ? newApplication() : application;
    const std::string token = m_client->graphToken(account, scope);
    const Answer answer = m_client->write(graphService, "POST", credentialsOf(app), token,
                                          credentialBody(QStringLiteral("mine"), QStringLiteral("s")));
    QTEST(answer.status, "status");
    if (answer.status == 403)
        QCOMPARE(answer.errorCode(), QStringLiteral("Authorization_RequestDenied"));
}

void TestGraphCredentials::singleReadNeedsWriteScope()
{
    const std::string path = credentialsOf(deployId) + "/env-production";
    QCOMPARE(m_client->get(graphService, path, m_read).status, 403);
    QCOMPARE(m_client->get(graphService, path, m_write).status, 200);
}

QTEST_GUILESS_MAIN(TestGraphCredentials)
#include "tst_graph_credentials.moc"
