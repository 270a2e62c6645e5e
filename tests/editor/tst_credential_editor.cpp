// SPDX-License-Identifier: Apache-2.0
#include "editor/editor_bench.h"
#include "ui/demo_window.h"
#include "ui/editor/credential_editor.h"
#include "ui/editor/form_field.h"
#include "ui/editor/review_pane.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>

using namespace symbolon;
using test::field;
using test::keyOf;
using ui::FormField;

namespace {

void type(ui::CredentialEditor &editor, const QString &key, const QString &text)
{
    FormField *one = field(editor, key);
    QVERIFY2(one, qPrintable(key));
    auto *input = qobject_cast<QLineEdit *>(one->input());
    QVERIFY(input);
    input->clear();
    QTest::keyClicks(input, text);
}

void choose(ui::CredentialEditor &editor, const QString &key, const QString &option)
{
    FormField *one = field(editor, key);
    QVERIFY2(one, qPrintable(key));
    Q_EMIT one->edited(option);
}

void fill(ui::CredentialEditor &editor, const QString &name)
{
    choose(editor, QStringLiteral("subjectFormat"), QStringLiteral("name-based"));
    type(editor, QStringLiteral("owner"), QStringLiteral("contoso"));
    type(editor, QStringLiteral("repo"), QStringLiteral("storefront"));
    type(editor, QStringLiteral("environment"), QStringLiteral("production"));
    type(editor, QStringLiteral("name"), name);
}

} // namespace

class CredentialEditorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void createsChangesAndDeletes_data();
    void createsChangesAndDeletes();
    void aFailedWriteKeepsWhatWasTyped();
    void aLostAnswerIsReadBack();
    void warningsAskForOneAcknowledgement();
    void nothingIsCalledWrongBeforeTyping();
    void leavingUnsavedAsksInPlace();
    void anotherPageKeepsWhatWasTyped();
    void closingWithADraftAsks();
};

void CredentialEditorTest::createsChangesAndDeletes_data()
{
    QTest::addColumn<QString>("identity");
    QTest::addRow("app registration") << QStringLiteral("gcp-billing-export");
    QTest::addRow("managed identity") << QStringLiteral("id-gke-ml-scoring");
}

void CredentialEditorTest::createsChangesAndDeletes()
{
    QFETCH(QString, identity);
    test::DemoWindow demo;
    demo.signIn();
    workspace::Workspace &workspace = demo.workspace();
    ui::CredentialEditor &editor = *demo.window().editor();
    QSignalSpy done(&editor, &ui::CredentialEditor::done);
    const workspace::CredentialKey key{keyOf(workspace, identity), QStringLiteral("storefront-prod")};

    editor.startNew(key.identity);
    fill(editor, key.name);
    editor.review();
    editor.apply();
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 30'000);
    QVERIFY(workspace.credential(key));
    QCOMPARE(workspace.credential(key)->credential->subject,
             QStringLiteral("repo:contoso/storefront:environment:production"));

    editor.startEdit(key);
    type(editor, QStringLiteral("environment"), QStringLiteral("staging"));
    editor.review();
    editor.apply();
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 2, 30'000);
    QCOMPARE(workspace.credential(key)->credential->subject,
             QStringLiteral("repo:contoso/storefront:environment:staging"));

    editor.startDelete(key);
    editor.apply();
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 3, 30'000);
    QVERIFY(!workspace.credential(key));
    // Azure asks for a role, not for another permission of the session.
    QCOMPARE(workspace.session().canWrite, key.identity.kind == trust::IdentityKind::Application);
}

void CredentialEditorTest::aFailedWriteKeepsWhatWasTyped()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::CredentialEditor &editor = *demo.window().editor();
    QSignalSpy done(&editor, &ui::CredentialEditor::done);
    const trust::IdentityKey identity = keyOf(demo.workspace(), QStringLiteral("gcp-billing-export"));
    editor.startNew(identity);
    fill(editor, QStringLiteral("storefront-prod"));
    editor.review();
    demo.server().setFault("graph", demo::FaultKind::Garbage);
    editor.apply();
    auto *banner = editor.findChild<ui::ReviewPane *>()->findChild<ui::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisibleTo(&editor), 30'000);
    QCOMPARE(done.count(), 0);

    // Another identity is looked at meanwhile; then the first one again.
    demo.server().clearFaults();
    editor.startNew(keyOf(demo.workspace(), QStringLiteral("terraform-landing-zones")));
    editor.startNew(identity);
    QCOMPARE(field(editor, QStringLiteral("repo"))->value(), QStringLiteral("storefront"));
    editor.review();
    editor.apply();
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 30'000);
}

