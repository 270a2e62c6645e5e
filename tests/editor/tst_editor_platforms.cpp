// SPDX-License-Identifier: Apache-2.0
// The editor with every platform: gallery, forms, and what a dropped token fills in. One demo tenant for all, because
// nothing is written.
#include "editor/editor_bench.h"
#include "ui/demo_window.h"
#include "ui/editor/platform_gallery.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace symbolon;
using test::field;
using test::keyOf;
using ui::FormField;

class EditorPlatformsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyPlatformHasItsForm();
    void theGalleryIsNarrowedByTyping();
    void aClusterGivesItsIssuer();
    void anExistingCredentialOpensInItsForm_data();
    void anExistingCredentialOpensInItsForm();
    void anExpressionIsTyped();
    void aMadeExpressionGoesOnFreely();
    void aDroppedTokenFillsTheForm_data();
    void aDroppedTokenFillsTheForm();
    void aFileOfSeveralIsAskedAbout();
    void aFileKeepsTheChosenCluster();
    void aFileLeavesNothingOfAnother();
    void aFileFillsNoOtherForm();

private:
    // An empty form of an app registration.
    void startNew();
    void drop(const QByteArray &text);

    std::unique_ptr<test::DemoWindow> m_demo;
};

void EditorPlatformsTest::initTestCase()
{
    m_demo = std::make_unique<test::DemoWindow>();
    m_demo->signIn();
}

void EditorPlatformsTest::cleanupTestCase()
{
    m_demo.reset();
}

void EditorPlatformsTest::startNew()
{
    m_demo->window().editor()->discard();
    m_demo->window().editor()->startNew(keyOf(m_demo->workspace(), QStringLiteral("gcp-billing-export")));
}

void EditorPlatformsTest::everyPlatformHasItsForm()
{
    test::DemoWindow &demo = *m_demo;
    ui::CredentialEditor &editor = *demo.window().editor();
    startNew();
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

void EditorPlatformsTest::theGalleryIsNarrowedByTyping()
{
    test::DemoWindow &demo = *m_demo;
    ui::CredentialEditor &editor = *demo.window().editor();
    startNew();
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

void EditorPlatformsTest::aClusterGivesItsIssuer()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    Q_EMIT editor.findChild<ui::PlatformGallery *>()->chosen(QStringLiteral("Kubernetes"));
    FormField *scenario = field(editor, QStringLiteral("scenario:"));
    if (scenario->value() != QStringLiteral("AKS"))
        Q_EMIT scenario->edited(QStringLiteral("AKS"));
    m_demo->window().go(ui::MainWindow::Place::Editor);
    m_demo->window().show(); // clusters are asked for when somebody looks
    const auto list = [&editor]() -> QComboBox * {
        const QList<QComboBox *> all = editor.findChildren<QComboBox *>(QStringLiteral("cluster"));
        for (QComboBox *one : all) {
            if (one->isVisibleTo(&editor))
                return one;
        }
        return nullptr;
    };
    QTRY_VERIFY(list() && list()->count() == 2);
    QCOMPARE(list()->currentIndex(), -1);
    QCOMPARE(list()->itemText(0), QStringLiteral("aks-payments-prod – westeurope, rg-payments-prod"));
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Down);
    FormField *issuer = field(editor, QStringLiteral("issuer"));
    QVERIFY(issuer->value().startsWith(u"https://westeurope.oic.prod-aks.azure.com/"));
    QVERIFY(issuer->value().endsWith(u'/'));
    QVERIFY(!issuer->hasRemark());
    QVERIFY(list()->accessibleDescription().contains(u"OIDC issuer is on. Workload identity is on."));

    // What is typed has the last word.
    const QString first = issuer->value();
    auto *edit = qobject_cast<QLineEdit *>(issuer->input());
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Backspace);
    QCOMPARE(list()->currentIndex(), -1);
    QTest::keyClicks(edit, QStringLiteral("/"));
    QCOMPARE(issuer->value(), first);
    QCOMPARE(list()->currentIndex(), 0);
    m_demo->window().go(ui::MainWindow::Place::Identities);
    m_demo->window().hide();
}

void EditorPlatformsTest::anExistingCredentialOpensInItsForm_data()
{
    QTest::addColumn<QString>("issuer"); // begins
    QTest::addColumn<QString>("key");    // a field that only its form has
    QTest::addRow("GitHub") << QStringLiteral("https://token.actions.githubusercontent.com") << QStringLiteral("repo");
    QTest::addRow("Kubernetes") << QStringLiteral("https://oidc.eks.") << QStringLiteral("clusterOidcId");
    QTest::addRow("GKE") << QStringLiteral("https://container.googleapis.com/") << QStringLiteral("cluster");
    QTest::addRow("Cognito") << QStringLiteral("https://cognito-identity.") << QStringLiteral("identityPoolId");
}

