// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/page.h"

#include <QTimer>

#include <optional>

class QSplitter;

namespace symbolon::ui {

class ChoiceChip;
class ColumnFit;
class CredentialDetails;
class CredentialModel;
class ListStack;
class PlainLabel;
class TableView;

// Every federated credential of the tenant in one flat table, and the chosen one in full beside it.
class CredentialsPage final : public Page
{
    Q_OBJECT

public:
    explicit CredentialsPage(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<workspace::CredentialKey> selected() const { return m_selected; }
    void select(const workspace::CredentialKey &key);
    [[nodiscard]] CredentialDetails *details() const { return m_details; }
    [[nodiscard]] TableView *table() const { return m_table; }

    [[nodiscard]] QString id() const override { return QStringLiteral("credentials"); }
    void clearFilter() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void setDetailsHidden(bool hidden) override;
    void setCompactRows(bool compact) override;
    void saveState() override;
    [[nodiscard]] QString selectionText() const override;

Q_SIGNALS:
    void editAsked(const symbolon::workspace::CredentialKey &key);

private:
    QWidget *buildList();
    void buildChips();
    void restoreState();
    void applyFilter();
    void applyText();
    void showRows();
    void showCounts();
    void followSelection();
    void showDetails();
    [[nodiscard]] QStringList platformNames() const;

    CredentialModel *m_model;
    TableView *m_table;
    ListStack *m_stack = nullptr;
    QSplitter *m_splitter;
    CredentialDetails *m_details;
    ColumnFit *m_fit = nullptr;
    ChoiceChip *m_kind = nullptr;
    ChoiceChip *m_platform = nullptr;
    ChoiceChip *m_risk = nullptr;
    QTimer m_typing;
    std::optional<workspace::CredentialKey> m_selected;
};

} // namespace symbolon::ui
