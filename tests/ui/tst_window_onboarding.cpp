// SPDX-License-Identifier: Apache-2.0
#include "editor/editor_bench.h"
#include "ui/demo_window.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/handoff/files_view.h"
#include "ui/pages/onboarding/handoff_step.h"
#include "ui/pages/onboarding/identity_step.h"
#include "ui/pages/onboarding/onboarding_page.h"
#include "ui/pages/onboarding/permissions_step.h"
#include "ui/pages/onboarding/trust_step.h"
#include "ui/pages/onboarding/verify_step.h"
#include "ui/pages/onboarding/workload_step.h"
#include "ui/shell/actions.h"
#include "ui/shell/unwritten.h"
#include "workspace/mint.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace symbolon;
using Place = ui::MainWindow::Place;
using ui::OnboardingPage;
using workspace::IdentityChoice;
using workspace::Verification;

namespace {

const QString subject = QStringLiteral("repo:contoso/payments:environment:production");

void type(QWidget &where, const char *name, const QString &text)
{
    auto *line = where.findChild<QLineEdit *>(QLatin1String(name));
    QVERIFY(line);
    line->clear();
    QTest::keyClicks(line, text);
}

void choose(QWidget &where, const char *name, int index)
{
    auto *list = where.findChild<QComboBox *>(QLatin1String(name));
    QVERIFY(list);
    list->setCurrentIndex(index);
    Q_EMIT list->activated(index);
}

void fillTrust(OnboardingPage &page)
{
    ui::TrustStep &trust = *page.trust();
    trust.setValue(QStringLiteral("owner"), QStringLiteral("contoso"));
    trust.setValue(QStringLiteral("repo"), QStringLiteral("payments"));
    trust.setValue(QStringLiteral("subjectFormat"), QStringLiteral("name-based"));
    trust.form()->setName(QStringLiteral("production"));
    trust.setValue(QStringLiteral("environment"), QStringLiteral("production"));
    QVERIFY2(trust.problem().isEmpty(), qPrintable(trust.problem()));
}

// To the last step, with a new app registration.
void chooseAll(test::DemoWindow &demo)
{
    demo.window().actions().at(QStringLiteral("trust.onboard"))->trigger();
    OnboardingPage &page = *demo.window().onboarding();
    QCOMPARE(demo.window().place(), Place::Onboarding);
    type(page, "workloadName", QStringLiteral("payments"));
    page.workload()->choosePlatform(QStringLiteral("GitHub Actions"));
    page.next();
    page.identity()->choose(IdentityChoice::NewApplication);
    page.next();
    fillTrust(page);
    page.next();
    QCOMPARE(page.current(), 3);
}

void goToTheEnd(test::DemoWindow &demo)
{
    chooseAll(demo);
    OnboardingPage &page = *demo.window().onboarding();
    page.next();
    page.next();
    QCOMPARE(page.current(), 5);
}

const workspace::IdentityRow *rowNamed(const workspace::Workspace &workspace, const QString &name)
{
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (row.identity.displayName == name)
            return &row;
    }
    return nullptr;
}

} // namespace

class WindowOnboardingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWorkloadIsLedToItsFirstSignIn();
    void aManagedIdentityIsMadeWhereItIsChosen();
    void nothingIsWrittenBeforeTheLastStep();
    void theNextStepSaysWhatIsMissing();
    void itCanBeLeftAndTakenUpAgain();
    void itCanBeAddedToTheChanges();
    void aFileFillsInTheTrust();
    void aRefusalIsToldAndTheRestGoesOn();
    void aKeptDraftIsHostileText();
};

