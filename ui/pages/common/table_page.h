// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/verdict.h"
#include "trust/identity.h"
#include "ui/pages/common/column_fit.h"
#include "ui/pages/common/page.h"

#include <functional>
#include <optional>

namespace symbolon::ui {

class ChoiceChip;
class RowModelBase;
class TableView;

// A page whose list is one flat table: its columns, which are remembered, and the chips that narrow it.
class TablePage : public Page
{
    Q_OBJECT

public:
    [[nodiscard]] TableView *table() const { return m_table; }
    void saveState() override;

protected:
    TablePage(Context &context, const QString &title, const QString &filterName, QWidget *parent);

    // Called once, in the constructor; `sortColumn` and `order` are what the model sorts by at first.
    void setUpTable(RowModelBase *model, int sortColumn, Qt::SortOrder order, const QList<ColumnWish> &wishes);
    // Columns as they were left the last time.
    void restoreColumns();

    [[nodiscard]] ChoiceChip *addChip(const QString &label, const std::function<QStringList()> &options);
    [[nodiscard]] ChoiceChip *addKindChip();
    [[nodiscard]] ChoiceChip *addRiskChip();
    [[nodiscard]] static std::optional<trust::IdentityKind> kindOf(const ChoiceChip *chip);
    [[nodiscard]] static std::optional<risk::Severity> riskOf(const ChoiceChip *chip);
    // At the right end of the filter row.
    void addColumnsButton();

    // Another choice was made with a chip.
    virtual void applyFilter() = 0;

private:
    TableView *m_table;
    ColumnFit *m_fit = nullptr;
};

} // namespace symbolon::ui
