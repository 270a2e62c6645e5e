// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/ages.h"
#include "ui/models/row_filters.h"
#include "ui/models/row_model.h"
#include "workspace/rows.h"

namespace symbolon::ui {

// Every federated credential of the tenant in one flat table.
class CredentialModel final : public RowModel<workspace::CredentialRow>
{
    Q_OBJECT

public:
    enum class Column { Name, Identity, Platform, Issuer, Subject, Audience, Risk, FirstSeen, LastChanged, Count };

    explicit CredentialModel(Worker &worker, QObject *parent = nullptr);

    [[nodiscard]] const CredentialFilter &filter() const { return m_filter; }
    void setFilter(const CredentialFilter &filter);
    // nullptr: nothing is kept, so no age is known.
    void setAges(const store::SharedAges &ages);

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
    [[nodiscard]] store::CredentialAge ageOf(const workspace::CredentialRow &row) const;

    CredentialFilter m_filter;
    store::SharedAges m_ages;
};

} // namespace symbolon::ui
