// SPDX-License-Identifier: Apache-2.0
#include "file_samples.h"
#include "presets/catalogue.h"
#include "presets/file_hints.h"
#include "presets/token_trust.h"
#include "presets/yaml_tree.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace symbolon;
using presets::FileHint;
using presets::hintsOf;
using test::gitlab;
using test::kubeconfig;
using test::listed;
using test::manifest;
using test::tokenOf;
using test::workflow;

namespace {

QStringList summaries(const QList<FileHint> &hints)
{
    QStringList lines;
    for (const FileHint &hint : hints) {
        QStringList values;
        for (auto value = hint.values.cbegin(); value != hint.values.cend(); ++value)
            values << value.key() + u'=' + value.value();
        lines << hint.about + u' ' + values.join(u' ');
    }
    return lines;
}

// For how long damaged files are tried: five seconds, or what SYMBOLON_FUZZ_SECONDS says when somebody wants more.
qint64 fuzzMs()
{
    const int seconds = qEnvironmentVariableIntValue("SYMBOLON_FUZZ_SECONDS");
    return 1000 * (seconds > 0 ? seconds : 5);
}

QByteArray damaged(QByteArray text, QRandomGenerator &dice)
{
    constexpr int mostChanges = 6;
    constexpr int longestCut = 20;
    constexpr int longestCopy = 40;
    const QByteArray signs = "&a *a [{:-\"'|><,}\n";
    for (int change = dice.bounded(mostChanges); change > 0 && !text.isEmpty(); --change) {
        const int at = dice.bounded(static_cast<int>(text.size()));
        switch (dice.bounded(4)) {
        case 0:
            text.remove(at, dice.bounded(longestCut));
            break;
        case 1:
            text.insert(at, text.mid(dice.bounded(static_cast<int>(text.size())), dice.bounded(longestCopy)));
            break;
        case 2:
            text[at] = static_cast<char>(dice.bounded(256));
            break;
        default:
            text.insert(at, signs.at(dice.bounded(static_cast<int>(signs.size()))));
        }
    }
    return text;
}

} // namespace

class TestFileHints final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tells_data();
    void tells();
    void notesSayWhatIsMissing();
    void nothingIsMergedAway();
    void namesWithoutEndAreCut();
    void jobsThatMayAskComeFirst();
    void tellsWhatItSignsInAs_data();
    void tellsWhatItSignsInAs();
    void podsWithoutTokensAreNoted_data();
    void podsWithoutTokensAreNoted();
    void aDoubledKeyIsRefused_data();
    void aDoubledKeyIsRefused();
    void allHaveAForm();
    void secretsAreNotKept();
    void refuses_data();
    void refuses();
    void survivesDamage();
};

void TestFileHints::tells_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("manifest") << manifest
                              << QStringList{
                                     QStringLiteral("kubernetes namespace=payments serviceAccount=payments-api"),
                                     QStringLiteral("kubernetes namespace= serviceAccount=reporter")};
    QTest::newRow("list in JSON") << listed
                                  << QStringList{QStringLiteral("kubernetes namespace=a serviceAccount=default"),
                                                 QStringLiteral("kubernetes namespace=b serviceAccount=build")};
    QTest::newRow("kubeconfig") << kubeconfig()
                                << QStringList{QStringLiteral("kubernetes-token "
                                                              "issuer=https://oidc.contoso.example/c1 "
                                                              "namespace=payments serviceAccount=payments-api"),
                                               QStringLiteral("kubernetes namespace=payments "
                                                              "serviceAccount=payments-api"),
                                               QStringLiteral("kubernetes namespace=ops serviceAccount=robot"),
                                               QStringLiteral("kubernetes namespace=web")};
    QTest::newRow("workflow") << workflow
                              << QStringList{QStringLiteral("github-branch branch=main"),
                                             QStringLiteral("github-branch "),
                                             QStringLiteral("github-tag tag=v1"),
                                             QStringLiteral("github-pull-request "),
                                             QStringLiteral("github-environment environment=production"),
                                             QStringLiteral("github-environment "),
                                             QStringLiteral("github-environment environment=staging"),
                                             QStringLiteral("github-reusable-workflow workflowFile=deploy.yml "
                                                            "workflowRef=refs/heads/main "
                                                            "workflowRepo=contoso/automation")};
    QTest::newRow("workflow started by hand") << QByteArray("on: workflow_dispatch\njobs: {a: {runs-on: x}}\n")
                                              << QStringList{QStringLiteral("github-branch ")};
    QTest::newRow("pipeline") << gitlab
                              << QStringList{QStringLiteral("gitlab "),
                                             QStringLiteral("gitlab ref=main refType=branch"),
                                             QStringLiteral("gitlab ref=v1 refType=tag"),
                                             QStringLiteral("gitlab ref=production refType=branch")};
}