void WindowOnboardingTest::aWorkloadIsLedToItsFirstSignIn()
{
    test::DemoWindow demo;
    demo.signIn();
    goToTheEnd(demo);
    OnboardingPage &page = *demo.window().onboarding();
    page.verify()->write();
    QTRY_VERIFY_WITH_TIMEOUT(page.draft().isWritten(), 30000);
    const workspace::IdentityRow *row = rowNamed(demo.workspace(), QStringLiteral("payments"));
    QVERIFY(row);
    const QString clientId = row->identity.clientId;
    QTRY_VERIFY_WITH_TIMEOUT(page.verify()->verification(), 30000);
    page.verify()->tryToken(test::mintGithubToken(demo.server(), subject));
    QTRY_COMPARE_WITH_TIMEOUT(page.verify()->verification()->trial(), Verification::Trial::Accepted, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(page.verify()->verification()->log(), Verification::Log::Seen, 60000);
    // The hand-off is whole now.
    page.back();
    auto *handoff = page.findChild<ui::FilesView *>();
    QVERIFY(handoff && handoff->text().contains(clientId));
    page.next();
    QTRY_VERIFY_WITH_TIMEOUT(demo.workspace().syncState().phase == workspace::SyncPhase::Complete, 60000);
    // What this session wrote can be taken back.
    page.verify()->undo();
    QTRY_VERIFY_WITH_TIMEOUT(!page.draft().isWritten(), 30000);
    QVERIFY(!rowNamed(demo.workspace(), QStringLiteral("payments")));
}

void WindowOnboardingTest::aManagedIdentityIsMadeWhereItIsChosen()
{
    test::DemoWindow demo;
    demo.signIn();
    demo.window().onboard();
    OnboardingPage &page = *demo.window().onboarding();
    type(page, "workloadName", QStringLiteral("Payments"));
    page.workload()->choosePlatform(QStringLiteral("GitHub Actions"));
    page.next();
    page.identity()->choose(IdentityChoice::NewManagedIdentity);
    const auto *groups = page.findChild<QComboBox *>(QStringLiteral("resourceGroup"));
    const auto *regions = page.findChild<QComboBox *>(QStringLiteral("region"));
    QTRY_VERIFY_WITH_TIMEOUT(groups->count() > 0 && regions->count() > 0, 30000);
    QVERIFY(!page.identity()->problem().isEmpty());
    choose(page, "resourceGroup", 0);
    QVERIFY2(page.identity()->problem().isEmpty(), qPrintable(page.identity()->problem()));
    page.next();
    fillTrust(page);
    page.next();
    const auto *roles = page.findChild<QComboBox *>(QStringLiteral("role"));
    QTRY_VERIFY_WITH_TIMEOUT(roles->count() > 0, 30000);
    choose(page, "role", roles->findText(QStringLiteral("Reader")));
    page.findChild<QPushButton *>(QStringLiteral("addRole"))->click();
    QCOMPARE(page.draft().wanted.roles.size(), 1);
    page.next();
    page.next();
    page.verify()->write();
    QTRY_VERIFY_WITH_TIMEOUT(page.draft().isWritten(), 30000);
    const workspace::IdentityRow *row = rowNamed(demo.workspace(), QStringLiteral("id-payments"));
    QVERIFY(row);
    QCOMPARE(row->key().id.section(u'/', 0, 4).toLower(), groups->itemData(0).toString().toLower());
    QTRY_COMPARE_WITH_TIMEOUT(rowNamed(demo.workspace(), QStringLiteral("id-payments"))->identity.privileges.size(), 1,
                              60000);
}

void WindowOnboardingTest::nothingIsWrittenBeforeTheLastStep()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto before = demo.workspace().identities().size();
    goToTheEnd(demo);
    QVERIFY(!demo.workspace().session().canWrite);
    demo.readAgain();
    QCOMPARE(demo.workspace().identities().size(), before);
}

void WindowOnboardingTest::theNextStepSaysWhatIsMissing()
{
    test::DemoWindow demo;
    demo.signIn();
    demo.window().onboard();
    OnboardingPage &page = *demo.window().onboarding();
    const auto *next = page.findChild<QPushButton *>(QStringLiteral("onboardingNext"));
    QVERIFY(!next->isEnabled());
    QVERIFY(!next->toolTip().isEmpty());
    page.next();
    QCOMPARE(page.current(), 0);
    type(page, "workloadName", QStringLiteral("x"));
    page.workload()->choosePlatform(QStringLiteral("GitHub Actions"));
    QVERIFY(next->isEnabled());
    page.next();
    page.identity()->choose(IdentityChoice::Existing);
    QVERIFY(!next->isEnabled());
    page.goTo(4); // never reached
    QCOMPARE(page.current(), 1);
}

void WindowOnboardingTest::itCanBeLeftAndTakenUpAgain()
{
    test::DemoWindow demo;
    demo.signIn();
    chooseAll(demo);
    demo.window().onboarding()->permissions()->addRole(
        {QUuid::createUuid().toString(QUuid::WithoutBraces), QStringLiteral("acdd72a7-3385-48ef-bd42-f606fba81ae7"),
         QStringLiteral("Reader"), QStringLiteral("/subscriptions/x"), QStringLiteral("x")});
    const ui::OnboardingDraft before = demo.window().onboarding()->draft();
    demo.window().go(Place::Identities);
    const QString file = demo.window().unwritten().onboardingFile();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 10000);
    demo.reopen();
    QTRY_VERIFY_WITH_TIMEOUT((demo.window().onboard(), demo.window().onboarding()->draft().wanted == before.wanted),
                             10000);
    QCOMPARE(demo.window().onboarding()->current(), 3);
    demo.window().onboarding()->back();
    QVERIFY(demo.window().onboarding()->trust()->problem().isEmpty());
    demo.window().onboarding()->startNew();
    QVERIFY(!demo.window().onboarding()->draft().isBegun());
}

