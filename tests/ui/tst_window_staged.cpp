// SPDX-License-Identifier: Apache-2.0
#include "export/change_set_document.h"
#include "store/change_journal.h"
#include "ui/demo_window.h"
#include "ui/editor/credential_editor.h"
#include "ui/editor/diff_line.h"
#include "ui/editor/form_field.h"
#include "ui/editor/side_line.h"
#include "ui/editor/staged_note.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/changes/admission_pane.h"
#include "ui/pages/changes/changes_page.h"
#include "ui/pages/changes/gap_dialog.h"
#include "ui/pages/changes/operation_details.h"
#include "ui/pages/changes/operations_model.h"
#include "ui/shell/unwritten.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"
#include "workspace/applier.h"
#include "workspace/plan.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <optional>
#include <stdexcept>

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

trust::FederatedCredential fresh(const QString &name)
{
    trust::FederatedCredential one;
    one.name = name;
    one.issuer = QStringLiteral("https://idp.contoso.com");
    one.subject = QStringLiteral("workload:") + name;
    one.audiences = {QStringLiteral("api://AzureADTokenExchange")};
    return one;
}

// Plain credentials of applications: of one and the same, or each of another one.
QList<workspace::CredentialRow> plainOnes(const workspace::Workspace &workspace, qsizetype count, bool ofOne = false)
{
    QHash<trust::IdentityKey, QList<workspace::CredentialRow>> found;
    QList<workspace::CredentialRow> each;
    for (const workspace::CredentialRow &row : workspace.credentials().rows()) {
        if (row.credential->isFlexible() || row.identity().kind != trust::IdentityKind::Application)
            continue;
        auto &rows = found[row.identity()];
        rows.append(row);
        if (ofOne && rows.size() == count)
            return rows;
        if (!ofOne && rows.size() == 1)
            each.append(row);
        if (!ofOne && each.size() == count)
            return each;
    }
    throw std::runtime_error("not so many credentials");
}

void type(const ui::MainWindow &window, const QString &key, const QString &text)
{
    const auto fields = window.editor()->findChildren<ui::FormField *>();
    for (ui::FormField *field : fields) {
        if (field->key() == key)
            Q_EMIT field->edited(text);
    }
}

QString fieldText(const ui::MainWindow &window, const QString &key)
{
    const auto fields = window.editor()->findChildren<ui::FormField *>();
    for (const ui::FormField *field : fields) {
        if (field->key() == key)
            return field->value();
    }
    return {};
}

template<typename Widget>
QStringList spoken(const QWidget *in)
{
    QStringList names;
    const auto all = in->findChildren<Widget *>();
    for (const Widget *one : all) {
        if (!one->isHidden())
            names.append(one->accessibleName());
    }
    return names;
}

QString labels(const QWidget *in)
{
    QString text;
    const auto all = in->findChildren<QLabel *>();
    for (const QLabel *label : all) {
        if (!label->isHidden())
            text += label->text() + u'\n';
    }
    return text;
}

bool isBannerShown(const ui::MainWindow &window)
{
    const auto *note = window.findChild<ui::StagedNote *>();
    return note && !note->isHidden();
}

} // namespace

class WindowStagedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differencesAreShownInThreeWays();
    void hostileValuesStayPlainInEveryView();
    void whomAnOperationRefusesIsTold();
    void whatIsStagedOpensAgain();
    void whatIsStagedIsDiscardedInTheEditor();
    void stagedCreationsAreEdited();
    void writingAtOnceForgetsWhatIsStaged();
    void everyGapIsAcceptedByItself();
    void applyingAgainGoesOnInTheSameJournal();
    void setOfAnEarlierRunKeepsItsJournal();
    void interruptedUndoIsBroughtBack();
    void selectionOutlivesWhatHappensToOthers();
    void planIsStagedAsItsOperationsAre();
};