void TestFileHints::tells()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, expected);
    const auto hints = hintsOf(text);
    QVERIFY2(hints, qPrintable(hints ? QString() : hints.error().message));
    QCOMPARE(summaries(*hints), expected);
}

void TestFileHints::notesSayWhatIsMissing()
{
    const auto ofManifest = hintsOf(manifest);
    QVERIFY(ofManifest);
    QVERIFY(ofManifest->at(1).notes.join(u' ').contains(QStringLiteral("namespace")));
    const auto ofWorkflow = hintsOf(workflow);
    QVERIFY(ofWorkflow);
    QVERIFY(ofWorkflow->at(1).notes.join(u' ').contains(QStringLiteral("pattern")));
    QVERIFY(ofWorkflow->at(5).notes.join(u' ').contains(QStringLiteral("computed")));
    QVERIFY(ofWorkflow->at(6).notes.join(u' ').contains(QStringLiteral("id-token: write")));
    QVERIFY(!ofWorkflow->at(4).notes.join(u' ').contains(QStringLiteral("id-token: write")));
    const auto ofPipeline = hintsOf(gitlab);
    QVERIFY(ofPipeline);
    QVERIFY(ofPipeline->at(1).notes.join(u' ').contains(QStringLiteral("environment")));
}

void TestFileHints::nothingIsMergedAway()
{
    const auto hints = hintsOf("on: {push: {branches: ['a/*', 'b/*']}}\n"
                               "jobs:\n"
                               "  one: {permissions: {id-token: write}, environment: eu}\n"
                               "  two: {environment: eu}\n"
                               "  three: {permissions: {id-token: write}}\n");
    QVERIFY(hints);
    QCOMPARE(hints->size(), 3); // the environment, and two patterns
    QVERIFY(hints->at(0).notes.join(u' ').contains(QStringLiteral("Job two")));
    QVERIFY(hints->at(1).label != hints->at(2).label);
}

void TestFileHints::namesWithoutEndAreCut()
{
    QByteArray text = "on: push\njobs:\n";
    for (int i = 0; i < 1000; ++i)
        text += "  job" + QByteArray::number(i) + ": {environment: shared}\n";
    text += "  " + QByteArray(1000, 'j') + ": {environment: " + QByteArray(10'000, 'e') + "}\n";
    const auto hints = hintsOf(text);
    QVERIFY(hints);
    QCOMPARE(hints->size(), 2);
    QCOMPARE(hints->at(0).notes.size(), presets::mostRemarks);
    QVERIFY(hints->at(1).label.size() <= 200);
    QVERIFY(hints->at(1).values.isEmpty()); // no environment has such a name: half of it would be another one
    for (const QString &note : hints->at(1).notes)
        QVERIFY(note.size() <= 500);
    QVERIFY(hints->at(1).notes.join(u' ').contains(QStringLiteral("too long")));
}

void TestFileHints::jobsThatMayAskComeFirst()
{
    const auto hints = hintsOf("on: push\n"
                               "permissions: {contents: read}\n"
                               "jobs:\n"
                               "  lint: {environment: lint}\n"
                               "  empty: {environment: empty, permissions: {}}\n"
                               "  all: {environment: all, permissions: write-all}\n"
                               "  deploy: {environment: deploy, permissions: {id-token: write}}\n");
    QVERIFY(hints);
    QStringList labels;
    for (const FileHint &hint : *hints)
        labels << hint.label.section(u' ', 1);
    QCOMPARE(labels,
             (QStringList{QStringLiteral("all"), QStringLiteral("deploy"), QStringLiteral("lint"),
                          QStringLiteral("empty")}));
    const auto isNoted = [](const FileHint &hint) {
        return hint.notes.join(u' ').contains(QStringLiteral("add “id-token: write”"));
    };
    QVERIFY(!isNoted(hints->at(0)));
    QVERIFY(!isNoted(hints->at(1)));
    QVERIFY(isNoted(hints->at(2)));
    QVERIFY(isNoted(hints->at(3)));
}

void TestFileHints::tellsWhatItSignsInAs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("clientIds");
    QTest::addColumn<QList<QStringList>>("audiences");
    const QString id = QStringLiteral("4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1");
    const QString usual = QStringLiteral("api://AzureADTokenExchange");
    const QStringList none;
    const auto job = [](const QByteArray &with) -> QByteArray {
        return "on: push\njobs: {a: {environment: e, steps: [{run: x}, {uses: Azure/Login@v2, with: {" + with
            + "}}]}}\n";
    };
    const QByteArray known = "client-id: 4B1F6C02-9A3E-4C57-B1D8-6E20F3A9C4D1";
    QTest::newRow("a client ID") << job(known) << QStringList{id} << QList<QStringList>{{usual}};
    QTest::newRow("another audience") << job(known + ", audience: 'api://other'") << QStringList{id}
                                      << QList<QStringList>{{QStringLiteral("api://other")}};
    QTest::newRow("expressions") << job("client-id: '${{ vars.ID }}', audience: '${{ vars.A }}'") << none
                                 << QList<QStringList>();
    QTest::newRow("a secret") << job("creds: '${{ secrets.C }}'") << none << QList<QStringList>();
    QTest::newRow("a machine's identity") << job(known + ", auth-type: IDENTITY") << none << QList<QStringList>();
    QTest::newRow("an annotation") << manifest << QStringList{id} << QList<QStringList>();
    QTest::newRow("a placeholder") << QByteArray(
        "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, annotations: "
        "{azure.workload.identity/client-id: '${ID}'}}\n")
                                   << none << QList<QStringList>();
    QTest::newRow("a pipeline") << QByteArray("a: {id_tokens: {A: {aud: x}, B: {aud: [y, z]}}}\n") << none
                                << QList<QStringList>{{QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")}};
    QTest::newRow("a variable") << QByteArray("a: {id_tokens: {A: {aud: $AUDIENCE}}}\n") << none
                                << QList<QStringList>();
}

void TestFileHints::tellsWhatItSignsInAs()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, clientIds);
    QFETCH(const QList<QStringList>, audiences);
    const auto hints = hintsOf(text);
    QVERIFY2(hints, qPrintable(hints ? QString() : hints.error().message));
    QCOMPARE(hints->at(0).clientIds, clientIds);
    QCOMPARE(hints->at(0).audiences, audiences);
}

