// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "cli_bench.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace symbolon;
using test::onDemo;
using test::runCli;
using Outcome = test::CliOutcome;

namespace {

const QString json = QStringLiteral("json");
const QString format = QStringLiteral("--format");

} // namespace

class TestCli final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void syncCounts();
    void listsIdentities();
    void listsCredentialsFiltered();
    void listsIssuers();
    void csvIsSafe();
    void showsByEveryId_data();
    void showsByEveryId();
    void showRefusesWhatIsNotOne_data();
    void showRefusesWhatIsNotOne();
    void auditsWithoutFailing();
    void auditFailsOnRequest_data();
    void auditFailsOnRequest();
    void auditIsTheSameEveryTime();
    void hostileNamesDoNothingToATerminal();
    void usageMistakesSaySo();
    void helpAndVersionGoToStdout();
    void partlyReadSaysWhatIsMissing();
    void nothingReadIsAServiceFailure();
    void signInFailureExitsWith3_data();
    void signInFailureExitsWith3();
    void unreachableServiceExitsWith4();
    void cancelExitsWith130();
    void outputThatIsCutShortIsNoSuccess();
    void partsThatTheAccountDoesNotSeeAreUnknown_data();
    void partsThatTheAccountDoesNotSeeAreUnknown();
    void noSecretIsWritten();
    void syncSaysWhatThrottlingCost();
};

void TestCli::syncSaysWhatThrottlingCost()
{
    const Outcome outcome = onDemo({QStringLiteral("sync"), QStringLiteral("--stats")}, [](demo::Server &server) {
        demo::TroublePlan plan;
        demo::TroubleRule busy;
        busy.service = "arm";
        busy.status = 503;
        busy.times = 1;
        plan.rules = {busy};
        server.setTrouble(plan);
    });
    const QJsonObject throttling = outcome.json()[u"throttling"].toObject();
    QCOMPARE(throttling.keys(), QStringList{QStringLiteral("arm")});
    const QJsonObject arm = throttling[u"arm"].toObject();
    QCOMPARE(arm[u"refusals"].toInt(), 1);
    QVERIFY(arm.contains(u"waitedSeconds") && arm.contains(u"pacedSeconds"));
}

void TestCli::initTestCase()
{
    installLog();
}

void TestCli::listsIdentities()
{
    const Outcome outcome = onDemo({QStringLiteral("list"), QStringLiteral("identities"), format, json});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject document = outcome.json();
    QCOMPARE(document.value(u"complete").toBool(), true);
    QCOMPARE(document.value(u"tenant").toObject().value(u"displayName").toString(), QStringLiteral("Contoso"));
    QCOMPARE(document.value(u"identities").toArray().size(), 61);
    QVERIFY(outcome.err.isEmpty());
    const QJsonObject first = document.value(u"identities").toArray().first().toObject();
    for (const char *member :
         {"kind", "id", "displayName", "clientId", "credentialCount", "platforms", "highestPrivilege", "risk", "parts"})
        QVERIFY2(first.contains(QString::fromLatin1(member)), member);
}

void TestCli::listsIssuers()
{
    const Outcome outcome = onDemo({QStringLiteral("list"), QStringLiteral("issuers"), format, json});
    const QJsonObject document = QJsonDocument::fromJson(outcome.out).object();
    QVERIFY(document.value(QStringLiteral("schemaVersion")).isDouble());
    const QJsonArray issuers = document.value(QStringLiteral("issuers")).toArray();
    QVERIFY(issuers.size() > 3);
    int credentials = 0;
    QStringList names;
    for (const auto value : issuers) {
        const QJsonObject issuer = value.toObject();
        names << issuer.value(QStringLiteral("issuer")).toString();
        credentials += issuer.value(QStringLiteral("credentials")).toInt();
        QVERIFY(issuer.value(QStringLiteral("identities")).toInt() > 0);
    }
    QVERIFY(std::is_sorted(names.cbegin(), names.cend()));
    // Each credential has one issuer.
    const Outcome all = onDemo({QStringLiteral("list"), QStringLiteral("credentials"), format, json});
    QCOMPARE(credentials,
             QJsonDocument::fromJson(all.out).object().value(QStringLiteral("credentials")).toArray().size());
    const Outcome some = onDemo({QStringLiteral("list"), QStringLiteral("issuers"), format, QStringLiteral("csv"),
                                 QStringLiteral("--filter"), QStringLiteral("token.actions")});
    QCOMPARE(some.out.count("\r\n"), 2);
    QVERIFY(some.out.startsWith("issuer,platform,credentials,identities,highestPrivilege,"));
}

