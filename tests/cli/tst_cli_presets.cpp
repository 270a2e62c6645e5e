// SPDX-License-Identifier: Apache-2.0
// presets and expression: commands that read no tenant.
#include "cli_bench.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::test {
namespace {

CliOutcome offline(const QStringList &arguments)
{
    return runCli(arguments);
}

} // namespace

class TestCliPresets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsThem_data();
    void listsThem();
    void showsOne();
    void showsEveryOne();
    void rendersOne();
    void rendersExpressions();
    void audienceIsTheClouds();
    void refusesBadForms_data();
    void refusesBadForms();
    void warnsAndRenders();
    void checksExpressions_data();
    void checksExpressions();
    void tellsWhatHolds();
    void tellsWhoGetsIn();
    void refusesBadClaims_data();
    void refusesBadClaims();
};

void TestCliPresets::listsThem_data()
{
    QTest::addColumn<QString>("format");
    for (const QString &format : {u"table"_s, u"csv"_s, u"json"_s})
        QTest::newRow(qPrintable(format)) << format;
}

void TestCliPresets::listsThem()
{
    QFETCH(QString, format);
    const CliOutcome outcome = offline({u"presets"_s, u"list"_s, u"--format"_s, format});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.err.isEmpty(), outcome.err.constData());
    for (const char *id : {"github-environment", "k8s-aks", "vault-plugin", "generic-oidc"})
        QVERIFY2(outcome.out.contains(id), id);
    if (format == u"json") {
        const QJsonObject document = outcome.json();
        QCOMPARE(document.value("schemaVersion"_L1).toInt(), 1);
        QVERIFY(document.value("complete"_L1).toBool());
        QCOMPARE(document.value("presets"_L1).toArray().size(), 46);
    }
}

void TestCliPresets::showsOne()
{
    const CliOutcome text = offline({u"presets"_s, u"show"_s, u"octopus"_s});
    QCOMPARE(text.exitCode, 0);
    for (const char *word : {"Octopus Deploy", "use=health check", "Easy to get wrong:", "Good to know:"})
        QVERIFY2(text.out.contains(word), word);
    const CliOutcome json = offline({u"presets"_s, u"show"_s, u"github-flexible"_s, u"--format"_s, u"json"_s});
    const QJsonObject preset = json.json().value("preset"_L1).toObject();
    QVERIFY(preset.value("flexible"_L1).toBool());
    QVERIFY(!preset.value("notice"_L1).toString().isEmpty());
    const QJsonArray samples = preset.value("samples"_L1).toArray();
    QVERIFY(samples.first().toObject().value("accepted"_L1).toBool());
    QVERIFY(!samples.last().toObject().value("accepted"_L1).toBool());
    const CliOutcome unknown = offline({u"presets"_s, u"show"_s, u"fax"_s});
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY(unknown.err.contains("fax"));
    QVERIFY(unknown.out.isEmpty());
}

void TestCliPresets::showsEveryOne()
{
    const QJsonArray presets =
        offline({u"presets"_s, u"list"_s, u"--format"_s, u"json"_s}).json().value("presets"_L1).toArray();
    for (const auto &value : presets) {
        const QString id = value.toObject().value("id"_L1).toString();
        const CliOutcome outcome = offline({u"presets"_s, u"show"_s, id, u"--format"_s, u"csv"_s});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(outcome.out.startsWith("key,required,default,example,options,when,help\r\n"));
    }
}

void TestCliPresets::rendersOne()
{
    const QStringList arguments{u"presets"_s,         u"render"_s,           u"github-environment"_s,
                                u"--field"_s,         u"owner=contoso"_s,    u"--field"_s,
                                u"repo=storefront"_s, u"--field"_s,          u"subjectFormat=name-based"_s,
                                u"--field"_s,         u"environment=a=b:c"_s};
    const CliOutcome table = offline(arguments);
    QCOMPARE(table.exitCode, 0);
    QVERIFY(table.out.contains("repo:contoso/storefront:environment:a=b%3Ac"));
    const CliOutcome csv = offline(arguments + QStringList{u"--format"_s, u"csv"_s});
    QCOMPARE(csv.out,
             QByteArray("field,value\r\nissuer,https://token.actions.githubusercontent.com\r\n"
                        "subject,repo:contoso/storefront:environment:a=b%3Ac\r\n"
                        "audience,api://AzureADTokenExchange\r\n"));
    const QJsonObject json = offline(arguments + QStringList{u"--format"_s, u"json"_s}).json();
    QCOMPARE(json.value("issuer"_L1).toString(), u"https://token.actions.githubusercontent.com"_s);
    QCOMPARE(json.value("subject"_L1).toString(), u"repo:contoso/storefront:environment:a=b%3Ac"_s);
    QCOMPARE(json.value("audience"_L1).toString(), u"api://AzureADTokenExchange"_s);
    QVERIFY(json.value("claimsMatchingExpression"_L1).isNull());
}