void TestFileHints::podsWithoutTokensAreNoted_data()
{
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<bool>("isNoted");
    const auto deployment = [](const QByteArray &labels, const QByteArray &spec) -> QByteArray {
        return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api, namespace: n}\nspec: {template: "
               "{metadata: "
               "{labels: {"
            + labels + "}}, spec: {" + spec + "}}}\n";
    };
    const QByteArray label = "azure.workload.identity/use: \"true\"";
    const QByteArray account = "serviceAccountName: a";
    QTest::newRow("labelled") << deployment(label, account) << false;
    QTest::newRow("not labelled") << deployment("app: api", account) << true;
    QTest::newRow("switched off") << deployment("azure.workload.identity/use: \"false\"", account) << true;
    QTest::newRow("a volume of its own") << deployment(
        "app: api",
        account
            + ", volumes: [{projected: {sources: [{serviceAccountToken: {audience: "
              "\"api://AzureADTokenExchange\"}}]}}]")
                                         << false;
    QTest::newRow("no account") << deployment("app: api", "containers: []") << false; // other words are
    QTest::newRow("a pod") << QByteArray(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {serviceAccountName: a}\n")
                           << true;
}

void TestFileHints::podsWithoutTokensAreNoted()
{
    QFETCH(const QByteArray, object);
    QFETCH(const bool, isNoted);
    const auto hints = hintsOf(object);
    QVERIFY(hints);
    QCOMPARE(hints->at(0).notes.join(u' ').contains(QStringLiteral("azure.workload.identity/use: \"true\"")), isNoted);
}

void TestFileHints::aDoubledKeyIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line"); // 0: it is read
    QTest::newRow("a mapping") << QByteArray("apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: planted-secret\n"
                                             "  namespace: a\n  name: b\n")
                               << 6;
    QTest::newRow("JSON") << QByteArray(R"({"apiVersion": "v1", "kind": "ServiceAccount",
 "metadata": {"name": "a", "namespace": "n", "name": "b"}})")
                          << 2;
    QTest::newRow("quoted otherwise") << QByteArray("jobs: {a: {environment: b}}\n'jobs': {}\n") << 2;
    QTest::newRow("in another mapping") << QByteArray("jobs: {a: {environment: b}, b: {environment: b}}\n") << 0;
    QTest::newRow("in another document") << QByteArray(
        "jobs: {a: {environment: b}}\n---\njobs: {a: {environment: b}}\n")
                                         << 0;
    QTest::newRow("merged twice") << QByteArray("x: &x {a: 1}\ny: &y {b: 1}\n"
                                                "j: {<<: *x, <<: *y, id_tokens: {T: {aud: a}}}\n")
                                  << 0;
}

