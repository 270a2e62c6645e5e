// SPDX-License-Identifier: Apache-2.0
// What a token or a file that is dropped or pasted fills in, what is said of it, and how it is taken back. One demo tenant
// for all, because nothing is written.
#include "editor/editor_bench.h"
#include "ui/demo_window.h"
#include "ui/editor/platform_gallery.h"

#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace symbolon;
using test::dropOnto;
using test::field;
using test::filledNote;
using test::keyOf;
using ui::FormField;

namespace {

// The button of what is said of a filling.
void press(const QWidget &host, const QString &label)
{
    const auto *note = host.findChild<QWidget *>(QStringLiteral("filledNote"));
    QVERIFY(note);
    const auto buttons = note->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == label)
            return button->click();
    }
    QFAIL("There is no such button.");
}

} // namespace

class EditorFilesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aDroppedTokenFillsTheForm_data();
    void aDroppedTokenFillsTheForm();
    void aFileOfSeveralIsAskedAbout();
    void aFileKeepsTheChosenCluster();
    void aFileLeavesNothingOfAnother();
    void aFileFillsNoOtherForm();
    void aFillingIsTakenBack();
    void aFillingIsToldUntilItIsDismissed();
    void whatIsTypedAlreadyIsNotAskedFor();
    void ofManyNotesTheFirstAreShown();
    void aFileOfAnotherIdentityIsNoted_data();
    void aFileOfAnotherIdentityIsNoted();
    void aFileIsPastedWithTheKeyboard();
    void aFileDroppedOntoAFieldIsForTheForm();

private:
    // An empty form of an app registration.
    void startNew();
    void drop(const QByteArray &text);

    std::unique_ptr<test::DemoWindow> m_demo;
};

void EditorFilesTest::initTestCase()
{
    m_demo = std::make_unique<test::DemoWindow>();
    m_demo->signIn();
}

void EditorFilesTest::cleanupTestCase()
{
    m_demo.reset();
}

void EditorFilesTest::startNew()
{
    m_demo->window().editor()->discard();
    m_demo->window().editor()->startNew(keyOf(m_demo->workspace(), QStringLiteral("gcp-billing-export")));
}

void EditorFilesTest::aDroppedTokenFillsTheForm_data()
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
                              << QStringLiteral("Nothing in this file");
    QTest::addRow("a manifest") << QByteArray("apiVersion: v1\nkind: ServiceAccount\n"
                                              "metadata: {name: payments-api, namespace: payments}\n")
                                << true << QStringLiteral("serviceAccount") << QStringLiteral("payments-api")
                                << QStringLiteral("Service account payments/payments-api");
    QTest::addRow("a workflow") << QByteArray("on: push\njobs: {deploy: {environment: production}}\n") << true
                                << QStringLiteral("environment") << QStringLiteral("production")
                                << QStringLiteral("Type organization and repository");
    QTest::addRow("a token without end") << QByteArray(R"({"iss":"https://idp","sub":")" + QByteArray(5000, 's')
                                                       + R"(","aud":"x"})")
                                         << true << QStringLiteral("repo") << QString() << QStringLiteral("too long");
    QTest::addRow("a doubled key") << QByteArray("on: push\njobs: {a: {environment: x, environment: y}}\n") << true
                                   << QStringLiteral("environment") << QString() << QStringLiteral("Line 2 repeats");
    QTest::addRow("too large") << QByteArray(400'000, '{') << true << QStringLiteral("repo") << QString()
                               << QStringLiteral("too large");
    QTest::addRow("deep") << QByteArray(200'000, '[') << true << QStringLiteral("repo") << QString()
                          << QStringLiteral("neither a token");
}

void EditorFilesTest::aDroppedTokenFillsTheForm()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, asFile);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, told);
    test::DemoWindow &demo = *m_demo;
    ui::CredentialEditor &editor = *demo.window().editor();
    startNew();
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
    dropOnto(editor, dragged);
    const auto words = [&said, &editor] {
        return said.isEmpty() ? filledNote(editor).join(u' ') : said.constFirst().constFirst().toString();
    };
    QTRY_VERIFY(!words().isEmpty());
    QVERIFY2(words().contains(told), qPrintable(words()));
    QCOMPARE(said.isEmpty(), !filledNote(editor).isEmpty()); // the status bar is for what went wrong
    FormField *filled = field(editor, key);
    QVERIFY(filled);
    QCOMPARE(filled->value(), value);
}