void CredentialEditorTest::aLostAnswerIsReadBack()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::CredentialEditor &editor = *demo.window().editor();
    const workspace::CredentialKey key{keyOf(demo.workspace(), QStringLiteral("gh-platform-deploy")),
                                       QStringLiteral("main-branch")};
    editor.startEdit(key);
    type(editor, QStringLiteral("branch"), QStringLiteral("trunk"));
    editor.review();
    QSignalSpy done(&editor, &ui::CredentialEditor::done);
    demo.server().setFault("graph", demo::FaultKind::Cut, 1);
    editor.apply();
    auto *banner = editor.findChild<ui::ReviewPane *>()->findChild<ui::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisibleTo(&editor) || done.count() == 1, 30'000);
    const workspace::CredentialRow *row = demo.workspace().credential(key);
    QVERIFY(row);
    // Whatever was said, the table shows what the service holds.
    QCOMPARE(row->credential->subject == QStringLiteral("repo:contoso/platform:ref:refs/heads/trunk"),
             done.count() == 1);
}

void CredentialEditorTest::warningsAskForOneAcknowledgement()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::CredentialEditor &editor = *demo.window().editor();
    editor.startNew(keyOf(demo.workspace(), QStringLiteral("gcp-billing-export")));
    fill(editor, QStringLiteral("odd-name"));
    type(editor, QStringLiteral("owner"), QStringLiteral("con--toso")); // no GitHub login looks like this
    editor.review();
    auto *review = editor.findChild<ui::ReviewPane *>();
    auto *box = review->findChild<QCheckBox *>();
    QVERIFY(box->isVisibleTo(&editor));
    const QList<ui::Button *> buttons = review->findChildren<ui::Button *>();
    const auto found = std::find_if(buttons.cbegin(), buttons.cend(), [](const ui::Button *button) {
        return button->text() == ui::ReviewPane::tr("Add");
    });
    QVERIFY(found != buttons.cend());
    ui::Button *apply = *found;
    QVERIFY(!apply->isEnabled());
    QVERIFY(!apply->toolTip().isEmpty());
    box->setChecked(true);
    QVERIFY(apply->isEnabled());
}

void CredentialEditorTest::nothingIsCalledWrongBeforeTyping()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::CredentialEditor &editor = *demo.window().editor();
    editor.startNew(keyOf(demo.workspace(), QStringLiteral("gcp-billing-export")));
    FormField *repo = field(editor, QStringLiteral("repo"));
    QVERIFY(repo);
    QVERIFY(!repo->isSettled());
    editor.review(); // refused: now every fault is named
    QVERIFY(repo->isSettled());
}

void CredentialEditorTest::leavingUnsavedAsksInPlace()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::CredentialEditor &editor = *demo.window().editor();
    QSignalSpy closed(&editor, &ui::CredentialEditor::closed);
    editor.startNew(keyOf(demo.workspace(), QStringLiteral("gcp-billing-export")));
    editor.cancel();
    QCOMPARE(closed.count(), 1); // nothing was typed
    editor.startNew(keyOf(demo.workspace(), QStringLiteral("gcp-billing-export")));
    fill(editor, QStringLiteral("storefront-prod"));
    editor.cancel();
    QCOMPARE(closed.count(), 1);
    for (ui::Button *button : editor.findChildren<ui::Button *>()) {
        if (button->text() == ui::CredentialEditor::tr("Discard"))
            button->click();
    }
    QCOMPARE(closed.count(), 2);
    editor.startNew(keyOf(demo.workspace(), QStringLiteral("gcp-billing-export")));
    QVERIFY(field(editor, QStringLiteral("repo"))->value().isEmpty());
}

void CredentialEditorTest::anotherPageKeepsWhatWasTyped()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::MainWindow &window = demo.window();
    const trust::IdentityKey identity = keyOf(demo.workspace(), QStringLiteral("gcp-billing-export"));
    window.addCredential(identity);
    type(*window.editor(), QStringLiteral("name"), QStringLiteral("half-typed"));
    QVERIFY(window.editor()->hasUnwritten());

    window.go(ui::MainWindow::Place::Findings);
    window.addCredential(keyOf(demo.workspace(), QStringLiteral("terraform-landing-zones")));
    QVERIFY(!window.editor()->hasUnwritten());
    window.addCredential(identity);
    const auto *name = qobject_cast<QLineEdit *>(field(*window.editor(), QStringLiteral("name"))->input());
    QCOMPARE(name->text(), QStringLiteral("half-typed"));
}

void CredentialEditorTest::closingWithADraftAsks()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::MainWindow &window = demo.window();
    window.addCredential(keyOf(demo.workspace(), QStringLiteral("gcp-billing-export")));
    type(*window.editor(), QStringLiteral("name"), QStringLiteral("half-typed"));
    QVERIFY(!window.close());
    QVERIFY(window.isVisible());
    auto *question = window.findChild<QMessageBox *>(QStringLiteral("closeQuestion"));
    QVERIFY(question);
    question->defaultButton()->click();
    QVERIFY(window.isVisible());

    QVERIFY(!window.close());
    question = window.findChildren<QMessageBox *>(QStringLiteral("closeQuestion")).constLast();
    for (QAbstractButton *button : question->buttons()) {
        if (question->buttonRole(button) == QMessageBox::DestructiveRole)
            button->click();
    }
    QVERIFY(!window.isVisible());
}

QTEST_MAIN(CredentialEditorTest)
#include "tst_credential_editor.moc"