void WindowStagedTest::differencesAreShownInThreeWays()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 2);
    const QString subject = rows.at(0).credential->subject.value_or(QString());
    for (const auto &row : rows)
        demo.window().staged().stage(changed(row, row.credential->subject.value_or(QString()) + u'x'));
    for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
        demo.window().resize(size);
        demo.window().go(Place::Changes);
        ui::OperationDetails *details = demo.window().changes()->details();
        demo.window().changes()->select(demo.window().staged().set().operations.at(0).id);
        ui::SegmentedControl *views = nullptr;
        QTRY_VERIFY((views = demo.window().findChild<ui::SegmentedControl *>(QStringLiteral("differenceView"))));
        views->setCurrentIndex(0);
        QVERIFY(spoken<ui::DiffLine>(details).contains(QStringLiteral("Subject, before: ") + subject));
        views->setCurrentIndex(1);
        QVERIFY(details->view() == ui::DifferenceView::SideBySide);
        QVERIFY(spoken<ui::SideLine>(details).contains(
            QStringLiteral("Subject, before: %1, after: %2").arg(subject, subject + u'x')));
        QVERIFY(spoken<ui::DiffLine>(details).isEmpty());
        // For the session: the next operation is shown in the same way.
        demo.window().changes()->select(demo.window().staged().set().operations.at(1).id);
        QTRY_VERIFY(!spoken<ui::SideLine>(details).isEmpty());
        details->setView(ui::DifferenceView::Json);
        const QStringList lines = spoken<ui::DiffLine>(details);
        QVERIFY(
            lines.contains(QStringLiteral("JSON, stays:   \"issuer\": \"%1\",").arg(rows.at(1).credential->issuer)));
        QCOMPARE(lines.filter(QStringLiteral("JSON, before:")).size(), 1);
        QCOMPARE(lines.filter(QStringLiteral("JSON, after:")).size(), 1);
        QVERIFY(lines.filter(QStringLiteral("JSON, after:")).constFirst().contains(QStringLiteral("\"subject\": ")));
        QVERIFY(details->widget()->width() <= details->viewport()->width()); // nothing hides at the right
    }
}

void WindowStagedTest::hostileValuesStayPlainInEveryView()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    const QString hostile = QStringLiteral("<b>x</b>") + QChar(0x202e) + QStringLiteral("\n\"}") + QString(2000, u'w');
    demo.window().staged().stage(changed(row, hostile));
    demo.window().resize(1024, 700);
    demo.window().go(Place::Changes);
    ui::OperationDetails *details = demo.window().changes()->details();
    for (const auto view : {ui::DifferenceView::Unified, ui::DifferenceView::SideBySide, ui::DifferenceView::Json}) {
        details->setView(view);
        QCoreApplication::processEvents();
        const QString all = (spoken<ui::DiffLine>(details) + spoken<ui::SideLine>(details)).join(u'\n');
        QVERIFY(all.contains(QStringLiteral("<b>x</b>")));
        QVERIFY(!all.contains(QChar(0x202e)));
        QVERIFY(all.contains(QString(2000, u'w')));
        QVERIFY(details->widget()->width() <= details->viewport()->width());
    }
}

void WindowStagedTest::whomAnOperationRefusesIsTold()
{
    test::DemoWindow demo;
    demo.signIn();
    // One that the log knows.
    workspace::CredentialRow used = plainOnes(demo.workspace(), 1).constFirst();
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-30);
    qsizetype signIns = 0;
    for (const workspace::CredentialRow &row : plainOnes(demo.workspace(), 8)) {
        std::optional<Result<cloud::SignIns>> read;
        whenDone(demo.workspace().signIns(row.identity(), since), this,
                 [&read](const Result<cloud::SignIns> &log) { read = log; });
        QTRY_VERIFY(read);
        QVERIFY(*read);
        const auto &entries = (*read)->entries;
        signIns = std::count_if(entries.cbegin(), entries.cend(), [&row](const cloud::SignIn &one) {
            return one.succeeded() && one.federatedCredentialId == QString(row.credential->id);
        });
        if (signIns > 0) {
            used = row;
            break;
        }
    }
    QVERIFY(signIns > 0);
    const QString subject = used.credential->subject.value_or(QString());
    demo.window().staged().stage(changed(used, subject + u'x'));
    demo.window().go(Place::Changes);
    const auto pane = [&demo] { return demo.window().findChild<ui::AdmissionPane *>(); };
    const auto told = [&demo] {
        const auto *label = demo.window().findChild<ui::PlainLabel *>(QStringLiteral("signInsTold"));
        return label ? label->value() : QString();
    };
    QTRY_VERIFY(pane());
    const std::size_t asked = demo.server().requests().size();
    const QString groups = labels(pane());
    QVERIFY(groups.contains(QStringLiteral("Refused from now on")));
    QVERIFY(groups.contains(QStringLiteral("Still accepted")));
    QVERIFY(groups.contains(QStringLiteral("Accepted from now on")));
    QVERIFY(told().contains(QStringLiteral("No sign-in log was read")));
    QCOMPARE(demo.server().requests().size(), asked); // nothing is asked for by itself
    demo.window().findChild<QPushButton *>(QStringLiteral("readSignIns"))->click();
    QTRY_VERIFY(told().contains(QStringLiteral("refused from now on")));
    QVERIFY2(told().startsWith(QString::number(signIns) + u' '), qPrintable(told()));
    // The description alone: everybody is still accepted, and the log that was read stays.
    trust::Operation words = changed(used, subject);
    words.after->description = QStringLiteral("other words");
    demo.window().staged().discard();
    demo.window().staged().stage(words);
    QTRY_VERIFY(told().contains(QStringLiteral("still accepted")));
    QVERIFY(!labels(pane()).contains(QStringLiteral("Accepted from now on")));
}

