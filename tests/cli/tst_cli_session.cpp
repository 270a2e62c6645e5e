// SPDX-License-Identifier: Apache-2.0
#include "auth/memory_secrets.h"
#include "auth/self_completing_opener.h"
#include "base/log.h"
#include "cli_bench.h"
#include "net/await.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace symbolon;
using test::onDemo;
using Outcome = test::CliOutcome;

namespace {

const QString json = QStringLiteral("json");
const QString format = QStringLiteral("--format");

} // namespace

// Who signs in, how, and what is left of it.
class TestCliSession final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installLog(); }
    void whoAndSignInOnTheDemo();
    void anIncompleteCommandLineForAPerson();
    void aPipelineReadsItsTenantWithoutASecret();
    void aDeviceCodeIsOneLineOnStderr();
    void aWrongClockIsSaidOnce();
    void signOutRemovesWhatTheWindowKeeps_data();
    void signOutRemovesWhatTheWindowKeeps();
};

void TestCliSession::whoAndSignInOnTheDemo()
{
    const Outcome who = onDemo({QStringLiteral("who"), format, json});
    QCOMPARE(who.exitCode, 0);
    const QJsonObject document = who.json();
    QCOMPARE(document.value(QStringLiteral("schemaVersion")).toInt(), 1);
    QCOMPARE(document.value(QStringLiteral("account")).toObject().value(QStringLiteral("userName")).toString(),
             QStringLiteral("m.reyes@contoso.onmicrosoft.com"));
    QVERIFY(!document.value(QStringLiteral("tenant")).toObject().value(QStringLiteral("id")).toString().isEmpty());
    QVERIFY(document.value(QStringLiteral("permissions")).toArray().contains(QStringLiteral("Application.Read.All")));
    QVERIFY(onDemo({QStringLiteral("who")}).out.contains("Maria Reyes"));
    QVERIFY(onDemo({QStringLiteral("who"), format, QStringLiteral("csv")}).out.startsWith("account,userName,tenantId"));
    QCOMPARE(onDemo({QStringLiteral("sign-in")}).exitCode, 0);
    QCOMPARE(onDemo({QStringLiteral("sign-out")}).exitCode, 0);
}

void TestCliSession::anIncompleteCommandLineForAPerson()
{
    // Nobody is signed in, and who asks nobody; nothing is kept under a client that was never used.
    const QStringList place{QStringLiteral("--client-id"), QStringLiteral("11111111-2222-4333-8444-555555555555")};
    const Outcome who = test::runCli(QStringList{QStringLiteral("who")} + place);
    QCOMPARE(who.exitCode, 3);
    QVERIFY(who.err.contains("Nobody is signed in"));
    QCOMPARE(test::runCli({QStringLiteral("sign-out")}).exitCode, 0);
    // Without a client nobody can sign in.
    const Outcome signIn = test::runCli({QStringLiteral("sign-in")});
    QCOMPARE(signIn.exitCode, 2);
    QVERIFY(signIn.err.contains("client ID"));
    const Outcome azure = test::runCli({QStringLiteral("audit"), QStringLiteral("--auth"), QStringLiteral("token")});
    QCOMPARE(azure.exitCode, 3);
}

void TestCliSession::aPipelineReadsItsTenantWithoutASecret()
{
    demo::Server server;
    QVERIFY(server.start().has_value());
    const QJsonObject line = QJsonDocument::fromJson(QByteArray::fromStdString(server.startLine())).object();
    const QJsonObject auditor = line.value(QStringLiteral("auditor")).toObject();
    // What a pipeline's platform does: a signed token in a file.
    net::Transport transport;
    net::Request mint;
    mint.method = "POST";
    mint.url = QUrl(line.value(QStringLiteral("issuers"))
                        .toObject()
                        .value(QStringLiteral("github"))
                        .toObject()
                        .value(QStringLiteral("mint"))
                        .toString());
    mint.body = QJsonDocument(QJsonObject{{QStringLiteral("sub"), auditor.value(QStringLiteral("subject"))},
                                          {QStringLiteral("aud"), auditor.value(QStringLiteral("audience"))}})
                    .toJson();
    const auto minted = test::await(transport.send(mint));
    QVERIFY(minted);
    QTemporaryDir folder;
    QFile token(folder.filePath(QStringLiteral("token")));
    QVERIFY(token.open(QIODevice::WriteOnly));
    token.write(QJsonDocument::fromJson(minted->body).object().value(QStringLiteral("token")).toString().toUtf8()
                + '\n');
    token.close();

    QProcessEnvironment environment;
    environment.insert(QStringLiteral("AZURE_CLIENT_ID"), auditor.value(QStringLiteral("clientId")).toString());
    environment.insert(QStringLiteral("AZURE_TENANT_ID"), QString::fromStdString(server.tenantId()));
    environment.insert(QStringLiteral("AZURE_FEDERATED_TOKEN_FILE"), token.fileName());
    const QStringList where{QStringLiteral("--auth"), QStringLiteral("workload"), QStringLiteral("--cloud"),
                            QString::fromStdString(server.cloudFile())};
    const Outcome audit = test::runCli(QStringList{QStringLiteral("audit"), format, json} + where, {}, environment);
    QVERIFY2(audit.exitCode == 0 || audit.exitCode == 5, audit.err.constData());
    QVERIFY(!audit.json().value(QStringLiteral("findings")).toArray().isEmpty());
    const Outcome who = test::runCli(QStringList{QStringLiteral("who"), format, json} + where, {}, environment);
    QCOMPARE(who.exitCode, 0);
    QVERIFY(!who.json().value(QStringLiteral("permissions")).toArray().isEmpty());
    QCOMPARE(test::runCli(QStringList{QStringLiteral("sign-in")} + where, {}, environment).exitCode, 3);

    // The external token is nobody's business.
    QFile again(token.fileName());
    QVERIFY(again.open(QIODevice::ReadOnly));
    const QByteArray secret = again.readAll().trimmed();
    QVERIFY(secret.size() > 100);
    QVERIFY(!audit.out.contains(secret) && !audit.err.contains(secret));
}

