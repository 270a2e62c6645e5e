// SPDX-License-Identifier: Apache-2.0
#include "demo_workspace.h"
#include "export/identity_text.h"
#include "export/json_document.h"
#include "shown_by.h"
#include "workspace/lines.h"

#include <algorithm>

using namespace symbolon;
using demo::TroublePlan;
using demo::TroubleRule;

namespace {

std::string inDays(int days)
{
    return QDateTime::currentDateTimeUtc().addDays(days).toString(Qt::ISODate).toStdString();
}

// One application with a secret of each state and a certificate, with what a hostile hand may have typed.
void equip(demo::Server &server)
{
    server.service().edit([](demo::Tenant &tenant) {
        demo::Application &app = *std::find_if(tenant.applications.begin(), tenant.applications.end(),
                                               [](const auto &one) { return one.displayName == "crm-sync"; });
        app.secrets = {
            {"7d3a2f10-0000-4000-8000-000000000001", "old", inDays(-400), inDays(-35), "", "Ab1"},
            {"7d3a2f10-0000-4000-8000-000000000002", "<b>x</b>\u202Egpj", inDays(-300), inDays(12), "", "Cd2"},
            {"7d3a2f10-0000-4000-8000-000000000003", "", inDays(-10), inDays(400)},
        };
        app.keys = {{"7d3a2f10-0000-4000-8000-000000000004", "CN=crm", inDays(-10), inDays(200), "certificate bytes"}};
    });
}

} // namespace

// What signs in beside the trust: secrets and certificates of app registrations, never their values.
class TestSecrets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void comeWithTheList();
    void areFiltered();
    void areExportedWithoutValues();
    void certificatesAreUnknownInSmallPages();
};

void TestSecrets::initTestCase()
{
    installLog();
    test::warmUp();
}

void TestSecrets::comeWithTheList()
{
    test::DemoWorkspace demo;
    equip(demo.server());
    demo.signIn();
    QVERIFY(demo.workspace().syncState().isComplete());
    const trust::Identity &crm = demo.row(QStringLiteral("crm-sync")).identity;
    QVERIFY(crm.secretsPart.isKnown());
    QCOMPARE(crm.secrets.size(), 4);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(trust::stateAt(crm.secrets.at(0), now) == trust::SecretState::Expired);
    QVERIFY(trust::stateAt(crm.secrets.at(1), now) == trust::SecretState::EndsSoon);
    QVERIFY(trust::stateAt(crm.secrets.at(2), now) == trust::SecretState::Valid);
    QCOMPARE(crm.secrets.at(0).mark, QStringLiteral("Ab1"));
    QCOMPARE(crm.secrets.at(1).displayName, QString::fromUtf8("<b>x</b>\u202Egpj")); // as it is: shown plainly later
    QVERIFY(!crm.secrets.at(2).keyId.isNull());
    const trust::Secret &certificate = crm.secrets.at(3);
    QVERIFY(certificate.kind == trust::SecretKind::Certificate && !certificate.signs);
    QCOMPARE(certificate.mark.size(), 40); // SHA-1 in hex
    QCOMPARE(certificate.displayName, QStringLiteral("CN=crm"));
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows())
        QCOMPARE(row.identity.secretsPart.isKnown(), row.identity.key.kind == trust::IdentityKind::Application);
}

void TestSecrets::areFiltered()
{
    test::DemoWorkspace demo;
    equip(demo.server());
    demo.signIn();
    const workspace::Workspace &workspace = demo.workspace();
    QCOMPARE(test::shownBy(workspace, "secret:yes name:crm-sync"), 1);
    QCOMPARE(test::shownBy(workspace, "secret:soon name:crm-sync"), 1);
    QCOMPARE(test::shownBy(workspace, "secret:expired name:crm-sync"), 1);
    QCOMPARE(test::shownBy(workspace, "secret:no name:crm-sync"), 0);
    QVERIFY(test::shownBy(workspace, "secret:no kind:app") > 0);
    QCOMPARE(test::shownBy(workspace, "secret:no kind:mi"),
             static_cast<int>(test::countOf(workspace, trust::IdentityKind::ManagedIdentity)));
    QCOMPARE(test::shownBy(workspace, "secret:unknown"), 0);
    QCOMPARE(test::shownBy(workspace, "secret:maybe"), -1);
}

void TestSecrets::areExportedWithoutValues()
{
    test::DemoWorkspace demo;
    equip(demo.server());
    demo.signIn();
    const exports::IdentityLine line = workspace::lineOf(demo.row(QStringLiteral("crm-sync")));
    const QByteArray json =
        exports::identityJson(workspace::envelopeOf(demo.workspace(), QDateTime::currentDateTimeUtc()), line);
    QVERIFY(json.contains("\"hint\": \"Ab1\""));
    QVERIFY(json.contains("\"kind\": \"certificate\""));
    QVERIFY(!json.contains("secretText"));
    QVERIFY(!json.contains(QByteArray("certificate bytes").toBase64()));
    const QString text = exports::identityText(line, demo.workspace().ruleBook());
    QVERIFY2(text.contains(QStringLiteral("expired")), qPrintable(text));
    QVERIFY(!text.contains(QChar(0x202E))); // plainly
}

void TestSecrets::certificatesAreUnknownInSmallPages()
{
    test::DemoWorkspace demo;
    equip(demo.server());
    TroublePlan plan;
    TroubleRule refusal;
    refusal.service = "graph";
    refusal.path = "/beta/applications";
    refusal.times = 1;
    refusal.status = 400;
    plan.rules = {refusal};
    demo.server().setTrouble(plan);
    demo.signIn();
    QVERIFY(demo.workspace().syncState().isComplete());
    const trust::Identity &crm = demo.row(QStringLiteral("crm-sync")).identity;
    QVERIFY(crm.secretsPart.state == trust::Knowledge::NotRead);
    QCOMPARE(crm.secrets.size(), 3);
    QVERIFY(test::shownBy(demo.workspace(), "secret:unknown") > 30);
    QCOMPARE(test::shownBy(demo.workspace(), "secret:yes name:crm-sync"), 1);
    QCOMPARE(test::shownBy(demo.workspace(), "secret:no kind:app"), 0);
    const exports::Envelope envelope = workspace::envelopeOf(demo.workspace(), QDateTime::currentDateTimeUtc());
    QVERIFY(std::any_of(envelope.unknown.cbegin(), envelope.unknown.cend(), [](const exports::Unknown &one) {
        return one.reason.contains(QStringLiteral("Certificates"));
    }));
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
