// SPDX-License-Identifier: Apache-2.0
#include "invocation.h"

#include <QTest>

using namespace symbolon;
using cli::Format;
using cli::Invocation;

namespace {

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class TestInvocation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void helpNamesWhatIsBuilt();
    void environmentGivesTokensAndCa();
    void tokensAreNotReadForABrowser();
    void workloadReadsTheStandardVariables();
    void sessionsOfCommands();
};

void TestInvocation::reads_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("format");
    QTest::newRow("list") << QStringLiteral("list identities") << QStringLiteral("list") << int(Format::Table);
    QTest::newRow("options behind") << QStringLiteral("list credentials --filter issuer:github --format csv --demo")
                                    << QStringLiteral("list") << int(Format::Csv);
    QTest::newRow("options before") << QStringLiteral("--demo --format json show abc") << QStringLiteral("show")
                                    << int(Format::Json);
    QTest::newRow("presets") << QStringLiteral("presets render spiffe --field path=a --field path2=b=c --format csv")
                             << QStringLiteral("presets") << int(Format::Csv);
    QTest::newRow("expression") << QStringLiteral("expression check x --issuer https://gitlab.com")
                                << QStringLiteral("expression") << int(Format::Table);
    QTest::newRow("audit") << QStringLiteral("audit --fail-on high") << QStringLiteral("audit") << int(Format::Table);
}

void TestInvocation::reads()
{
    QFETCH(QString, line);
    QFETCH(QString, command);
    QFETCH(int, format);
    const Result<Invocation> invocation = cli::readInvocation(words(line.toUtf8().constData()), {});
    QVERIFY2(invocation.has_value(), invocation ? "" : qPrintable(invocation.error().message));
    QVERIFY(invocation->kind == Invocation::Kind::Run);
    QCOMPARE(invocation->command->name(), command);
    QCOMPARE(int(invocation->format), format);
}

void TestInvocation::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("named");
    QTest::newRow("nothing") << QString() << QStringLiteral("list");
    QTest::newRow("unknown command") << QStringLiteral("frobnicate") << QStringLiteral("frobnicate");
    QTest::newRow("command of a later version") << QStringLiteral("reach") << QStringLiteral("reach");
    QTest::newRow("unknown option") << QStringLiteral("audit --nonsense") << QStringLiteral("nonsense");
    QTest::newRow("nothing to list") << QStringLiteral("list") << QStringLiteral("identities");
    QTest::newRow("wrong list") << QStringLiteral("list users") << QStringLiteral("credentials");
    QTest::newRow("nothing to show") << QStringLiteral("show") << QStringLiteral("identity");
    QTest::newRow("two to show") << QStringLiteral("show a b") << QStringLiteral("identity");
    QTest::newRow("format") << QStringLiteral("audit --format xml") << QStringLiteral("xml");
    QTest::newRow("severity") << QStringLiteral("audit --fail-on huge") << QStringLiteral("huge");
    QTest::newRow("info fails nothing") << QStringLiteral("audit --fail-on info") << QStringLiteral("info");
    QTest::newRow("option of another command") << QStringLiteral("audit --filter x") << QStringLiteral("filter");
    QTest::newRow("filter field") << QStringLiteral("list identities --filter color:red") << QStringLiteral("color");
    QTest::newRow("way to sign in") << QStringLiteral("audit --auth magic") << QStringLiteral("magic");
    QTest::newRow("demo and cloud") << QStringLiteral("audit --demo --cloud china") << QStringLiteral("cloud");
}

void TestInvocation::refuses()
{
    QFETCH(QString, line);
    QFETCH(QString, named);
    const Result<Invocation> invocation = cli::readInvocation(words(line.toUtf8().constData()), {});
    QVERIFY(!invocation.has_value());
    QVERIFY(invocation.error().kind == ErrorKind::Validation);
    QVERIFY2(invocation.error().message.contains(named), qPrintable(invocation.error().message));
}