void TestCliSession::aDeviceCodeIsOneLineOnStderr()
{
    demo::Server server;
    QVERIFY(server.start().has_value());
    const Outcome outcome =
        test::runCli({QStringLiteral("sign-in"), QStringLiteral("--auth"), QStringLiteral("device"),
                      QStringLiteral("--cloud"), QString::fromStdString(server.cloudFile())},
                     {}, {}, [](cli::CliRun &one) { QTimer::singleShot(1500, &one, &cli::CliRun::cancel); });
    QCOMPARE(outcome.exitCode, 130);
    QVERIFY(outcome.out.isEmpty());
    QCOMPARE(outcome.err.count("/devicelogin in any browser and type the code "), 1);
    QCOMPARE(outcome.err.count('\n'), 1);
}

void TestCliSession::aWrongClockIsSaidOnce()
{
    const Outcome outcome = onDemo({QStringLiteral("who"), format, json}, [](demo::Server &server) {
        demo::TroublePlan plan;
        plan.clockSkew = 3600;
        server.setTrouble(plan);
    });
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.err.count("clock is 1 h 0 min behind"), 1);
    QVERIFY(!outcome.json().isEmpty());
}

void TestCliSession::signOutRemovesWhatTheWindowKeeps_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("isCacheKept");
    QTest::newRow("the sign-in") << QStringList() << true;
    QTest::newRow("the cache too") << QStringList{QStringLiteral("--remove-cache")} << false;
}

void TestCliSession::signOutRemovesWhatTheWindowKeeps()
{
    QFETCH(QStringList, arguments);
    QFETCH(bool, isCacheKept);
    demo::Server server;
    QVERIFY(server.start().has_value());
    const QTemporaryDir folder;
    test::MemorySecrets secrets;
    app::Tuning tuning;
    tuning.secrets = &secrets;
    tuning.cacheFolder = folder.path();
    const auto cached = [&folder] { return QDir(folder.path()).entryList({QStringLiteral("*.cache")}).size(); };
    {
        // What the window does: signs in, reads, keeps.
        auth::SelfCompletingOpener person(QUrl(QString::fromStdString(server.loginUrl())),
                                          QString::fromStdString(server.defaultAccount()));
        app::Options options;
        options.cloud = QString::fromStdString(server.cloudFile());
        options.keepCache = true;
        auto window = app::Composition::make(options, person, tuning);
        QVERIFY(window);
        workspace::Workspace &workspace = (*window)->workspace();
        workspace.signIn();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.syncState().finishedAt.isValid(), 30'000);
    }
    QCOMPARE(cached(), 1);
    QCOMPARE(secrets.kept.size(), 2);

    Outcome outcome;
    cli::Console console;
    console.out = [](const QByteArray &) { return true; };
    console.err = [&outcome](const QByteArray &bytes) { outcome.err += bytes; };
    const auto compose = [&tuning](const app::Options &options, auth::UrlOpener &opener) {
        app::Tuning like = tuning;
        if (!options.keepCache)
            like.cacheFolder.clear();
        return app::Composition::make(options, opener, like);
    };
    {
        cli::CliRun one(QStringList{QStringLiteral("sign-out"), QStringLiteral("--cloud"),
                                    QString::fromStdString(server.cloudFile())}
                            + arguments,
                        {}, console, compose);
        QSignalSpy finished(&one, &cli::CliRun::finished);
        one.start();
        QVERIFY(finished.wait(30'000));
        QCOMPARE(finished.constFirst().constFirst().toInt(), 0);
    }
    QCOMPARE(cached(), isCacheKept ? 1 : 0);
    QCOMPARE(outcome.err.contains("--remove-cache"), isCacheKept);
    for (const QString &secret : std::as_const(secrets.kept))
        QVERIFY2(!secret.contains(u'@') && secret.size() < 20, "an account or a token is still there");
}

QTEST_GUILESS_MAIN(TestCliSession)
#include "tst_cli_session.moc"
