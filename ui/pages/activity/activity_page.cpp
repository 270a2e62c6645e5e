// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/activity/activity_page.h"

#include "ui/models/activity_model.h"
#include "ui/pages/activity/activity_details.h"
#include "ui/pages/common/column_fit.h"
#include "ui/pages/common/list_stack.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"
#include "workspace/diagnostics.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSplitter>

namespace symbolon::ui {

ActivityPage::ActivityPage(Context &context, QWidget *parent)
    : Page(context, tr("Activity"), tr("Request, status or request ID"), parent)
    , m_model(new ActivityModel(context.workspace.activityLog(), this))
    , m_table(new TableView(context.appearance, context.clipboard, tr("Requests"), this))
    , m_details(new ActivityDetails(context, splitter()))
{
    setObjectName(QStringLiteral("activityPage"));
    auto *copy = new Button(context.appearance, tr("Copy diagnostics"), ButtonRole::Secondary, Glyph::Copy, this);
    copy->setObjectName(QStringLiteral("copyDiagnostics"));
    headerActions()->addWidget(copy);
    connect(copy, &QPushButton::clicked, this, &ActivityPage::copyDiagnostics);
    buildChips();
    setPanes(buildList(), m_details, {.list = 810, .details = 454, .leastDetails = 340});
    setBannerWanted(false);
    connect(m_model, &ActivityModel::rowsChanged, this, [this] {
        // Four times a second at most, and not at all where nobody looks.
        if (isVisible()) {
            showRows();
            m_details->showProgress();
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ActivityPage::showDetails);
    connect(&context.workspace, &workspace::Workspace::syncChanged, this, [this] {
        if (isVisible())
            m_details->showProgress();
    });
    showRows();
}

QWidget *ActivityPage::buildList()
{
    const Theme &theme = m_context.appearance.theme();
    m_table->setObjectName(QStringLiteral("activityTable"));
    m_table->setModel(m_model);
    m_table->header()->setSectionsClickable(false);
    new ColumnFit(m_table->header(),
                  {{theme.px(82), 0, false},
                   {theme.px(124), 0, true},
                   {theme.px(160), 1, false},
                   {theme.px(138), 0, false},
                   {theme.px(88), 0, true}}); // the header's child
    m_stack = new ListStack(m_context, m_table, splitter());
    connect(m_stack, &ListStack::clearFilterAsked, this, &ActivityPage::clearFilter);
    return m_stack;
}

void ActivityPage::buildChips()
{
    const auto add = [this](const QString &label, Level level) {
        auto *chip = new Chip(m_context.appearance, label, chips()->parentWidget());
        chip->setCheckable(true);
        chip->setLevel(level);
        chips()->addWidget(chip);
        connect(chip, &QAbstractButton::toggled, this, &ActivityPage::applyFilter);
        return chip;
    };
    m_failed = add(tr("Failed"), Level::High);
    m_throttled = add(tr("Asked to wait"), Level::Medium);
    m_remarks = add(tr("Remarks"), Level::Info);
}

void ActivityPage::applyFilter()
{
    m_model->setFilter(
        {filterField()->text().simplified(), m_failed->isChecked(), m_throttled->isChecked(), m_remarks->isChecked()});
    showRows();
    showDetails();
}

void ActivityPage::clearFilter()
{
    for (Chip *chip : {m_failed, m_throttled, m_remarks})
        chip->setChecked(false);
    filterField()->clear();
    applyTextNow();
}

void ActivityPage::copyDiagnostics()
{
    QString text = workspace::diagnosticsText(m_context.workspace, m_context.clock());
    if (m_context.blocks)
        text += m_context.blocks->text() + QLatin1Char('\n');
    m_context.clipboard(text);
    Q_EMIT said(tr("Copied the diagnostics: no token and no name of a person is in them."));
}

QList<QWidget *> ActivityPage::panes() const
{
    return {filterField(), m_table, m_details};
}

void ActivityPage::setCompactRows(bool compact)
{
    const int height = compact ? metrics::rowOneLineCompact : metrics::rowOneLine;
    m_table->setRowHeight(height);
    m_stack->setRowHeight(m_context.appearance.theme().px(height));
}

void ActivityPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_model->catchUp();
    showRows();
    showDetails();
    m_details->showProgress();
}

void ActivityPage::showRows()
{
    const net::ActivityLog &log = m_context.workspace.activityLog();
    ListFacts facts;
    facts.shown = m_model->rowCount();
    facts.known = log.entries().size();
    facts.narrowed = m_model->filter().isNarrow();
    facts.emptyTitle = tr("Nothing was asked of a service yet.");
    facts.filteredTitle = tr("No request matches the filter.");
    m_stack->show(facts);
    qint64 throttled = 0;
    for (const net::Activity &activity : log.entries())
        throttled += isThrottled(activity) ? 1 : 0;
    const QString all = QLocale().toString(log.total());
    setSubtitle(throttled > 0
                    ? tr("%1 requests since the start, %2 asked to wait").arg(all, QLocale().toString(throttled))
                    : tr("%1 requests since the start").arg(all));
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
    Q_EMIT selectionTextChanged();
}

void ActivityPage::showDetails()
{
    m_details->setRequest(m_model->at(m_table->currentIndex().row()));
    Q_EMIT selectionTextChanged();
}

QString ActivityPage::selectionText() const
{
    return m_model->rowCount() == 0 ? QString() : tr("1 of %1 selected").arg(m_model->rowCount());
}

} // namespace symbolon::ui
