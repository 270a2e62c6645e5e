// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/table_page.h"

#include <optional>

namespace symbolon::ui {

class CredentialDetails;
class CredentialModel;
class ListStack;
class PlainLabel;

// Every federated credential of the tenant in one flat table, and the chosen one in full beside it.
class CredentialsPage final : public TablePage
{
    Q_OBJECT

public:
    explicit CredentialsPage(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<workspace::CredentialKey> selected() const { return m_selected; }
    // Every chosen row, in the order on show.
    [[nodiscard]] QList<workspace::CredentialKey> chosen() const;
    void select(const workspace::CredentialKey &key);
    [[nodiscard]] CredentialDetails *details() const { return m_details; }
    [[nodiscard]] CredentialModel *model() const { return m_model; }

    [[nodiscard]] QString id() const override { return QStringLiteral("credentials"); }
    void clearFilter() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void setCompactRows(bool compact) override;

Q_SIGNALS:
    void editAsked(const symbolon::workspace::CredentialKey &key);

private:
    QWidget *buildList();
    void buildChips();
    [[nodiscard]] MakeExport makeExport(const QList<int> &rows, workspace::TableFormat format) const override;
    void applyFilter(const QString &text) override;
    void showRows();
    void showCounts();
    void followSelection();
    void showDetails();
    [[nodiscard]] QStringList platformNames() const;

    CredentialModel *m_model;
    ListStack *m_stack = nullptr;
    CredentialDetails *m_details;
    std::optional<workspace::CredentialKey> m_selected;
};

} // namespace symbolon::ui
