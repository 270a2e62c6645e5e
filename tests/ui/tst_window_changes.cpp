// SPDX-License-Identifier: Apache-2.0
#include "export/change_set_document.h"
#include "ui/demo_window.h"
#include "ui/editor/credential_editor.h"
#include "ui/editor/form_field.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/changes/changes_page.h"
#include "ui/pages/changes/dry_run_pane.h"
#include "ui/pages/changes/export_pane.h"
#include "ui/pages/changes/operation_details.h"
#include "ui/pages/changes/operations_model.h"
#include "ui/pages/handoff/handoff_page.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/pages/issuers/issuers_page.h"
#include "ui/pages/plan/plan_dialog.h"
#include "ui/shell/actions.h"
#include "ui/shell/rail.h"
#include "ui/shell/unwritten.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace symbolon;
using Place = ui::MainWindow::Place;

namespace {

trust::Operation changed(const workspace::CredentialRow &row, const QString &subject)
{
    trust::Operation operation;
    operation.identity = row.identity();
    operation.identityName = row.identityName();
    operation.before = *row.credential;
    operation.after = *row.credential;
    operation.after->subject = subject;
    return operation;
}

// The first plain credentials of identities that are not the same.
QList<workspace::CredentialRow> plainOnes(const workspace::Workspace &workspace, qsizetype count)
{
    QList<workspace::CredentialRow> rows;
    for (const workspace::CredentialRow &row : workspace.credentials().rows()) {
        const bool known = std::any_of(rows.cbegin(), rows.cend(),
                                       [&row](const auto &other) { return other.identity() == row.identity(); });
        if (!row.credential->isFlexible() && !known && rows.size() < count
            && row.identity().kind == trust::IdentityKind::Application)
            rows.append(row);
    }
    return rows;
}

} // namespace

class WindowChangesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReviewedCanBeStaged();
    void stagedChangesAreWrittenTogether();
    void somebodyElsesChangeIsNotOverwritten();
    void whatWasWrittenIsTakenBack();
    void setsAreSavedAndOpened();
    void operationsAreShownAsCode();
    void operationsAreOrderedAndTakenOut();
    void discardingAsksFirst();
    void aDryRunSaysWhatWouldBeMet();
    void anotherTenantHasItsOwn();
    void aCrashLosesNothing();
    void whatWasWrittenBeforeACrashIsKnown();
    void anIssuerIsReplacedEverywhere();
    void plansSayWhatIsWrong();
    void aSecretIsRetired();
    void whatBelongsToIdentitiesIsTold();
    void aCredentialIsHandedOff();
};

void WindowChangesTest::whatIsReviewedCanBeStaged()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 1);
    demo.window().deleteCredential(rows.constFirst().key());
    demo.window().editor()->stage();
    QCOMPARE(demo.window().staged().waiting(), 1);
    QCOMPARE(demo.window().place(), Place::Identities);
    QVERIFY(demo.workspace().credential(rows.constFirst().key()));
    QVERIFY(!demo.window().editor()->hasUnwritten());
    demo.window().actions().at(QStringLiteral("trust.review"))->trigger();
    QCOMPARE(demo.window().place(), Place::Changes);
    QCOMPARE(demo.window().changes()->model()->rowCount(), 1);
    bool told = false;
    const auto items = demo.window().findChildren<ui::RailItem *>();
    for (const ui::RailItem *item : items)
        told |= item->accessibleName().contains(QStringLiteral("1 staged"));
    QVERIFY(told);
}

void WindowChangesTest::stagedChangesAreWrittenTogether()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 3);
    QCOMPARE(rows.size(), 3);
    for (const auto &row : rows)
        QVERIFY(demo.window().staged().stage(changed(row, row.credential->subject.value_or(QString()) + u'x')));
    const QSignalSpy ended(&demo.window().staged(), &ui::StagedChanges::ended);
    demo.window().go(Place::Changes);
    demo.window().findChild<QPushButton *>(QStringLiteral("applyChanges"))->click();
    QVERIFY(demo.window().staged().isApplying());
    QVERIFY(!demo.window().staged().stage(changed(rows.constFirst(), QStringLiteral("other"))));
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(demo.window().staged().written(), 3);
    for (const auto &row : rows) {
        QCOMPARE(demo.workspace().credential(row.key())->credential->subject.value_or(QString()),
                 row.credential->subject.value_or(QString()) + u'x');
    }
    demo.window().findChild<QPushButton *>(QStringLiteral("clearWritten"))->click();
    QVERIFY(demo.window().staged().set().operations.isEmpty());
}

