// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QWidget>

class QTabWidget;

namespace symbolon::ui {

class AboutTab;
class CopyableField;
class CountBadge;
class CredentialsTab;
class FlowView;
class HistoryTab;
class PermissionsTab;
class PlainLabel;
class StatePane;
class Tile;
class VerdictList;

// Everything about one identity: who it is, its credentials, what it may do, how a sign-in with the chosen credential
// goes, what is risky about it, and who owns it.
class IdentityDetails final : public QWidget
{
    Q_OBJECT

public:
    enum class Tab { Credentials, Permissions, Flow, Risks, History, About };

    explicit IdentityDetails(Context &context, QWidget *parent = nullptr);

    // nullptr: nothing is chosen.
    void setIdentity(const workspace::IdentityRow *row);
    void selectCredential(const QString &name);
    void showTab(Tab tab);
    [[nodiscard]] CredentialsTab *credentials() const { return m_credentials; }
    // The chosen credential; its name is empty where there is none.
    [[nodiscard]] workspace::CredentialKey currentCredential() const;
    void setCompactRows(bool compact);

Q_SIGNALS:
    void addAsked(const symbolon::trust::IdentityKey &key);
    void editAsked(const symbolon::workspace::CredentialKey &key);
    void deleteAsked(const symbolon::workspace::CredentialKey &key);
    void flowAsked(const symbolon::workspace::CredentialKey &key);
    void handoffAsked(const symbolon::workspace::CredentialKey &key);
    void retireAsked(const symbolon::trust::IdentityKey &identity, const symbolon::trust::Secret &secret);
    void said(const QString &sentence);

private:
    QWidget *buildHead();
    void buildTabs();
    CountBadge *addCount(Tab tab);
    void showHead(const trust::Identity &identity);
    void showCounts(const workspace::IdentityRow &row);
    void showFlow();

    Context &m_context;
    trust::IdentityKey m_key;
    StatePane *m_nothing;
    QWidget *m_content;
    Tile *m_tile = nullptr;
    PlainLabel *m_name = nullptr;
    PlainLabel *m_kind = nullptr;
    CopyableField *m_clientId = nullptr;
    CopyableField *m_objectId = nullptr;
    CopyableField *m_resourceId = nullptr;
    QTabWidget *m_tabs = nullptr;
    CredentialsTab *m_credentials = nullptr;
    PermissionsTab *m_permissions = nullptr;
    FlowView *m_flow = nullptr;
    StatePane *m_noFlow = nullptr;
    VerdictList *m_risks = nullptr;
    HistoryTab *m_history = nullptr;
    AboutTab *m_about = nullptr;
    CountBadge *m_credentialCount = nullptr;
    CountBadge *m_riskCount = nullptr;
};

} // namespace symbolon::ui
