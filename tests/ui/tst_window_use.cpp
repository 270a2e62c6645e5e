// SPDX-License-Identifier: Apache-2.0
#include "ui/demo_window.h"
#include "ui/gallery/gallery.h"
#include "ui/models/findings_model.h"
#include "ui/models/identity_model.h"
#include "ui/models/issuer_model.h"
#include "ui/pages/common/tree_view.h"
#include "ui/pages/credentials/credentials_page.h"
#include "ui/pages/findings/finding_details.h"
#include "ui/pages/findings/findings_page.h"
#include "ui/pages/identities/credentials_tab.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/pages/issuers/issuer_details.h"
#include "ui/pages/issuers/issuers_page.h"
#include "ui/palette/palette.h"
#include "ui/palette/palette_model.h"
#include "ui/shell/actions.h"
#include "ui/shell/tenant_button.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/statepane.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>

#include <algorithm>

using namespace symbolon;
using Place = ui::MainWindow::Place;

class WindowUseTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheTenantInWords();
    void selectionSurvivesARefresh();
    void filtersAndClears();
    void aWrongFilterKeepsTheLastGoodRows();
    void chipsSayWhatTheFilterSays();
    void issuersLeadToTheirCredentials();
    void thePaletteLeadsAnywhere();
    void viewsAreSavedAndShownAgain();
    void rowsAreSavedAsTheyAreShown();
    void keysLeadAround();
    void findingsLeadToTheirIdentity();
    void signingOutForgetsTheTenant();
    void settingsAreRemembered();
    void drawsPictures();
};

void WindowUseTest::showsTheTenantInWords()
{
    test::DemoWindow demo;
    QCOMPARE(demo.window().place(), Place::SignIn);
    demo.signIn();
    QCOMPARE(demo.window().place(), Place::Identities);
    QVERIFY(demo.window().windowTitle().contains(QStringLiteral("Contoso")));
    const auto *cloud = demo.window().findChild<ui::CloudChip *>();
    QVERIFY2(cloud->accessibleName().contains(QStringLiteral("demo"), Qt::CaseInsensitive),
             qPrintable(cloud->accessibleName()));
    const auto *tenant = demo.window().findChild<ui::TenantButton *>();
    QVERIFY(tenant->accessibleName().contains(QStringLiteral("Contoso")));
    int federated = 0;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows())
        federated += row.identity.credentials.isEmpty() ? 0 : 1;
    QCOMPARE(demo.window().identities()->model()->rowCount(), federated);
    QVERIFY(federated < demo.workspace().identities().size());
}

void WindowUseTest::selectionSurvivesARefresh()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::IdentitiesPage *page = demo.window().identities();
    page->table()->setCurrentIndex(page->model()->index(4, 0));
    const auto chosen = page->selected();
    QVERIFY(chosen);
    demo.server().addApplication({"aaa-new", {}});
    demo.readAgain();
    QVERIFY(page->selected() == chosen);
    QCOMPARE(page->model()->rowAt(page->table()->currentIndex())->key(), *chosen);
}

void WindowUseTest::filtersAndClears()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::IdentitiesPage *page = demo.window().identities();
    const int all = page->model()->rowCount();
    page->setFilterText(QStringLiteral("issuer:token.actions"));
    QTRY_VERIFY(page->model()->rowCount() < all && page->model()->rowCount() > 0);
    page->setFilterText(QStringLiteral("nothing is called this"));
    QTRY_COMPARE(page->model()->rowCount(), 0);
    auto *state = page->findChild<ui::StatePane *>(QStringLiteral("listState"));
    QTRY_COMPARE(state->state(), ui::StatePane::State::Filtered);
    Q_EMIT state->actionTriggered();
    QTRY_COMPARE(page->model()->rowCount(), all);
    QVERIFY(page->filterText().isEmpty());
}

