// SPDX-License-Identifier: Apache-2.0
#include "ui/demo_window.h"
#include "ui/editor/credential_editor.h"
#include "ui/editor/form_field.h"
#include "ui/editor/platform_gallery.h"
#include "ui/editor/review_pane.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/searchfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

using namespace symbolon;
using ui::FormField;

namespace {

// The field of the form that is shown now.
FormField *field(ui::CredentialEditor &editor, const QString &key)
{
    for (FormField *one : editor.findChildren<FormField *>()) {
        if (one->key() == key && one->isVisibleTo(&editor))
            return one;
    }
    return nullptr;
}

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

trust::IdentityKey keyOf(workspace::Workspace &workspace, const QString &name)
{
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (row.identity.displayName == name)
            return row.key();
    }
    return {};
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
    void everyPlatformHasItsForm();
    void theGalleryIsNarrowedByTyping();
    void anExistingCredentialOpensInItsForm_data();
    void anExistingCredentialOpensInItsForm();
    void aDroppedTokenFillsTheForm_data();
    void aDroppedTokenFillsTheForm();
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

void CredentialEditorTest::everyPlatformHasItsForm()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::CredentialEditor &editor = *demo.window().editor();
    editor.startNew(keyOf(demo.workspace(), QStringLiteral("gcp-billing-export")));
    auto *gallery = editor.findChild<ui::PlatformGallery *>();
    const QList<presets::Preset> &all = demo.workspace().catalogue().presets();
    for (const presets::Preset &preset : all) {
        if (!preset.offered)
            continue;
        Q_EMIT gallery->chosen(preset.platform);
        if (FormField *scenario = field(editor, QStringLiteral("scenario:"));
            scenario && scenario->value() != preset.scenario)
            Q_EMIT scenario->edited(preset.scenario);
        QMap<QString, QString> start;
        for (const presets::PresetField &one : preset.fields)
            start.insert(one.key, presets::Catalogue::startValue(one, demo.workspace().exchangeAudience()));
        for (const presets::PresetField &one : preset.fields) {
            const bool shown = presets::Catalogue::isShown(preset, one, start);
            const bool there = field(editor, one.key) != nullptr;
            QVERIFY2(there == shown, qPrintable(preset.id + QLatin1Char(' ') + one.key));
        }
        // The drop-down list of long choices works by keyboard.
        for (const presets::PresetField &one : preset.fields) {
            FormField *shown = field(editor, one.key);
            auto *list = shown ? qobject_cast<QComboBox *>(shown->input()) : nullptr;
            if (!list)
                continue;
            QCOMPARE(list->count(), one.options.size());
            list->setFocus();
            QTest::keyClick(list, Qt::Key_End);
            QCOMPARE(field(editor, one.key)->value(), one.options.constLast());
        }
    }
}

void CredentialEditorTest::theGalleryIsNarrowedByTyping()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::CredentialEditor &editor = *demo.window().editor();
    editor.startNew(keyOf(demo.workspace(), QStringLiteral("gcp-billing-export")));
    auto *gallery = editor.findChild<ui::PlatformGallery *>();
    auto *filter = gallery->findChild<ui::SearchField *>();
    QSignalSpy chosen(gallery, &ui::PlatformGallery::chosen);
    QCOMPARE(gallery->shownPlatforms().size(), 21);
    QTest::keyClicks(filter, QStringLiteral("hcp terra"));
    QCOMPARE(gallery->shownPlatforms(), QStringList{QStringLiteral("Terraform Cloud")});
    QTest::keyClick(filter, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QVERIFY(field(editor, QStringLiteral("workspace")));
    filter->clear();
    QTest::keyClicks(filter, QStringLiteral("EKS"));
    QCOMPARE(gallery->shownPlatforms(), QStringList{QStringLiteral("Kubernetes")});
    filter->clear();
    QTest::keyClicks(filter, QStringLiteral("fax machine"));
    QCOMPARE(gallery->shownPlatforms(), QStringList{QStringLiteral("Other OIDC")});
    QTest::keyClick(filter, Qt::Key_Down);
    QVERIFY(qobject_cast<ui::PlatformButton *>(demo.window().focusWidget()));
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(gallery->shownPlatforms().size(), 21);
}