void WindowStagedTest::whatIsStagedOpensAgain()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    trust::Operation operation = changed(row, row.credential->subject.value_or(QString()));
    operation.after->description = QStringLiteral("staged words");
    demo.window().staged().stage(operation);
    demo.window().editCredential(row.key());
    QCOMPARE(fieldText(demo.window(), QStringLiteral("description")), QStringLiteral("staged words"));
    QVERIFY(isBannerShown(demo.window()));
    QVERIFY(!demo.window().editor()->hasUnwritten());
    // What the service holds is one click away.
    demo.window().editor()->compareStaged();
    const auto *note = demo.window().findChild<ui::StagedNote *>();
    QTRY_VERIFY(spoken<ui::DiffLine>(note).contains(QStringLiteral("Description, after: staged words")));
    type(demo.window(), QStringLiteral("description"), QStringLiteral("better words"));
    demo.window().editor()->review();
    QVERIFY(!isBannerShown(demo.window()));
    demo.window().editor()->stage();
    const auto &operations = demo.window().staged().set().operations;
    QCOMPARE(operations.size(), 1);
    QCOMPARE(operations.constFirst().id, operation.id);
    QCOMPARE(operations.constFirst().before, operation.before);
    QCOMPARE(operations.constFirst().after->description, QStringLiteral("better words"));
    // A removal that is staged is said, too.
    operation.after.reset();
    demo.window().staged().stage(operation);
    demo.window().editCredential(row.key());
    QVERIFY(isBannerShown(demo.window()));
    QCOMPARE(fieldText(demo.window(), QStringLiteral("description")), row.credential->description);
    demo.window().editor()->cancel();
    demo.window().staged().discard();
    demo.window().editCredential(row.key());
    QVERIFY(!isBannerShown(demo.window()));
}

void WindowStagedTest::whatIsStagedIsDiscardedInTheEditor()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    trust::Operation operation = changed(row, row.credential->subject.value_or(QString()));
    operation.after->description = QStringLiteral("staged words");
    demo.window().staged().stage(operation);
    demo.window().editCredential(row.key());
    const auto *note = demo.window().findChild<ui::StagedNote *>();
    const auto buttons = note->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == u"Discard what is staged")
            button->click();
    }
    QVERIFY(demo.window().staged().set().operations.isEmpty());
    QCOMPARE(demo.window().place(), Place::Editor);
    QCOMPARE(fieldText(demo.window(), QStringLiteral("description")), row.credential->description);
    QVERIFY(!isBannerShown(demo.window()));
}