void TestCliPresets::rendersExpressions()
{
    const CliOutcome outcome =
        offline({u"presets"_s, u"render"_s, u"hcp-terraform-flexible"_s, u"--field"_s, u"organization=contoso"_s,
                 u"--field"_s, u"workspace=pay"_s, u"--format"_s, u"json"_s});
    QCOMPARE(outcome.exitCode, 0);
    const QJsonObject json = outcome.json();
    QVERIFY(json.value("subject"_L1).isNull());
    const QJsonObject expression = json.value("claimsMatchingExpression"_L1).toObject();
    QCOMPARE(expression.value("languageVersion"_L1).toInt(), 1);
    const QString text = expression.value("value"_L1).toString();
    QVERIFY(text.contains(u"workspace:pay:run_phase:*'"));
    QCOMPARE(offline({u"expression"_s, u"check"_s, text, u"--issuer"_s, u"https://app.terraform.io"_s}).exitCode, 0);
}

void TestCliPresets::audienceIsTheClouds()
{
    const CliOutcome outcome = offline({u"presets"_s, u"render"_s, u"gcp-service-account"_s, u"--field"_s,
                                        u"uniqueId=112233445566778899001"_s, u"--cloud"_s, u"usgov"_s});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.out.contains("api://AzureADTokenExchangeUSGov"), outcome.out.constData());
}

void TestCliPresets::refusesBadForms_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char *name, const QStringList &arguments, const char *named) {
        QTest::newRow(name) << (QStringList{u"presets"_s} + arguments) << QByteArray(named);
    };
    row("nothing", {}, "list");
    row("something else", {u"erase"_s}, "render ID");
    row("nothing to render", {u"render"_s}, "render ID");
    row("no such preset", {u"render"_s, u"fax"_s}, "fax");
    row("needed fields", {u"render"_s, u"spiffe"_s}, "trustDomain");
    row("unknown field", {u"render"_s, u"spiffe"_s, u"--field"_s, u"domain=a"_s}, "trustDomain");
    row("no equals sign", {u"render"_s, u"spiffe"_s, u"--field"_s, u"path"_s}, "KEY=VALUE");
    row("given twice", {u"render"_s, u"spiffe"_s, u"--field"_s, u"path=a"_s, u"--field"_s, u"path=b"_s}, "twice");
    row("field of a list", {u"list"_s, u"--field"_s, u"a=b"_s}, "--field");
    row("quote in an expression",
        {u"render"_s, u"hcp-terraform-flexible"_s, u"--field"_s, u"organization=a' and claims['x'] eq 'y"_s,
         u"--field"_s, u"workspace=w"_s},
        "quote");
}

void TestCliPresets::refusesBadForms()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    const CliOutcome outcome = offline(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.err.contains(named), outcome.err.constData());
    QVERIFY(outcome.out.isEmpty());
}

void TestCliPresets::warnsAndRenders()
{
    const CliOutcome outcome = offline({u"presets"_s, u"render"_s, u"gcp-service-account"_s, u"--field"_s,
                                        u"uniqueId=42"_s, u"--format"_s, u"json"_s});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.err.contains("uniqueId"));
    QCOMPARE(outcome.json().value("warnings"_L1).toArray().size(), 1);
    QCOMPARE(outcome.json().value("subject"_L1).toString(), u"42"_s);
}

