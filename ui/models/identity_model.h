// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/row_filters.h"
#include "ui/models/row_model.h"
#include "workspace/rows.h"

namespace symbolon::ui {

// App registrations and managed identities in one table.
class IdentityModel final : public RowModel<workspace::IdentityRow>
{
    Q_OBJECT

public:
    enum class Column { Identity, ClientId, Credentials, Platforms, Privilege, Risk, Owners, Secrets, Count };

    // `amberFrom`: the number of credentials from which rule WIF-HYG-005 speaks.
    IdentityModel(Worker &worker, int amberFrom, QObject *parent = nullptr);

    [[nodiscard]] const IdentityFilter &filter() const { return m_filter; }
    void setFilter(const IdentityFilter &filter);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    // App registrations on show.
    [[nodiscard]] int applications() const { return markedCount(); }

protected:
    [[nodiscard]] MakeQuery query() const override;
    [[nodiscard]] Cell cell(const workspace::IdentityRow &row, int column) const override;
    [[nodiscard]] QVariant sortValue(const workspace::IdentityRow &row, int column) const override;
    [[nodiscard]] QString copyText(const workspace::IdentityRow &row, int column) const override;
    [[nodiscard]] QString accessibleText(const workspace::IdentityRow &row, int column) const override;
    [[nodiscard]] QString id(const workspace::IdentityRow &row) const override;
    [[nodiscard]] Marks marks() const override;

private:
    IdentityFilter m_filter;
    int m_amberFrom;
};

} // namespace symbolon::ui
