// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/table_page.h"

namespace symbolon::ui {

class IssuerDetails;
class IssuerModel;
class ListStack;

// Every issuer that the tenant trusts: whoever controls one of them can sign in as these identities.
class IssuersPage final : public TablePage
{
    Q_OBJECT

public:
    explicit IssuersPage(Context &context, QWidget *parent = nullptr);

    // Chooses an issuer; what hides it is taken back.
    void select(const QString &issuer);
    [[nodiscard]] IssuerDetails *details() const { return m_details; }
    [[nodiscard]] IssuerModel *model() const { return m_model; }
    [[nodiscard]] bool isSettled() const;

    [[nodiscard]] QString id() const override { return QStringLiteral("issuers"); }
    void clearFilter() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void setCompactRows(bool compact) override;

Q_SIGNALS:
    // How many issuers there are, whatever the filter.
    void countChanged(int issuers);

private:
    QWidget *buildList();
    [[nodiscard]] MakeExport makeExport(const QList<int> &rows, workspace::TableFormat format) const override;
    void applyFilter(const QString &text) override;
    void readTables();
    void showRows();
    void showDetails();
    [[nodiscard]] QStringList platformNames() const;

    IssuerModel *m_model;
    ListStack *m_stack = nullptr;
    IssuerDetails *m_details;
    QString m_selected; // an issuer; empty: none
};

} // namespace symbolon::ui
