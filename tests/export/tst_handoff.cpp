// SPDX-License-Identifier: Apache-2.0
#include "export/handoff.h"
#include "hostile_texts.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace symbolon;
using namespace symbolon::exports;

namespace {

const Endpoints place{u"https://graph.example"_s, u"https://arm.example"_s,
                      u"https://login.example"_s, u"api://AzureADTokenExchange"_s,
                      u"https://arm.example"_s,   u"6f1d2c3b-0000-4000-8000-000000000001"_s};

trust::Identity identity()
{
    trust::Identity result;
    result.displayName = u"Payments API"_s;
    result.clientId = u"4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"_s;
    result.servicePrincipalId = u"7a1d2c3b-0000-4000-8000-000000000001"_s;
    return result;
}

trust::FederatedCredential credential(const QString &issuer, const QString &subject)
{
    trust::FederatedCredential result;
    result.name = u"ci"_s;
    result.issuer = issuer;
    result.subject = subject;
    result.audiences = {place.audience};
    return result;
}

QMap<QString, QString> handedOff(const trust::FederatedCredential &credential, const trust::Identity &to = identity())
{
    static const auto catalogue = presets::Catalogue::builtIn(); // reading it takes a while with sanitizers
    const auto generated = handoff(to, credential, *catalogue, place);
    QMap<QString, QString> files;
    for (const GeneratedFile &file : generated->files)
        files.insert(file.name, QString::fromUtf8(file.bytes));
    return files;
}

} // namespace

class TestHandoff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void platformsGetTheirFiles_data();
    void platformsGetTheirFiles();
    void workflowFollowsTheSubject_data();
    void workflowFollowsTheSubject();
    void kubernetesKeys();
    void templates_data();
    void templates();
    void hostileTextsStayInside_data();
    void hostileTextsStayInside();
};

void TestHandoff::platformsGetTheirFiles_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QStringList>("files");
    const QStringList code{u"workload.py"_s,  u"Workload.cs"_s, u"workload.go"_s,
                           u"workload.mjs"_s, u"exchange.sh"_s, u"values.txt"_s};
    QTest::newRow("GitHub") << u"https://token.actions.githubusercontent.com"_s
                            << u"repo:contoso/x:ref:refs/heads/main"_s << code + QStringList{u"github-workflow.yml"_s};
    QTest::newRow("GitLab") << u"https://gitlab.com"_s << u"project_path:a/b:ref_type:branch:ref:main"_s
                            << code + QStringList{u"gitlab-ci.yml"_s};
    QTest::newRow("AKS") << u"https://westeurope.oic.prod-aks.azure.com/a/b/"_s << u"system:serviceaccount:ns:sa"_s
                         << code + QStringList{u"service-account.yaml"_s, u"pod.yaml"_s};
    QTest::newRow("HCP Terraform") << u"https://app.terraform.io"_s
                                   << u"organization:o:project:p:workspace:w:run_phase:plan"_s
                                   << QStringList{u"values.txt"_s, u"terraform-cloud.env"_s};
    QTest::newRow("Azure Pipelines") << u"https://vstoken.dev.azure.com/4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"_s
                                     << u"sc://org/project/connection"_s
                                     << QStringList{u"values.txt"_s, u"azure-pipelines.txt"_s};
    QTest::newRow("managed identity")
        << u"https://login.microsoftonline.com/6f1d2c3b-0000-4000-8000-000000000001/v2.0"_s
        << u"7a1d2c3b-0000-4000-8000-000000000002"_s
        << QStringList{u"values.txt"_s, u"managed-identity.py"_s, u"ManagedIdentity.cs"_s, u"managed-identity.go"_s,
                       u"managed-identity.mjs"_s};
    QTest::newRow("another") << u"https://issuer.example.com"_s << u"x"_s << code;
}

void TestHandoff::platformsGetTheirFiles()
{
    QFETCH(QString, issuer);
    QFETCH(QString, subject);
    QFETCH(QStringList, files);
    const QMap<QString, QString> made = handedOff(credential(issuer, subject));
    files.sort();
    QCOMPARE(made.keys(), files);
    for (const QString &text : made) {
        QVERIFY2(!text.contains(u"@{"_s), qPrintable(text));
        QVERIFY(!text.contains(u"SPDX"_s));
        QVERIFY(text.size() > 100);
    }
    QVERIFY(made.value(u"values.txt"_s).contains(subject));
}

