// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/row_model.h"
#include "workspace/issuers.h"

#include <QString>

namespace symbolon::ui {

// Every issuer that the tenant trusts, gathered from its credentials.
class IssuerModel final : public RowModel<workspace::IssuerRow>
{
    Q_OBJECT

public:
    enum class Column { Issuer, Credentials, Identities, Privilege, Risk, FirstSeen, LastChanged, Count };

    explicit IssuerModel(Worker &worker, QObject *parent = nullptr);

    // Gathers the issuers of these tables in a worker, and shows them.
    void setTables(const store::Table<workspace::CredentialRow> &credentials,
                   const store::Table<workspace::IdentityRow> &identities, const store::SharedAges &ages = {});
    // False while tables, a filter or an order wait to be shown.
    [[nodiscard]] bool isReady() const { return m_gathering.isSettled() && isSettled(); }

    // In the language of workspace/row_filter.h, found to be right.
    [[nodiscard]] const QString &filter() const { return m_filter; }
    void setFilter(const QString &filter, const QDateTime &now = {});

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] MakeQuery query() const override;
    [[nodiscard]] Cell cell(const workspace::IssuerRow &row, int column) const override;
    [[nodiscard]] QVariant sortValue(const workspace::IssuerRow &row, int column) const override;
    [[nodiscard]] QString copyText(const workspace::IssuerRow &row, int column) const override;
    [[nodiscard]] QString accessibleText(const workspace::IssuerRow &row, int column) const override;
    [[nodiscard]] QString id(const workspace::IssuerRow &row) const override;

private:
    void gather();

    Worker &m_worker;
    Schedule m_gathering;
    store::Table<workspace::CredentialRow> m_credentials;
    store::Table<workspace::IdentityRow> m_identities;
    store::SharedAges m_ages;
    QString m_filter;
    QDateTime m_now; // what ages in the filter count from
};

} // namespace symbolon::ui
