// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/findings/findings_page.h"

#include "ui/models/findings_model.h"
#include "ui/models/severity_level.h"
#include "ui/pages/common/column_fit.h"
#include "ui/pages/common/list_stack.h"
#include "ui/pages/common/tree_view.h"
#include "ui/pages/findings/finding_details.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/searchfield.h"

#include <QHeaderView>
#include <QSplitter>

namespace symbolon::ui {

namespace {
using Column = FindingsModel::Column;
constexpr int headingHeight = 34;
constexpr int severityWidth = 98;
constexpr int objectLeast = 220;
constexpr int evidenceLeast = 120;
constexpr int rowInset = 48; // rows stand under the titles of their rules
constexpr int shortGroup = 4;
} // namespace

FindingsPage::FindingsPage(Context &context, QWidget *parent)
    : Page(context, tr("Findings"), tr("Rule, identity or evidence"), parent)
    , m_model(new FindingsModel(context.worker, ruleTitles(context.workspace.ruleBook()), this))
    , m_tree(new TreeView(context.appearance, context.clipboard, tr("Findings by rule"), this))
    , m_details(new FindingDetails(context, splitter()))
{
    setObjectName(QStringLiteral("findingsPage"));
    buildChips();
    setPanes(buildList(), m_details, {.list = 828, .details = 436, .leastDetails = 340});
    connect(m_model, &FindingsModel::rowsChanged, this, &FindingsPage::showRows);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &FindingsPage::showDetails);
    connect(m_details, &FindingDetails::previousAsked, this, [this] { step(-1); });
    connect(m_details, &FindingDetails::nextAsked, this, [this] { step(1); });
    connect(&context.workspace, &workspace::Workspace::identitiesChanged, this,
            [this] { m_model->setSource(m_context.workspace.identities()); });
    connect(&context.workspace, &workspace::Workspace::syncChanged, this, &FindingsPage::showRows);
    m_model->setSource(context.workspace.identities());
    showRows();
}

QWidget *FindingsPage::buildList()
{
    const Theme &theme = m_context.appearance.theme();
    m_tree->setObjectName(QStringLiteral("findingsTree"));
    m_tree->setGroupedModel(m_model);
    m_tree->setRowInset(rowInset);
    m_tree->setOpenByDefault([this](const QModelIndex &index) {
        const FindingGroup *group = m_model->groupAt(index);
        if (m_model->filter().isNarrow())
            return true;
        const bool grave = group->severity == risk::Severity::Critical
            || (group->severity == risk::Severity::High && group->rows.size() <= shortGroup);
        return group->outcome == risk::Outcome::Finding && grave;
    });
    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    new ColumnFit(header,
                  {{theme.px(objectLeast), 2, false},
                   {theme.px(evidenceLeast), 6, false},
                   {theme.px(severityWidth), 0, false}}); // the header's child
    m_stack = new ListStack(m_context, m_tree, splitter());
    connect(m_stack, &ListStack::clearFilterAsked, this, &FindingsPage::clearFilter);
    return m_stack;
}

void FindingsPage::buildChips()
{
    QWidget *parent = chips()->parentWidget();
    const auto addChip = [&](const QString &label, Level level) {
        auto *chip = new Chip(m_context.appearance, label, parent);
        chip->setCheckable(true);
        chip->setLevel(level);
        chips()->addWidget(chip);
        connect(chip, &QAbstractButton::toggled, this, &FindingsPage::applyFilter);
        return chip;
    };
    for (const auto severity : {risk::Severity::Critical, risk::Severity::High, risk::Severity::Medium,
                                risk::Severity::Low, risk::Severity::Info})
        m_severities.insert(severity, addChip(risk::severityName(severity), levelOf(severity)));
    m_unknown = addChip(tr("Not judged"), Level::None);
}

