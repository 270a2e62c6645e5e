// SPDX-License-Identifier: Apache-2.0
#include "widgets/sheets.h"

#include "ui/theme/iconengine.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/countbadge.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/meter.h"
#include "ui/widgets/pagetitle.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/statepane.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/thinprogress.h"
#include "ui/widgets/tile.h"
#include "ui/widgets/tokenhalves.h"
#include "widgets/samplemodel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QSplitter>
#include <QStringListModel>
#include <QTabBar>

namespace symbolon::ui {

using namespace Qt::StringLiterals;

namespace {

const ClipboardWriter nowhere = [](const QString &) {};

PlainLabel *label(const Appearance &appearance, const QString &text, TextStyle style = TextStyle::Body,
                  Ink ink = Ink::Text)
{
    auto *const made = new PlainLabel(appearance, style, ink);
    made->setValue(text);
    return made;
}

Chip *chip(const Appearance &appearance, const QString &text, const QString &value = {})
{
    auto *const made = new Chip(appearance, text);
    made->setChevron(true);
    if (!value.isEmpty())
        made->setValue(value);
    return made;
}

QWidget *topBar(const Appearance &appearance)
{
    auto *const bar = new Plane(appearance, Plane::Tone::Window, Qt::BottomEdge);
    bar->setFixedHeight(44);
    auto *const row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 1);
    auto *const mark = new IconButton(appearance, Glyph::Symbolon, u"Symbolon"_s);
    mark->setGlyph(Glyph::Symbolon, Ink::Accent);
    row->addWidget(mark);
    row->addWidget(label(appearance, u"Symbolon"_s, TextStyle::BodySemibold));
    row->addSpacing(40);
    auto *const menus = new QMenuBar;
    setPlane(menus, Plane::Tone::Window);
    for (const QString &name : {u"&File"_s, u"&Edit"_s, u"&View"_s, u"&Identity"_s, u"&Help"_s})
        menus->addMenu(name);
    menus->setNativeMenuBar(false);
    row->addWidget(menus, 0, Qt::AlignVCenter);
    auto *const search = new SearchField(appearance, u"Search identities, issuers, commands"_s);
    search->setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_K));
    search->setFixedWidth(360);
    row->addWidget(search);
    row->addStretch();
    auto *const cloud = new QToolButton;
    setButtonRole(cloud, ButtonRole::Surface);
    cloud->setIcon(appearance.icon(Glyph::Cloud));
    cloud->setText(u"Azure public"_s);
    cloud->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    row->addWidget(cloud);
    return bar;
}

QWidget *pageHead(const Appearance &appearance)
{
    auto *const head = new Plane(appearance, Plane::Tone::Page, Qt::BottomEdge);
    auto *const column = new QVBoxLayout(head);
    column->setContentsMargins(20, 8, 20, 11);
    column->setSpacing(12);
    auto *const first = new QHBoxLayout;
    auto *const title = new PageTitle(appearance, u"Identities"_s);
    title->setSubtitle(u"14 with federated credentials, of 61"_s);
    first->addWidget(title, 1);
    first->setSpacing(8);
    first->addWidget(new Button(appearance, u"Export"_s, ButtonRole::Secondary, Glyph::Export));
    first->addWidget(new Button(appearance, u"New credential"_s, ButtonRole::Primary, Glyph::Add));
    column->addLayout(first);
    auto *const second = new QHBoxLayout;
    second->setSpacing(8);
    auto *const filter = new SearchField(appearance, u"Name, client ID, issuer or subject"_s, Glyph::Filter);
    filter->setFixedWidth(268);
    second->addWidget(filter);
    second->addWidget(chip(appearance, u"Credentials"_s, u"1 or more"_s));
    for (const QString &name : {u"Kind"_s, u"Platform"_s, u"Privilege"_s, u"Risk"_s, u"Last sign-in"_s})
        second->addWidget(chip(appearance, name));
    second->addWidget(new Button(appearance, u"Filter"_s, ButtonRole::Link, Glyph::Add));
    second->addStretch();
    second->addWidget(label(appearance, u"Sorted by risk"_s, TextStyle::Secondary, Ink::Text3));
    auto *const columns = new IconButton(appearance, Glyph::Columns, u"Columns"_s);
    setButtonRole(columns, ButtonRole::Secondary);
    second->addWidget(columns);
    column->addLayout(second);
    return head;
}