void TestCliPresets::checksExpressions_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QByteArray>("claims"); // empty: none
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("told");
    const auto github = u"claims['sub'] matches 'repo:contoso/a:*' and claims['repository_id'] eq '7'"_s;
    QTest::newRow("readable") << github << QByteArray() << 0 << QByteArray("repository_id");
    QTest::newRow("unreadable") << u"claims['sub'] like 'a'"_s << QByteArray() << 1 << QByteArray("eq");
    QTest::newRow("fits") << github << QByteArray(R"({"iss":"https://token.actions.githubusercontent.com",
                                "sub":"repo:contoso/a:pull_request","repository_id":"7","aud":["x"]})")
                          << 0 << QByteArray("The token fits.");
    QTest::newRow("number as a claim") << github << QByteArray(R"({"iss":"https://token.actions.githubusercontent.com",
                                "sub":"repo:contoso/a:pull_request","repository_id":7})")
                                       << 0 << QByteArray("The token fits.");
    QTest::newRow("another repository") << github << QByteArray(R"({"iss":"https://token.actions.githubusercontent.com",
                                "sub":"repo:contoso/a:pull_request","repository_id":"8"})")
                                        << 1 << QByteArray("does not fit");
    QTest::newRow("claim missing") << github << QByteArray(R"({"sub":"repo:contoso/a:pull_request"})") << 1
                                   << QByteArray("does not fit");
    QTest::newRow("rule of the issuer") << u"claims['sub'] eq 'a'"_s
                                        << QByteArray(R"({"iss":"https://gitlab.com","sub":"a"})") << 1
                                        << QByteArray("project_id");
}

void TestCliPresets::checksExpressions()
{
    QFETCH(QString, expression);
    QFETCH(QByteArray, claims);
    QFETCH(QByteArray, told);
    QTemporaryDir folder;
    QStringList arguments{u"expression"_s, u"check"_s, expression};
    if (!claims.isEmpty()) {
        QFile file(folder.filePath(u"claims.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(claims);
        arguments << u"--claims"_s << file.fileName();
    }
    const CliOutcome outcome = offline(arguments);
    QTEST(outcome.exitCode, "exitCode");
    const QByteArray said = outcome.out + outcome.err;
    QVERIFY2(said.contains(told), said.constData());
}

void TestCliPresets::tellsWhatHolds()
{
    const CliOutcome outcome =
        offline({u"expression"_s, u"check"_s, u"claims['sub'] eq 'a' and claims['actor'] eq 'b'"_s, u"--issuer"_s,
                 u"https://token.actions.githubusercontent.com"_s, u"--format"_s, u"json"_s});
    QCOMPARE(outcome.exitCode, 1);
    const QJsonObject json = outcome.json();
    QVERIFY(json.value("valid"_L1).toBool());
    QVERIFY(json.value("matches"_L1).isNull());
    QCOMPARE(json.value("comparisons"_L1).toArray().size(), 2);
    QStringList codes;
    const QJsonArray problems = json.value("problems"_L1).toArray();
    for (const auto &problem : problems)
        codes << problem.toObject().value("code"_L1).toString();
    QCOMPARE(codes, QStringList({u"expression-claim"_s, u"expression-no-immutable-id"_s}));
}

void TestCliPresets::tellsWhoGetsIn()
{
    const QStringList arguments{u"expression"_s, u"check"_s, u"claims['sub'] matches 'repo:contoso*:pull_request'"_s,
                                u"--issuer"_s, u"https://token.actions.githubusercontent.com"_s};
    QVERIFY(offline(arguments).err.contains("a stranger can make a token that fits"));
    const QJsonObject json = offline(arguments + QStringList{u"--format"_s, u"json"_s}).json();
    QCOMPARE(json.value("reach"_L1).toString(), u"strangers"_s);
    const QJsonArray examples = json.value("examples"_L1).toArray();
    const bool told = std::any_of(examples.begin(), examples.end(), [](const QJsonValue &one) {
        return one["strangers"_L1].toBool() && one["accepted"_L1].toBool()
            && one["claims"_L1]["sub"_L1].toString() == u"repo:contoso-labs/storefront:pull_request"_s;
    });
    QVERIFY(told);
    QVERIFY(offline({u"expression"_s, u"check"_s, arguments.at(2), u"--format"_s, u"json"_s})
                .json()
                .value("examples"_L1)
                .toArray()
                .isEmpty());
}

void TestCliPresets::refusesBadClaims_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("not JSON") << QByteArray("sub=a");
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("large") << QByteArray("{\"a\":\"") + QByteArray(300'000, 'a') + "\"}";
}

void TestCliPresets::refusesBadClaims()
{
    QFETCH(QByteArray, contents);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"claims.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(contents);
    file.close();
    const CliOutcome outcome =
        offline({u"expression"_s, u"check"_s, u"claims['sub'] eq 'a'"_s, u"--claims"_s, file.fileName()});
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.err.contains("claims.json"));
    QCOMPARE(offline({u"expression"_s, u"check"_s, u"a"_s, u"--claims"_s, folder.filePath(u"none"_s)}).exitCode, 2);
}

} // namespace symbolon::test

QTEST_GUILESS_MAIN(symbolon::test::TestCliPresets)
#include "tst_cli_presets.moc"
