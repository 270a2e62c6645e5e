// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/appearance.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/countbadge.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/meter.h"
#include "ui/widgets/pagetitle.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/statepane.h"
#include "ui/widgets/thinprogress.h"
#include "ui/widgets/tokenhalves.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextDocument>
#include <QVBoxLayout>

#include <memory>

using namespace symbolon::ui;
using namespace Qt::StringLiterals;

namespace {

const QString hostile = u"<img src=x onerror=1><b>Admin</b>"_s;

QString accessibleName(QWidget *widget)
{
    return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
}

} // namespace

class TestWidgets final : public QObject
{
    Q_OBJECT

    QWidget *named(int which)
    {
        switch (which) {
        case 0:
            return new SeverityBadge(*m_appearance, Level::Critical);
        case 1: {
            auto *const badge = new SeverityBadge(*m_appearance);
            badge->setLevel(Level::Critical, u"1 problem to fix"_s);
            return badge;
        }
        case 2: {
            auto *const badge = new Badge(*m_appearance);
            badge->setPrivilege(u"Owner"_s, Level::Critical, true);
            return badge;
        }
        case 3: {
            auto *const meter = new Meter(*m_appearance);
            meter->setUse(19, 20, 16);
            return meter;
        }
        case 4: {
            auto *const count = new CountBadge(*m_appearance);
            count->setCount(5, u"Risks"_s);
            return count;
        }
        case 5: {
            auto *const halves = new TokenHalves(*m_appearance);
            halves->setFitted(false);
            return halves;
        }
        case 6:
            return new SearchField(*m_appearance, u"Name or subject"_s);
        case 7:
            return new IconButton(*m_appearance, Glyph::Columns, u"Columns"_s);
        case 8: {
            auto *const title = new PageTitle(*m_appearance, u"Identities"_s);
            title->setSubtitle(u"14 of 61"_s);
            return title;
        }
        case 9: {
            auto *const chip = new Chip(*m_appearance, u"Kind"_s);
            chip->setValue(u"App registration"_s);
            return chip;
        }
        default:
            return new ThinProgress(*m_appearance);
        }
    }