void TestCli::listsCredentialsFiltered()
{
    const Outcome all = onDemo({QStringLiteral("list"), QStringLiteral("credentials"), format, json});
    QCOMPARE(all.json().value(u"credentials").toArray().size(), 92);
    const Outcome some = onDemo({QStringLiteral("list"), QStringLiteral("credentials"), format, json,
                                 QStringLiteral("--filter"), QStringLiteral("issuer:github subject:environment")});
    QCOMPARE(some.exitCode, 0);
    const QJsonArray rows = some.json().value(u"credentials").toArray();
    QVERIFY(!rows.isEmpty() && rows.size() < 92);
    for (const auto &row : rows) {
        QVERIFY(row[u"issuer"].toString().contains(QStringLiteral("github")));
        QVERIFY(row[u"subject"].toString().contains(QStringLiteral("environment")));
    }
    const Outcome none = onDemo({QStringLiteral("list"), QStringLiteral("credentials"), QStringLiteral("--filter"),
                                 QStringLiteral("nothing-is-called-this")});
    QCOMPARE(none.exitCode, 0);
    QCOMPARE(none.out.count('\n'), 1); // the header
}

void TestCli::csvIsSafe()
{
    const Outcome outcome =
        onDemo({QStringLiteral("list"), QStringLiteral("identities"), format, QStringLiteral("csv")},
               [](demo::Server &server) {
                   server.addApplication({"=HYPERLINK(\"http://x\")", {}});
               });
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.startsWith("displayName,"));
    QVERIFY(outcome.out.contains("\r\n\"'=HYPERLINK(\"\"http://x\"\")\","));
}

void TestCli::showsByEveryId_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("client id") << QStringLiteral("4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1");
    QTest::newRow("client id in capitals") << QStringLiteral("4B1F6C02-9A3E-4C57-B1D8-6E20F3A9C4D1");
    QTest::newRow("name") << QStringLiteral("gh-platform-deploy");
}

void TestCli::showsByEveryId()
{
    QFETCH(QString, id);
    const Outcome outcome = onDemo({QStringLiteral("show"), id, format, json});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject identity = outcome.json().value(u"identity").toObject();
    QCOMPARE(identity.value(u"displayName").toString(), QStringLiteral("gh-platform-deploy"));
    QCOMPARE(identity.value(u"credentials").toArray().size(), 19);
    QVERIFY(!identity.value(u"privileges").toArray().isEmpty());
    QVERIFY(!identity.value(u"verdicts").toArray().isEmpty());
    // And by its object id, for people.
    const Outcome text = onDemo({QStringLiteral("show"), identity.value(u"id").toString()});
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.out.startsWith("gh-platform-deploy\n"));
    QVERIFY(text.out.contains("env-production"));
    QVERIFY(text.out.contains("sub-contoso-prod"));
}

void TestCli::showRefusesWhatIsNotOne_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("listed");
    QTest::newRow("nobody") << QStringLiteral("no-such-identity") << 0;
    QTest::newRow("two of a name") << QStringLiteral("twin") << 2;
}

void TestCli::showRefusesWhatIsNotOne()
{
    QFETCH(QString, id);
    QFETCH(int, listed);
    const Outcome outcome = onDemo({QStringLiteral("show"), id}, [](demo::Server &server) {
        server.addApplication({"twin", {}});
        server.addApplication({"twin", {}});
    });
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.out.isEmpty());
    QCOMPARE(outcome.err.count("\n  "), listed);
    QVERIFY(outcome.err.contains(id.toUtf8()));
}

