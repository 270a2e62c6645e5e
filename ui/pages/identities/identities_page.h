// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/common/table_page.h"

#include <optional>

namespace symbolon::ui {

class ChoiceChip;
class IdentityDetails;
class IdentityModel;
class ListStack;
class PlainLabel;

// Every app registration and managed identity: the table, and the chosen one in full beside it.
class IdentitiesPage final : public TablePage
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
    [[nodiscard]] IdentityModel *model() const { return m_model; }

    [[nodiscard]] QString id() const override { return QStringLiteral("identities"); }
    void clearFilter() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void setCompactRows(bool compact) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void addAsked(const symbolon::trust::IdentityKey &key);

private:
    QWidget *buildList();
    QWidget *buildFooter(QWidget *parent);
    void buildChips();
    [[nodiscard]] MakeExport makeExport(const QList<int> &rows, workspace::TableFormat format) const override;
    [[nodiscard]] bool showsEverything() const override;
    void setShowsEverything(bool everything) override { setOnlyWithCredentials(!everything); }
    void applyFilter(const QString &text) override;
    void showRows();
    void showCounts();
    void showSubtitle();
    void showSorting();
    void followSelection();
    void showDetails();
    [[nodiscard]] QStringList platformNames() const;

    IdentityModel *m_model;
    ListStack *m_stack = nullptr;
    IdentityDetails *m_details;
    ChoiceChip *m_federated = nullptr;
    PlainLabel *m_sorted = nullptr;
    PlainLabel *m_apps = nullptr;
    PlainLabel *m_managed = nullptr;
    PlainLabel *m_hidden = nullptr;
    QWidget *m_footer = nullptr;
    std::optional<trust::IdentityKey> m_selected;
};

} // namespace symbolon::ui