void TestInvocation::helpNamesWhatIsBuilt()
{
    const Result<Invocation> help = cli::readInvocation({QStringLiteral("--help")}, {});
    QVERIFY(help.has_value());
    QVERIFY(help->kind == Invocation::Kind::Help);
    for (const auto &command : cli::allCommands())
        QVERIFY2(help->text.contains(command->synopsis()), qPrintable(command->synopsis()));
    for (const char *option : {"--demo", "--cloud", "--tenant", "--client-id", "--auth", "--format", "--ca", "--filter",
                               "--fail-on", "--version"})
        QVERIFY2(help->text.contains(QString::fromLatin1(option)), option);
    for (const char *later : {"reach", "sarif"})
        QVERIFY2(!help->text.contains(QString::fromLatin1(later)), later);
}

void TestInvocation::environmentGivesTokensAndCa()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SYMBOLON_GRAPH_TOKEN"), QStringLiteral("g"));
    environment.insert(QStringLiteral("SYMBOLON_ARM_TOKEN"), QStringLiteral("a"));
    environment.insert(QStringLiteral("SYMBOLON_CA_FILE"), QStringLiteral("/from/environment"));
    auto invocation = cli::readInvocation(words("audit --auth token"), environment);
    QCOMPARE(invocation->options.graphToken, QByteArray("g"));
    QCOMPARE(invocation->options.armToken, QByteArray("a"));
    QCOMPARE(invocation->options.caFile, QStringLiteral("/from/environment"));
    invocation = cli::readInvocation(words("audit --ca /from/line"), environment);
    QCOMPARE(invocation->options.caFile, QStringLiteral("/from/line"));
}

void TestInvocation::tokensAreNotReadForABrowser()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("SYMBOLON_GRAPH_TOKEN"), QStringLiteral("g"));
    const auto invocation = cli::readInvocation(words("audit"), environment);
    QVERIFY(invocation->options.graphToken.isEmpty());
}

void TestInvocation::workloadReadsTheStandardVariables()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("AZURE_CLIENT_ID"), QStringLiteral("client"));
    environment.insert(QStringLiteral("AZURE_TENANT_ID"), QStringLiteral("tenant"));
    environment.insert(QStringLiteral("AZURE_FEDERATED_TOKEN_FILE"), QStringLiteral("/run/token"));
    environment.insert(QStringLiteral("AZURE_AUTHORITY_HOST"), QStringLiteral("https://login.microsoftonline.us/"));
    const auto invocation = cli::readInvocation(words("audit --auth workload"), environment);
    QVERIFY(invocation.has_value());
    QVERIFY(invocation->options.auth == auth::Way::Workload);
    QCOMPARE(invocation->options.clientId, QStringLiteral("client"));
    QCOMPARE(invocation->options.tenant, QStringLiteral("tenant"));
    QCOMPARE(invocation->options.federatedTokenFile, QStringLiteral("/run/token"));
    QCOMPARE(invocation->options.authorityHost, QUrl(QStringLiteral("https://login.microsoftonline.us/")));
    // The command line wins, and another way does not look at them.
    QCOMPARE(cli::readInvocation(words("audit --auth workload --tenant other"), environment)->options.tenant,
             QStringLiteral("other"));
    QVERIFY(cli::readInvocation(words("audit"), environment)->options.clientId.isEmpty());
    for (const char *name : {"AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_FEDERATED_TOKEN_FILE"}) {
        QProcessEnvironment lacking = environment;
        lacking.remove(QString::fromLatin1(name));
        const auto refused = cli::readInvocation(words("audit --auth workload"), lacking);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(QString::fromLatin1(name)), name);
    }
}

void TestInvocation::sessionsOfCommands()
{
    QVERIFY(cli::readInvocation(words("list identities"), {})->options.assess);
    QVERIFY(!cli::readInvocation(words("sign-in --auth device"), {})->options.assess);
    QVERIFY(!cli::readInvocation(words("sign-in now"), {}));
    QVERIFY(!cli::readInvocation(words("audit --auth pigeon"), {}));
}

QTEST_GUILESS_MAIN(TestInvocation)
#include "tst_invocation.moc"