void CredentialEditorTest::anExistingCredentialOpensInItsForm_data()
{
    QTest::addColumn<QString>("issuer"); // begins
    QTest::addColumn<QString>("key");    // a field that only its form has
    QTest::addRow("GitHub") << QStringLiteral("https://token.actions.githubusercontent.com") << QStringLiteral("repo");
    QTest::addRow("Kubernetes") << QStringLiteral("https://oidc.eks.") << QStringLiteral("clusterOidcId");
    QTest::addRow("GKE") << QStringLiteral("https://container.googleapis.com/") << QStringLiteral("cluster");
    QTest::addRow("Cognito") << QStringLiteral("https://cognito-identity.") << QStringLiteral("identityPoolId");
}

void CredentialEditorTest::anExistingCredentialOpensInItsForm()
{
    QFETCH(QString, issuer);
    QFETCH(QString, key);
    test::DemoWindow demo;
    demo.signIn();
    ui::CredentialEditor &editor = *demo.window().editor();
    for (const workspace::CredentialRow &row : demo.workspace().credentials().rows()) {
        if (!row.credential->issuer.startsWith(issuer) || row.credential->isFlexible())
            continue;
        editor.startEdit(row.key());
        QVERIFY(field(editor, key));
        return;
    }
    QFAIL("The demo tenant has no credential of this issuer.");
}

void CredentialEditorTest::aDroppedTokenFillsTheForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("asFile");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("told");
    const QByteArray claims = R"({"iss":"https://token.actions.githubusercontent.com",)"
                              R"("sub":"repo:contoso/web:environment:eu","aud":["api://AzureADTokenExchange"]})";
    QTest::addRow("claims in a file") << claims << true << QStringLiteral("environment") << QStringLiteral("eu")
                                      << QStringLiteral("Filled in");
    QTest::addRow("claims as text") << claims << false << QStringLiteral("repo") << QStringLiteral("web")
                                    << QStringLiteral("Filled in");
    const QByteArray token = "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QTest::addRow("the token itself") << token + ".c2ln" << false << QStringLiteral("owner")
                                      << QStringLiteral("contoso") << QStringLiteral("Filled in");
    QTest::addRow("another audience") << QByteArray(
        R"({"payload":{"iss":"https://gitlab.com","sub":"project_path:a/b:ref_type:tag:ref:v1",)"
        R"("aud":"https://gitlab.com"}})")
                                      << true << QStringLiteral("refType") << QStringLiteral("tag")
                                      << QStringLiteral("api://AzureADTokenExchange");
    QTest::addRow("nothing known") << QByteArray(R"({"iss":"https://idp","sub":"w","aud":"x"})") << false
                                   << QStringLiteral("subject") << QStringLiteral("w") << QStringLiteral("Filled in");
    QTest::addRow("no token") << QByteArray("a.b.c") << true << QStringLiteral("repo") << QString()
                              << QStringLiteral("no token");
    QTest::addRow("too large") << QByteArray(400'000, '{') << true << QStringLiteral("repo") << QString()
                               << QStringLiteral("too large");
    QTest::addRow("deep") << QByteArray(200'000, '[') << true << QStringLiteral("repo") << QString()
                          << QStringLiteral("no token");
}

void CredentialEditorTest::aDroppedTokenFillsTheForm()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, asFile);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, told);
    test::DemoWindow demo;
    demo.signIn();
    ui::CredentialEditor &editor = *demo.window().editor();
    editor.startNew(keyOf(demo.workspace(), QStringLiteral("gcp-billing-export")));
    QSignalSpy said(&editor, &ui::CredentialEditor::said);
    QTemporaryFile file;
    QMimeData dragged;
    if (asFile) {
        QVERIFY(file.open());
        file.write(text);
        file.close();
        dragged.setUrls({QUrl::fromLocalFile(file.fileName())});
    } else {
        dragged.setText(QString::fromUtf8(text));
    }
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&editor, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&editor, &drop);
    QVERIFY(!said.isEmpty() || said.wait());
    QVERIFY2(said.constFirst().constFirst().toString().contains(told),
             qPrintable(said.constFirst().constFirst().toString()));
    FormField *filled = field(editor, key);
    QVERIFY(filled);
    QCOMPARE(filled->value(), value);
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