void WindowStagedTest::stagedCreationsAreEdited()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    trust::Operation creation;
    creation.identity = row.identity();
    creation.identityName = row.identityName();
    creation.after = fresh(QStringLiteral("brand-new"));
    trust::Operation identity; // one that the set creates, and what it trusts
    identity.identity = {trust::IdentityKind::Application, identity.id.toString(QUuid::WithoutBraces)};
    identity.identityName = QStringLiteral("payments");
    identity.belonging = trust::NewIdentity{identity.identityName, {}, {}};
    trust::Operation ofIt = creation;
    ofIt.id = QUuid::createUuid();
    ofIt.identity = identity.identity;
    ofIt.identityName = identity.identityName;
    demo.window().staged().stage({creation, identity, ofIt});
    demo.window().go(Place::Changes);
    demo.window().changes()->select(creation.id);
    QPushButton *edit = nullptr;
    QTRY_VERIFY((edit = demo.window().findChild<QPushButton *>(QStringLiteral("editStaged"))) != nullptr);
    edit->click();
    QTRY_COMPARE(demo.window().place(), Place::Editor);
    QCOMPARE(fieldText(demo.window(), QStringLiteral("name")), QStringLiteral("brand-new"));
    type(demo.window(), QStringLiteral("name"), QStringLiteral("other-name"));
    demo.window().editor()->review();
    demo.window().editor()->stage();
    QCOMPARE(demo.window().place(), Place::Changes);
    QCOMPARE(demo.window().staged().set().operations.size(), 3);
    QCOMPARE(demo.window().staged().operation(creation.id)->after->name, QStringLiteral("other-name"));
    QVERIFY(!demo.window().staged().operation(creation.id)->before);

    demo.window().editStaged(ofIt.id);
    QCOMPARE(fieldText(demo.window(), QStringLiteral("name")), QStringLiteral("brand-new"));
    type(demo.window(), QStringLiteral("subject"), QStringLiteral("workload:other"));
    demo.window().editor()->review();
    const auto buttons = demo.window().editor()->findChildren<QPushButton *>();
    for (const QPushButton *button : buttons)
        QVERIFY(button->text() != u"Add" || button->isHidden()); // nobody can write to it yet
    demo.window().editor()->stage();
    QCOMPARE(demo.window().staged().operation(ofIt.id)->after->subject.value_or(QString()),
             QStringLiteral("workload:other"));
    QCOMPARE(demo.window().staged().set().operations.size(), 3);
}

void WindowStagedTest::writingAtOnceForgetsWhatIsStaged()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    trust::Operation operation = changed(row, row.credential->subject.value_or(QString()));
    operation.after->description = QStringLiteral("staged words");
    demo.window().staged().stage(operation);
    demo.window().editCredential(row.key());
    type(demo.window(), QStringLiteral("description"), QStringLiteral("written words"));
    demo.window().editor()->review();
    const QSignalSpy done(demo.window().editor(), &ui::CredentialEditor::done);
    demo.window().editor()->apply();
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(demo.workspace().credential(row.key())->credential->description, QStringLiteral("written words"));
    QVERIFY(demo.window().staged().set().operations.isEmpty());
}

void WindowStagedTest::everyGapIsAcceptedByItself()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 2);
    for (const auto &row : rows) {
        const auto plan = workspace::planRename(demo.workspace().planBasis(), row.key(), row.credential->name + u'2');
        QVERIFY(plan.changes.hasGap());
        demo.window().staged().stage(plan.changes.set.operations);
    }
    ui::StagedChanges &staged = demo.window().staged();
    QCOMPARE(staged.gaps().size(), 2);
    QCOMPARE(staged.openGaps(), 2);
    staged.apply(); // not before each was accepted
    QVERIFY(!staged.isApplying());
    demo.window().go(Place::Changes);
    demo.window().findChild<QPushButton *>(QStringLiteral("applyChanges"))->click();
    auto *dialog = demo.window().findChild<ui::GapDialog *>();
    QVERIFY(dialog);
    QVERIFY(!staged.isApplying());
    auto *apply = dialog->findChild<QPushButton *>(QStringLiteral("applyWithGaps"));
    QCOMPARE(dialog->list()->count(), 2);
    QVERIFY(dialog->list()->item(0)->text().contains(rows.at(0).credential->name));
    dialog->list()->item(0)->setCheckState(Qt::Checked);
    QCOMPARE(staged.openGaps(), 1);
    QVERIFY(!apply->isEnabled());
    // Another one in its place is not accepted.
    const QUuid accepted = staged.gaps().at(0);
    QVERIFY(staged.isGapAccepted(accepted));
    // A file carries none of it.
    const auto file = exports::readChangeSet(exports::changeSetDocument(staged.set()));
    QVERIFY(file);
    staged.discard();
    QVERIFY(staged.bringBack(*file));
    QCOMPARE(staged.openGaps(), 2);
    QCOMPARE(dialog->list()->count(), 2);
    for (int i = 0; i < 2; ++i)
        dialog->list()->item(i)->setCheckState(Qt::Checked);
    QCOMPARE(staged.openGaps(), 0);
    // Whoever changes an operation has not accepted what it is now.
    trust::Operation twin = *staged.operation(staged.note(staged.gaps().at(0))->because.value_or(QUuid()));
    staged.unstage(twin.id);
    QCOMPARE(staged.gaps().size(), 1);
    twin.id = QUuid::createUuid();
    staged.stage(twin);
    QCOMPARE(staged.gaps().size(), 2);
    QCOMPARE(staged.openGaps(), 1);
    for (int i = 0; i < 2; ++i)
        dialog->list()->item(i)->setCheckState(Qt::Checked);
    QVERIFY(apply->isEnabled());
    const QSignalSpy ended(&staged, &ui::StagedChanges::ended);
    apply->click();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(staged.written(), 4);
    QVERIFY(staged.gaps().isEmpty());
}