void EditorPlatformsTest::anExistingCredentialOpensInItsForm()
{
    QFETCH(QString, issuer);
    QFETCH(QString, key);
    test::DemoWindow &demo = *m_demo;
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

void EditorPlatformsTest::anExpressionIsTyped()
{
    initTestCase(); // a window in which nobody has typed yet
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    Q_EMIT editor.findChild<ui::PlatformGallery *>()->chosen(QStringLiteral("Other OIDC"));
    Q_EMIT field(editor, QStringLiteral("scenario:"))->edited(QStringLiteral("Claims expression"));
    QTest::keyClicks(field(editor, QStringLiteral("issuer"))->input(),
                     QStringLiteral("https://token.actions.githubusercontent.com"));
    FormField *expression = field(editor, QStringLiteral("expression"));
    QVERIFY(expression && expression->expression());
    const auto breadth = [&editor]() -> QString {
        // Rows that were replaced wait for their end: the newest counts.
        const auto words = editor.findChildren<ui::PlainLabel *>(QStringLiteral("breadth"));
        return words.isEmpty() ? QString() : words.constLast()->value();
    };
    QTest::keyClicks(expression->input(), QStringLiteral("claims['sub'] matches 'repo:contoso*'"));
    QVERIFY(expression->hasRemark());
    QTRY_VERIFY2(breadth().contains(u"stranger"), qPrintable(breadth()));
    QTest::keyClicks(expression->input(), QStringLiteral(" and claims['repository_owner_id'] eq '5544123'"));
    QVERIFY(!expression->hasRemark());
    // Rows that were replaced wait for their end.
    QTRY_VERIFY2(!breadth().contains(u"stranger") && breadth().startsWith(u"Takes any branch"), qPrintable(breadth()));
}

void EditorPlatformsTest::aMadeExpressionGoesOnFreely()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    Q_EMIT editor.findChild<ui::PlatformGallery *>()->chosen(QStringLiteral("Terraform Cloud"));
    Q_EMIT field(editor, QStringLiteral("scenario:"))->edited(QStringLiteral("Expression"));
    Q_EMIT field(editor, QStringLiteral("organization"))->edited(QStringLiteral("contoso"));
    Q_EMIT field(editor, QStringLiteral("workspace"))->edited(QStringLiteral("payments"));
    const QString made = field(editor, QStringLiteral("exchange:subject"))->value();
    const QList<ui::Button *> all = editor.findChildren<ui::Button *>();
    const auto freely = std::find_if(all.begin(), all.end(), [&editor](const ui::Button *button) {
        return button->isVisibleTo(&editor) && button->text().contains(u"freely");
    });
    QVERIFY(freely != all.end());
    (*freely)->click();
    FormField *expression = field(editor, QStringLiteral("expression"));
    QVERIFY(expression);
    QCOMPARE(expression->value(), made);
    QCOMPARE(field(editor, QStringLiteral("issuer"))->value(), QStringLiteral("https://app.terraform.io"));
}

void EditorPlatformsTest::aDroppedTokenFillsTheForm_data()
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
                                << QStringLiteral("Filled in from the file");
    QTest::addRow("a workflow") << QByteArray("on: push\njobs: {deploy: {environment: production}}\n") << true
                                << QStringLiteral("environment") << QStringLiteral("production")
                                << QStringLiteral("Type organization and repository");
    QTest::addRow("too large") << QByteArray(400'000, '{') << true << QStringLiteral("repo") << QString()
                               << QStringLiteral("too large");
    QTest::addRow("deep") << QByteArray(200'000, '[') << true << QStringLiteral("repo") << QString()
                          << QStringLiteral("neither a token");
}

void EditorPlatformsTest::aDroppedTokenFillsTheForm()
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

void EditorPlatformsTest::drop(const QByteArray &text)
{
    QMimeData dragged;
    dragged.setText(QString::fromUtf8(text));
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_demo->window().editor(), &enter);
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_demo->window().editor(), &event);
}

void EditorPlatformsTest::aFileOfSeveralIsAskedAbout()
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

void EditorPlatformsTest::aFileKeepsTheChosenCluster()
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

void EditorPlatformsTest::aFileLeavesNothingOfAnother()
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

void EditorPlatformsTest::aFileFillsNoOtherForm()
{
    ui::CredentialEditor &editor = *m_demo->window().editor();
    startNew();
    QSignalSpy said(&editor, &ui::CredentialEditor::said);
    drop("on: push\njobs: {deploy: {environment: elsewhere}}\n");
    startNew(); // before the file was read
    drop("on: push\njobs: {deploy: {environment: here}}\n");
    QTRY_COMPARE(field(editor, QStringLiteral("environment"))->value(), QStringLiteral("here"));
    QCOMPARE(said.size(), 1);
}

QTEST_MAIN(EditorPlatformsTest)
#include "tst_editor_platforms.moc"