void EditorFilesTest::drop(const QByteArray &text)
{
    dropOnto(*m_demo->window().editor(), text);
}

void EditorFilesTest::aFileOfSeveralIsAskedAbout()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    drop("on: {push: {branches: [main]}}\njobs: {a: {environment: staging & co}, b: {environment: production}, c: "
         "{}}\n");
    QTRY_VERIFY(editor.findChild<QMenu *>(QStringLiteral("fileHints")));
    auto *menu = editor.findChild<QMenu *>(QStringLiteral("fileHints"));
    QTRY_VERIFY(menu->isVisible());
    QCOMPARE(menu->actions().size(), 4); // a heading, and three workloads
    QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("Environment staging && co"));
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(field(editor, QStringLiteral("environment")));
    QTRY_COMPARE(field(editor, QStringLiteral("environment"))->value(), QStringLiteral("production"));
}

void EditorFilesTest::aFileKeepsTheChosenCluster()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    Q_EMIT editor.findChild<ui::PlatformGallery *>()->chosen(QStringLiteral("Kubernetes"));
    Q_EMIT field(editor, QStringLiteral("scenario:"))->edited(QStringLiteral("EKS"));
    QVERIFY(field(editor, QStringLiteral("region")));
    drop("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: b}\n");
    QTRY_COMPARE(field(editor, QStringLiteral("namespace"))->value(), QStringLiteral("b"));
    QVERIFY(field(editor, QStringLiteral("region")));
}

void EditorFilesTest::aFileLeavesNothingOfAnother()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    drop("on: push\njobs: {deploy: {environment: production}}\n");
    QTRY_COMPARE(field(editor, QStringLiteral("environment"))->value(), QStringLiteral("production"));
    drop("on: push\njobs: {deploy: {environment: '${{ inputs.where }}'}}\n");
    QTRY_COMPARE(field(editor, QStringLiteral("environment"))->value(), QString());
    // Nothing but its form says what a pull request is.
    drop("on: pull_request\njobs: {a: {}}\n");
    QTRY_COMPARE(field(editor, QStringLiteral("scenario:"))->value(), QStringLiteral("Pull request"));
    drop("on: {push: {tags: ['v*']}}\njobs: {a: {}}\n");
    QTRY_COMPARE(field(editor, QStringLiteral("scenario:"))->value(), QStringLiteral("Tag"));
}

void EditorFilesTest::aFileFillsNoOtherForm()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    drop("on: push\njobs: {deploy: {environment: elsewhere}}\n");
    startNew(); // before the file was read
    drop("on: push\njobs: {deploy: {environment: here}}\n");
    QTRY_COMPARE(field(editor, QStringLiteral("environment"))->value(), QStringLiteral("here"));
    QCOMPARE(filledNote(editor).constFirst(), QStringLiteral("Filled in from dropped text: Environment here"));
    startNew();
    QCOMPARE(filledNote(editor), QStringList()); // nothing was filled in here
}

