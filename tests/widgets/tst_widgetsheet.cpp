// SPDX-License-Identifier: Apache-2.0
#include "widgets/sheets.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <functional>
#include <memory>

using namespace symbolon::ui;
using namespace Qt::StringLiterals;

// Draws the sheets light and dark. What it can hold fast: nothing stays blank, and every plane follows the theme.
class TestWidgetSheet final : public QObject
{
    Q_OBJECT

    static QImage save(QWidget &widget, const char *look)
    {
        QImage image = widget.grab().toImage();
        image.save(QStringLiteral(SYMBOLON_SHEETS "/%1-%2.png")
                       .arg(QString::fromLatin1(QTest::currentDataTag()), QString::fromLatin1(look)));
        return image;
    }

    static double averageLightness(const QImage &image)
    {
        double sum = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                sum += qGray(image.pixel(x, y));
        }
        return sum / image.width() / image.height();
    }

    QFont m_desktopFont;
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase()
    {
        m_desktopFont = QApplication::font();
        QVERIFY(QDir().mkpath(QStringLiteral(SYMBOLON_SHEETS)));
    }

    void sheets_data()
    {
        QTest::addColumn<int>("sheet");
        QTest::addColumn<int>("points");
        QTest::newRow("table") << 0 << 10;
        QTest::newRow("form") << 1 << 10;
        QTest::newRow("state") << 2 << 10;
        QTest::newRow("icons") << 3 << 10;
        QTest::newRow("table-large-text") << 0 << 15;
        QTest::newRow("form-large-text") << 1 << 15;
    }

    void sheets()
    {
        QFETCH(int, sheet);
        QFETCH(int, points);
        QFont desktop = m_desktopFont;
        desktop.setPointSize(points);
        m_appearance = std::make_unique<Appearance>(desktop, [] { return false; });
        m_appearance->install(*qApp);
        const std::function<QWidget *(const Appearance &)> make[] = {tableSheet, formSheet, stateSheet, iconSheet};
        m_appearance->setChoice(Appearance::Choice::Light);
        const std::unique_ptr<QWidget> widget(make[sheet](*m_appearance));
        widget->resize(1440, 900);
        widget->show();
        QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
        // The ring of the keyboard's focus belongs into the picture.
        if (auto *const button = widget->findChild<QPushButton *>())
            QTest::keyClick(button->previousInFocusChain(), Qt::Key_Tab);
        if (auto *const view = widget->findChild<QTableView *>(); view != nullptr && sheet == 2) {
            view->setFocus(Qt::TabFocusReason);
            QTest::keyClick(view, Qt::Key_Right);
        }
        const QImage light = save(*widget, "light");
        m_appearance->setChoice(Appearance::Choice::Dark);
        QCoreApplication::processEvents();
        const QImage dark = save(*widget, "dark");
        // Lightness averaged over the whole picture: a widget that kept its old look would show.
        QVERIFY(averageLightness(light) > 200);
        QVERIFY(averageLightness(dark) < 80);
        // Patch by patch, small text averaged out. The program's own icon alone keeps its colours.
        const QImage lightPatches = light.scaled(72, 45, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        const QImage darkPatches = dark.scaled(72, 45, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        for (int y = 0; y < 45 && sheet != 3; ++y) {
            for (int x = 0; x < 72; ++x) {
                const bool stays = qGray(lightPatches.pixel(x, y)) > 215 && qGray(darkPatches.pixel(x, y)) > 140;
                QVERIFY2(!stays, qPrintable(u"A light patch stays at %1,%2"_s.arg(x * 20).arg(y * 20)));
            }
        }
    }

    void cleanup() { m_appearance.reset(); }
};

QTEST_MAIN(TestWidgetSheet)
#include "tst_widgetsheet.moc"