void WindowUseTest::aWrongFilterKeepsTheLastGoodRows()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::IdentitiesPage *page = demo.window().identities();
    const int all = page->model()->rowCount();
    page->setFilterText(QStringLiteral("colour:blue"));
    auto *field = page->findChild<ui::SearchField *>();
    QTRY_VERIFY(!field->accessibleDescription().isEmpty());
    QCOMPARE(page->model()->rowCount(), all);
}

void WindowUseTest::chipsSayWhatTheFilterSays()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::IdentitiesPage *page = demo.window().identities();
    const auto chipNamed = [page](const QString &begin) {
        const QList<ui::Chip *> chips = page->findChildren<ui::Chip *>();
        const auto found = std::find_if(chips.cbegin(), chips.cend(), [&begin](const ui::Chip *chip) {
            return chip->accessibleName().startsWith(begin) && !chip->isHidden();
        });
        return found == chips.cend() ? nullptr : *found;
    };
    page->setFilterText(QStringLiteral("prod  kind:app -issuer:gitlab,eks"));
    QTRY_VERIFY(chipNamed(QStringLiteral("not issuer")) != nullptr);
    QCOMPARE(chipNamed(QStringLiteral("Kind"))->accessibleName(), QStringLiteral("Kind: App registration"));
    Q_EMIT chipNamed(QStringLiteral("Kind"))->cleared();
    QCOMPARE(page->filterText(), QStringLiteral("prod -issuer:gitlab,eks"));
    Q_EMIT chipNamed(QStringLiteral("not issuer"))->cleared();
    QCOMPARE(page->filterText(), QStringLiteral("prod"));
    QVERIFY(chipNamed(QStringLiteral("not issuer")) == nullptr);
}

void WindowUseTest::issuersLeadToTheirCredentials()
{
    test::DemoWindow demo;
    demo.signIn();
    demo.window().go(Place::Issuers);
    ui::IssuersPage *page = demo.window().issuers();
    const QAbstractItemModelTester tester(page->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTRY_VERIFY(page->isSettled() && page->model()->rowCount() > 3);
    const workspace::IssuerRow first = *page->model()->rowAt(0);
    QTRY_COMPARE(page->details()->table()->model()->rowCount(), static_cast<int>(first.credentials));
    page->setFilterText(QStringLiteral("severity:critical"));
    QTRY_VERIFY(page->isSettled() && page->model()->rowCount() == 1);
    page->clearFilter();
    page->select(first.issuer);
    QTRY_COMPARE(page->details()->table()->model()->rowCount(), static_cast<int>(first.credentials));
    page->details()->findChild<ui::Button *>(QStringLiteral("showCredentials"))->click();
    QCOMPARE(demo.window().place(), Place::Credentials);
    QTRY_COMPARE(demo.window().credentials()->table()->model()->rowCount(), static_cast<int>(first.credentials));
}

void WindowUseTest::thePaletteLeadsAnywhere()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::MainWindow &window = demo.window();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    ui::Palette *palette = window.palette();
    const auto look = [&](const QString &text) {
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette->isVisible());
        palette->setText(text);
        QTRY_VERIFY(palette->isSettled() && palette->model()->rowCount() > 0);
    };
    look(QStringLiteral("gh-platform"));
    QCOMPARE(palette->model()->at(0)->title, QStringLiteral("gh-platform-deploy"));
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(window.place(), Place::Identities);
    QCOMPARE(demo.workspace().identity(*window.identities()->selected())->identity.displayName,
             QStringLiteral("gh-platform-deploy"));
    look(QStringLiteral("> activity"));
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QCOMPARE(window.place(), Place::Activity);
    look(QStringLiteral("#hr-sync-pr"));
    QTest::keyClick(palette->field(), Qt::Key_Down);
    QTest::keyClick(palette->field(), Qt::Key_Up);
    QTest::keyClick(palette->field(), Qt::Key_Return);
    QCOMPARE(window.place(), Place::Identities);
    QCOMPARE(window.identities()->details()->currentCredential().name, QStringLiteral("hr-sync-pr"));
    // What was chosen lately stands first.
    look({});
    QCOMPARE(palette->model()->at(0)->title, QStringLiteral("hr-sync-pr"));
    QTest::keyClick(palette->field(), Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
}