void FindingsPage::applyFilter()
{
    FindingsFilter filter;
    filter.text = filterField()->text().simplified();
    for (auto chip = m_severities.cbegin(); chip != m_severities.cend(); ++chip) {
        if (chip.value()->isChecked())
            filter.severities.insert(chip.key());
    }
    filter.unknown = m_unknown->isChecked();
    m_model->setFilter(filter);
}

void FindingsPage::clearFilter()
{
    for (Chip *chip : std::as_const(m_severities))
        chip->setChecked(false);
    m_unknown->setChecked(false);
    filterField()->clear();
    applyTextNow();
}

QList<QWidget *> FindingsPage::panes() const
{
    return {filterField(), m_tree, m_details->findChild<QWidget *>(QStringLiteral("findingBody"))};
}

void FindingsPage::setCompactRows(bool compact)
{
    m_tree->setRowHeights(compact ? metrics::rowOneLineCompact : headingHeight,
                          compact ? metrics::rowTwoLineCompact : metrics::rowTwoLine);
}

int FindingsPage::count() const
{
    return m_model->counts().findings;
}

QModelIndex FindingsPage::firstRow() const
{
    return m_model->rowCount() > 0 ? m_model->index(0, 0, m_model->index(0, 0)) : QModelIndex();
}

void FindingsPage::showRows()
{
    const FindingCounts &counts = m_model->counts();
    ListFacts facts;
    facts.settled = m_model->isSettled();
    facts.shown = m_model->rowCount();
    facts.known = counts.findings + counts.unknown;
    facts.narrowed = m_model->filter().isNarrow();
    facts.emptyTitle = tr("The rules found nothing, and everything could be judged.");
    facts.emptyText = tr("Findings appear here as soon as a credential or a permission gives reason.");
    facts.filteredTitle = tr("No finding matches the filter.");
    m_stack->show(facts);
    setBannerWanted(facts.known > 0);
    if (!m_tree->currentIndex().isValid() && firstRow().isValid())
        m_tree->setCurrentIndex(firstRow());
    showCounts();
    showDetails();
}

void FindingsPage::showCounts()
{
    const FindingCounts &counts = m_model->counts();
    setSubtitle(counts.findings == 0 ? QString()
                                     : tr("%1 on %2")
                                           .arg(tr("%n open", nullptr, counts.findings),
                                                tr("%n identity(s)", nullptr, counts.identities)));
    for (auto chip = m_severities.cbegin(); chip != m_severities.cend(); ++chip) {
        const int count = counts.bySeverity.value(chip.key());
        chip.value()->setCount(count);
        // A severity that nothing has is noise, except while it is chosen.
        chip.value()->setVisible(count > 0 || chip.value()->isChecked());
    }
    m_unknown->setCount(counts.unknown);
    m_unknown->setVisible(counts.unknown > 0 || m_unknown->isChecked());
    Q_EMIT countsChanged(counts.findings, counts.bySeverity.value(risk::Severity::Critical));
}

void FindingsPage::showDetails()
{
    const QModelIndex index = m_tree->currentIndex();
    m_details->show(m_model->groupAt(index), m_model->verdictAt(index));
    Q_EMIT selectionTextChanged();
}

void FindingsPage::step(int rows)
{
    QModelIndex index = m_tree->currentIndex();
    // Over headings, into closed groups too.
    do {
        if (m_model->isGroup(index)) {
            m_tree->expand(index);
        }
        const QModelIndex next = rows > 0 ? m_tree->indexBelow(index) : m_tree->indexAbove(index);
        if (rows < 0 && m_model->isGroup(next) && next.row() > 0)
            m_tree->expand(m_model->index(next.row() - 1, 0));
        index = next;
    } while (m_model->isGroup(index));
    if (index.isValid())
        m_tree->setCurrentIndex(index);
}

QString FindingsPage::selectionText() const
{
    return m_model->verdictAt(m_tree->currentIndex()) ? tr("1 of %1 selected").arg(m_model->counts().findings)
                                                      : QString();
}

} // namespace symbolon::ui