void EditorFilesTest::aFillingIsTakenBack()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    Q_EMIT field(editor, QStringLiteral("owner"))->edited(QStringLiteral("contoso"));
    Q_EMIT field(editor, QStringLiteral("environment"))->edited(QStringLiteral("staging"));
    const QString scenario = field(editor, QStringLiteral("scenario:"))->value();
    drop("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: b}\n");
    QTRY_VERIFY(field(editor, QStringLiteral("serviceAccount")));
    Q_EMIT field(editor, QStringLiteral("serviceAccount"))->edited(QStringLiteral("typed over"));
    Q_EMIT field(editor, QStringLiteral("name"))->edited(QStringLiteral("typed-since"));
    press(editor, QStringLiteral("Undo"));
    QCOMPARE(filledNote(editor), QStringList());
    QVERIFY(!field(editor, QStringLiteral("serviceAccount")));
    QCOMPARE(field(editor, QStringLiteral("scenario:"))->value(), scenario);
    QCOMPARE(field(editor, QStringLiteral("owner"))->value(), QStringLiteral("contoso"));
    QCOMPARE(field(editor, QStringLiteral("environment"))->value(), QStringLiteral("staging"));
    QCOMPARE(field(editor, QStringLiteral("name"))->value(), QStringLiteral("typed-since"));
    // Nothing of what was taken back lies in another form.
    Q_EMIT editor.findChild<ui::PlatformGallery *>()->chosen(QStringLiteral("Kubernetes"));
    QCOMPARE(field(editor, QStringLiteral("serviceAccount"))->value(), QString());
}

void EditorFilesTest::aFillingIsToldUntilItIsDismissed()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    drop("on: push\njobs: {deploy: {environment: production}}\n");
    QTRY_COMPARE(filledNote(editor).size(), 3);
    QVERIFY(filledNote(editor).at(1).contains(QStringLiteral("Type organization and repository")));
    QVERIFY(filledNote(editor).at(2).contains(QStringLiteral("id-token: write")));
    Q_EMIT field(editor, QStringLiteral("owner"))->edited(QStringLiteral("contoso"));
    QCOMPARE(filledNote(editor).size(), 3);
    const auto buttons =
        editor.findChild<QWidget *>(QStringLiteral("filledNote"))->findChildren<QToolButton *>(); // and one that copies
    for (QToolButton *button : buttons) {
        if (button->accessibleName() == QStringLiteral("Dismiss"))
            button->click();
    }
    QCOMPARE(filledNote(editor), QStringList());
    QCOMPARE(field(editor, QStringLiteral("environment"))->value(), QStringLiteral("production"));
}

void EditorFilesTest::whatIsTypedAlreadyIsNotAskedFor()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    const QByteArray text = "on: push\njobs: {a: {environment: e, permissions: write-all}}\n";
    Q_EMIT field(editor, QStringLiteral("subjectFormat"))->edited(QStringLiteral("name-based"));
    Q_EMIT field(editor, QStringLiteral("owner"))->edited(QStringLiteral("contoso"));
    drop(text);
    QTRY_COMPARE(filledNote(editor).size(), 2);
    QVERIFY(filledNote(editor).constLast().contains(QStringLiteral("Type organization and repository")));
    Q_EMIT field(editor, QStringLiteral("repo"))->edited(QStringLiteral("payments"));
    drop(text);
    QTRY_COMPARE(filledNote(editor).size(), 1);
}

void EditorFilesTest::ofManyNotesTheFirstAreShown()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    QByteArray text = "on: push\njobs:\n";
    for (int i = 0; i < 30; ++i)
        text += "  job" + QByteArray::number(i) + ": {environment: shared}\n";
    drop(text);
    QTRY_COMPARE(filledNote(editor).size(), 10); // the title, eight notes, and how many more there are
    QVERIFY2(filledNote(editor).constLast().endsWith(QStringLiteral("23")), qPrintable(filledNote(editor).constLast()));
    drop("on: push\njobs: {a: {environment: x, permissions: write-all}}\n");
    QTRY_COMPARE(filledNote(editor).size(), 2);
}

