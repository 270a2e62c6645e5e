// SPDX-License-Identifier: Apache-2.0
// The editor with every platform: gallery and forms. One demo tenant for all, because
// nothing is written.
#include "editor/editor_bench.h"
#include "ui/demo_window.h"
#include "ui/editor/platform_gallery.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
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

private:
    // An empty form of an app registration.
    void startNew();

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

QTEST_MAIN(EditorPlatformsTest)
#include "tst_editor_platforms.moc"