void WindowUseTest::viewsAreSavedAndShownAgain()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::IdentitiesPage *page = demo.window().identities();
    page->setOnlyWithCredentials(false);
    page->setFilterText(QStringLiteral("kind:mi"));
    page->table()->header()->makeColumnsMenu(page)->actions().at(1)->trigger();
    QVERIFY(page->table()->isColumnHidden(1));
    page->table()->sortByColumn(0, Qt::AscendingOrder);
    QTRY_VERIFY(page->model()->isSettled() && page->model()->filter().text == u"kind:mi");
    const int rows = page->model()->rowCount();
    page->saveView(QStringLiteral(" Managed & all "));
    page->clearFilter();
    page->setOnlyWithCredentials(true);
    page->table()->setColumnHidden(1, false);
    page->table()->sortByColumn(5, Qt::DescendingOrder);
    QTRY_VERIFY(page->model()->isSettled() && page->model()->filter().text.isEmpty());
    page->applyView(QStringLiteral("Managed & all"));
    QCOMPARE(page->filterText(), QStringLiteral("kind:mi"));
    QVERIFY(page->table()->isColumnHidden(1));
    QCOMPARE(page->model()->sortColumn(), 0);
    QTRY_COMPARE(page->model()->rowCount(), rows);
    page->removeView(QStringLiteral("Managed & all"));
    page->clearFilter();
    page->applyView(QStringLiteral("Managed & all"));
    QVERIFY(page->filterText().isEmpty());
}

void WindowUseTest::rowsAreSavedAsTheyAreShown()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::IdentitiesPage *page = demo.window().identities();
    page->setFilterText(QStringLiteral("kind:app"));
    QTRY_VERIFY(page->model()->isSettled() && page->model()->filter().text == u"kind:app");
    QSignalSpy said(page, &ui::TablePage::said);
    page->copyAs(workspace::TableFormat::Csv);
    QTRY_COMPARE(said.size(), 1);
    const QStringList lines = demo.copied().split(QStringLiteral("\r\n"), Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), page->model()->rowCount() + 1);
    QVERIFY(lines.at(0).endsWith(QStringLiteral("tenantId,generatedAt,filter,complete")));
    QVERIFY(lines.at(1).startsWith(page->model()->rowAt(0)->identity.displayName));
    QVERIFY(lines.at(1).contains(QStringLiteral(",kind:app,")));
    // Several chosen rows alone.
    page->table()->selectRow(1);
    page->table()->selectionModel()->select(page->model()->index(3, 0),
                                            QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QVERIFY(page->selectionText().startsWith(QStringLiteral("2 of ")));
    page->copyAs(workspace::TableFormat::Json);
    QTRY_COMPARE(said.size(), 2);
    const QJsonObject json = QJsonDocument::fromJson(demo.copied().toUtf8()).object();
    QCOMPARE(json.value(QStringLiteral("identities")).toArray().size(), 2);
    QVERIFY(json.contains(QStringLiteral("complete")) && json.contains(QStringLiteral("unknown")));
}

void WindowUseTest::keysLeadAround()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::MainWindow &window = demo.window();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window.place(), Place::Credentials);
    QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(window.place(), Place::Issuers);
    QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(window.place(), Place::Findings);
    QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(window.place(), Place::Identities);

    QTest::keyClick(&window, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(qobject_cast<ui::SearchField *>(window.focusWidget()));
    QTest::keyClick(window.focusWidget(), Qt::Key_Down);
    QCOMPARE(window.focusWidget(), static_cast<QWidget *>(window.identities()->table()));
    QTest::keyClick(&window, Qt::Key_F6);
    QVERIFY(window.identities()->details()->isAncestorOf(window.focusWidget()));
    QVERIFY(window.identities()->details()->isVisible());
    QTest::keyClick(&window, Qt::Key_F8);
    QVERIFY(!window.identities()->details()->isVisible());
    QTest::keyClick(&window, Qt::Key_F8);

    ui::TreeView *list = window.identities()->details()->credentials()->list();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(window.place(), Place::Editor);
    window.go(Place::Identities);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(window.place(), Place::Editor);
    window.go(Place::Identities);
    QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(window.place(), Place::Editor);
}