void WindowChangesTest::somebodyElsesChangeIsNotOverwritten()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 1);
    trust::Operation operation = changed(rows.constFirst(), QStringLiteral("mine"));
    operation.before->subject = QStringLiteral("not what the service holds");
    demo.window().staged().stage(operation);
    const QSignalSpy ended(&demo.window().staged(), &ui::StagedChanges::ended);
    demo.window().staged().apply();
    QTRY_COMPARE(ended.size(), 1);
    const workspace::OperationResult *result = demo.window().staged().result(operation.id);
    QVERIFY(result && result->error);
    QCOMPARE(result->error->kind, ErrorKind::Conflict);
    QCOMPARE(demo.window().staged().waiting(), 1);
    QCOMPARE(demo.workspace().credential(rows.constFirst().key())->credential->subject,
             rows.constFirst().credential->subject);
}

void WindowChangesTest::whatWasWrittenIsTakenBack()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 2);
    trust::Operation removal = changed(rows.at(1), {});
    removal.after.reset();
    demo.window().staged().stage({changed(rows.at(0), QStringLiteral("other")), removal});
    const QSignalSpy ended(&demo.window().staged(), &ui::StagedChanges::ended);
    const QSignalSpy undone(&demo.window().staged(), &ui::StagedChanges::undone);
    demo.window().go(Place::Changes);
    demo.window().staged().apply();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(demo.window().staged().written(), 2);
    QVERIFY(!demo.workspace().credential(rows.at(1).key()));
    demo.window().findChild<QPushButton *>(QStringLiteral("undoChanges"))->click();
    QVERIFY(demo.window().staged().isUndoing());
    QTRY_COMPARE(undone.size(), 1);
    QCOMPARE(undone.constFirst().at(0).toInt(), 2);
    QCOMPARE(demo.window().staged().waiting(), 2);
    for (const auto &row : rows) {
        const workspace::CredentialRow *now = demo.workspace().credential(row.key());
        QVERIFY(now);
        QCOMPARE(now->credential->subject, row.credential->subject);
        QCOMPARE(now->credential->issuer, row.credential->issuer);
    }
}

void WindowChangesTest::setsAreSavedAndOpened()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    trust::ChangeSet set = demo.workspace().newChangeSet();
    set.ticket = QStringLiteral("CHG1");
    set.operations.append(changed(row, QStringLiteral("from a file")));
    const QString path = demo.folder() + QStringLiteral("/set.symbolon-changes");
    const auto write = [&path](const trust::ChangeSet &changes) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(exports::changeSetDocument(changes));
    };
    write(set);
    ui::ChangesPage *page = demo.window().changes();
    QSignalSpy said(page, &ui::ChangesPage::said);
    page->openFile(path);
    QTRY_COMPARE(demo.window().staged().waiting(), 1);
    QCOMPARE(demo.window().staged().set().ticket, QStringLiteral("CHG1"));
    QCOMPARE(demo.workspace().credential(row.key())->credential->subject, row.credential->subject);
    demo.window().staged().discard();
    set.tenantId = QStringLiteral("00000000-0000-0000-0000-000000000001");
    write(set);
    said.clear();
    page->openFile(path);
    QTRY_COMPARE(said.size(), 1);
    QVERIFY(said.constFirst().constFirst().toString().contains(QStringLiteral("another tenant")));
    QCOMPARE(demo.window().staged().waiting(), 0);
}

