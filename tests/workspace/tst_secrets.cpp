// SPDX-License-Identifier: Apache-2.0
#include "demo_workspace.h"
#include "export/identity_text.h"
#include "export/json_document.h"
#include "shown_by.h"
#include "workspace/applier.h"
#include "workspace/lines.h"
#include "workspace/onboarding.h"
#include "workspace/plan_secrets.h"

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

template<typename Value>
Result<Value> ended(Future<Value> future)
{
    QObject context;
    std::optional<Result<Value>> outcome;
    whenDone(std::move(future), &context, [&outcome](const Result<Value> &one) { outcome = one; });
    test::DemoWorkspace::waitUntil([&outcome] { return outcome.has_value(); });
    return *outcome;
}

const QUuid oldKey(QStringLiteral("7d3a2f10-0000-4000-8000-000000000001"));
const QUuid certificateKey(QStringLiteral("7d3a2f10-0000-4000-8000-000000000004"));

QStringList codesOf(const workspace::Plan &plan)
{
    QStringList codes;
    for (const workspace::PlanNotice &one : plan.notices)
        codes << one.code;
    return codes;
}

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
    void theLogTellsWhatReplacedThem();
    void aPlanSaysWhatIsKnown_data();
    void aPlanSaysWhatIsKnown();
    void areRetired();
    void dryRunLooksForWhatASetCreates();
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

void TestSecrets::theLogTellsWhatReplacedThem()
{
    test::DemoWorkspace demo;
    equip(demo.server());
    demo.signIn();
    workspace::Workspace &workspace = demo.workspace();
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-workspace::evidenceDays);
    const Error lacking{.kind = ErrorKind::ConsentNeeded, .message = QStringLiteral("It takes AuditLog.Read.All.")};
    const workspace::FederationEvidence unknown = workspace::evidenceOf(failure(lacking), oldKey, since);
    QVERIFY(!unknown.isKnown && unknown.whyNot.contains(QStringLiteral("AuditLog.Read.All")));

    qsizetype seen = 0;
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (row.identity.credentials.isEmpty() || seen > 2)
            continue;
        const auto read = ended(workspace.signIns(row.key(), since));
        QVERIFY2(read.has_value(), read ? "" : qPrintable(oneLine(read.error())));
        const workspace::FederationEvidence evidence = workspace::evidenceOf(read, oldKey, since);
        QVERIFY(evidence.isKnown && !evidence.secretAt.isValid());
        seen += evidence.federatedAt.isValid() ? 1 : 0;
    }
    QVERIFY(seen > 0);
    QCOMPARE(ended(workspace.signIns(trust::IdentityKey(), since)).error().kind, ErrorKind::NotFound);
}

void TestSecrets::aPlanSaysWhatIsKnown_data()
{
    QTest::addColumn<cloud::SignIns>("log");
    QTest::addColumn<QString>("code");
    const QDateTime now = QDateTime::currentDateTimeUtc();
    cloud::SignIn federated;
    federated.at = now.addDays(-1);
    federated.credentialType = QStringLiteral("federatedIdentityCredential");
    cloud::SignIn refused = federated;
    refused.errorCode = 700213;
    cloud::SignIn bySecret;
    bySecret.at = now;
    bySecret.credentialType = QStringLiteral("clientSecret");
    bySecret.keyId = oldKey.toString(QUuid::WithoutBraces).toUpper();
    cloud::SignIn bySome = bySecret;
    bySome.keyId.clear();
    QTest::newRow("seen") << cloud::SignIns{{bySecret, federated}, false} << QStringLiteral("federation-seen");
    QTest::newRow("refused") << cloud::SignIns{{refused}, true} << QStringLiteral("federation-not-seen");
    QTest::newRow("more than is read") << cloud::SignIns{{refused}, false} << QStringLiteral("federation-unknown");
    QTest::newRow("still used") << cloud::SignIns{{bySecret}, true} << QStringLiteral("still-used");
    QTest::newRow("some secret") << cloud::SignIns{{bySome}, true} << QStringLiteral("secrets-used");
    QTest::newRow("last way in") << cloud::SignIns() << QStringLiteral("last-credential");
    QTest::newRow("no way back") << cloud::SignIns() << QStringLiteral("no-undo");
}

