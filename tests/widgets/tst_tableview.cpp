// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/celllayout.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/tableview.h"
#include "widgets/samplemodel.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QTest>
#include <QToolTip>

#include <memory>

using namespace symbolon::ui;
using namespace Qt::StringLiterals;

namespace {

const QString hostile = u"<img src=x onerror=1><b>Admin</b>"_s;

} // namespace

class TestTableView final : public QObject
{
    Q_OBJECT

    QByteArray fewerColumns() const
    {
        TableView other(
            *m_appearance, [](const QString &) {}, u"Other"_s);
        other.setModel(sampleCredentials(&other));
        return other.columnState();
    }

    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<TableView> m_view;
    QString m_copied;

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance = std::make_unique<Appearance>(QApplication::font(), [] { return false; });
        m_appearance->install(*qApp);
    }

    void init()
    {
        m_copied.clear();
        m_view = std::make_unique<TableView>(
            *m_appearance, [this](const QString &text) { m_copied = text; }, u"Identities"_s);
        m_view->setModel(sampleIdentities(m_view.get()));
        m_view->resize(1000, 600);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void sampleModelKeepsItsPromises()
    {
        const QAbstractItemModelTester tester(m_view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(m_view->model()->rowCount() > 10);
    }

    void copiesCellAndRow()
    {
        m_view->setCurrentIndex(m_view->model()->index(0, 1));
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(m_copied, u"4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"_s); // whole, though the cell shows less
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QStringList fields = m_copied.split(u'\t');
        QCOMPARE(fields.size(), m_view->model()->columnCount());
        QCOMPARE(fields[0], u"gh-platform-deploy, App registration, 2 owners"_s);
        QCOMPARE(fields[2], u"19/20"_s);
        QCOMPARE(fields[4], u"Owner @ sub-contoso-prod, 3 more"_s);
        QCOMPARE(fields[5], u"Critical"_s);
    }

    void rowCopyFollowsColumnOrderAndVisibility()
    {
        m_view->header()->moveSection(5, 0);
        m_view->header()->setSectionHidden(1, true);
        m_view->setCurrentIndex(m_view->model()->index(0, 0));
        m_view->copyRowAction()->trigger();
        const QStringList fields = m_copied.split(u'\t');
        QCOMPARE(fields.size(), m_view->model()->columnCount() - 1);
        QCOMPARE(fields[0], u"Critical"_s);
        QVERIFY(!m_copied.contains(u"4b1f6c02"_s));
    }

    void rowCopyStaysOneLine()
    {
        auto *const model = new SampleModel({{u"A"_s, 100}, {u"B"_s, 100}},
                                            {{Cell::plain(u"one\ntwo"_s), Cell::plain(u"three\tfour"_s)}},
                                            m_view.get());
        m_view->setModel(model);
        m_view->setCurrentIndex(model->index(0, 0));
        m_view->copyRowAction()->trigger();
        QCOMPARE(m_copied, u"one two\tthree four"_s);
        m_view->copyCellAction()->trigger();
        QCOMPARE(m_copied, u"one\ntwo"_s);
    }

    void signCopiesTheCell()
    {
        m_view->setColumnWidth(1, 140);
        const QModelIndex index = m_view->model()->index(2, 1);
        QStyleOptionViewItem option;
        option.widget = m_view.get();
        option.rect = m_view->visualRect(index);
        const QRect sign = m_view->cellDelegate()->copySign(option, index);
        QVERIFY(option.rect.contains(sign));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, sign.center());
        QCOMPARE(m_copied, index.data(CopyRole).toString());
        m_copied.clear();
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, option.rect.topLeft() + QPoint(20, 20));
        QVERIFY(m_copied.isEmpty());
    }

    void toolTipOnlyWhereSomethingIsHidden_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<int>("width");
        QTest::addColumn<QString>("tip");
        QTest::newRow("fits") << 0 << 0 << 300 << QString();
        QTest::newRow("cut") << 0 << 0 << 100 << u"gh-platform-deploy\nApp registration, 2 owners"_s;
        QTest::newRow("shortened identifier") << 0 << 1 << 300 << u"4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"_s;
        QTest::newRow("one platform") << 0 << 3 << 300 << QString();
        QTest::newRow("glyphs without names") << 1 << 3 << 300 << u"Terraform, GitHub"_s;
        QTest::newRow("cut pill") << 2 << 4 << 100 << u"Directory.ReadWrite.All Microsoft Graph, 2 more"_s;
        QTest::newRow("relative time") << 0 << 6 << 300 << u"22 Nov 2026 14:31:07 UTC"_s;
    }

    void toolTipOnlyWhereSomethingIsHidden()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        QFETCH(int, width);
        QFETCH(QString, tip);
        m_view->setColumnWidth(column, width);
        const QModelIndex index = m_view->model()->index(row, column);
        QStyleOptionViewItem option;
        option.widget = m_view.get();
        option.rect = QRect(m_view->visualRect(index).topLeft(), QSize(width, 46));
        QCOMPARE(m_view->cellDelegate()->toolTipText(option, index), tip);
    }

    void toolTipShowsMarkupAsText()
    {
        auto *const model = new SampleModel({{u"A"_s, 60}, {u"B"_s, 60}},
                                            {{Cell::twoLine(hostile, u"b"_s), Cell::plain(u"c"_s)}}, m_view.get());
        m_view->setModel(model);
        m_view->setColumnWidth(0, 60);
        const QPoint at = m_view->visualRect(model->index(0, 0)).center();
        QHelpEvent event(QEvent::ToolTip, at, m_view->viewport()->mapToGlobal(at));
        QApplication::sendEvent(m_view->viewport(), &event);
        QVERIFY(QToolTip::isVisible());
        QVERIFY(QToolTip::text().contains(hostile.toHtmlEscaped()));
        QVERIFY(!QToolTip::text().contains(u"<img"_s));
        QToolTip::hideText();
    }

    void cellsShowInvisibleCharacters()
    {
        const Cell cell = Cell::twoLine(u"a\u202Eb"_s, u"c\u200Bd"_s);
        const CellLayout layout = layOutCell(cell, QRect(0, 0, 400, 46), m_appearance->theme(), false);
        QCOMPARE(layout.texts[0].text, u"a⟨U+202E⟩b"_s);
        QCOMPARE(layout.texts[1].text, u"c⟨U+200B⟩d"_s);
        QCOMPARE(cell.plainText(), u"a\u202Eb, c\u200Bd"_s);
    }

    void narrowMeterKeepsItsFigures()
    {
        const Cell cell = Cell::meter(19, 20, 16);
        const CellLayout narrow = layOutCell(cell, QRect(0, 0, 60, 45), m_appearance->theme(), false);
        QVERIFY(narrow.bars.isEmpty());
        QVERIFY(!narrow.isCut());
        const CellLayout wide = layOutCell(cell, QRect(0, 0, narrow.width, 45), m_appearance->theme(), false);
        QCOMPARE(wide.bars.size(), 1);
        QVERIFY(wide.bars[0].amber);
        QVERIFY(!wide.isCut());
    }

    void piecesStayInsideTheCell_data()
    {
        QTest::addColumn<Cell>("cell");
        const QString text = u"a rather long text that fits nowhere at all"_s;
        QTest::newRow("text") << Cell::plain(text);
        QTest::newRow("two lines") << Cell::twoLine(text, text, Glyph::App);
        QTest::newRow("mono") << Cell::mono(text);
        QTest::newRow("privilege") << Cell::privilege(text, text, Level::Critical, true);
        QTest::newRow("plain privilege") << Cell::privilege(text, text, Level::Low, false);
        QTest::newRow("severity") << Cell::severity(Level::High, text);
        QTest::newRow("badge") << Cell::badge(text, Level::Pass);
        QTest::newRow("group") << Cell::group(text, text, 19, Level::High);
    }

    void piecesStayInsideTheCell()
    {
        QFETCH(Cell, cell);
        for (const int height : {46, 38, 34, 26}) {
            const QRect rect(10, 20, 120, height - 1);
            const CellLayout layout = layOutCell(cell, rect, m_appearance->theme(), true);
            QVERIFY(layout.isCut());
            QVERIFY(layout.width > rect.width());
            for (const CellLayout::Text &text : layout.texts)
                QVERIFY(text.rect.left() >= rect.left() && text.rect.right() <= rect.right());
            for (const CellLayout::Pill &pill : layout.pills)
                QVERIFY(pill.rect.left() >= rect.left() && pill.rect.right() <= rect.right());
            const CellLayout wide =
                layOutCell(cell, QRect(0, 0, layout.width + 8, height - 1), m_appearance->theme(), false);
            QVERIFY(!wide.isCut());
        }
    }

    void columnStateSurvives()
    {
        m_view->header()->moveSection(5, 0);
        m_view->header()->setSectionHidden(2, true);
        m_view->setColumnWidth(0, 321);
        const QByteArray state = m_view->columnState();
        TableView other(
            *m_appearance, [](const QString &) {}, u"Identities"_s);
        other.setModel(sampleIdentities(&other));
        QVERIFY(other.restoreColumnState(state));
        QCOMPARE(other.header()->visualIndex(5), 0);
        QVERIFY(other.isColumnHidden(2));
        QCOMPARE(other.columnWidth(0), 321);
    }

    void columnStateOfOthersIsRefused_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("garbage") << QByteArray("\x00\x00\x00\x07garbage", 11);
        QTest::newRow("fewer columns") << fewerColumns();
    }

    void columnStateOfOthersIsRefused()
    {
        QFETCH(QByteArray, state);
        const int before = m_view->columnWidth(0);
        QVERIFY(!m_view->restoreColumnState(state));
        QCOMPARE(m_view->columnWidth(0), before);
    }

    void columnsMenuHidesAllButOne()
    {
        const std::unique_ptr<QMenu> menu(m_view->header()->makeColumnsMenu(nullptr));
        const QList<QAction *> actions = menu->actions();
        QCOMPARE(actions.size(), m_view->model()->columnCount());
        actions[1]->trigger();
        QVERIFY(m_view->isColumnHidden(1));
        actions[1]->trigger();
        QVERIFY(!m_view->isColumnHidden(1));
        for (int i = 0; i + 1 < actions.size(); ++i)
            m_view->setColumnHidden(i, true);
        const std::unique_ptr<QMenu> last(m_view->header()->makeColumnsMenu(nullptr));
        QVERIFY(!last->actions().last()->isEnabled());
        QVERIFY(last->actions().first()->isEnabled());
    }

    void rowsHaveOneHeight()
    {
        QCOMPARE(m_view->rowHeight(0), m_appearance->theme().px(metrics::rowTwoLine));
        m_view->setRowHeight(metrics::rowOneLineCompact);
        QCOMPARE(m_view->rowHeight(3), m_appearance->theme().px(metrics::rowOneLineCompact));
        QVERIFY(m_view->verticalHeader()->isHidden());
    }

    void hoverAndSelectionTintTheWholeRow()
    {
        const Theme &theme = m_appearance->theme();
        m_view->selectRow(0);
        const QPoint third = m_view->visualRect(m_view->model()->index(2, 0)).center();
        QTest::mouseMove(m_view->viewport(), third);
        QTRY_COMPARE(m_view->hoveredRow(), 2);
        const QImage image = m_view->viewport()->grab().toImage();
        const int height = m_view->rowHeight(0);
        for (const int x : {5, m_view->columnViewportPosition(4) - 2, m_view->viewport()->width() - 4}) {
            QCOMPARE(image.pixelColor(x, 3), theme.selection);
            QCOMPARE(image.pixelColor(x, height + 3), theme.surface);
            QCOMPARE(image.pixelColor(x, 2 * height + 3), theme.hover);
        }
        QCOMPARE(image.pixelColor(1, 10), theme.accent); // the bar of the selected row
        QCOMPARE(image.pixelColor(1, height + 10), theme.surface);
    }

    void ringMarksTheCurrentCellForTheKeyboard()
    {
        const Theme &theme = m_appearance->theme();
        m_view->activateWindow();
        m_view->setFocus(Qt::MouseFocusReason);
        QTRY_VERIFY(m_view->hasFocus());
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
                          m_view->visualRect(m_view->model()->index(1, 2)).center());
        QVERIFY(!m_view->showsFocus());
        const QPoint edge = m_view->visualRect(m_view->model()->index(1, 3)).topLeft() + QPoint(20, 1);
        QVERIFY(m_view->viewport()->grab().toImage().pixelColor(edge) != theme.accent);
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QVERIFY(m_view->showsFocus());
        QCOMPARE(m_view->viewport()->grab().toImage().pixelColor(edge), theme.accent);
    }

    void tabLeavesTheTable()
    {
        QVERIFY(!m_view->tabKeyNavigation());
        QCOMPARE(m_view->accessibleName(), u"Identities"_s);
        QAccessibleInterface *const table = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(table->tableInterface() != nullptr);
        QCOMPARE(table->tableInterface()->cellAt(0, 2)->text(QAccessible::Name), u"19/20"_s);
    }

    void cleanup() { m_view.reset(); }

    void cleanupTestCase() { m_appearance.reset(); }
};

QTEST_MAIN(TestTableView)
#include "tst_tableview.moc"