    std::unique_ptr<Appearance> m_appearance;
    ClipboardWriter m_clipboard;
    QStringList m_copied;

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance = std::make_unique<Appearance>(QApplication::font(), [] { return false; });
        m_appearance->install(*qApp);
        m_clipboard = [this](const QString &text) { m_copied.append(text); };
    }

    void init() { m_copied.clear(); }

    void labelsShowMarkupAsText_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("shown");
        QTest::newRow("markup") << hostile << hostile;
        QTest::newRow("right-to-left override") << u"a\u202Eb"_s << u"a⟨U+202E⟩b"_s;
        QTest::newRow("line feed") << u"a\nb"_s << u"a⟨U+000A⟩b"_s;
        QTest::newRow("ampersand") << u"R&D"_s << u"R&D"_s;
    }

    void labelsShowMarkupAsText()
    {
        QFETCH(QString, value);
        QFETCH(QString, shown);
        PlainLabel label(*m_appearance);
        label.setValue(value);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(label.text(), shown);
        QCOMPARE(label.value(), value);
        // As wide as its characters: interpreted markup would be narrower.
        QVERIFY(label.sizeHint().width() >= QFontMetrics(label.font()).horizontalAdvance(shown));
    }

    void toolTipsShowMarkupAsText()
    {
        const QString tip = plainToolTip(hostile + u"\nsecond line\u200B"_s);
        QTextDocument document; // what a tool tip does with rich text
        document.setHtml(tip);
        QCOMPARE(document.toPlainText(), hostile + u"\nsecond line⟨U+200B⟩"_s);
        QVERIFY(plainToolTip({}).isEmpty());

        QWidget widget;
        setPlainToolTip(&widget, hostile);
        document.setHtml(widget.toolTip());
        QCOMPARE(document.toPlainText(), hostile);
        QCOMPARE(QAccessible::queryAccessibleInterface(&widget)->text(QAccessible::Description), hostile);
    }

    void elidedLabelHasAToolTip()
    {
        PlainLabel label(*m_appearance, TextStyle::Mono);
        label.setElide(Qt::ElideMiddle);
        label.setValue(u"repo:contoso/platform:environment:production"_s);
        label.show();
        label.resize(1000, 20);
        QVERIFY(!label.isElided());
        QVERIFY(label.toolTip().isEmpty());
        label.resize(80, 20);
        QVERIFY(label.isElided());
        QVERIFY(label.toolTip().contains(u"environment:production"_s));
        label.resize(1000, 20);
        QVERIFY(label.toolTip().isEmpty());
        label.setToolTip(u"own"_s);
        label.resize(80, 20);
        QCOMPARE(label.toolTip(), u"own"_s);
    }

    void wrappedLabelKeepsItsLineHeight()
    {
        PlainLabel label(*m_appearance, TextStyle::Body);
        label.setWordWrap(true);
        label.setValue(u"one two three four five six seven eight nine ten\nsecond paragraph"_s);
        const int line = m_appearance->theme().lineHeight(TextStyle::Body);
        QCOMPARE(label.heightForWidth(5000), 2 * line);
        QVERIFY(label.heightForWidth(120) >= 4 * line);
        QCOMPARE(label.heightForWidth(120) % line, 0);
        // A word longer than the line is broken, not cut.
        label.setValue(QString(200, u'x'));
        QVERIFY(label.heightForWidth(100) > 5 * line);
    }

    void wrappedLabelIsNeverCut_data()
    {
        QTest::addColumn<int>("align");
        QTest::addColumn<int>("layoutAlign");
        QTest::addColumn<int>("widest");
        QTest::newRow("plain") << 0 << 0 << 0;
        QTest::newRow("centred") << int(Qt::AlignHCenter) << 0 << 0;
        QTest::newRow("narrower than its layout") << int(Qt::AlignHCenter) << 0 << 180;
        QTest::newRow("layout at the top") << 0 << int(Qt::AlignTop) << 0;
    }

    void wrappedLabelIsNeverCut()
    {
        QFETCH(int, align);
        QFETCH(int, layoutAlign);
        QFETCH(int, widest);
        QWidget box;
        auto *const column = new QVBoxLayout(&box);
        column->setAlignment(Qt::Alignment(layoutAlign));
        auto *const label = new PlainLabel(*m_appearance);
        label->setWordWrap(true);
        if (widest > 0)
            label->setMaximumWidth(widest);
        column->addWidget(label, 0, Qt::Alignment(align));
        column->addStretch(1);
        label->setValue(QString(u"Who can push to the repository can sign in as this identity. "_s).repeated(12));
        for (const int width : {900, 300, 620}) {
            box.resize(width, 900);
            box.show();
            QTRY_COMPARE(label->height(), label->heightForWidth(label->width()));
        }
        label->setValue(u"Short."_s);
        QTRY_COMPARE(label->height(), m_appearance->theme().lineHeight(TextStyle::Body));
    }

    void narrowBannerShowsAllOfItself()
    {
        QWidget box;
        auto *const column = new QVBoxLayout(&box);
        auto *const banner = new Banner(*m_appearance, m_clipboard);
        banner->setFixedWidth(260);
        column->addWidget(banner, 0, Qt::AlignHCenter);
        column->addStretch(1);
        box.resize(900, 600);
        box.show();
        banner->say({Level::Critical,
                     u"The connection failed"_s,
                     u"The demo tenant did not complete the sign-in. Check the connection, then sign in again."_s,
                     {}});
        QTRY_VERIFY(banner->height() >= banner->layout()->totalHeightForWidth(260));
        QVERIFY(banner->height() > 70);
    }

    void tabMakesRoomForItsCount()
    {
        QTabBar bar;
        bar.addTab(u"Credentials"_s);
        auto *const count = new CountBadge(*m_appearance);
        bar.setTabButton(0, QTabBar::RightSide, count);
        bar.show();
        const int without = bar.tabRect(0).width();
        count->setCount(19, u"Credentials"_s);
        QVERIFY(bar.tabRect(0).width() > without + 15);
        QVERIFY(bar.tabRect(0).contains(count->geometry()));
        QVERIFY(count->isVisible());
        count->clear();
        QCOMPARE(bar.tabRect(0).width(), without);
    }

    void tabOfAHiddenPageMakesRoomWhenShown()
    {
        QTabWidget tabs;
        tabs.addTab(new QWidget, u"Credentials"_s);
        tabs.addTab(new QWidget, u"Flow"_s);
        auto *const count = new CountBadge(*m_appearance, tabs.tabBar());
        tabs.tabBar()->setTabButton(0, QTabBar::RightSide, count);
        count->setCount(19, u"Credentials"_s);
        tabs.show();
        QVERIFY(count->isVisible());
        QCOMPARE(count->size(), count->sizeHint());
        QVERIFY(tabs.tabBar()->tabRect(0).contains(count->geometry()));
        const QPoint inside = count->geometry().topLeft() + QPoint(count->height() / 2, 2);
        QCOMPARE(tabs.tabBar()->grab().toImage().pixelColor(inside), m_appearance->theme().badge);
    }

    void selectableLabelCopiesByKeyboard()
    {
        PlainLabel label(*m_appearance, TextStyle::Mono);
        label.setSelectable(true);
        label.setValue(hostile);
        label.setSelection(0, 4);
        QCOMPARE(label.selectedText(), u"<img"_s);
        QVERIFY((label.focusPolicy() & Qt::TabFocus) != 0);
        QCOMPARE(accessibleName(&label), hostile);
    }

    void copyButtonCopiesExactly()
    {
        CopyButton button(*m_appearance, m_clipboard, u"subject"_s);
        QVERIFY(!button.isEnabled());
        const QString value = u"repo:a/b\u202E "_s;
        button.setValue(value);
        QCOMPARE(button.accessibleName(), u"Copy subject"_s);
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(m_copied, QStringList{value});
        QCOMPARE(button.accessibleDescription(), u"Copied"_s);
        // A new value is not copied yet.
        button.setValue(u"other"_s);
        QVERIFY(button.accessibleDescription().isEmpty());
    }

    void copyableField()
    {
        CopyableField field(*m_appearance, m_clipboard, u"Client ID"_s);
        field.setValue(hostile);
        QCOMPARE(field.value(), hostile);
        QCOMPARE(field.accessibleName(), u"Client ID"_s);
        QCOMPARE(field.accessibleDescription(), hostile);
        auto *const button = field.findChild<CopyButton *>();
        QCOMPARE(button->accessibleName(), u"Copy Client ID"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(m_copied, QStringList{hostile});
    }

    void accessibleNames_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("name");
        QTest::newRow("severity") << 0 << u"Critical"_s;
        QTest::newRow("severity with a word") << 1 << u"1 problem to fix"_s;
        QTest::newRow("privilege") << 2 << u"Owner, tier 0"_s;
        QTest::newRow("meter") << 3 << u"19 of 20 used"_s;
        QTest::newRow("count") << 4 << u"Risks: 5"_s;
        QTest::newRow("halves") << 5 << u"Refused"_s;
        QTest::newRow("search") << 6 << u"Name or subject"_s;
        QTest::newRow("icon button") << 7 << u"Columns"_s;
        QTest::newRow("title") << 8 << u"Identities, 14 of 61"_s;
        QTest::newRow("chip") << 9 << u"Kind: App registration"_s;
        QTest::newRow("progress") << 10 << u"Progress"_s;
    }

    void accessibleNames()
    {
        QFETCH(int, which);
        QFETCH(QString, name);
        const std::unique_ptr<QWidget> widget(named(which));
        QCOMPARE(accessibleName(widget.get()), name);
    }

    void severityWordGoesIntoTheToolTip()
    {
        SeverityBadge badge(*m_appearance, Level::High);
        const int wide = badge.sizeHint().width();
        badge.setWordVisible(false);
        QVERIFY(badge.sizeHint().width() < wide);
        QVERIFY(badge.toolTip().contains(u"High"_s));
    }

    void meterTurnsAmber_data()
    {
        QTest::addColumn<int>("value");
        QTest::addColumn<int>("from");
        QTest::addColumn<bool>("amber");
        QTest::newRow("below") << 15 << 16 << false;
        QTest::newRow("at") << 16 << 16 << true;
        QTest::newRow("full") << 20 << 16 << true;
        QTest::newRow("no threshold") << 20 << 0 << false;
    }

    void meterTurnsAmber()
    {
        QFETCH(int, value);
        QFETCH(int, from);
        QFETCH(bool, amber);
        Meter meter(*m_appearance);
        meter.setUse(value, 20, from);
        QCOMPARE(meter.isAmber(), amber);
        meter.resize(meter.sizeHint());
        const QColor fill = meter.grab().toImage().pixelColor(6, meter.height() / 2);
        QCOMPARE(fill.name(),
                 (amber ? m_appearance->theme().level(Level::Medium).fill : m_appearance->theme().accent).name());
    }

    void blockedButtonSaysWhy()
    {
        Button button(*m_appearance, u"Delete"_s, ButtonRole::Destructive, Glyph::Delete);
        button.setBlocked(u"Needs <Application Administrator>"_s);
        QVERIFY(!button.isEnabled());
        QCOMPARE(button.accessibleDescription(), u"Needs <Application Administrator>"_s);
        QVERIFY(button.toolTip().contains(u"&lt;Application Administrator&gt;"_s));
        button.setBlocked({});
        QVERIFY(button.isEnabled());
        QVERIFY(button.toolTip().isEmpty());
    }

    void chipInForceCanBeCleared()
    {
        Chip chip(*m_appearance, u"Kind"_s);
        chip.setChevron(true);
        const QSignalSpy clicked(&chip, &QAbstractButton::clicked);
        const QSignalSpy cleared(&chip, &Chip::cleared);
        QTest::keyClick(&chip, Qt::Key_Delete);
        QCOMPARE(cleared.size(), 0);
        QTest::keyClick(&chip, Qt::Key_Space);
        QCOMPARE(clicked.size(), 1);
        QVERIFY(!chip.isChecked());

        chip.setValue(u"App registration"_s);
        QVERIFY(chip.isChecked());
        QTest::keyClick(&chip, Qt::Key_Delete);
        QCOMPARE(cleared.size(), 1);
        // Opening the choice again does not take the filter out of force.
        QTest::keyClick(&chip, Qt::Key_Space);
        QCOMPARE(clicked.size(), 2);
        QVERIFY(chip.isChecked());

        chip.resize(chip.sizeHint());
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(chip.width() - 14, chip.height() / 2));
        QCOMPARE(cleared.size(), 2);
        QCOMPARE(clicked.size(), 2);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(20, chip.height() / 2));
        QCOMPARE(clicked.size(), 3);
        chip.setValue({});
        QVERIFY(!chip.isChecked());
    }

    void chipWithoutChoiceToggles()
    {
        Chip chip(*m_appearance, u"Critical"_s);
        chip.setCheckable(true);
        chip.setLevel(Level::Critical);
        chip.setCount(3);
        QCOMPARE(chip.accessibleName(), u"Critical: 3"_s);
        QTest::keyClick(&chip, Qt::Key_Space);
        QVERIFY(chip.isChecked());
        QTest::mouseClick(&chip, Qt::LeftButton);
        QVERIFY(!chip.isChecked());
    }

    void segmentsMoveByArrows()
    {
        SegmentedControl control(*m_appearance, u"Applies to"_s);
        control.setSegments({u"Environment"_s, u"Branch"_s, u"Tag"_s});
        control.setCurrentIndex(0);
        control.show();
        QVERIFY(QTest::qWaitForWindowExposed(&control));
        const QSignalSpy changed(&control, &SegmentedControl::currentChanged);
        const auto segments = control.findChildren<QAbstractButton *>();
        QCOMPARE(segments.size(), 3);
        QCOMPARE(segments[1]->accessibleName(), u"Applies to: Branch"_s);
        segments[0]->setFocus();
        QTest::keyClick(segments[0], Qt::Key_Right);
        QCOMPARE(control.currentIndex(), 1);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toInt(), 1);
    }

    void bannerListsLines()
    {
        Banner banner(*m_appearance, m_clipboard);
        const auto lines = [&banner] {
            QStringList all;
            for (const PlainLabel *label : banner.findChildren<PlainLabel *>()) {
                if (label->isVisibleTo(&banner))
                    all << label->value();
            }
            return all;
        };
        banner.say({.level = Level::Info, .title = u"Title"_s, .text = {}, .details = {}, .lines = {u"a"_s, u"b"_s}});
        QCOMPARE(lines(), (QStringList{u"Title"_s, u"a"_s, u"b"_s}));
        QCOMPARE(banner.accessibleDescription(), u"Title a b"_s);
        banner.say({.level = Level::Info, .title = u"Title"_s, .text = {}, .details = {}, .lines = {u"c"_s}});
        QCOMPARE(lines(), (QStringList{u"Title"_s, u"c"_s}));
        banner.say({.level = Level::Info, .title = u"Title"_s, .text = u"text"_s, .details = {}});
        QCOMPARE(lines(), (QStringList{u"Title"_s, u"text"_s}));
    }

    void bannerSaysAndActs()
    {
        Banner banner(*m_appearance, m_clipboard);
        QVERIFY(banner.isHidden());
        banner.say({Level::Critical, hostile, u"Check the connection."_s, u"503 ServiceUnavailable"_s});
        banner.setAction(0, u"Retry"_s);
        QVERIFY(!banner.isHidden());
        QCOMPARE(banner.accessibleName(), u"Critical"_s);
        QCOMPARE(banner.accessibleDescription(), hostile + u" Check the connection."_s);
        const QSignalSpy triggered(&banner, &Banner::actionTriggered);
        for (Button *button : banner.findChildren<Button *>()) {
            if (button->text() == u"Retry")
                QTest::keyClick(button, Qt::Key_Space);
        }
        QCOMPARE(triggered.size(), 1);
        QTest::keyClick(banner.findChild<CopyButton *>(), Qt::Key_Space);
        QCOMPARE(m_copied, QStringList{u"503 ServiceUnavailable"_s});
        for (PlainLabel *label : banner.findChildren<PlainLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void statePaneOffersOneWayOnward()
    {
        StatePane pane(*m_appearance, m_clipboard);
        pane.setState(StatePane::State::Error, u"Graph refused the request"_s, hostile, u"Retry"_s);
        pane.setCode(u"403 Authorization_RequestDenied"_s);
        QCOMPARE(pane.accessibleName(), u"Graph refused the request"_s);
        const QSignalSpy triggered(&pane, &StatePane::actionTriggered);
        QTest::keyClick(pane.findChild<Button *>(), Qt::Key_Space);
        QCOMPARE(triggered.size(), 1);
        QTest::keyClick(pane.findChild<CopyButton *>(), Qt::Key_Space);
        QCOMPARE(m_copied, QStringList{u"403 Authorization_RequestDenied"_s});
        pane.setState(StatePane::State::Filtered, u"Nothing matches"_s);
        QVERIFY(pane.findChild<Button *>()->isHidden());
        QVERIFY(pane.findChild<CopyButton *>()->parentWidget()->isHidden());
    }

    void searchFieldClearsByEscape()
    {
        SearchField field(*m_appearance, u"Name or subject"_s);
        field.setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_K));
        field.setText(u"prod"_s);
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
        QCOMPARE(field.accessibleDescription(), QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText));
    }

    void flowLayoutWraps()
    {
        QWidget box;
        auto *const flow = new FlowLayout(&box, 8, 8);
        QList<QWidget *> items;
        for (int i = 0; i < 3; ++i) {
            auto *const item = new QWidget;
            item->setFixedSize(100, i == 1 ? 30 : 20);
            flow->addWidget(item);
            items.append(item);
        }
        QCOMPARE(flow->heightForWidth(400), 30);
        QCOMPARE(flow->heightForWidth(210), 30 + 8 + 20);
        QCOMPARE(flow->heightForWidth(10), 20 + 8 + 30 + 8 + 20);
        flow->setGeometry(QRect(0, 0, 210, 100));
        QCOMPARE(items[0]->geometry(), QRect(0, 5, 100, 20));
        QCOMPARE(items[1]->geometry(), QRect(108, 0, 100, 30));
        QCOMPARE(items[2]->geometry(), QRect(0, 38, 100, 20));
        items[1]->hide();
        QCOMPARE(flow->heightForWidth(210), 20);
    }

    void thinProgressTakesItsPlaceWhenIdle()
    {
        ThinProgress progress(*m_appearance);
        const int idle = progress.sizeHint().height();
        progress.resize(100, 2);
        progress.setFraction(0.5);
        const QImage half = progress.grab().toImage();
        QCOMPARE(half.pixelColor(20, 1), m_appearance->theme().accent);
        QCOMPARE(half.pixelColor(80, 1), m_appearance->theme().accentSoft);
        progress.setBusy();
        QVERIFY(!progress.isIdle());
        progress.setIdle();
        QCOMPARE(progress.sizeHint().height(), idle);
        QCOMPARE(progress.height(), 2);
    }

    void labelsFollowTheTheme()
    {
        PlainLabel label(*m_appearance, TextStyle::Body, Ink::Accent);
        QCOMPARE(label.palette().color(QPalette::WindowText), m_appearance->theme().accent);
        m_appearance->setChoice(Appearance::Choice::Dark);
        QCOMPARE(label.palette().color(QPalette::WindowText), QColor::fromRgb(0x62C6DC));
        m_appearance->setChoice(Appearance::Choice::System);
    }

    void cleanupTestCase() { m_appearance.reset(); }
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