void TestCli::auditsWithoutFailing()
{
    const Outcome outcome = onDemo({QStringLiteral("audit")});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.startsWith("Severity  Rule"));
    QVERIFY(outcome.out.contains("Critical  WIF-SUB-001"));
    QVERIFY(outcome.err.contains("Findings: "));
}

void TestCli::auditFailsOnRequest_data()
{
    QTest::addColumn<QString>("severity");
    QTest::newRow("critical") << QStringLiteral("critical");
    QTest::newRow("low") << QStringLiteral("low");
}

void TestCli::auditFailsOnRequest()
{
    QFETCH(QString, severity);
    const Outcome outcome = onDemo({QStringLiteral("audit"), QStringLiteral("--fail-on"), severity, format, json});
    QCOMPARE(outcome.exitCode, 1);
    const QJsonObject document = outcome.json();
    QVERIFY(document.value(u"summary").toObject().value(u"bySeverity").toObject().value(u"critical").toInt() > 0);
    QCOMPARE(document.value(u"findings").toArray().first().toObject().value(u"severity").toString(),
             QStringLiteral("critical"));
}

void TestCli::auditIsTheSameEveryTime()
{
    const QStringList arguments{QStringLiteral("audit"), format, QStringLiteral("csv")};
    const Outcome first = onDemo(arguments);
    QVERIFY(first.out.count("\r\n") > 10);
    QCOMPARE(onDemo(arguments).out, first.out);
}

void TestCli::hostileNamesDoNothingToATerminal()
{
    const Outcome outcome = onDemo({QStringLiteral("list"), QStringLiteral("identities")}, [](demo::Server &server) {
        server.addApplication({"<img src=x onerror=1><b>Admin</b>", {}});
        server.addApplication({"\x1B[2J\xE2\x80\xAEtxt", {}});
    });
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.contains("<img src=x onerror=1><b>Admin</b>"));
    QVERIFY(!outcome.out.contains('\x1B'));
    QVERIFY(!outcome.out.contains("\xE2\x80\xAE"));
    QVERIFY(outcome.out.contains("U+202E"));
}

void TestCli::usageMistakesSaySo()
{
    const Outcome outcome = runCli({QStringLiteral("list"), QStringLiteral("users")});
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(outcome.err.contains("identities, credentials or issuers"));
    // Options that only fail together.
    QCOMPARE(runCli({QStringLiteral("audit")}).exitCode, 2); // no client id for the global cloud
    QCOMPARE(runCli({QStringLiteral("audit"), QStringLiteral("--cloud"), QStringLiteral("no-such-file")}).exitCode, 2);
    QCOMPARE(runCli({QStringLiteral("audit"), QStringLiteral("--demo"), QStringLiteral("--ca"),
                     QStringLiteral("no-such-file")})
                 .exitCode,
             2);
}

void TestCli::helpAndVersionGoToStdout()
{
    const Outcome help = runCli({QStringLiteral("--help")});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.out.contains("audit"));
    QVERIFY(help.err.isEmpty());
    const Outcome version = runCli({QStringLiteral("--version")});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.out.startsWith("symbolon-cli "));
}

void TestCli::partlyReadSaysWhatIsMissing()
{
    const Outcome outcome = onDemo({QStringLiteral("audit"), format, json}, [](demo::Server &server) {
        server.setFault("/v1.0/roleManagement", demo::FaultKind::Garbage);
    });
    QCOMPARE(outcome.exitCode, 5);
    const QJsonObject document = outcome.json();
    QCOMPARE(document.value(u"complete").toBool(), false);
    bool named = false;
    const QJsonArray unknownParts = document.value(u"unknown").toArray();
    for (const auto &unknown : unknownParts)
        named = named || unknown[u"source"].toString() == u"directoryRoles";
    QVERIFY(named);
    QVERIFY(outcome.err.contains("Not everything could be read"));
    // A finding that was asked to fail the run does so all the same.
    const Outcome failing =
        onDemo({QStringLiteral("audit"), QStringLiteral("--fail-on"), QStringLiteral("high")},
               [](demo::Server &server) { server.setFault("/v1.0/roleManagement", demo::FaultKind::Garbage); });
    QCOMPARE(failing.exitCode, 1);
}