void TestSecrets::aPlanSaysWhatIsKnown()
{
    QFETCH(cloud::SignIns, log);
    QFETCH(QString, code);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    workspace::IdentityRow row;
    row.identity.key = {trust::IdentityKind::Application, QStringLiteral("0b4d27a4-6f0f-4d52-9a57-4d9e7d0c6a11")};
    row.identity.displayName = QStringLiteral("crm");
    row.identity.credentialsPart.state = trust::Knowledge::Known;
    row.identity.secretsPart.state = trust::Knowledge::Known;
    trust::Secret secret;
    secret.keyId = oldKey;
    row.identity.secrets = {secret};
    workspace::PlanBasis basis{
        {}, {}, {*presets::Catalogue::builtIn(), QStringLiteral("api://AzureADTokenExchange"), {}}};
    basis.identities.upsert(row);
    const auto evidence = workspace::evidenceOf(log, oldKey, now.addDays(-30));
    const workspace::Plan plan = workspace::planRetireSecret(basis, row.key(), oldKey, evidence, now);
    QVERIFY2(codesOf(plan).contains(code), qPrintable(codesOf(plan).join(u' ')));
    QCOMPARE(plan.changes.set.operations.size(), 1);
    QVERIFY(plan.changes.set.operations.first().removes);
    const workspace::Plan nothing = workspace::planRetireSecret(basis, row.key(), certificateKey, evidence, now);
    QVERIFY(nothing.isEmpty() && nothing.hasErrors());
}

void TestSecrets::areRetired()
{
    test::DemoWorkspace demo;
    equip(demo.server());
    demo.signIn();
    const trust::IdentityKey crm = demo.row(QStringLiteral("crm-sync")).key();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    trust::ChangeSet both = demo.workspace().newChangeSet();
    for (const QUuid &key : {oldKey, certificateKey}) {
        const workspace::Plan plan = workspace::planRetireSecret(demo.workspace().planBasis(), crm, key, {}, now);
        QVERIFY(
            codesOf(plan).contains(key == oldKey ? QStringLiteral("expired") : QStringLiteral("federation-unknown")));
        both.operations += plan.changes.set.operations;
    }
    const auto checks = ended(demo.workspace().applier().dryRun(both, {}));
    QVERIFY2(checks.has_value(), checks ? "" : qPrintable(oneLine(checks.error())));
    QVERIFY(!checks->isRefused());

    const workspace::ApplyReport report = demo.apply(both);
    QVERIFY(report.allWritten());
    const demo::Tenant tenant = demo.server().service().tenant();
    const auto app = std::find_if(tenant.applications.begin(), tenant.applications.end(),
                                  [](const auto &one) { return one.displayName == "crm-sync"; });
    QCOMPARE(app->secrets.size(), size_t(2));
    QVERIFY(app->keys.empty());
    QCOMPARE(demo.row(QStringLiteral("crm-sync")).identity.secrets.size(), 2); // without another sync

    QVERIFY(demo.apply(both).allWritten()); // there is nothing left to be done
    const auto again = ended(demo.workspace().applier().dryRun(both, {}));
    QVERIFY(again.has_value());
    QCOMPARE(again->checks.first().concerned.size(), 2); // as wanted already
}

void TestSecrets::dryRunLooksForWhatASetCreates()
{
    test::DemoWorkspace demo;
    demo.signIn();
    workspace::Onboarding wanted;
    wanted.workloadName = wanted.identityName = QStringLiteral("payments");
    wanted.credential.name = QStringLiteral("main");
    wanted.credential.issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    wanted.credential.subject = QStringLiteral("repo:contoso/payments:ref:refs/heads/main");
    wanted.credential.audiences = {demo.workspace().exchangeAudience()};
    trust::AzureRoleGrant role;
    role.assignment = QStringLiteral("1b4e28ba-2fa1-11d2-883f-0016d3cca427");
    role.roleId = QStringLiteral("acdd72a7-3385-48ef-bd42-f606fba81ae7");
    role.roleName = QStringLiteral("Reader");
    role.scope = QStringLiteral("/subscriptions/5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2");
    wanted.roles = {role};
    const workspace::Plan plan =
        workspace::planOnboarding(demo.workspace().planBasis(), demo.workspace().ruleBook().privileges(), wanted);
    QCOMPARE(plan.changes.set.operations.size(), 3);
    const auto before = ended(demo.workspace().applier().dryRun(plan.changes.set, {}));
    QVERIFY2(before.has_value(), before ? "" : qPrintable(oneLine(before.error())));
    QVERIFY(!before->isRefused());
    QVERIFY(before->checks.first().concerned.isEmpty());
    QVERIFY(demo.apply(plan.changes.set).allWritten());
    const auto after = ended(demo.workspace().applier().dryRun(plan.changes.set, {}));
    QVERIFY2(after.has_value(), after ? "" : qPrintable(oneLine(after.error())));
    QCOMPARE(after->checks.first().concerned.size(), 3); // as wanted already
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
