// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/page.h"

#include <QTimer>

#include <optional>

class QSplitter;
class QToolButton;

namespace symbolon::ui {

class ChoiceChip;
class ColumnFit;
class IdentityDetails;
class IdentityModel;
class ListStack;
class PlainLabel;
class TableView;

// Every app registration and managed identity: the table, and the chosen one in full beside it.
class IdentitiesPage final : public Page
{
    Q_OBJECT

public:
    explicit IdentitiesPage(Context &context, QWidget *parent = nullptr);

    // Chooses an identity, and one of its credentials where a name is given. What hides it is taken back.
    void select(const trust::IdentityKey &key, const QString &credentialName = {});
    [[nodiscard]] std::optional<trust::IdentityKey> selected() const { return m_selected; }
    // Leaves identities without federated credentials out; so at first.
    void setOnlyWithCredentials(bool only);
    [[nodiscard]] IdentityDetails *details() const { return m_details; }
    [[nodiscard]] TableView *table() const { return m_table; }
    [[nodiscard]] IdentityModel *model() const { return m_model; }

    [[nodiscard]] QString id() const override { return QStringLiteral("identities"); }
    void clearFilter() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void setDetailsHidden(bool hidden) override;
    void setCompactRows(bool compact) override;
    void saveState() override;
    [[nodiscard]] QString selectionText() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void addAsked(const symbolon::trust::IdentityKey &key);

private:
    QWidget *buildList();
    QWidget *buildFooter(QWidget *parent);
    void buildChips();
    void buildColumnsButton();
    void restoreState();
    void applyFilter();
    void applyText();
    void showRows();
    void showCounts();
    void showSubtitle();
    void showSorting();
    void followSelection();
    void showDetails();
    [[nodiscard]] QStringList platformNames() const;

    IdentityModel *m_model;
    TableView *m_table;
    ListStack *m_stack = nullptr;
    QSplitter *m_splitter;
    IdentityDetails *m_details;
    ColumnFit *m_fit = nullptr;
    ChoiceChip *m_federated = nullptr;
    ChoiceChip *m_kind = nullptr;
    ChoiceChip *m_platform = nullptr;
    ChoiceChip *m_privilege = nullptr;
    ChoiceChip *m_risk = nullptr;
    PlainLabel *m_sorted = nullptr;
    PlainLabel *m_apps = nullptr;
    PlainLabel *m_managed = nullptr;
    PlainLabel *m_hidden = nullptr;
    QWidget *m_footer = nullptr;
    QTimer m_typing;
    std::optional<trust::IdentityKey> m_selected;
};

} // namespace symbolon::ui
