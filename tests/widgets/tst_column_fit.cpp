// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/column_fit.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/tableview.h"

#include <QScrollBar>
#include <QStackedLayout>
#include <QStandardItemModel>
#include <QTest>

using namespace symbolon;

// Columns go by the room beside the scroll bar, whenever that comes and goes.
class ColumnFitTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsEndBeforeTheScrollBar_data()
    {
        QTest::addColumn<bool>("hidden");
        QTest::newRow("filled where it can be seen") << false;
        QTest::newRow("filled behind something else") << true;
    }

    void columnsEndBeforeTheScrollBar()
    {
        QFETCH(bool, hidden);
        const ui::Appearance appearance(QApplication::font(), [] { return false; });
        QWidget window;
        auto *stack = new QStackedLayout(&window);
        auto *instead = new QWidget;
        stack->addWidget(instead);
        auto *table = new ui::TableView(
            appearance, [](const QString &) {}, QStringLiteral("table"));
        stack->addWidget(table);
        QStandardItemModel model(0, 4);
        table->setModel(&model);
        new ui::ColumnFit(table->header(), {{80, 0, false}, {120, 0, true}, {160, 1, false}, {90, 0, true}});
        stack->setCurrentWidget(hidden ? instead : table);
        window.resize(500, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto fits = [table] {
            const int room = table->viewport()->width();
            return table->header()->length() == room && table->header()->viewport()->width() == room;
        };
        for (int row = 0; row < 40; ++row) {
            model.appendRow({new QStandardItem(QStringLiteral("a")), new QStandardItem(QStringLiteral("b"))});
            QCoreApplication::processEvents();
        }
        stack->setCurrentWidget(table);
        QTRY_VERIFY(table->verticalScrollBar()->isVisible());
        QTRY_VERIFY2(fits(),
                     qPrintable(QStringLiteral("columns %1, room %2, header %3")
                                    .arg(table->header()->length())
                                    .arg(table->viewport()->width())
                                    .arg(table->header()->viewport()->width())));
        QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
        model.setRowCount(1);
        QTRY_VERIFY(!table->verticalScrollBar()->isVisible());
        QTRY_VERIFY(fits());
        // Narrower by less than the scroll bar is wide, several times over.
        for (int width = 499; width > 380; width -= 3) {
            window.resize(width, 300);
            model.setRowCount(width % 2 == 0 ? 40 : 1);
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(fits());
        QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
    }
};

QTEST_MAIN(ColumnFitTest)
#include "tst_column_fit.moc"
