// SPDX-License-Identifier: Apache-2.0
#include "cloud/environment.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using namespace symbolon::cloud;

namespace {

QJsonObject bench()
{
    return QJsonObject{{QStringLiteral("name"), QStringLiteral("bench")},
                       {QStringLiteral("login"), QStringLiteral("http://127.0.0.1:9001/")},
                       {QStringLiteral("graph"), QStringLiteral("http://127.0.0.1:9002")},
                       {QStringLiteral("arm"), QStringLiteral("http://127.0.0.1:9003/arm")},
                       {QStringLiteral("exchangeAudience"), QStringLiteral("api://AzureADTokenExchange")}};
}

Result<CloudEnvironment> read(const QJsonObject &object)
{
    return cloudFromJson(QJsonDocument(object).toJson(), QStringLiteral("/folder"));
}

} // namespace

class TestEnvironment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtIn();
    void leastFile();
    void wholeFile();
    void refusals_data();
    void refusals();
    void tokensOfOneServiceNeverGoToAnother_data();
    void tokensOfOneServiceNeverGoToAnother();
    void benchPowersNeedLoopback();
    void files();
};

void TestEnvironment::builtIn()
{
    const auto clouds = builtInClouds();
    QVERIFY(clouds.has_value());
    QStringList names;
    for (const CloudEnvironment &cloud : *clouds) {
        names.append(cloud.name);
        for (const QUrl &url : cloud.serviceUrls())
            QCOMPARE(url.scheme(), QStringLiteral("https"));
        QVERIFY(!cloud.displayName.isEmpty());
        QVERIFY(cloud.exchangeAudience.startsWith(u"api://AzureADTokenExchange"));
        QCOMPARE(cloud.graphScope, cloud.graph.toString());
        QVERIFY(!cloud.allowPrivateIssuers);
    }
    QCOMPARE(names,
             (QStringList{QStringLiteral("global"), QStringLiteral("usgov"), QStringLiteral("usgovdod"),
                          QStringLiteral("china")}));
    QCOMPARE(
        knownExchangeAudiences(),
        (QStringList{QStringLiteral("api://AzureADTokenExchange"), QStringLiteral("api://AzureADTokenExchangeUSGov"),
                     QStringLiteral("api://AzureADTokenExchangeChina")}));
    const auto global = findCloud(QStringLiteral("global"));
    QVERIFY(global.has_value());
    QCOMPARE(global->loginOrigin(), QStringLiteral("https://login.microsoftonline.com:443"));
    QCOMPARE(global->armScope, QStringLiteral("https://management.azure.com"));
    QCOMPARE(findCloud(QStringLiteral("usgovdod"))->graph, QUrl(QStringLiteral("https://dod-graph.microsoft.us")));
}

void TestEnvironment::leastFile()
{
    const auto cloud = read(bench());
    QVERIFY(cloud.has_value());
    QCOMPARE(cloud->displayName, QStringLiteral("bench"));
    QCOMPARE(cloud->login, QUrl(QStringLiteral("http://127.0.0.1:9001"))); // without the slash
    QCOMPARE(cloud->loginOrigin(), QStringLiteral("http://127.0.0.1:9001"));
    QCOMPARE(cloud->armScope, QStringLiteral("http://127.0.0.1:9003/arm"));
    QVERIFY(cloud->caFile.isEmpty());
    QVERIFY(cloud->portal.isEmpty());
}

void TestEnvironment::wholeFile()
{
    QJsonObject object = bench();
    object[u"displayName"] = QStringLiteral("Bench");
    object[u"portal"] = QStringLiteral("https://portal.example");
    object[u"caFile"] = QStringLiteral("../ca.pem");
    object[u"clientId"] = QStringLiteral("c");
    object[u"tenantId"] = QStringLiteral("t");
    object[u"graphScope"] = QStringLiteral("https://graph.microsoft.com");
    object[u"armScope"] = QStringLiteral("https://management.azure.com");
    object[u"issuerMirrors"] = QJsonObject{
        {QStringLiteral("https://token.actions.githubusercontent.com"), QStringLiteral("http://127.0.0.1:9004/gh")}};
    object[u"allowPrivateIssuers"] = true;
    object[u"later"] = QJsonObject{{QStringLiteral("x"), 1}};
    const auto cloud = read(object);
    QVERIFY(cloud.has_value());
    QCOMPARE(cloud->displayName, QStringLiteral("Bench"));
    QCOMPARE(cloud->caFile, QStringLiteral("/ca.pem"));
    QCOMPARE(cloud->clientId, QStringLiteral("c"));
    QCOMPARE(cloud->tenantId, QStringLiteral("t"));
    QCOMPARE(cloud->graphScope, QStringLiteral("https://graph.microsoft.com"));
    QCOMPARE(cloud->issuerMirrors.value(QStringLiteral("https://token.actions.githubusercontent.com")),
             QUrl(QStringLiteral("http://127.0.0.1:9004/gh")));
    QVERIFY(cloud->allowPrivateIssuers);
}