void TestHandoff::workflowFollowsTheSubject_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("line");
    QTest::newRow("branch") << u"ref:refs/heads/main"_s << u"    branches: [\"main\"]\n"_s;
    QTest::newRow("tag") << u"ref:refs/tags/v1"_s << u"    tags: [\"v1\"]\n"_s;
    QTest::newRow("environment") << u"environment:production"_s << u"    environment: \"production\"\n"_s;
    QTest::newRow("pull request") << u"pull_request"_s << u"  pull_request:\n"_s;
}

void TestHandoff::workflowFollowsTheSubject()
{
    QFETCH(QString, rest);
    QFETCH(QString, line);
    const QString workflow =
        handedOff(credential(u"https://token.actions.githubusercontent.com"_s, u"repo:contoso/x:"_s + rest))
            .value(u"github-workflow.yml"_s);
    QVERIFY2(workflow.contains(line), qPrintable(workflow));
    QVERIFY(workflow.contains(u"permissions:\n  id-token: write"_s));
    QVERIFY(workflow.contains(u"          client-id: \"4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1\"\n"_s));
    QVERIFY(workflow.contains(u"          tenant-id: \"6f1d2c3b-0000-4000-8000-000000000001\"\n"_s));
}

void TestHandoff::kubernetesKeys()
{
    const auto files = handedOff(
        credential(u"https://westeurope.oic.prod-aks.azure.com/a/b/"_s, u"system:serviceaccount:payments:api"_s));
    const QString account = files.value(u"service-account.yaml"_s);
    QVERIFY(account.contains(u"    azure.workload.identity/client-id: \"4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1\"\n"_s));
    QVERIFY(account.contains(u"  name: \"api\"\n  namespace: \"payments\"\n"_s));
    QVERIFY(files.value(u"pod.yaml"_s).contains(u"azure.workload.identity/use: \"true\"\n"_s));
}

void TestHandoff::templates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("filled");
    QTest::newRow("literal") << u"a: @{yaml:key}!\n"_s << u"a: \"@{yaml:key} \\\"\"!\n"_s;
    QTest::newRow("kept") << u"@{?key}yes\n@{!key}no\n"_s << u"yes\n"_s;
    QTest::newRow("absent") << u"@{?other}no\n@{!other}yes @{text:other}.\n"_s << u"yes .\n"_s;
    QTest::newRow("remark") << u"@{#}SPDX\nx"_s << u"x\n"_s;
    QTest::newRow("no such language") << u"@{brainfuck:key}\n"_s << u"\n"_s;
}

void TestHandoff::templates()
{
    QFETCH(QString, text);
    QFETCH(QString, filled);
    QCOMPARE(filledTemplate(text, {{u"key"_s, u"@{yaml:key} \""_s}}), filled);
}

void TestHandoff::hostileTextsStayInside_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &[name, text] : test::hostileTexts())
        QTest::newRow(name) << text;
}

void TestHandoff::hostileTextsStayInside()
{
    QFETCH(QString, text);
    for (const QString &issuer : {u"https://token.actions.githubusercontent.com"_s, u"https://gitlab.com"_s,
                                  u"https://westeurope.oic.prod-aks.azure.com/a/b/"_s}) {
        trust::FederatedCredential hostile = credential(issuer, u"x"_s);
        const QMap<QString, QString> calm = handedOff(hostile);
        hostile.subject = u"x"_s + text;
        hostile.audiences = {u"x"_s + text};
        trust::Identity attacker = identity();
        attacker.displayName = text;
        attacker.clientId += text;
        const QMap<QString, QString> made = handedOff(hostile, attacker);
        for (auto file = made.cbegin(); file != made.cend(); ++file) {
            QVERIFY(!file->contains(QChar(0x202E)));
            QVERIFY(!file->contains(u'\r'));
            if (file.key() != u"exchange.sh") // a shell's literal holds line feeds as they are
                QCOMPARE(file->count(u'\n'), calm.value(file.key()).count(u'\n'));
        }
    }
}

QTEST_GUILESS_MAIN(TestHandoff)
#include "tst_handoff.moc"
