// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/table_page.h"

#include "ui/models/row_model_base.h"
#include "ui/pages/common/choice_chip.h"
#include "ui/shell/settings.h"
#include "ui/theme/controls.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/tableview.h"

#include <QHBoxLayout>
#include <QMenu>

namespace symbolon::ui {

TablePage::TablePage(Context &context, const QString &title, const QString &filterName, QWidget *parent)
    : Page(context, title, filterName, parent)
    , m_table(new TableView(context.appearance, context.clipboard, title, this))
{
}

void TablePage::setUpTable(RowModelBase *model, int sortColumn, Qt::SortOrder order, const QList<ColumnWish> &wishes)
{
    m_table->setObjectName(id() + QStringLiteral("Table"));
    m_table->setModel(model);
    // The header's own first order would be taken over when sorting is switched on.
    m_table->header()->setSortIndicator(sortColumn, order);
    m_table->setSortingEnabled(true);
    m_fit = new ColumnFit(m_table->header(), wishes);
}

void TablePage::restoreColumns()
{
    const QByteArray columns = m_context.settings.header(id());
    if (columns.isEmpty() || !m_table->restoreColumnState(columns))
        return;
    m_fit->setHandsOff();
    m_table->model()->sort(m_table->header()->sortIndicatorSection(), m_table->header()->sortIndicatorOrder());
}

void TablePage::saveState()
{
    Page::saveState();
    if (m_fit->isHandsOff())
        m_context.settings.setHeader(id(), m_table->columnState());
}

ChoiceChip *TablePage::addChip(const QString &label, const std::function<QStringList()> &options)
{
    auto *chip = new ChoiceChip(m_context.appearance, label, options, chips()->parentWidget());
    chips()->addWidget(chip->chip());
    connect(chip, &ChoiceChip::chosen, this, [this] { applyFilter(); });
    return chip;
}

ChoiceChip *TablePage::addKindChip()
{
    return addChip(tr("Kind"), [] { return QStringList{tr("App registration"), tr("Managed identity")}; });
}

ChoiceChip *TablePage::addRiskChip()
{
    return addChip(tr("Risk"), [] {
        return QStringList{risk::severityName(risk::Severity::Critical), tr("High or above"), tr("Medium or above"),
                           tr("Low or above")};
    });
}

std::optional<trust::IdentityKind> TablePage::kindOf(const ChoiceChip *chip)
{
    if (!chip->isChosen())
        return std::nullopt;
    return chip->index() == 0 ? trust::IdentityKind::Application : trust::IdentityKind::ManagedIdentity;
}

std::optional<risk::Severity> TablePage::riskOf(const ChoiceChip *chip)
{
    constexpr risk::Severity severities[] = {risk::Severity::Critical, risk::Severity::High, risk::Severity::Medium,
                                             risk::Severity::Low};
    if (!chip->isChosen())
        return std::nullopt;
    return severities[chip->index()];
}

void TablePage::addColumnsButton()
{
    auto *columns = new IconButton(m_context.appearance, Glyph::Columns, tr("Columns"), this);
    setButtonRole(columns, ButtonRole::Secondary);
    filterEnd()->addWidget(columns);
    connect(columns, &QToolButton::clicked, this, [this, columns] {
        QMenu *menu = m_table->header()->makeColumnsMenu(columns);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        connect(menu, &QMenu::triggered, m_fit, &ColumnFit::setHandsOff);
        menu->popup(columns->mapToGlobal(QPoint(0, columns->height() + 2)));
    });
}

} // namespace symbolon::ui
