// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/credential_groups.h"
#include "ui/shell/context.h"

#include <QWidget>

namespace symbolon::ui {

class Button;
class CredentialPanel;
class CredentialTreeModel;
class Meter;
class PlainLabel;
class SearchField;
class SeverityBadge;
class StatePane;
class TreeView;

// One identity's credentials: how many of the twenty are used, the list, and the chosen one in full.
class CredentialsTab final : public QWidget
{
    Q_OBJECT

public:
    explicit CredentialsTab(Context &context, QWidget *parent = nullptr);

    void setIdentity(const workspace::IdentityRow &row);
    [[nodiscard]] QString selected() const { return m_selected; }
    void select(const QString &credentialName);
    [[nodiscard]] TreeView *list() const { return m_list; }
    [[nodiscard]] CredentialPanel *panel() const { return m_panel; }
    void setCompactRows(bool compact);

Q_SIGNALS:
    void addAsked();
    void editAsked(const symbolon::workspace::CredentialKey &key);
    void flowAsked(const symbolon::workspace::CredentialKey &key);
    void handoffAsked(const symbolon::workspace::CredentialKey &key);
    void deleteAsked(const symbolon::workspace::CredentialKey &key);
    void selectedChanged();

private:
    QWidget *buildHead();
    void followSelection();
    void showSelected();
    void showUse(const workspace::IdentityRow &row);

    Context &m_context;
    trust::IdentityKey m_identity;
    QString m_selected;
    SeverityBadge *m_use = nullptr;
    PlainLabel *m_useWords = nullptr;
    Meter *m_meter = nullptr;
    SearchField *m_filter = nullptr;
    Button *m_add = nullptr;
    CredentialTreeModel *m_model;
    TreeView *m_list;
    StatePane *m_empty;
    QWidget *m_panelSpace;
    CredentialPanel *m_panel;
};

// From how many credentials on rule WIF-HYG-005 speaks: meters turn amber there.
inline constexpr int closeToLimit = 16;

} // namespace symbolon::ui