void TestEnvironment::refusals_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("mentions");
    const auto row = [](const char *name, const char *member, const QJsonValue &value, const char *mentions) {
        QTest::newRow(name) << QString::fromUtf8(member) << value << QString::fromUtf8(mentions);
    };
    row("no name", "name", QJsonValue(QString()), "name");
    row("name is a number", "name", QJsonValue(5), "name");
    row("no login", "login", QJsonValue::Undefined, "login");
    row("http login elsewhere", "login", QStringLiteral("http://login.example"), "login");
    row("graph is no address", "graph", QStringLiteral("graph.microsoft.com"), "graph");
    row("graph with user info", "graph", QStringLiteral("https://a:b@graph.example"), "graph");
    row("arm with query", "arm", QStringLiteral("https://arm.example?x"), "arm");
    row("arm is a file", "arm", QStringLiteral("file:///etc"), "arm");
    row("portal is script", "portal", QStringLiteral("javascript:alert(1)"), "portal");
    row("no audience", "exchangeAudience", QJsonValue::Undefined, "exchangeAudience");
    row("mirror elsewhere over http", "issuerMirrors",
        QJsonObject{{QStringLiteral("https://i"), QStringLiteral("http://mirror.example")}}, "issuerMirrors");
    row("mirrors are a list", "issuerMirrors", QJsonArray{}, "issuerMirrors");
    row("private issuers are text", "allowPrivateIssuers", QStringLiteral("yes"), "allowPrivateIssuers");
}

void TestEnvironment::refusals()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QFETCH(QString, mentions);
    QJsonObject object = bench();
    object[member] = value;
    const auto cloud = read(object);
    QVERIFY(!cloud.has_value());
    QCOMPARE(cloud.error().kind, ErrorKind::Validation);
    QVERIFY2(cloud.error().message.contains(mentions), qPrintable(cloud.error().message));
}

// A file that names a real login cannot say where an issuer's keys come from.
void TestEnvironment::tokensOfOneServiceNeverGoToAnother_data()
{
    QTest::addColumn<QString>("graph");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<bool>("isFine");
    QTest::newRow("the same host") << QStringLiteral("https://graph.x.example")
                                   << QStringLiteral("https://graph.x.example/") << true;
    QTest::newRow("its older audience") << QStringLiteral("https://management.x.example")
                                        << QStringLiteral("https://management.core.x.example/") << true;
    QTest::newRow("a real service's tokens")
        << QStringLiteral("https://evil.example") << QStringLiteral("https://graph.microsoft.com") << false;
    QTest::newRow("below the same name") << QStringLiteral("https://evil.cloudapp.azure.com")
                                         << QStringLiteral("https://management.azure.com") << false;
    QTest::newRow("an application's id") << QStringLiteral("https://evil.example")
                                         << QStringLiteral("00000003-0000-0000-c000-000000000000") << false;
}

void TestEnvironment::tokensOfOneServiceNeverGoToAnother()
{
    QFETCH(QString, graph);
    QFETCH(QString, scope);
    QFETCH(bool, isFine);
    QJsonObject object = bench();
    object[u"login"] = QStringLiteral("https://login.microsoftonline.com");
    object[u"graph"] = graph;
    object[u"graphScope"] = scope;
    QCOMPARE(read(object).has_value(), isFine);
}

void TestEnvironment::benchPowersNeedLoopback()
{
    QJsonObject object = bench();
    object[u"login"] = QStringLiteral("https://login.microsoftonline.com");
    object[u"issuerMirrors"] =
        QJsonObject{{QStringLiteral("https://accounts.google.com"), QStringLiteral("https://evil.example")}};
    object[u"allowPrivateIssuers"] = true;
    const auto cloud = read(object);
    QVERIFY(cloud.has_value());
    QVERIFY(cloud->issuerMirrors.isEmpty());
    QVERIFY(!cloud->allowPrivateIssuers);
}

void TestEnvironment::files()
{
    QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    };
    QJsonObject object = bench();
    object[u"caFile"] = QStringLiteral("ca.pem");
    const QString fine = write(QStringLiteral("fine.json"), QJsonDocument(object).toJson());
    const auto cloud = findCloud(fine);
    QVERIFY(cloud.has_value());
    QCOMPARE(cloud->caFile, folder.filePath(QStringLiteral("ca.pem"))); // beside the file

    const auto broken = findCloud(write(QStringLiteral("broken.json"), "{"));
    QVERIFY(!broken.has_value());
    QCOMPARE(broken.error().kind, ErrorKind::Validation);

    const auto large = loadCloudFile(write(QStringLiteral("large.json"), QByteArray(2'000'000, ' ')));
    QVERIFY(!large.has_value());
    QCOMPARE(large.error().kind, ErrorKind::Storage);

    const auto folderItself = loadCloudFile(folder.path());
    QVERIFY(!folderItself.has_value());
    QCOMPARE(folderItself.error().kind, ErrorKind::Storage);

    const auto nowhere = findCloud(QStringLiteral("atlantis"));
    QVERIFY(!nowhere.has_value());
    QCOMPARE(nowhere.error().kind, ErrorKind::Validation);
    QVERIFY(nowhere.error().message.contains(u"usgovdod")); // says what there is
}

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