void TestCli::nothingReadIsAServiceFailure()
{
    const Outcome outcome = onDemo({QStringLiteral("list"), QStringLiteral("identities")}, [](demo::Server &server) {
        server.setFault("graph", demo::FaultKind::Cut);
        server.setFault("arm", demo::FaultKind::Cut);
    });
    QCOMPARE(outcome.exitCode, 4);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(!outcome.err.isEmpty());
}

void TestCli::signInFailureExitsWith3_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("no token") << QString();
    QTest::newRow("token that the service refuses") << QStringLiteral("not.a.token");
}

void TestCli::signInFailureExitsWith3()
{
    QFETCH(QString, token);
    demo::Server server;
    QVERIFY(server.start().has_value());
    QProcessEnvironment environment;
    if (!token.isEmpty())
        environment.insert(QStringLiteral("SYMBOLON_GRAPH_TOKEN"), token);
    const Outcome outcome = runCli({QStringLiteral("audit"), QStringLiteral("--auth"), QStringLiteral("token"),
                                    QStringLiteral("--cloud"), QString::fromStdString(server.cloudFile())},
                                   {}, environment);
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(!outcome.err.isEmpty());
}

void TestCli::unreachableServiceExitsWith4()
{
    // A cloud file whose services are gone.
    QTemporaryDir folder;
    const QString cloudFile = folder.filePath(QStringLiteral("cloud.json"));
    {
        demo::ServerOptions options;
        options.cloudFile = cloudFile.toStdString();
        demo::Server server(options);
        QVERIFY(server.start().has_value());
        QVERIFY(QFile::copy(cloudFile, cloudFile + QStringLiteral(".kept")));
        server.stop();
    }
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SYMBOLON_GRAPH_TOKEN"), QStringLiteral("a.b.c"));
    const Outcome outcome = runCli({QStringLiteral("audit"), QStringLiteral("--auth"), QStringLiteral("token"),
                                    QStringLiteral("--cloud"), cloudFile + QStringLiteral(".kept")},
                                   {}, environment);
    QCOMPARE(outcome.exitCode, 4);
}

void TestCli::cancelExitsWith130()
{
    const Outcome outcome = runCli(
        {QStringLiteral("--demo"), QStringLiteral("audit")},
        [](demo::Server &server) { server.setFault("/beta/applications", demo::FaultKind::Silent); }, {},
        [](cli::CliRun &one) { QTimer::singleShot(50, &one, &cli::CliRun::cancel); });
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY(outcome.out.isEmpty());
}

