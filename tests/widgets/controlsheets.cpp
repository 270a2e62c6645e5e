// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/iconengine.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/countbadge.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/meter.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/statepane.h"
#include "ui/widgets/tokenhalves.h"
#include "widgets/sheetparts.h"
#include "widgets/sheets.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QStringListModel>

namespace symbolon::ui {

using namespace Qt::StringLiterals;

namespace {

QWidget *form(const Appearance &appearance)
{
    auto *const pane = new Panel(appearance);
    auto *const rows = new QFormLayout(pane);
    rows->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    rows->setHorizontalSpacing(16);
    rows->setVerticalSpacing(10);
    rows->setFormAlignment(Qt::AlignTop);
    const auto add = [&](const QString &name, QWidget *field) {
        PlainLabel *const made = sheetLabel(appearance, name, TextStyle::Body, Ink::Text2);
        made->setFixedHeight(30);
        rows->addRow(made, field);
    };
    auto *const organization = new QLineEdit(u"contoso"_s);
    organization->addAction(appearance.icon(Glyph::CheckCircle, Ink::Pass), QLineEdit::TrailingPosition);
    add(u"Organization"_s, organization);
    auto *const segments = new SegmentedControl(appearance, u"Applies to"_s);
    segments->setSegments({u"Environment"_s, u"Branch"_s, u"Tag"_s, u"Pull request"_s, u"Expression"_s});
    segments->setCurrentIndex(0);
    add(u"Applies to"_s, segments);
    auto *const issuer = new QLineEdit(u"https://token.actions.githubusercontent.com"_s);
    issuer->setFont(appearance.theme().font(TextStyle::Mono));
    issuer->setReadOnly(true);
    issuer->addAction(appearance.icon(Glyph::Lock, Ink::Text3), QLineEdit::LeadingPosition);
    add(u"Issuer"_s, issuer);
    auto *const audience = new QComboBox;
    audience->addItems({u"api://AzureADTokenExchange"_s, u"api://AzureADTokenExchangeUSGov"_s});
    audience->setFont(appearance.theme().font(TextStyle::Mono));
    add(u"Audience"_s, audience);
    auto *const name = new QLineEdit(u"storefront prod"_s);
    setFieldLevel(name, Level::Critical);
    add(u"Name"_s, name);
    auto *const editable = new QComboBox;
    editable->setEditable(true);
    editable->addItems({u"production"_s});
    add(u"Environment"_s, editable);
    auto *const off = new QLineEdit(u"cannot change after creation"_s);
    off->setEnabled(false);
    add(u"Disabled"_s, off);
    auto *const why = new QPlainTextEdit;
    why->setPlaceholderText(u"At least 20 characters"_s);
    why->setFixedHeight(64);
    add(u"Why"_s, why);
    return pane;
}

QWidget *choices(const Appearance &appearance)
{
    auto *const pane = new Panel(appearance);
    auto *const column = new QVBoxLayout(pane);
    auto *const buttons = new QHBoxLayout;
    buttons->addWidget(new Button(appearance, u"Stage fix"_s, ButtonRole::Primary));
    buttons->addWidget(new Button(appearance, u"Export"_s, ButtonRole::Secondary, Glyph::Export));
    buttons->addWidget(new Button(appearance, u"Quiet"_s, ButtonRole::Quiet, Glyph::Refresh));
    buttons->addWidget(new Button(appearance, u"Delete"_s, ButtonRole::Destructive, Glyph::Delete));
    buttons->addWidget(new Button(appearance, u"Link"_s, ButtonRole::Link));
    auto *const blocked = new Button(appearance, u"Stage credential"_s, ButtonRole::Secondary, Glyph::Check);
    blocked->setBlocked(u"1 problem to fix"_s);
    buttons->addWidget(blocked);
    auto *const blockedPrimary = new Button(appearance, u"Apply 5"_s, ButtonRole::Primary);
    blockedPrimary->setBlocked(u"Needs the Application Administrator role"_s);
    buttons->addWidget(blockedPrimary);
    auto *const menu = new Button(appearance, u"All federated"_s);
    menu->setMenu(new QMenu(menu));
    buttons->addWidget(menu);
    buttons->addStretch();
    column->addLayout(buttons);
    auto *const boxes = new QHBoxLayout;
    for (int i = 0; i < 4; ++i) {
        auto *const box = new QCheckBox(u"Wildcard is meant"_s);
        box->setChecked(i % 2 == 1);
        box->setEnabled(i < 2);
        boxes->addWidget(box);
    }
    auto *const first = new QRadioButton(u"Trust an environment instead"_s);
    first->setChecked(true);
    boxes->addWidget(first);
    boxes->addWidget(new QRadioButton(u"Remove the credential"_s));
    boxes->addStretch();
    column->addLayout(boxes);
    auto *const words = new FlowLayout(nullptr);
    for (const Level level : {Level::Critical, Level::High, Level::Medium, Level::Low, Level::Info, Level::Pass,
                              Level::Failed, Level::None})
        words->addWidget(new SeverityBadge(appearance, level));
    column->addLayout(words);
    auto *const badges = new FlowLayout(nullptr);
    for (const Level level :
         {Level::Critical, Level::High, Level::Medium, Level::Low, Level::Info, Level::Pass, Level::None}) {
        auto *const badge = new Badge(appearance);
        badge->setBadge(levelWord(level), level);
        badges->addWidget(badge);
    }
    auto *const owner = new Badge(appearance);
    owner->setPrivilege(u"Directory.ReadWrite.All"_s, Level::Critical, true);
    badges->addWidget(owner);
    auto *const staged = new Badge(appearance);
    staged->setAccent(u"Fix staged"_s, Glyph::Edit);
    badges->addWidget(staged);
    auto *const five = new CountBadge(appearance);
    five->setAccent(true);
    five->setCount(5, u"Changes"_s);
    badges->addWidget(five);
    column->addLayout(badges);
    auto *const chips = new FlowLayout(nullptr);
    int count = 3;
    for (const Level level : {Level::Critical, Level::High, Level::Medium, Level::Low}) {
        auto *const made = new Chip(appearance, levelWord(level));
        made->setCheckable(true);
        made->setChecked(level == Level::High);
        made->setLevel(level);
        made->setCount(count);
        count += 3;
        chips->addWidget(made);
    }
    auto *const small = new SegmentedControl(appearance, u"Group by"_s);
    small->setSegments({u"Rule"_s, u"Identity"_s, u"Issuer"_s});
    small->setCurrentIndex(0);
    small->setSmallHeight(true);
    chips->addWidget(small);
    for (const int used : {0, 1, 9, 19, 20}) {
        auto *const meter = new Meter(appearance);
        meter->setUse(used, 20, 16);
        chips->addWidget(meter);
    }
    column->addLayout(chips);
    auto *const halves = new QHBoxLayout;
    for (const bool fitted : {true, false}) {
        auto *const verdict = new TokenHalves(appearance);
        verdict->setFitted(fitted);
        halves->addWidget(verdict);
        halves->addWidget(sheetLabel(appearance, fitted ? u"Accepted"_s : u"Refused"_s, TextStyle::Secondary,
                                     fitted ? Ink::Pass : Ink::Critical));
    }
    auto *const bar = new QProgressBar;
    bar->setTextVisible(false);
    bar->setValue(40);
    halves->addWidget(bar, 1);
    column->addLayout(halves);
    return pane;
}

Banner *banner(const Appearance &appearance, const BannerText &text, const QString &action)
{
    auto *const made = new Banner(appearance, nowhere());
    made->say(text);
    made->setAction(0, action);
    return made;
}

} // namespace

QWidget *formSheet(const Appearance &appearance)
{
    auto *const sheet = new Plane(appearance, Plane::Tone::Page);
    auto *const column = new QVBoxLayout(sheet);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(16);
    column->addWidget(choices(appearance));
    auto *const row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(form(appearance), 1, Qt::AlignTop);
    auto *const banners = new QVBoxLayout;
    banners->addWidget(
        banner(appearance,
               {Level::High, u"Reaches Owner @ sub-contoso-prod"_s, u"Approvers of this environment get it."_s, {}},
               u"Use a narrower identity"_s));
    banners->addWidget(banner(appearance, {Level::Medium, u"Takes the last slot: 20 of 20 after this"_s, {}, {}},
                              u"Merge credentials"_s));
    banners->addWidget(banner(appearance,
                              {Level::Critical, u"Microsoft Graph did not answer"_s,
                               u"The table shows what was read 12 minutes ago. Check the connection, then retry."_s,
                               u"503 ServiceUnavailable"_s},
                              u"Retry"_s));
    banners->addWidget(banner(appearance, {Level::Info, u"Nothing is written until you apply"_s, {}, {}}, {}));
    banners->addWidget(banner(appearance, {Level::Pass, u"Written 14:31:52"_s, {}, {}}, u"Undo"_s));
    PlainLabel *const paragraph = sheetLabel(
        appearance,
        u"Anyone who can push a branch to contoso/hr-sync and open a pull request gets this token before any review, "
        "and can then change every user and group in the tenant. <b>Not bold</b>"_s,
        TextStyle::Body, Ink::Text2);
    paragraph->setWordWrap(true);
    banners->addWidget(paragraph);
    banners->addWidget(new Separator(appearance));
    auto *const cut =
        sheetLabel(appearance, u"repo:contoso/platform:environment:production-with-a-long-name"_s, TextStyle::Mono);
    cut->setElide(Qt::ElideMiddle);
    cut->setMaximumWidth(240);
    banners->addWidget(cut);
    auto *const menu = new QMenu;
    menu->addAction(appearance.icon(Glyph::Copy), u"&Copy cell\tCtrl+C"_s);
    menu->addAction(u"Copy row\tCtrl+Shift+C"_s);
    menu->addSeparator();
    QAction *const compact = menu->addAction(u"Compact rows"_s);
    compact->setCheckable(true);
    compact->setChecked(true);
    menu->addAction(u"Not possible here"_s)->setEnabled(false);
    menu->addMenu(u"Open in"_s);
    menu->setActiveAction(menu->actions().constFirst());
    menu->setWindowFlags(Qt::Widget);
    banners->addWidget(menu, 0, Qt::AlignLeft);
    banners->addStretch();
    row->addLayout(banners, 1);
    column->addLayout(row, 1);
    return sheet;
}

namespace {

// What appears over a window: opened in place, since a picture of the window would not hold it.
QWidget *popups(const Appearance &appearance)
{
    auto *const pane = new Panel(appearance);
    auto *const row = new QHBoxLayout(pane);
    auto *const list = new QListView;
    list->setFrameShape(QFrame::NoFrame);
    list->setModel(new QStringListModel(
        {u"api://AzureADTokenExchange"_s, u"api://AzureADTokenExchangeUSGov"_s, u"api://AzureADTokenExchangeChina"_s},
        list));
    list->setCurrentIndex(list->model()->index(1, 0));
    row->addWidget(list);
    auto *const tip = new QLabel;
    tip->setTextFormat(Qt::AutoText);
    tip->setForegroundRole(QPalette::ToolTipText);
    tip->setBackgroundRole(QPalette::ToolTipBase);
    tip->setAutoFillBackground(true);
    tip->setMargin(6);
    tip->setFont(appearance.theme().font(TextStyle::Secondary));
    tip->setText(plainToolTip(u"<img src=x onerror=1><b>Admin</b>"_s));
    row->addWidget(tip, 0, Qt::AlignTop);
    return pane;
}

QWidget *compactTable(const Appearance &appearance)
{
    auto *const view = sheetTable(appearance, nullptr);
    view->setRowHeight(metrics::rowTwoLineCompact);
    view->setCurrentIndex(view->model()->index(2, 4));
    return view;
}

} // namespace

QWidget *stateSheet(const Appearance &appearance)
{
    auto *const sheet = new Plane(appearance, Plane::Tone::Page);
    auto *const grid = new QGridLayout(sheet);
    grid->setSpacing(16);
    grid->setContentsMargins(24, 20, 24, 20);
    int at = 0;
    const auto add = [&](StatePane::State state, const QString &title, const QString &text, const QString &action,
                         const QString &code = {}) {
        auto *const pane = new StatePane(appearance, nowhere());
        pane->setState(state, title, text, action);
        pane->setCode(code);
        grid->addWidget(pane, at / 3, at % 3);
        ++at;
    };
    add(StatePane::State::Empty, u"No identity trusts a workload yet"_s,
        u"Give an app registration its first federated credential."_s, u"New credential"_s);
    add(StatePane::State::Loading, u"Reading app registrations"_s, {}, {});
    add(StatePane::State::Filtered, u"Nothing matches the filter"_s, u"61 identities are hidden by it."_s,
        u"Clear filter"_s);
    add(StatePane::State::Error, u"Microsoft Graph refused the request"_s,
        u"Your account may not read applications. Ask for the Directory Readers role, then retry."_s, u"Retry"_s,
        u"403 Authorization_RequestDenied"_s);
    add(StatePane::State::SignedOut, u"Nobody is signed in"_s, u"Sign in to see the identities of your tenant."_s,
        u"Sign in"_s);
    grid->addWidget(popups(appearance), 1, 2);
    grid->addWidget(compactTable(appearance), 2, 0, 1, 3);
    return sheet;
}

namespace {

class IconGrid final : public QWidget
{
public:
    explicit IconGrid(const Appearance &appearance)
        : m_appearance(appearance)
    {
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Theme &theme = m_appearance.theme();
        QPainter painter(this);
        painter.fillRect(rect(), theme.surface);
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.text3);
        int at = 0;
        for (int i = 1; i <= static_cast<int>(Glyph::SortDescending); ++i, ++at) {
            const QPoint corner(20 + (at % 10) * 140, 12 + (at / 10) * 92);
            paintGlyph(&painter, QRect(corner, QSize(16, 16)), static_cast<Glyph>(i), theme.text2);
            paintGlyph(&painter, QRect(corner + QPoint(28, 0), QSize(48, 48)), static_cast<Glyph>(i), theme.text);
            painter.drawText(corner + QPoint(0, 66), glyphPath(static_cast<Glyph>(i)).section(u'/', -1));
        }
        at = 0;
        for (const Level level :
             {Level::Critical, Level::High, Level::Medium, Level::Low, Level::Info, Level::Pass, Level::Failed}) {
            const QPoint corner(20 + at * 110, 680);
            paintLevel(&painter, QRect(corner, QSize(14, 14)), level, theme);
            paintLevel(&painter, QRect(corner + QPoint(28, 0), QSize(64, 64)), level, theme);
            ++at;
        }
        for (const bool fitted : {true, false}) {
            const QPoint corner(20 + at * 110, 680);
            const QColor color = theme.level(fitted ? Level::Pass : Level::Critical).fill;
            paintTokenHalves(&painter, QRect(corner, QSize(18, 18)), fitted, color);
            paintTokenHalves(&painter, QRect(corner + QPoint(28, 0), QSize(64, 64)), fitted, color);
            ++at;
        }
        Icons::applicationIcon().paint(&painter, QRect(20, 780, 96, 96));
        Icons::applicationIcon().paint(&painter, QRect(140, 780, 32, 32));
        Icons::applicationIcon().paint(&painter, QRect(200, 780, 16, 16));
    }

private:
    const Appearance &m_appearance;
};

} // namespace

QWidget *iconSheet(const Appearance &appearance)
{
    return new IconGrid(appearance);
}

} // namespace symbolon::ui