void WindowChangesTest::operationsAreShownAsCode()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 2);
    for (const auto &row : rows)
        demo.window().staged().stage(changed(row, row.credential->subject.value_or(QString()) + u'x'));
    demo.window().go(Place::Changes);
    demo.window().show();
    ui::ExportPane *pane = demo.window().changes()->exportPane();
    QTRY_VERIFY(pane->text().contains(QStringLiteral("azuread_application")));
    QVERIFY(pane->text().contains(rows.at(0).credential->subject.value_or(QString()) + u'x'));
    pane->setTarget(exports::Target::Graph);
    QTRY_VERIFY(pane->text().contains(QStringLiteral("PATCH")));
    // Where the tenant is, and not where Microsoft's is.
    QVERIFY(pane->text().contains(demo.workspace().endpoints().graph));
    QSignalSpy said(pane, &ui::ExportPane::said);
    const QString folder = demo.folder() + QStringLiteral("/out");
    QVERIFY(QDir().mkpath(folder));
    pane->saveInto(folder);
    QTRY_COMPARE(said.size(), 1);
    const QStringList files = QDir(folder).entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    pane->saveInto(folder); // what is there is not overwritten
    QTRY_COMPARE(said.size(), 2);
    QVERIFY(said.at(1).constFirst().toString().contains(QStringLiteral("is there already")));
    QCOMPARE(QDir(folder).entryList(QDir::Files), files);
}

void WindowChangesTest::operationsAreOrderedAndTakenOut()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 3);
    ui::ChangesPage *page = demo.window().changes();
    const QAbstractItemModelTester tester(page->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const auto &row : rows)
        demo.window().staged().stage(changed(row, QStringLiteral("s")));
    demo.window().go(Place::Changes);
    const QUuid last = demo.window().staged().set().operations.at(2).id;
    page->select(last);
    QTest::keyClick(page->list(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(demo.window().staged().set().operations.at(1).id, last);
    QCOMPARE(page->list()->currentIndex().row(), 1);
    const std::unique_ptr<QMimeData> dragged(page->model()->mimeData({page->model()->index(1)}));
    page->model()->dropMimeData(dragged.get(), Qt::MoveAction, 0, 0, {});
    QCOMPARE(demo.window().staged().set().operations.at(0).id, last);
    page->setFilterText(rows.at(1).credential->name + u' ' + rows.at(1).identityName());
    QTRY_VERIFY(page->model()->rowCount() < 3);
    page->clearFilter();
    QCOMPARE(page->model()->rowCount(), 3);
    page->select(last);
    demo.window().findChild<QPushButton *>(QStringLiteral("unstage"))->click();
    QTRY_COMPARE(page->model()->rowCount(), 2);
    QVERIFY(page->model()->rowOf(last) < 0);
    QCOMPARE(demo.window().staged().waiting(), 2);
}

void WindowChangesTest::discardingAsksFirst()
{
    test::DemoWindow demo;
    demo.signIn();
    demo.window().staged().stage(changed(plainOnes(demo.workspace(), 1).constFirst(), QStringLiteral("s")));
    demo.window().changes()->askDiscard();
    auto *discard = demo.window().findChild<QMessageBox *>(QStringLiteral("discardQuestion"));
    QVERIFY(discard);
    QCOMPARE(demo.window().staged().waiting(), 1);
    const auto buttons = discard->buttons();
    for (QAbstractButton *button : buttons) {
        if (discard->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    }
    QCOMPARE(demo.window().staged().waiting(), 0);
}

void WindowChangesTest::aDryRunSaysWhatWouldBeMet()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    demo.window().staged().stage(changed(row, QStringLiteral("s")));
    demo.window().go(Place::Changes);
    const std::size_t before = demo.server().requests().size();
    auto *pane = demo.window().findChild<ui::DryRunPane *>();
    QVERIFY(pane);
    pane->start();
    QTRY_VERIFY(pane->report());
    QCOMPARE(pane->report()->checks.size(), 5);
    QVERIFY(!pane->report()->isRefused());
    for (std::size_t i = before; i < demo.server().requests().size(); ++i)
        QCOMPARE(QString::fromStdString(demo.server().requests().at(i).method), QStringLiteral("GET"));
    trust::Operation drifted = changed(row, QStringLiteral("s"));
    drifted.before->subject = QStringLiteral("not what the service holds");
    demo.window().staged().discard();
    demo.window().staged().stage(drifted);
    QVERIFY(!pane->report()); // of another set
    pane->start();
    QTRY_VERIFY(pane->report());
    QVERIFY(pane->report()->isRefused());
    QCOMPARE(pane->report()->checks.constFirst().concerned, QList<QUuid>{drifted.id});
}

void WindowChangesTest::anotherTenantHasItsOwn()
{
    test::DemoWindow demo;
    demo.signIn();
    const trust::Operation operation = changed(plainOnes(demo.workspace(), 1).constFirst(), QStringLiteral("s"));
    demo.window().staged().stage(operation);
    demo.workspace().signOut();
    QTRY_COMPARE(demo.workspace().session().phase, workspace::SessionPhase::SignedOut);
    QCOMPARE(demo.window().staged().waiting(), 0); // nobody's
    demo.signIn();
    QCOMPARE(demo.window().staged().set().operations.size(), 1);
    QCOMPARE(demo.window().staged().set().operations.constFirst().id, operation.id);
}

// What lay on the disk when the program was gone is there again in the next one.
void WindowChangesTest::aCrashLosesNothing()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 2);
    const trust::Operation operation = changed(rows.at(0), QStringLiteral("s"));
    demo.window().staged().stage(operation);
    demo.window().staged().setTicket(QStringLiteral("CHG2"));
    demo.window().editCredential(rows.at(1).key());
    const auto edited = demo.window().editor()->findChildren<ui::FormField *>();
    for (ui::FormField *field : edited) {
        if (field->key() == u"description")
            Q_EMIT field->edited(QStringLiteral("typed"));
    }
    QVERIFY(demo.window().editor()->hasUnwritten());
    const QString staged = demo.window().unwritten().stagedFile();
    const QString drafts = demo.window().unwritten().draftsFile();
    QTRY_VERIFY(QFile::exists(staged));
    QTRY_VERIFY(QFile::exists(drafts));
    QCOMPARE(QFile::permissions(staged) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const QString aside = demo.folder() + QStringLiteral("/aside");
    QVERIFY(QFile::copy(staged, aside + u'1') && QFile::copy(drafts, aside + u'2'));
    demo.window().staged().discard();
    demo.window().editor()->discard();
    demo.workspace().signOut();
    demo.reopen();
    QFile::remove(staged);
    QFile::remove(drafts);
    QVERIFY(QFile::copy(aside + u'1', staged) && QFile::copy(aside + u'2', drafts));
    demo.reopen();
    demo.signIn();
    QTRY_COMPARE(demo.window().staged().waiting(), 1);
    QCOMPARE(demo.window().staged().set().operations.constFirst(), operation);
    demo.window().editCredential(rows.at(1).key());
    QVERIFY(demo.window().editor()->hasUnwritten() || demo.window().editor()->isVisibleTo(&demo.window()));
    bool typed = false;
    const auto fields = demo.window().editor()->findChildren<ui::FormField *>();
    for (const ui::FormField *field : fields) {
        const auto inputs = field->findChildren<QLineEdit *>();
        for (const QLineEdit *input : inputs)
            typed |= input->text() == QStringLiteral("typed");
    }
    QVERIFY(typed);
}