void WindowUseTest::findingsLeadToTheirIdentity()
{
    test::DemoWindow demo;
    demo.signIn();
    ui::MainWindow &window = demo.window();
    window.go(Place::Findings);
    ui::FindingsModel *model = window.findings()->model();
    QTRY_VERIFY(model->rowCount() > 0);
    const QModelIndex first = model->index(0, 0, model->index(0, 0));
    const risk::Verdict verdict = *model->verdictAt(first);
    Q_EMIT window.findings()->details()->identityAsked({verdict.identity, verdict.credentialName});
    QCOMPARE(window.place(), Place::Identities);
    QVERIFY(window.identities()->selected() == verdict.identity);
}

void WindowUseTest::signingOutForgetsTheTenant()
{
    test::DemoWindow demo;
    demo.signIn();
    demo.window().actions().at(QStringLiteral("file.signOut"))->trigger();
    QTRY_COMPARE(demo.window().place(), Place::SignIn);
    QTRY_COMPARE(demo.window().identities()->model()->rowCount(), 0);
    QVERIFY(!demo.window().windowTitle().contains(QStringLiteral("Contoso")));
}

void WindowUseTest::settingsAreRemembered()
{
    test::DemoWindow demo;
    demo.signIn();
    demo.window().actions().at(QStringLiteral("view.dark"))->trigger();
    demo.window().actions().at(QStringLiteral("view.hideDetails"))->trigger();
    demo.window().actions().at(QStringLiteral("view.collapseRail"))->trigger();
    demo.window().actions().at(QStringLiteral("view.compactRows"))->trigger();
    demo.reopen();
    QCOMPARE(demo.settings().appearance(), ui::Appearance::Choice::Dark);
    QVERIFY(demo.window().actions().at(QStringLiteral("view.dark"))->isChecked());
    QVERIFY(demo.window().actions().at(QStringLiteral("view.hideDetails"))->isChecked());
    QVERIFY(demo.window().actions().at(QStringLiteral("view.collapseRail"))->isChecked());
    QVERIFY(demo.window().actions().at(QStringLiteral("view.compactRows"))->isChecked());
    QVERIFY(!demo.window().identities()->details()->isVisible());
}

void WindowUseTest::drawsPictures()
{
    test::DemoWindow demo;
    demo.signIn();
    QTemporaryDir folder;
    ui::GalleryOptions options;
    options.folder = folder.filePath(QStringLiteral("pictures"));
    options.sizes = {QSize(1024, 700)};
    const QList<ui::GalleryScene> scenes{
        {QStringLiteral("identities"), {}, {}, {}},
        {QStringLiteral("findings"), [&] { demo.window().go(Place::Findings); }, {}, {}},
    };
    ui::Gallery gallery(demo.window(), demo.appearance(), scenes, options);
    QSignalSpy finished(&gallery, &ui::Gallery::finished);
    gallery.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QCOMPARE(finished.first().first().toStringList(), QStringList());
    for (const char *name : {"identities-light-1024x700.png", "identities-dark-1024x700.png",
                             "findings-light-1024x700.png", "findings-dark-1024x700.png"}) {
        const QImage picture(options.folder + QLatin1Char('/') + QString::fromLatin1(name));
        QCOMPARE(picture.size(), QSize(1024, 700));
    }
}

QTEST_MAIN(WindowUseTest)

#include "tst_window_use.moc"
