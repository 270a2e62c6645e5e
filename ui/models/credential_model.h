// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/row_filters.h"
#include "ui/models/row_model.h"
#include "workspace/rows.h"

namespace symbolon::ui {

// Every federated credential of the tenant in one flat table.
class CredentialModel final : public RowModel<workspace::CredentialRow>
{
    Q_OBJECT

public:
    enum class Column { Name, Identity, Platform, Issuer, Subject, Audience, Risk, Count };

    explicit CredentialModel(Worker &worker, QObject *parent = nullptr);

    [[nodiscard]] const CredentialFilter &filter() const { return m_filter; }
    void setFilter(const CredentialFilter &filter);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] MakeQuery query() const override;
    [[nodiscard]] Cell cell(const workspace::CredentialRow &row, int column) const override;
    [[nodiscard]] QVariant sortValue(const workspace::CredentialRow &row, int column) const override;
    [[nodiscard]] QString copyText(const workspace::CredentialRow &row, int column) const override;
    [[nodiscard]] QString accessibleText(const workspace::CredentialRow &row, int column) const override;
    [[nodiscard]] QString id(const workspace::CredentialRow &row) const override;

private:
    CredentialFilter m_filter;
};

} // namespace symbolon::ui
