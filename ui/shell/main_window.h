// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/drafts.h"
#include "ui/pages/onboarding/onboarding_draft.h"
#include "ui/shell/context.h"
#include "ui/shell/session_words.h"

#include <QMainWindow>
#include <QTimer>

#include <array>

class QMenu;
class QStackedWidget;

namespace symbolon::ui {

class Actions;
class ActivityPage;
class Banner;
class CredentialEditor;
class ChangesPage;
class CredentialsPage;
class FindingsPage;
class FlowPage;
class HandoffPage;
class IdentitiesPage;
class IssuersPage;
class OnboardingPage;
class Page;
class Palette;
class Rail;
struct PaletteAction;
struct PlanRequest;
struct PaletteHit;
class SignInPage;
class StagedChanges;
class StatusLine;
class TopBar;
class Unwritten;

// The window: which tenant, which page, how fresh; and the way between the pages, the editor and the flow.
//
//   signed out ──► sign-in page ──signed in──► a page of the rail ──New, Edit, Delete──► editor ─┐
//                       ▲                        ▲        └── Flow ──► flow page ──Back──┐       │
//                       └── signed out,          └───────────────────────────────────────┴─ done ┘
//                           nothing known
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    enum class Place {
        SignIn,
        Identities,
        Credentials,
        Issuers,
        Findings,
        Changes,
        Activity,
        Editor,
        Flow,
        Handoff,
        Onboarding
    };
    // The places with an entry in the rail, in its order.
    static constexpr std::array pagePlaces{Place::Identities, Place::Credentials, Place::Issuers,
                                           Place::Findings,   Place::Changes,     Place::Activity};

    explicit MainWindow(Context context, QWidget *parent = nullptr);
    ~MainWindow() override;

    void go(Place place);
    [[nodiscard]] Place place() const { return m_place; }
    [[nodiscard]] const Actions &actions() const { return *m_actions; }

    [[nodiscard]] IdentitiesPage *identities() const { return m_identities; }
    [[nodiscard]] CredentialsPage *credentials() const { return m_credentials; }
    [[nodiscard]] IssuersPage *issuers() const { return m_issuers; }
    [[nodiscard]] FindingsPage *findings() const { return m_findings; }
    [[nodiscard]] ChangesPage *changes() const { return m_changes; }
    [[nodiscard]] const Unwritten &unwritten() const { return *m_unwritten; }
    [[nodiscard]] StagedChanges &staged() const { return *m_staged; }
    [[nodiscard]] ActivityPage *activity() const { return m_activity; }
    [[nodiscard]] CredentialEditor *editor() const { return m_editor; }
    [[nodiscard]] HandoffPage *handoff() const { return m_handoff; }
    [[nodiscard]] FlowPage *flow() const { return m_flow; }
    [[nodiscard]] OnboardingPage *onboarding() const { return m_onboarding; }

    [[nodiscard]] Palette *palette() const { return m_palette; }

    void addCredential(const trust::IdentityKey &identity);
    void editCredential(const workspace::CredentialKey &credential);
    // A staged operation about a credential, written nowhere yet.
    void editStaged(const QUuid &operation);
    void deleteCredential(const workspace::CredentialKey &credential);
    // Asks for what the plan needs, and stages it.
    void plan(const PlanRequest &request);
    void retireSecret(const trust::IdentityKey &identity, const trust::Secret &secret);
    // Takes up what was left, or begins anew.
    void onboard();
    void showHandoff(const workspace::CredentialKey &credential);
    void showFlow(const workspace::CredentialKey &credential);
    void showIdentity(const trust::IdentityKey &identity, const QString &credentialName = {});

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool isAnythingRead() const;
    void askBeforeClosing();
    // window_actions.cpp
    void buildActions();
    void buildFileActions();
    void buildCacheActions();
    void buildViewActions();
    void buildIdentityActions();
    void buildChangeActions();
    void buildPlanActions();
    void buildMenus();
    void buildTenantMenu();
    void buildAppearanceActions();
    void updateActions();
    [[nodiscard]] QList<PaletteAction> paletteActions() const;
    // Leads to what was chosen in the palette.
    void follow(const PaletteHit &hit);

    // window_pages.cpp
    void buildPages();
    void connectPages();
    [[nodiscard]] static int railIndex(Place place);
    [[nodiscard]] Page *pageAt(Place place) const;
    // window_session.cpp
    void showSession();
    void showBanner();
    void helpWithSession();
    void showTenant();
    void showStatus();

    void buildCentre();
    void readAccounts();
    void addAccounts();
    void askForTenant();
    void showStaged();
    void showSelection();
    void arrangeRail();
    void nextPane();
    void leaveTo(Place place);
    [[nodiscard]] Page *page() const;
    [[nodiscard]] workspace::CredentialKey currentCredential() const;
    [[nodiscard]] bool hasIdentity() const;

    Context m_context;
    Drafts m_drafts;
    OnboardingDrafts m_onboardingDrafts;
    StagedChanges *m_staged;
    Unwritten *m_unwritten;
    Actions *m_actions;
    TopBar *m_top;
    Rail *m_rail = nullptr;
    Banner *m_sessionBanner = nullptr;
    QWidget *m_bannerSpace = nullptr;
    QStackedWidget *m_stack = nullptr;
    StatusLine *m_status;
    SignInPage *m_signIn = nullptr;
    IdentitiesPage *m_identities = nullptr;
    CredentialsPage *m_credentials = nullptr;
    IssuersPage *m_issuers = nullptr;
    FindingsPage *m_findings = nullptr;
    ChangesPage *m_changes = nullptr;
    ActivityPage *m_activity = nullptr;
    CredentialEditor *m_editor = nullptr;
    FlowPage *m_flow = nullptr;
    HandoffPage *m_handoff = nullptr;
    OnboardingPage *m_onboarding = nullptr;
    Palette *m_palette = nullptr;
    QMenu *m_tenantMenu = nullptr;
    QTimer m_clockTick;
    Place m_place = Place::SignIn;
    Place m_cameFrom = Place::Identities;
    bool m_railChosenCollapsed = false;
    QString m_closedNotice;
    SessionHelp m_sessionHelp = SessionHelp::None;
    QList<auth::KnownAccount> m_accounts; // as last read
};

} // namespace symbolon::ui