void EditorFilesTest::aFileOfAnotherIdentityIsNoted_data()
{
    QTest::addColumn<QByteArray>("text"); // %1: the identity's own client ID
    QTest::addColumn<QString>("told");    // empty: nothing
    const QByteArray job = "permissions: {id-token: write}\non: push\njobs: {a: {environment: e, steps: [{uses: "
                           "azure/login@v2, with: {";
    const QString another = QStringLiteral("which is not that of gcp-billing-export");
    QTest::addRow("its own") << job + "client-id: '%1'}}]}}\n" << QString();
    QTest::addRow("another") << job + "client-id: 4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1}}]}}\n" << another;
    QTest::addRow("another audience") << job + "client-id: '%1', audience: 'api://x'}}]}}\n"
                                      << QStringLiteral("It asks for tokens for api://x");
    QTest::addRow("an annotation") << QByteArray(
        "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: b, "
        "annotations: {azure.workload.identity/client-id: "
        "4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1}}\n")
                                   << another;
    QTest::addRow("a pipeline") << QByteArray("a: {only: [main], id_tokens: {A: {aud: 'https://vault'}}}\n")
                                << QStringLiteral("It asks for tokens for https://vault");
    QTest::addRow("a pipeline of ours") << QByteArray(
        "a: {only: [main], id_tokens: {A: {aud: 'https://vault'}, B: {aud: "
        "'api://AzureADTokenExchange'}}}\n")
                                        << QString();
}

void EditorFilesTest::aFileOfAnotherIdentityIsNoted()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, told);
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    const trust::IdentityKey key = keyOf(m_demo->workspace(), QStringLiteral("gcp-billing-export"));
    text.replace("%1", m_demo->workspace().identity(key)->identity.clientId.toUpper().toUtf8());
    drop(text);
    QTRY_VERIFY(!filledNote(editor).isEmpty());
    const QString words = filledNote(editor).join(u'\n');
    if (told.isEmpty())
        QVERIFY2(!words.contains(QStringLiteral("It signs in")) && !words.contains(QStringLiteral("It asks for")),
                 qPrintable(words));
    else
        QVERIFY2(words.contains(told), qPrintable(words));
}

void EditorFilesTest::aFileIsPastedWithTheKeyboard()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    m_demo->window().go(ui::MainWindow::Place::Editor);
    m_demo->window().show();
    m_demo->window().activateWindow();
    QTRY_VERIFY(m_demo->window().isActiveWindow());
    m_demo->setClipboard(QStringLiteral("on: push\njobs: {deploy: {environment: pasted}}\n"));
    // A text input takes what is pasted for itself.
    field(editor, QStringLiteral("repo"))->input()->setFocus();
    QTest::keySequence(m_demo->window().focusWidget(), QKeySequence(QKeySequence::Paste));
    field(editor, QStringLiteral("scenario:"))->input()->setFocus();
    QVERIFY(filledNote(editor).isEmpty());
    QTest::keySequence(m_demo->window().focusWidget(), QKeySequence(QKeySequence::Paste));
    const auto environment = [&editor] { // the form is built anew meanwhile
        const ui::FormField *shown = field(editor, QStringLiteral("environment"));
        return shown ? shown->value() : QString();
    };
    QTRY_COMPARE(environment(), QStringLiteral("pasted"));
    QCOMPARE(filledNote(editor).constFirst(), QStringLiteral("Filled in from the clipboard: Environment pasted"));
    QSignalSpy said(&editor, &ui::CredentialEditor::said);
    m_demo->setClipboard(QString());
    field(editor, QStringLiteral("scenario:"))->input()->setFocus();
    QTest::keySequence(m_demo->window().focusWidget(), QKeySequence(QKeySequence::Paste));
    QCOMPARE(said.size(), 1);
    m_demo->window().go(ui::MainWindow::Place::Identities);
    m_demo->window().hide();
}

void EditorFilesTest::aFileDroppedOntoAFieldIsForTheForm()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    QWidget *repo = field(editor, QStringLiteral("repo"))->input();
    dropOnto(*repo, "on: push\njobs: {deploy: {environment: production}}\n");
    QTRY_COMPARE(field(editor, QStringLiteral("environment"))->value(), QStringLiteral("production"));
    QCOMPARE(field(editor, QStringLiteral("repo"))->value(), QString());
    // What could be its value is.
    repo = field(editor, QStringLiteral("repo"))->input();
    dropOnto(*repo, "web");
    QCOMPARE(field(editor, QStringLiteral("repo"))->value(), QStringLiteral("web"));
}

QTEST_MAIN(EditorFilesTest)
#include "tst_editor_files.moc"