// Written in part, mended, written again: one journal, which is complete in the end.
void WindowStagedTest::applyingAgainGoesOnInTheSameJournal()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 2);
    ui::StagedChanges &staged = demo.window().staged();
    trust::Operation bad = changed(rows.at(1), QStringLiteral("s"));
    bad.before->subject = QStringLiteral("not what the service holds");
    staged.stage({changed(rows.at(0), QStringLiteral("s")), bad});
    const QSignalSpy ended(&staged, &ui::StagedChanges::ended);
    const auto logged = [&demo] {
        std::optional<QList<workspace::LoggedChanges>> all;
        QObject context;
        whenDone(demo.workspace().applier().logged(), &context,
                 [&all](const Result<QList<workspace::LoggedChanges>> &read) { all = read.value(); });
        while (!all)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return *all;
    };
    staged.apply();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(staged.written(), 1);
    QCOMPARE(logged().size(), 1);
    QVERIFY(logged().constFirst().state == workspace::LoggedState::Unfinished);
    staged.unstage(bad.id);
    staged.stage(changed(rows.at(1), QStringLiteral("s")));
    staged.apply();
    QTRY_COMPARE(ended.size(), 2);
    QCOMPARE(staged.written(), 2);
    QCOMPARE(logged().size(), 1);
    QVERIFY(logged().constFirst().state == workspace::LoggedState::Written);
    QCOMPARE(logged().constFirst().changes.operations.size(), 2);
    const QSignalSpy undone(&staged, &ui::StagedChanges::undone);
    staged.undo();
    QTRY_COMPARE(undone.size(), 1);
    const QUuid set = staged.set().id;
    QVERIFY(workspace::latestOf(logged(), set)->state == workspace::LoggedState::Undone);
    // Once more: what was undone is history.
    staged.apply();
    QTRY_COMPARE(ended.size(), 3);
    QCOMPARE(workspace::latestOf(logged(), set)->changes.id, workspace::successorOf(set));
    QVERIFY(workspace::latestOf(logged(), set)->state == workspace::LoggedState::Written);
}

void WindowStagedTest::setOfAnEarlierRunKeepsItsJournal()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    demo.window().staged().stage(changed(row, QStringLiteral("s")));
    const trust::ChangeSet set = demo.window().staged().set();
    QTRY_VERIFY(QFile::exists(demo.window().unwritten().stagedFile()));
    demo.reopen();
    QTRY_COMPARE(demo.window().staged().waiting(), 1);
    QCOMPARE(demo.window().staged().set().id, set.id);
    QCOMPARE(demo.window().staged().set().operations, set.operations);
}