// The file of the staged changes is from before; the journal says what became of them.
void WindowChangesTest::whatWasWrittenBeforeACrashIsKnown()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 2);
    const trust::Operation good = changed(rows.at(0), QStringLiteral("written"));
    trust::Operation bad = changed(rows.at(1), QStringLiteral("not written"));
    bad.before->subject = QStringLiteral("not what the service holds");
    demo.window().staged().stage({good, bad});
    const QString staged = demo.window().unwritten().stagedFile();
    QTRY_VERIFY(QFile::exists(staged));
    const QString aside = demo.folder() + QStringLiteral("/aside");
    QVERIFY(QFile::copy(staged, aside));
    const QSignalSpy ended(&demo.window().staged(), &ui::StagedChanges::ended);
    demo.window().staged().apply();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(demo.window().staged().written(), 1);
    demo.window().staged().discard();
    demo.workspace().signOut();
    demo.reopen();
    QFile::remove(staged);
    QVERIFY(QFile::copy(aside, staged));
    demo.reopen();
    demo.signIn();
    QTRY_COMPARE(demo.window().staged().written(), 1);
    QCOMPARE(demo.window().staged().waiting(), 1);
    const workspace::OperationResult *result = demo.window().staged().result(good.id);
    QVERIFY(result && result->phase == workspace::OperationPhase::Written);
    const QSignalSpy undone(&demo.window().staged(), &ui::StagedChanges::undone);
    demo.window().staged().undo();
    QTRY_COMPARE(undone.size(), 1);
    QCOMPARE(demo.workspace().credential(rows.at(0).key())->credential->subject, rows.at(0).credential->subject);
}

