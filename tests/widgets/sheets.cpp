// SPDX-License-Identifier: Apache-2.0
#include "widgets/sheets.h"

#include "ui/widgets/button.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/countbadge.h"
#include "ui/widgets/meter.h"
#include "ui/widgets/pagetitle.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/thinprogress.h"
#include "ui/widgets/tile.h"
#include "widgets/samplemodel.h"
#include "widgets/sheetparts.h"

#include <QHBoxLayout>
#include <QListView>
#include <QMenuBar>
#include <QSplitter>
#include <QTabBar>

namespace symbolon::ui {

using namespace Qt::StringLiterals;

namespace {

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
    row->addWidget(sheetLabel(appearance, u"Symbolon"_s, TextStyle::BodySemibold));
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
    second->addWidget(sheetLabel(appearance, u"Sorted by risk"_s, TextStyle::Secondary, Ink::Text3));
    auto *const columns = new IconButton(appearance, Glyph::Columns, u"Columns"_s);
    setButtonRole(columns, ButtonRole::Secondary);
    second->addWidget(columns);
    column->addLayout(second);
    return head;
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
    head->addWidget(sheetLabel(appearance, u"main-branch"_s, TextStyle::BodySemibold));
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
        auto *const field = new CopyableField(appearance, nowhere(), entry.first);
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
    names->addWidget(sheetLabel(appearance, u"gh-platform-deploy"_s, TextStyle::Section));
    names->addWidget(
        sheetLabel(appearance, u"App registration, created 2 Mar 2023 by d.novak"_s, TextStyle::Caption, Ink::Text3));
    head->addLayout(names);
    head->addStretch();
    head->addWidget(new IconButton(appearance, Glyph::More, u"More"_s));
    top->addLayout(head);
    top->addSpacing(6);
    for (const QString &name : {u"Client ID"_s, u"Object ID"_s}) {
        auto *const field = new CopyableField(appearance, nowhere(), name);
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
    splitter->addWidget(sheetTable(appearance, splitter));
    splitter->addWidget(details(appearance));
    splitter->setSizes({1039, 400});
    splitter->setStretchFactor(0, 1);
    column->addWidget(splitter, 1);
    return sheet;
}

} // namespace symbolon::ui
