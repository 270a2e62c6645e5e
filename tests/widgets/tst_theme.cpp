// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/appearance.h"
#include "ui/theme/controls.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"

#include <QApplication>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace symbolon::ui;
using namespace Qt::StringLiterals;

namespace {

QFont desktopFont(double points)
{
    QFont font = QApplication::font();
    font.setPointSizeF(points);
    return font;
}

QImage rendered(const QIcon &icon, int side, QIcon::Mode mode = QIcon::Normal, QIcon::State state = QIcon::Off)
{
    return icon.pixmap(QSize(side, side), 1.0, mode, state).toImage().convertToFormat(QImage::Format_ARGB32);
}

// The colour of the most opaque pixel: strokes thinner than a pixel have only shades of it.
QColor strongest(const QImage &image)
{
    QColor best(0, 0, 0, 0);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            if (color.alpha() > best.alpha())
                best = color;
        }
    }
    return best;
}

bool near(const QColor &one, const QColor &two)
{
    return qAbs(one.red() - two.red()) < 6 && qAbs(one.green() - two.green()) < 6 && qAbs(one.blue() - two.blue()) < 6;
}

} // namespace

class TestTheme final : public QObject
{
    Q_OBJECT

    static void looks()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    static Theme make(bool dark)
    {
        const TypeScale type(desktopFont(10));
        return dark ? Theme::dark(type) : Theme::light(type);
    }

private Q_SLOTS:
    void contrastFormula()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        // The published example of WCAG: #767676 is the lightest grey that passes on white.
        QVERIFY(contrast(QColor::fromRgb(0x767676), Qt::white) >= 4.5);
        QVERIFY(contrast(QColor::fromRgb(0x777777), Qt::white) < 4.5);
    }

    void textContrast_data() { looks(); }

    void textContrast()
    {
        QFETCH(bool, dark);
        const Theme theme = make(dark);
        const QList<QColor> planes{theme.window, theme.page, theme.surface, theme.sunken, theme.selection, theme.hover};
        for (const QColor &plane : planes) {
            for (const Ink ink : {Ink::Text, Ink::Text2, Ink::Text3, Ink::Accent})
                QVERIFY2(contrast(theme.ink(ink), plane) >= 4.5, qPrintable(plane.name()));
            QVERIFY2(contrast(theme.fieldBorder, plane) >= 3.0, qPrintable(plane.name()));
        }
        QVERIFY(contrast(theme.onAccent, theme.accent) >= 4.5);
        QVERIFY(contrast(theme.onAccent, theme.accentHover) >= 4.5);
        QVERIFY(contrast(theme.onAccent, theme.accentPressed) >= 4.5);
        QVERIFY(contrast(theme.accent, theme.accentSoft) >= 4.5);
        QVERIFY(contrast(theme.text, theme.diff.removedStrong) >= 4.5);
        QVERIFY(contrast(theme.text, theme.diff.addedStrong) >= 4.5);
        for (const QColor &color : {theme.code.plain, theme.code.key, theme.code.value, theme.code.comment})
            QVERIFY2(contrast(color, theme.sunken) >= 4.5, qPrintable(color.name()));
        const QPalette palette = theme.palette();
        QVERIFY(contrast(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 4.5);
    }

    void levelContrast_data() { looks(); }

    void levelContrast()
    {
        QFETCH(bool, dark);
        const Theme theme = make(dark);
        for (int i = static_cast<int>(Level::Pass); i <= static_cast<int>(Level::Failed); ++i) {
            const LevelColors &colors = theme.level(static_cast<Level>(i));
            const QByteArray name = levelWord(static_cast<Level>(i)).toUtf8();
            for (const QColor &plane : {theme.surface, theme.page, theme.selection, theme.sunken})
                QVERIFY2(contrast(colors.text, plane) >= 4.5, name.constData());
            QVERIFY2(contrast(colors.text, colors.tint) >= 4.5, name.constData());
            QVERIFY2(contrast(colors.fill, theme.surface) >= 3.0, name.constData());
            QVERIFY2(contrast(colors.onFill, colors.fill) >= 3.0, name.constData());
            QVERIFY2(contrast(theme.text, colors.tint) >= 4.5, name.constData());
        }
    }

    void severityWords()
    {
        QStringList words;
        for (int i = 0; i <= static_cast<int>(Level::Failed); ++i) {
            words.append(levelWord(static_cast<Level>(i)));
            QVERIFY(!words.last().isEmpty());
        }
        QCOMPARE(words.removeDuplicates(), 0);
    }

    void severityShapesDiffer()
    {
        // Seen without colour, every level still looks different.
        Theme grey = make(false);
        QList<QImage> shapes;
        for (int i = static_cast<int>(Level::Pass); i <= static_cast<int>(Level::Failed); ++i) {
            QImage image(16, 16, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            paintLevel(&painter, QRectF(0, 0, 16, 16), static_cast<Level>(i), grey);
            painter.end();
            QVERIFY(strongest(image).alpha() > 200);
            shapes.append(image.convertToFormat(QImage::Format_Alpha8));
        }
        for (int i = 0; i < shapes.size(); ++i) {
            for (int j = i + 1; j < shapes.size(); ++j)
                QVERIFY2(shapes[i] != shapes[j], qPrintable(u"%1 and %2"_s.arg(i).arg(j)));
        }
    }

    void everyGlyphHasADrawing()
    {
        for (int i = 1; i <= static_cast<int>(Glyph::SortDescending); ++i) {
            const Glyph glyph = static_cast<Glyph>(i);
            const QString path = glyphPath(glyph);
            QVERIFY2(QFile::exists(path), qPrintable(path));
            const QImage image = glyphPixmap(glyph, Qt::black, 32).toImage();
            QVERIFY2(strongest(image).alpha() > 100, qPrintable(path));
            // Drawings stay on their grid: a touched edge is a cut stroke.
            for (int at = 0; at < 32; ++at) {
                QVERIFY2(qAlpha(image.pixel(at, 0)) < 160 && qAlpha(image.pixel(at, 31)) < 160, qPrintable(path));
                QVERIFY2(qAlpha(image.pixel(0, at)) < 160 && qAlpha(image.pixel(31, at)) < 160, qPrintable(path));
            }
        }
        QVERIFY(glyphPath(Glyph::None).isEmpty());
        QVERIFY(glyphPixmap(Glyph::None, Qt::black, 16).isNull());
    }

    void iconFollowsInkModeAndState()
    {
        const Appearance appearance(desktopFont(10), [] { return false; });
        const Theme &theme = appearance.theme();
        const QIcon icon = appearance.icon(Glyph::Stop, Ink::Critical, Ink::Accent);
        QVERIFY(near(strongest(rendered(icon, 16)), theme.ink(Ink::Critical)));
        QVERIFY(near(strongest(rendered(icon, 16, QIcon::Normal, QIcon::On)), theme.accent));
        QVERIFY(near(strongest(rendered(icon, 16, QIcon::Disabled)), theme.text3));
        QVERIFY(near(strongest(rendered(icon, 16, QIcon::Disabled, QIcon::On)), theme.text3));
        QVERIFY(appearance.icon(Glyph::None).isNull());
    }

    void iconFollowsPixelRatio()
    {
        const Appearance appearance(desktopFont(10), [] { return false; });
        const QPixmap pixmap = appearance.icon(Glyph::App).pixmap(QSize(16, 16), 2.0);
        QCOMPARE(pixmap.size(), QSize(32, 32));
        QCOMPARE(pixmap.devicePixelRatio(), 2.0);
    }

    void iconFollowsTheme()
    {
        Appearance appearance(desktopFont(10), [] { return false; });
        const QIcon icon = appearance.icon(Glyph::Stop, Ink::Text);
        const QColor light = strongest(rendered(icon, 16));
        appearance.setChoice(Appearance::Choice::Dark);
        const QColor dark = strongest(rendered(icon, 16));
        QVERIFY(near(light, QColor::fromRgb(0x16202B)));
        QVERIFY(near(dark, QColor::fromRgb(0xE7EBEF)));
    }

    void iconCloneKeepsEverything()
    {
        QIcon copy;
        {
            Appearance appearance(desktopFont(10), [] { return true; });
            const QIcon icon = appearance.icon(Glyph::Stop, Ink::Critical, Ink::Accent);
            copy = icon;
            // Adding to a copy detaches it, which clones the engine. Ours has no files to add, and keeps its drawing.
            copy.addPixmap(QPixmap(1, 1));
            for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Disabled}) {
                for (const QIcon::State state : {QIcon::Off, QIcon::On})
                    QCOMPARE(rendered(copy, 24, mode, state), rendered(icon, 24, mode, state));
            }
        }
        // An icon handed out outlives the appearance it came from.
        QVERIFY(strongest(rendered(copy, 16)).alpha() > 200);
    }

    void applicationIcon()
    {
        const QIcon icon = Icons::applicationIcon();
        QVERIFY(icon.availableSizes().size() >= 5);
        QVERIFY(near(icon.pixmap(32, 32).toImage().pixelColor(16, 2), QColor::fromRgb(0x0B6178)));
    }

    void choiceAndSystem()
    {
        bool desktopDark = false;
        Appearance appearance(desktopFont(10), [&desktopDark] { return desktopDark; });
        const QSignalSpy changed(&appearance, &Appearance::changed);
        appearance.install(*qApp);
        QVERIFY(!appearance.theme().isDark);

        desktopDark = true;
        QEvent event(QEvent::ApplicationPaletteChange);
        QApplication::sendEvent(qApp, &event);
        QVERIFY(appearance.theme().isDark);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(QApplication::palette().color(QPalette::Base), appearance.theme().surface);

        appearance.setChoice(Appearance::Choice::Light);
        QVERIFY(!appearance.theme().isDark);
        QCOMPARE(changed.size(), 2);
        // A choice of one's own stays whatever the desktop does.
        QApplication::sendEvent(qApp, &event);
        QVERIFY(!appearance.theme().isDark);
        appearance.setChoice(Appearance::Choice::System);
        QVERIFY(appearance.theme().isDark);
        QCOMPARE(changed.size(), 3);
        QApplication::setPalette(QPalette());
    }

    void typeScale_data()
    {
        QTest::addColumn<double>("points");
        QTest::addColumn<int>("body");
        QTest::addColumn<int>("title");
        QTest::addColumn<int>("row");
        QTest::newRow("the usual size") << 10.0 << 13 << 20 << 46;
        QTest::newRow("another desktop's usual size") << 11.0 << 13 << 20 << 46;
        QTest::newRow("one and a half") << 15.0 << 20 << 30 << 69;
        QTest::newRow("double") << 20.0 << 26 << 40 << 92;
        QTest::newRow("absurdly large") << 60.0 << 26 << 40 << 92;
        QTest::newRow("absurdly small") << 4.0 << 10 << 16 << 37;
    }

    void typeScale()
    {
        QFETCH(double, points);
        QFETCH(int, body);
        QFETCH(int, title);
        QFETCH(int, row);
        // Points to pixels differ with the screen; the scale goes by pixels.
        QFont font = QApplication::font();
        font.setPixelSize(qRound(points * 96 / 72));
        const TypeScale type(font);
        QCOMPARE(type.font(TextStyle::Body).pixelSize(), body);
        QCOMPARE(type.font(TextStyle::PageTitle).pixelSize(), title);
        QCOMPARE(type.px(metrics::rowTwoLine), row);
        QVERIFY(type.font(TextStyle::Mono).fixedPitch());
        QVERIFY(type.lineHeight(TextStyle::Body) > type.font(TextStyle::Body).pixelSize());
    }

    void ringFollowsTheKeyboard()
    {
        Appearance appearance(desktopFont(10), [] { return false; });
        appearance.install(*qApp);
        QWidget window;
        auto *const column = new QVBoxLayout(&window);
        auto *const field = new QLineEdit;
        auto *const first = new Button(appearance, u"First"_s);
        auto *const second = new Button(appearance, u"Second"_s);
        column->addWidget(field);
        column->addWidget(first);
        column->addWidget(second);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        const auto ringed = [&window]() -> QWidget * {
            const auto *ring = window.findChild<QFocusFrame *>();
            return ring != nullptr && ring->isVisible() ? ring->widget() : nullptr;
        };
        field->setFocus();
        QTRY_COMPARE(ringed(), field);
        QTest::keyClick(field, Qt::Key_Tab);
        QTRY_COMPARE(ringed(), first);
        const auto *ring = window.findChild<QFocusFrame *>();
        QCOMPARE(ring->geometry(), first->geometry().adjusted(-4, -4, 4, 4));
        QTest::mouseClick(second, Qt::LeftButton);
        QTRY_COMPARE(QApplication::focusWidget(), second);
        QCOMPARE(ringed(), nullptr);
    }

    void controlsHaveTheirHeights()
    {
        Appearance appearance(desktopFont(10), [] { return false; });
        appearance.install(*qApp);
        Button button(appearance, u"Export"_s, ButtonRole::Secondary, Glyph::Export);
        QCOMPARE(button.sizeHint().height(), metrics::control);
        setSmall(&button);
        QCOMPARE(button.sizeHint().height(), metrics::controlSmall);
        QLineEdit field;
        QCOMPARE(field.sizeHint().height(), metrics::control);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