void TestCli::outputThatIsCutShortIsNoSuccess()
{
    QByteArray said;
    cli::Console console;
    console.out = [](const QByteArray &) { return false; }; // a full disk
    console.err = [&said](const QByteArray &bytes) { said += bytes; };
    const auto compose = [](const app::Options &options, auth::UrlOpener &opener) {
        return app::Composition::make(options, opener, test::oneAttempt());
    };
    cli::CliRun one({QStringLiteral("list"), QStringLiteral("identities"), QStringLiteral("--demo")}, {}, console,
                    compose);
    QSignalSpy finished(&one, &cli::CliRun::finished);
    one.start();
    QVERIFY(finished.wait(60'000));
    QCOMPARE(finished.constFirst().constFirst().toInt(), 4);
    QVERIFY(said.contains("could not be written"));
}

void TestCli::partsThatTheAccountDoesNotSeeAreUnknown_data()
{
    QTest::addColumn<int>("subscriptions");
    QTest::newRow("no subscription") << 0;
    QTest::newRow("one of three") << 1;
}

// Azure lists only what an account may see, and answers 200 to one that may see nothing.
void TestCli::partsThatTheAccountDoesNotSeeAreUnknown()
{
    QFETCH(int, subscriptions);
    const Outcome outcome = onDemo({QStringLiteral("audit"), format, json}, [subscriptions](demo::Server &server) {
        server.service().edit([subscriptions](demo::Tenant &tenant) {
            tenant.subscriptions.resize(static_cast<std::size_t>(subscriptions));
        });
    });
    QCOMPARE(outcome.exitCode, 5);
    const QJsonObject document = outcome.json();
    QCOMPARE(document.value(u"complete").toBool(), false);
    QStringList sources;
    const QJsonArray unknown = document.value(u"unknown").toArray();
    for (const auto &part : unknown)
        sources.append(part[u"source"].toString());
    QVERIFY(sources.contains(QStringLiteral("azureRoles")));
    QVERIFY(sources.contains(QStringLiteral("managedIdentities")));
    // An identity whose roles in Azure nobody could see is not passed.
    QVERIFY(document.value(u"summary").toObject().value(u"byOutcome").toObject().value(u"unknown").toInt() > 0);
}

void TestCli::noSecretIsWritten()
{
    std::vector<std::string> secrets;
    demo::Server *server = nullptr;
    Outcome outcome;
    cli::Console console;
    console.out = [&](const QByteArray &bytes) {
        outcome.out += bytes;
        secrets = server->issuedSecrets();
        return true;
    };
    console.err = [&](const QByteArray &bytes) { outcome.err += bytes; };
    const auto compose = [&server](const app::Options &options, auth::UrlOpener &opener) {
        auto made = app::Composition::make(options, opener, test::oneAttempt());
        if (made) {
            server = (*made)->demoServer();
            server->setFault("/v1.0/organization", demo::FaultKind::Cut);
        }
        return made;
    };
    cli::CliRun one({QStringLiteral("--demo"), QStringLiteral("audit"), format, json}, {}, console, compose);
    QSignalSpy finished(&one, &cli::CliRun::finished);
    one.start();
    QVERIFY(finished.wait(60'000));
    QVERIFY(secrets.size() >= 3);
    const QByteArray everything = outcome.out + outcome.err + recentLog().join(u'\n').toUtf8();
    for (const std::string &secret : secrets)
        QVERIFY(!everything.contains(QByteArray::fromStdString(secret)));
}

void TestCli::syncCounts()
{
    const Outcome outcome = onDemo({QStringLiteral("sync"), QStringLiteral("--stats")});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject json = outcome.json();
    QVERIFY(json[u"complete"].toBool());
    const QJsonObject requests = json[u"requests"].toObject();
    QVERIFY(requests[u"graph"].toObject()[u"200"].toInt() > 5);
    QVERIFY(requests[u"arm"].toObject()[u"200"].toInt() > 2);
    QVERIFY(requests[u"login"].toObject()[u"200"].toInt() > 0);
    QVERIFY(json[u"rows"].toObject()[u"identities"].toInt() > 30);
    QVERIFY(json[u"rows"].toObject()[u"credentials"].toInt() > 50);
    QVERIFY(json[u"seconds"].toDouble() > 0);
    QVERIFY(json[u"throttling"].toObject().isEmpty());
    QVERIFY(json[u"peakResidentBytes"].toDouble() > 1e6);

    const Outcome gaps = onDemo({QStringLiteral("sync"), QStringLiteral("--stats")},
                                [](demo::Server &server) { server.setFault("arm", demo::FaultKind::Garbage); });
    QCOMPARE(gaps.exitCode, 5);
    QVERIFY(!gaps.json()[u"complete"].toBool());
    QVERIFY(!gaps.json()[u"unknown"].toArray().isEmpty());

    const Outcome table = onDemo({QStringLiteral("sync")});
    QCOMPARE(table.exitCode, 0);
    QVERIFY(table.out.contains("App registrations"));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
