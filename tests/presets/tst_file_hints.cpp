// SPDX-License-Identifier: Apache-2.0
#include "file_samples.h"
#include "presets/file_hints.h"
#include "presets/yaml_tree.h"

#include <QTest>

#include <random>

using namespace symbolon;
using presets::FileHint;
using presets::hintsOf;
using test::gitlab;
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
        lines << hint.presetId + u' ' + values.join(u' ');
    }
    return lines;
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
                              << QStringList{QStringLiteral("k8s-aks namespace=payments serviceAccount=payments-api"),
                                             QStringLiteral("k8s-aks namespace= serviceAccount=reporter")};
    QTest::newRow("list in JSON") << listed
                                  << QStringList{QStringLiteral("k8s-aks namespace=a serviceAccount=default"),
                                                 QStringLiteral("k8s-aks namespace=b serviceAccount=build")};
    QTest::newRow("kubeconfig") << "apiVersion: v1\nkind: Config\nusers:\n- name: ci\n  user: {token: "
            + tokenOf("https://oidc.contoso.example/c1")
            + "}\n- name: old\n  user: {token: " + tokenOf("kubernetes/serviceaccount")
            + "}\n- name: system:serviceaccount:ops:robot\n  user: {}\n- name: person\n  user: {token: abc}\n"
              "contexts:\n- name: c\n  context: {cluster: prod, namespace: web, user: person}\n"
                                << QStringList{QStringLiteral("k8s-self-managed "
                                                              "issuer=https://oidc.contoso.example/c1 "
                                                              "namespace=payments serviceAccount=payments-api"),
                                               QStringLiteral("k8s-aks namespace=payments "
                                                              "serviceAccount=payments-api"),
                                               QStringLiteral("k8s-aks namespace=ops serviceAccount=robot"),
                                               QStringLiteral("k8s-aks namespace=web")};
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
                              << QStringList{QStringLiteral("gitlab-saas "),
                                             QStringLiteral("gitlab-saas ref=main refType=branch"),
                                             QStringLiteral("gitlab-saas ref=v1 refType=tag"),
                                             QStringLiteral("gitlab-saas ref=production refType=branch")};
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
    QVERIFY(ofManifest->at(0).notes.join(u' ').contains(QStringLiteral("annotated")));
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
    std::mt19937 dice(5);
    const QList<QByteArray> whole{manifest, listed, workflow, gitlab};
    constexpr int rounds = 4000;
    for (int round = 0; round < rounds; ++round) {
        QByteArray text = whole.at(static_cast<qsizetype>(dice() % static_cast<unsigned>(whole.size())));
        for (unsigned change = dice() % 6; change > 0; --change) {
            const auto at = static_cast<qsizetype>(dice() % static_cast<unsigned>(text.size()));
            switch (dice() % 4) {
            case 0:
                text.remove(at, static_cast<qsizetype>(dice() % 20));
                break;
            case 1:
                text.insert(at, text.mid(at, static_cast<qsizetype>(dice() % 40)));
                break;
            case 2:
                text[at] = static_cast<char>(dice() % 256);
                break;
            default:
                text.insert(at, "&a *a [{:-\"'|>\xc3"[dice() % 14]);
            }
            if (text.isEmpty())
                text = "a";
        }
        const auto hints = hintsOf(text);
        QVERIFY(hints || !hints.error().message.isEmpty());
        if (hints)
            QVERIFY(hints->size() <= presets::mostHints);
    }
}

QTEST_GUILESS_MAIN(TestFileHints)
#include "tst_file_hints.moc"