void WindowOnboardingTest::itCanBeAddedToTheChanges()
{
    test::DemoWindow demo;
    demo.signIn();
    goToTheEnd(demo);
    demo.window().onboarding()->verify()->stage();
    QCOMPARE(demo.window().place(), Place::Changes);
    QCOMPARE(demo.window().staged().waiting(), 2);
    demo.window().staged().apply();
    QTRY_COMPARE_WITH_TIMEOUT(demo.window().staged().written(), 2, 30000);
    QVERIFY(rowNamed(demo.workspace(), QStringLiteral("payments")));
    QTRY_VERIFY_WITH_TIMEOUT(demo.workspace().syncState().phase == workspace::SyncPhase::Complete, 60000);
    demo.window().staged().undo();
    QTRY_COMPARE_WITH_TIMEOUT(demo.window().staged().waiting(), 2, 30000);
    QVERIFY(!rowNamed(demo.workspace(), QStringLiteral("payments")));
}

void WindowOnboardingTest::aFileFillsInTheTrust()
{
    test::DemoWindow demo;
    demo.signIn();
    chooseAll(demo);
    OnboardingPage &page = *demo.window().onboarding();
    page.back();
    ui::TrustStep &trust = *page.trust();
    const QByteArray account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: api, namespace: payments, "
                               "annotations: {azure.workload.identity/client-id: "
                               "4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1}}\n";
    test::dropOnto(trust, account);
    QTRY_COMPARE(trust.form()->preset().platform, QStringLiteral("Kubernetes"));
    QCOMPARE(trust.form()->draft().values.value(QStringLiteral("serviceAccount")), QStringLiteral("api"));
    QCOMPARE(page.draft().platform, QStringLiteral("Kubernetes"));
    QVERIFY(test::filledNote(trust).join(u' ').contains(QStringLiteral("the new identity will have another")));
    // It is still told when one comes back, and can be taken back.
    page.back();
    page.next();
    QCOMPARE(trust.form()->preset().platform, QStringLiteral("Kubernetes"));
    QVERIFY(!test::filledNote(trust).isEmpty());
    trust.findChild<QWidget *>(QStringLiteral("filledNote"))->findChild<QPushButton *>()->click();
    QCOMPARE(page.draft().platform, QStringLiteral("GitHub Actions"));
    QCOMPARE(page.draft().wanted.credential.matchText(), subject);
    QVERIFY(trust.problem().isEmpty());
    // Not for whom the step is left while the file is read.
    test::dropOnto(trust, account);
    page.next();
    page.back();
    test::dropOnto(trust, "{}");
    QSignalSpy said(&page, &OnboardingPage::said);
    QVERIFY(said.wait());
    QCOMPARE(page.draft().platform, QStringLiteral("GitHub Actions"));
    // With the keyboard, and gone with the draft.
    demo.setClipboard(QString::fromUtf8(account));
    const auto all = trust.findChildren<ui::FormField *>();
    for (ui::FormField *field : all) {
        if (field->key() == u"scenario:" && field->isVisibleTo(&trust))
            field->input()->setFocus();
    }
    QTRY_VERIFY(demo.window().isActiveWindow());
    QTest::keySequence(demo.window().focusWidget(), QKeySequence(QKeySequence::Paste));
    QTRY_COMPARE(trust.form()->preset().platform, QStringLiteral("Kubernetes"));
    page.startNew();
    chooseAll(demo);
    page.back();
    QCOMPARE(test::filledNote(trust), QStringList());
}

void WindowOnboardingTest::aRefusalIsToldAndTheRestGoesOn()
{
    test::DemoWindow demo;
    demo.signIn();
    goToTheEnd(demo);
    OnboardingPage &page = *demo.window().onboarding();
    demo.server().setFault("/v1.0/servicePrincipals", demo::FaultKind::Garbage, 0);
    page.verify()->write();
    QTRY_VERIFY_WITH_TIMEOUT(!page.isWriting(), 60000);
    QVERIFY(!page.draft().isWritten());
    demo.server().clearFaults();
    page.verify()->write();
    QTRY_VERIFY_WITH_TIMEOUT(page.draft().isWritten(), 60000);
    int count = 0;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows())
        count += row.identity.displayName == QStringLiteral("payments") ? 1 : 0;
    QCOMPARE(count, 1);
}

void WindowOnboardingTest::aKeptDraftIsHostileText()
{
    ui::OnboardingDrafts drafts;
    for (const QByteArray &text :
         {QByteArray("{"), QByteArray("[]"), QByteArray(R"({"schemaVersion":1,"onboarding":[1,null,{"tenant":1}]})"),
          QByteArray(R"({"schemaVersion":1,"onboarding":[{"tenant":"t","step":99,"reached":-3,"choice":"x",
                        "grants":"{]","writtenAt":"yesterday","values":{"a":[]}}]})")})
        drafts.take(text);
    const auto kept = drafts.find(QStringLiteral("t"));
    QVERIFY(kept);
    QCOMPARE(kept->step, 5);
    QVERIFY(kept->reached >= kept->step);
    QVERIFY(!kept->isWritten());
}

QTEST_MAIN(WindowOnboardingTest)
#include "tst_window_onboarding.moc"