void WindowChangesTest::anIssuerIsReplacedEverywhere()
{
    test::DemoWindow demo;
    demo.signIn();
    const QString issuer = plainOnes(demo.workspace(), 1).constFirst().credential->issuer;
    int trusting = 0;
    for (const workspace::CredentialRow &row : demo.workspace().credentials().rows())
        trusting += row.credential->issuer == issuer ? 1 : 0;
    demo.window().go(Place::Issuers);
    QTRY_VERIFY(demo.window().issuers()->isSettled());
    demo.window().issuers()->select(issuer);
    demo.window().findChild<QPushButton *>(QStringLiteral("replaceIssuer"))->click();
    auto *dialog = demo.window().findChild<ui::PlanDialog *>();
    QVERIFY(dialog);
    QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("stagePlan"))->isEnabled());
    dialog->setValue(QStringLiteral("to"), QStringLiteral("https://oidc.contoso.com/new"));
    QTRY_VERIFY(dialog->plan() && !dialog->isBusy());
    QCOMPARE(static_cast<int>(dialog->plan()->changes.set.operations.size())
                 + static_cast<int>(
                     std::count_if(dialog->plan()->notices.cbegin(), dialog->plan()->notices.cend(),
                                   [](const auto &notice) { return notice.level == workspace::NoticeLevel::Error; })),
             trusting);
    const auto planned = static_cast<int>(dialog->plan()->changes.set.operations.size());
    QVERIFY(planned > 0);
    dialog->findChild<QPushButton *>(QStringLiteral("stagePlan"))->click();
    QCOMPARE(demo.window().place(), Place::Changes);
    QCOMPARE(demo.window().staged().waiting(), planned);
}

void WindowChangesTest::plansSayWhatIsWrong()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    demo.window().plan(ui::copyRequest(row.key()));
    auto *dialog = demo.window().findChild<ui::PlanDialog *>();
    dialog->setValue(QStringLiteral("to"), QStringLiteral("nobody is called this"));
    QTRY_VERIFY(!dialog->isBusy());
    QVERIFY(!dialog->plan());
    QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("stagePlan"))->isEnabled());
    dialog->close();
    QTRY_VERIFY(!demo.window().findChild<ui::PlanDialog *>());
    demo.window().plan(ui::immutableTwinsRequest());
    dialog = demo.window().findChild<ui::PlanDialog *>();
    dialog->setValue(QStringLiteral("ids"), QStringLiteral("contoso/storefront not-a-number"));
    QTRY_VERIFY(!dialog->isBusy());
    QVERIFY(!dialog->plan());
}

void WindowChangesTest::aSecretIsRetired()
{
    test::DemoWindow demo;
    const QUuid key(QStringLiteral("7d3a2f10-0000-4000-8000-000000000001"));
    demo.server().service().edit([&key](demo::Tenant &tenant) {
        for (demo::Application &app : tenant.applications) {
            if (app.displayName == "crm-sync")
                app.secrets = {{key.toString(QUuid::WithoutBraces).toStdString(), "<b>old</b>", "2026-01-01T00:00:00Z",
                                "2030-01-01T00:00:00Z", "", "Ab1"}};
        }
    });
    demo.signIn();
    trust::IdentityKey crm;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        if (row.identity.displayName == u"crm-sync")
            crm = row.key();
    }
    demo.window().showIdentity(crm, {});
    demo.window().identities()->details()->showTab(ui::IdentityDetails::Tab::About);
    QPushButton *retire = nullptr;
    QTRY_VERIFY((retire = demo.window().findChild<QPushButton *>(QStringLiteral("retireSecret"))) != nullptr);
    QVERIFY(retire->accessibleName().contains(QStringLiteral("<b>old</b>")));
    retire->click();
    ui::PlanDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = demo.window().findChild<ui::PlanDialog *>()) != nullptr);
    QTRY_VERIFY(dialog->plan() && !dialog->isBusy());
    QCOMPARE(dialog->plan()->changes.set.operations.size(), 1);
    dialog->findChild<QPushButton *>(QStringLiteral("stagePlan"))->click();
    QCOMPARE(demo.window().place(), Place::Changes);
    QCOMPARE(demo.window().staged().waiting(), 1);
    const QString line = demo.window().changes()->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(line.contains(QStringLiteral("Retire client secret <b>old</b>, crm-sync")), qPrintable(line));

    const QSignalSpy ended(&demo.window().staged(), &ui::StagedChanges::ended);
    demo.window().findChild<QPushButton *>(QStringLiteral("applyChanges"))->click();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(demo.window().staged().written(), 1);
    QVERIFY(demo.workspace().identity(crm)->identity.secrets.isEmpty());
    QVERIFY(demo.window().findChild<QPushButton *>(QStringLiteral("undoChanges"))->isHidden()); // it is gone for good
}