TableView *table(const Appearance &appearance, QWidget *parent)
{
    auto *const view = new TableView(appearance, nowhere, u"Identities"_s, parent);
    auto *const model = sampleIdentities(view);
    view->setModel(model);
    for (int i = 0; i < model->columns().size(); ++i)
        view->setColumnWidth(i, model->columns()[i].width);
    view->setSortingEnabled(true);
    view->header()->setSortIndicator(5, Qt::DescendingOrder);
    view->selectRow(0);
    return view;
}

QTabBar *tabs(const Appearance &appearance)
{
    auto *const bar = new QTabBar;
    bar->setDrawBase(false);
    bar->setExpanding(false);
    for (const QString &name : {u"Credentials"_s, u"Permissions"_s, u"Flow"_s, u"Risks"_s, u"History"_s})
        bar->addTab(name);
    auto *const many = new CountBadge(appearance);
    many->setCount(19, u"Credentials"_s);
    bar->setTabButton(0, QTabBar::RightSide, many);
    auto *const few = new CountBadge(appearance);
    few->setCount(5, u"Risks"_s);
    bar->setTabButton(3, QTabBar::RightSide, few);
    return bar;
}

QWidget *credentialDetails(const Appearance &appearance)
{
    auto *const pane = new Plane(appearance, Plane::Tone::Sunken, Qt::TopEdge);
    auto *const column = new QVBoxLayout(pane);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(0);
    auto *const head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(label(appearance, u"main-branch"_s, TextStyle::BodySemibold));
    auto *const why = new SeverityBadge(appearance);
    why->setLevel(Level::Medium, u"Not bound to an environment"_s);
    head->addWidget(why);
    head->addStretch();
    column->addLayout(head);
    column->addSpacing(6);
    const QList<QPair<QString, QString>> fields{{u"Issuer"_s, u"https://token.actions.githubusercontent.com"_s},
                                                {u"Subject"_s, u"repo:contoso/platform:ref:refs/heads/main"_s},
                                                {u"Audience"_s, u"api://AzureADTokenExchange"_s}};
    for (const auto &entry : fields) {
        auto *const field = new CopyableField(appearance, nowhere, entry.first);
        field->setLabelWidth(52);
        field->setValueStyle(TextStyle::MonoSmall);
        field->setValue(entry.second);
        column->addWidget(field);
    }
    column->addSpacing(8);
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    auto *const edit = new Button(appearance, u"Edit"_s, ButtonRole::Secondary, Glyph::Edit);
    auto *const flow = new Button(appearance, u"Flow"_s, ButtonRole::Secondary, Glyph::Flow);
    auto *const remove = new Button(appearance, u"Stage removal"_s, ButtonRole::Destructive, Glyph::Delete);
    for (Button *button : {edit, flow, remove})
        setSmall(button);
    buttons->addWidget(edit);
    buttons->addWidget(flow);
    buttons->addStretch();
    buttons->addWidget(remove);
    column->addLayout(buttons);
    return pane;
}