// The window went while the second of three was being taken back.
void WindowStagedTest::interruptedUndoIsBroughtBack()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 3, true);
    ui::StagedChanges *staged = &demo.window().staged();
    for (const auto &row : rows)
        staged->stage(changed(row, row.credential->subject.value_or(QString()) + u'x'));
    const QSignalSpy ended(staged, &ui::StagedChanges::ended);
    staged->apply();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(staged->undoable(), 3);
    const QString last = rows.at(2).credential->subject.value_or(QString());
    // The last comes back first; then nobody is there any more.
    connect(&demo.workspace(), &workspace::Workspace::credentialsChanged, staged, [&] {
        if (staged->isUndoing() && !staged->isStopping()
            && demo.workspace().credential(rows.at(2).key())->credential->subject.value_or(QString()) == last)
            staged->stop();
    });
    const QSignalSpy undone(staged, &ui::StagedChanges::undone);
    staged->undo();
    QTRY_COMPARE(undone.size(), 1);
    QVERIFY(undone.constFirst().at(0).toInt() < 3);
    demo.reopen();
    staged = &demo.window().staged();
    QTRY_VERIFY(staged->undoable() > 0);
    const QSignalSpy undoneThen(staged, &ui::StagedChanges::undone);
    staged->undo();
    QTRY_COMPARE(undoneThen.size(), 1);
    QCOMPARE(undoneThen.constFirst().at(1).toInt(), 0);
    for (const auto &row : rows)
        QCOMPARE(demo.workspace().credential(row.key())->credential->subject, row.credential->subject);
    demo.reopen(); // and nobody asks again
    demo.readAgain();
    QCOMPARE(demo.window().staged().undoable(), 0);
}

void WindowStagedTest::planIsStagedAsItsOperationsAre()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::StagedChanges &staged = demo.window().staged();
    const auto row = plainOnes(demo.workspace(), 1).constFirst();
    const auto plan = workspace::planRename(demo.workspace().planBasis(), row.key(), QStringLiteral("renamed"));
    QCOMPARE(plan.changes.set.operations.size(), 2);
    const auto notes = [&staged] {
        QList<trust::OrderNote> all;
        for (const trust::Operation &one : staged.set().operations)
            all.append(*staged.note(one.id));
        return all;
    };
    QVERIFY(staged.stage(plan.changes.set.operations));
    const auto operations = staged.set().operations;
    const auto told = notes();
    const auto gaps = staged.gaps();
    QVERIFY(staged.discard());
    QVERIFY(staged.stagePlan(plan.changes));
    QVERIFY(staged.set().operations == operations);
    QVERIFY(notes() == told);
    QCOMPARE(staged.gaps(), gaps);
    QCOMPARE(staged.waiting(), 2);
    // Beside what is staged it becomes a part of that.
    const auto other = plainOnes(demo.workspace(), 2).constLast();
    QVERIFY(staged.discard());
    QVERIFY(staged.stage(changed(other, QStringLiteral("another"))));
    QVERIFY(staged.stagePlan(plan.changes));
    QCOMPARE(staged.waiting(), 3);
}

void WindowStagedTest::selectionOutlivesWhatHappensToOthers()
{
    test::DemoWindow demo;
    demo.signIn();
    const auto rows = plainOnes(demo.workspace(), 4);
    ui::StagedChanges &staged = demo.window().staged();
    ui::ChangesPage *page = demo.window().changes();
    const QAbstractItemModelTester tester(page->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy reset(page->model(), &QAbstractItemModel::modelReset);
    for (const auto &row : rows)
        staged.stage(changed(row, QStringLiteral("s")));
    demo.window().go(Place::Changes);
    const auto at = [&staged](int place) { return staged.set().operations.at(place).id; };
    const QUuid chosen = at(2);
    page->select(chosen);
    const auto current = [page] { return page->list()->currentIndex().data(ui::OperationsModel::OperationRole); };
    staged.unstage(at(0));
    QCOMPARE(current().toUuid(), chosen);
    staged.move(0, 2);
    QCOMPARE(current().toUuid(), chosen);
    QCOMPARE(page->list()->currentIndex().row(), page->model()->rowOf(chosen));
    staged.move(2, 0);
    QCOMPARE(current().toUuid(), chosen);
    staged.stage(changed(rows.at(0), QStringLiteral("s")));
    QCOMPARE(current().toUuid(), chosen);
    page->setFilterText(rows.at(3).credential->name);
    page->clearFilter();
    QCOMPARE(page->model()->rowCount(), 4);
    QCOMPARE(reset.size(), 0);
    staged.discard();
    QCOMPARE(page->model()->rowCount(), 0);
}

QTEST_MAIN(WindowStagedTest)
#include "tst_window_staged.moc"