void TestFileHints::aDoubledKeyIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, line);
    const auto hints = hintsOf(text);
    QCOMPARE(hints.has_value(), line == 0);
    if (line > 0) {
        QVERIFY2(hints.error().message.startsWith(QStringLiteral("Line %1 ").arg(line)),
                 qPrintable(hints.error().message));
        QVERIFY(!hints.error().message.contains(QStringLiteral("planted-secret")));
    }
}

// Whatever a file may be about, one form takes it, and has the fields that it fills in.
void TestFileHints::allHaveAForm()
{
    const auto catalogue = presets::Catalogue::builtIn();
    QVERIFY(catalogue);
    for (const QByteArray &text : {manifest, kubeconfig(), workflow, gitlab}) {
        const auto hints = hintsOf(text);
        QVERIFY(hints);
        for (const FileHint &hint : *hints) {
            const presets::Preset *form = catalogue->findForFile(hint.about);
            QVERIFY2(form, qPrintable(hint.about));
            QVERIFY(form->offered);
            for (const QString &key : hint.fields) {
                const bool has = std::any_of(form->fields.cbegin(), form->fields.cend(),
                                             [&key](const presets::PresetField &field) { return field.key == key; });
                QVERIFY2(has, qPrintable(form->id + u' ' + key));
            }
        }
    }
    QStringList words;
    for (const presets::Preset &preset : catalogue->presets())
        words << preset.files;
    QCOMPARE(words.removeDuplicates(), 0);
    QVERIFY(!catalogue->findForFile(QStringLiteral("a shopping list")));
}

void TestFileHints::secretsAreNotKept()
{
    const QByteArray token = tokenOf("https://oidc.contoso.example/c1");
    const QByteArray config = "apiVersion: v1\nkind: Config\nusers:\n- name: ci\n  user: {token: " + token
        + ", client-key-data: c2VjcmV0a2V5, password: hunter2}\n";
    const auto hints = hintsOf(config);
    QVERIFY(hints);
    QString everything;
    for (const FileHint &hint : *hints)
        everything += hint.label + summaries({hint}).join(u' ') + hint.notes.join(u' ');
    for (const char *secret : {"c2VjcmV0a2V5", "hunter2", "c2lnbmF0dXJl"})
        QVERIFY(!everything.contains(QLatin1String(secret)));
}

void TestFileHints::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("words") << QByteArray("planted-secret and nothing else");
    QTest::newRow("broken") << QByteArray("planted-secret: [1, 2");
    QTest::newRow("other YAML") << QByteArray("planted-secret: 1\n");
    QTest::newRow("too large") << QByteArray(300'000, ' ');
    QTest::newRow("too deep") << QByteArray(500, '[') + QByteArray(500, ']');
    QByteArray laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        laughs += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + before;
        for (int j = 0; j < 9; ++j)
            laughs += ", " + before;
        laughs += "]\n";
    }
    QTest::newRow("a billion laughs") << laughs;
    QTest::newRow("an alias of nothing") << QByteArray("jobs: *planted-secret\n");
    QTest::newRow("an alias of itself") << QByteArray("jobs: &a [*a]\n");
}

void TestFileHints::refuses()
{
    QFETCH(const QByteArray, text);
    const auto hints = hintsOf(text);
    QVERIFY(!hints);
    QCOMPARE(hints.error().kind, ErrorKind::Validation);
    QVERIFY(!hints.error().message.isEmpty());
    QVERIFY(!hints.error().message.contains(QStringLiteral("planted-secret")));
}

// Whatever is cut off, doubled or changed: an answer, and no crash.
void TestFileHints::survivesDamage()
{
    const auto seed = QRandomGenerator::global()->generate();
    QRandomGenerator dice(seed);
    const QList<QByteArray> whole{manifest, listed, workflow, gitlab, kubeconfig(), tokenOf("https://idp.example")};
    QElapsedTimer timer;
    timer.start();
    int rounds = 0;
    for (; !timer.hasExpired(fuzzMs()); ++rounds) {
        const QByteArray text = damaged(whole.at(dice.bounded(static_cast<int>(whole.size()))), dice);
        const QByteArray context = "seed " + QByteArray::number(seed) + ": " + text.toBase64();
        const auto token = presets::trustOfToken(text);
        QVERIFY2(token ? !token->issuer.isEmpty() : !token.error().message.isEmpty(), context.constData());
        const auto hints = hintsOf(text);
        QVERIFY2(hints || !hints.error().message.isEmpty(), context.constData());
        QVERIFY2(!hints || hints->size() <= presets::mostHints, context.constData());
    }
    qInfo("%d files", rounds);
}

QTEST_GUILESS_MAIN(TestFileHints)
#include "tst_file_hints.moc"