QWidget *details(const Appearance &appearance)
{
    auto *const pane = new Plane(appearance, Plane::Tone::Surface);
    auto *const column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *const top = new QVBoxLayout;
    top->setContentsMargins(16, 14, 16, 8);
    top->setSpacing(2);
    auto *const head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new Tile(appearance, Glyph::App, Ink::Accent, 30));
    auto *const names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(label(appearance, u"gh-platform-deploy"_s, TextStyle::Section));
    names->addWidget(
        label(appearance, u"App registration, created 2 Mar 2023 by d.novak"_s, TextStyle::Caption, Ink::Text3));
    head->addLayout(names);
    head->addStretch();
    head->addWidget(new IconButton(appearance, Glyph::More, u"More"_s));
    top->addLayout(head);
    top->addSpacing(6);
    for (const QString &name : {u"Client ID"_s, u"Object ID"_s}) {
        auto *const field = new CopyableField(appearance, nowhere, name);
        field->setLabelWidth(54);
        field->setValue(u"4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1"_s);
        top->addWidget(field);
    }
    column->addLayout(top);
    auto *const tabRow = new Plane(appearance, Plane::Tone::Surface, Qt::BottomEdge);
    auto *const tabLayout = new QHBoxLayout(tabRow);
    tabLayout->setContentsMargins(10, 0, 0, 0);
    tabLayout->addWidget(tabs(appearance));
    column->addWidget(tabRow);
    auto *const use = new QVBoxLayout;
    use->setSpacing(8);
    use->setContentsMargins(16, 12, 16, 8);
    auto *const useHead = new QHBoxLayout;
    auto *const used = new SeverityBadge(appearance);
    used->setTextStyle(TextStyle::BodySemibold);
    used->setLevel(Level::Medium, u"19 of 20 used"_s);
    useHead->addWidget(used);
    useHead->addStretch();
    useHead->addWidget(new Button(appearance, u"Merge with a flexible expression"_s, ButtonRole::Link));
    use->addLayout(useHead);
    auto *const meter = new Meter(appearance);
    meter->setUse(19, 20, 16);
    meter->setFiguresVisible(false);
    use->addWidget(meter);
    auto *const find = new QHBoxLayout;
    auto *const filter = new SearchField(appearance, u"Filter 19 credentials"_s);
    filter->setSmallField();
    find->addWidget(filter);
    auto *const add = new Button(appearance, u"Add"_s, ButtonRole::Secondary, Glyph::Add);
    setSmall(add);
    find->addWidget(add);
    use->addLayout(find);
    column->addLayout(use);
    auto *const list = new QListView;
    list->setFrameShape(QFrame::NoFrame);
    auto *const delegate = new CellDelegate(appearance, list);
    delegate->setRowHeight(42);
    list->setItemDelegate(delegate);
    list->setModel(sampleCredentials(list));
    list->setCurrentIndex(list->model()->index(3, 0));
    column->addWidget(list, 1);
    column->addWidget(credentialDetails(appearance));
    return pane;
}

} // namespace

QWidget *tableSheet(const Appearance &appearance)
{
    auto *const sheet = new Plane(appearance, Plane::Tone::Page);
    auto *const column = new QVBoxLayout(sheet);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(topBar(appearance));
    column->addWidget(pageHead(appearance));
    auto *const progress = new ThinProgress(appearance);
    progress->setFraction(0.4);
    column->addWidget(progress);
    auto *const splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(table(appearance, splitter));
    splitter->addWidget(details(appearance));
    splitter->setSizes({1039, 400});
    splitter->setStretchFactor(0, 1);
    column->addWidget(splitter, 1);
    return sheet;
}

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
        PlainLabel *const made = label(appearance, name, TextStyle::Body, Ink::Text2);
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
        halves->addWidget(label(appearance, fitted ? u"Accepted"_s : u"Refused"_s, TextStyle::Secondary,
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
    auto *const made = new Banner(appearance, nowhere);
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
    PlainLabel *const paragraph = label(
        appearance,
        u"Anyone who can push a branch to contoso/hr-sync and open a pull request gets this token before any review, "
        "and can then change every user and group in the tenant. <b>Not bold</b>"_s,
        TextStyle::Body, Ink::Text2);
    paragraph->setWordWrap(true);
    banners->addWidget(paragraph);
    banners->addWidget(new Separator(appearance));
    auto *const cut =
        label(appearance, u"repo:contoso/platform:environment:production-with-a-long-name"_s, TextStyle::Mono);
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
    menu->setActiveAction(menu->actions().first());
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
    auto *const view = table(appearance, nullptr);
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
        auto *const pane = new StatePane(appearance, nowhere);
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