// Whatever a set holds, the page finds words for it, and never looks for a credential that is not there.
void WindowChangesTest::whatBelongsToIdentitiesIsTold()
{
    test::DemoWindow demo;
    demo.signIn();
    trust::Operation identity;
    identity.identity = {trust::IdentityKind::Application, identity.id.toString(QUuid::WithoutBraces)};
    identity.identityName = QStringLiteral("payments");
    identity.belonging = trust::NewIdentity{identity.identityName, {}, {}};
    trust::Operation role = identity;
    role.id = QUuid::createUuid();
    role.belonging = trust::AzureRoleGrant{
        QStringLiteral("1b4e28ba-2fa1-11d2-883f-0016d3cca427"), QStringLiteral("acdd72a7-3385-48ef-bd42-f606fba81ae7"),
        QStringLiteral("Reader"), QStringLiteral("/subscriptions/5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2"),
        QStringLiteral("sub-contoso-prod")};
    trust::Operation permission = role;
    permission.id = QUuid::createUuid();
    permission.belonging = trust::AppPermissionGrant{QStringLiteral("r"),
                                                     {},
                                                     QStringLiteral("Microsoft Graph"),
                                                     QStringLiteral("a"),
                                                     QStringLiteral("Sites.Selected")};
    trust::Operation onExisting = role; // of an identity that is there: its findings are compared
    onExisting.id = QUuid::createUuid();
    onExisting.identity = demo.workspace().identities().rows().begin()->key();
    QVERIFY(demo.window().staged().stage({identity, role, permission, onExisting}));
    demo.window().go(Place::Changes);
    const QAbstractItemModel *model = demo.window().changes()->model();
    QCOMPARE(model->rowCount(), 4);
    QStringList lines;
    for (int row = 0; row < 4; ++row) {
        lines << model->index(row, 0).data(Qt::AccessibleTextRole).toString();
        demo.window().changes()->details()->setOperation(demo.window().staged().set().operations.at(row).id);
        QCoreApplication::processEvents();
        QString all;
        const auto labels = demo.window().changes()->details()->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            all += label->text() + u'\n';
        QVERIFY2(all.contains(QStringLiteral("payments")) || all.contains(QStringLiteral("Reader")), qPrintable(all));
        QVERIFY2(!all.contains(QStringLiteral("Description")), qPrintable(all));
    }
    const QString text = lines.join(u'\n');
    for (const auto &words :
         {QStringLiteral("Create app registration payments"), QStringLiteral("Grant Reader on sub-contoso-prod"),
          QStringLiteral("Grant Sites.Selected of Microsoft Graph")})
        QVERIFY2(text.contains(words), qPrintable(text));
}

void WindowChangesTest::aCredentialIsHandedOff()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    demo.window().showIdentity(row.identity(), row.credential->name);
    demo.window().findChild<QPushButton *>(QStringLiteral("handoff"))->click();
    QCOMPARE(demo.window().place(), Place::Handoff);
    ui::HandoffPage *page = demo.window().handoff();
    QVERIFY(page->files()->count() > 1);
    const QString clientId = demo.workspace().identity(row.identity())->identity.clientId;
    bool told = false;
    for (int i = 0; i < page->files()->count(); ++i) {
        page->files()->setCurrentRow(i);
        QVERIFY(!page->text().isEmpty());
        told |= page->text().contains(clientId);
    }
    QVERIFY(told);
    QSignalSpy said(page, &ui::HandoffPage::said);
    const QString folder = demo.folder() + QStringLiteral("/handoff");
    QVERIFY(QDir().mkpath(folder));
    page->saveInto(folder);
    QTRY_COMPARE(said.size(), 1);
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), page->files()->count());
    Q_EMIT page->closed();
    QCOMPARE(demo.window().place(), Place::Identities);
}

QTEST_MAIN(WindowChangesTest)
#include "tst_window_changes.moc"
