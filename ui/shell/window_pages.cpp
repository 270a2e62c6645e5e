// SPDX-License-Identifier: Apache-2.0
// The part of the window that makes its pages, and says what one of them means to the others.
#include "ui/editor/credential_editor.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/activity/activity_page.h"
#include "ui/pages/changes/changes_page.h"
#include "ui/pages/changes/operation_details.h"
#include "ui/pages/common/table_page.h"
#include "ui/pages/credentials/credential_details.h"
#include "ui/pages/credentials/credentials_page.h"
#include "ui/pages/findings/finding_details.h"
#include "ui/pages/findings/findings_page.h"
#include "ui/pages/flow/flow_page.h"
#include "ui/pages/handoff/handoff_page.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/pages/issuers/issuer_details.h"
#include "ui/pages/issuers/issuers_page.h"
#include "ui/pages/onboarding/onboarding_page.h"
#include "ui/pages/plan/plan_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/status_line.h"
#include "ui/shell/unwritten.h"

#include <QStackedWidget>

#include <algorithm>

namespace symbolon::ui {

void MainWindow::buildPages()
{
    m_signIn = new SignInPage(m_context, m_stack);
    m_identities = new IdentitiesPage(m_context, m_stack);
    m_credentials = new CredentialsPage(m_context, m_stack);
    m_issuers = new IssuersPage(m_context, m_stack);
    m_findings = new FindingsPage(m_context, m_stack);
    m_changes = new ChangesPage(m_context, *m_staged, m_stack);
    m_activity = new ActivityPage(m_context, m_stack);
    m_editor = new CredentialEditor(m_context, m_drafts, m_stack);
    m_flow = new FlowPage(m_context, m_stack);
    m_handoff = new HandoffPage(m_context, m_stack);
    m_onboarding = new OnboardingPage(m_context, m_onboardingDrafts, *m_staged, m_stack);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_signIn, m_identities, m_credentials, m_issuers, m_findings, m_changes,
                                          m_activity, m_editor, m_flow, m_handoff, m_onboarding})
        m_stack->addWidget(widget);
    connect(m_rail->addLead(Glyph::Add, tr("Onboard workload")), &QAbstractButton::clicked, this, &MainWindow::onboard);
    m_rail->addPage(Glyph::Identities, m_identities->title());
    m_rail->addPage(Glyph::Credentials, m_credentials->title());
    m_rail->addPage(Glyph::Endpoint, m_issuers->title());
    m_rail->addPage(Glyph::Findings, m_findings->title());
    m_rail->addPage(Glyph::Changes, m_changes->title());
    m_rail->addPage(Glyph::Clock, m_activity->title());
    connect(m_rail, &Rail::chosen, this, [this](int index) { go(pagePlaces.at(static_cast<std::size_t>(index))); });
}

void MainWindow::connectPages()
{
    for (const Place place : pagePlaces) {
        Page *at = pageAt(place);
        connect(at, &Page::selectionTextChanged, this, &MainWindow::showSelection);
        if (auto *table = qobject_cast<TablePage *>(at))
            connect(table, &TablePage::said, m_status, &StatusLine::say);
    }
    connect(m_identities, &IdentitiesPage::addAsked, this, &MainWindow::addCredential);
    const IdentityDetails *identity = m_identities->details();
    connect(identity, &IdentityDetails::editAsked, this, &MainWindow::editCredential);
    connect(identity, &IdentityDetails::deleteAsked, this, &MainWindow::deleteCredential);
    connect(identity, &IdentityDetails::handoffAsked, this, &MainWindow::showHandoff);
    connect(identity, &IdentityDetails::flowAsked, this, &MainWindow::showFlow);
    connect(identity, &IdentityDetails::retireAsked, this, &MainWindow::retireSecret);
    connect(identity, &IdentityDetails::said, m_status, &StatusLine::say);
    const CredentialDetails *credential = m_credentials->details();
    connect(m_credentials, &CredentialsPage::editAsked, this, &MainWindow::editCredential);
    connect(credential, &CredentialDetails::editAsked, this, &MainWindow::editCredential);
    connect(credential, &CredentialDetails::deleteAsked, this, &MainWindow::deleteCredential);
    connect(credential, &CredentialDetails::handoffAsked, this, &MainWindow::showHandoff);
    connect(credential, &CredentialDetails::flowAsked, this, &MainWindow::showFlow);
    const auto showOwner = [this](const workspace::CredentialKey &key) { showIdentity(key.identity, key.name); };
    connect(credential, &CredentialDetails::identityAsked, this, showOwner);
    connect(m_issuers->details(), &IssuerDetails::replaceAsked, this,
            [this](const QString &issuer) { plan(replaceIssuerRequest(issuer)); });
    connect(m_issuers->details(), &IssuerDetails::cutOffAsked, this,
            [this](const QString &issuer) { plan(cutOffRequest(issuer)); });
    connect(m_issuers->details(), &IssuerDetails::identityAsked, this, showOwner);
    connect(m_issuers->details(), &IssuerDetails::credentialsAsked, this, [this](const QString &filter) {
        go(Place::Credentials);
        m_credentials->setFilterText(filter);
    });
    connect(m_issuers, &IssuersPage::countChanged, this, [this](int issuers) {
        m_rail->item(railIndex(Place::Issuers))->setCount(isAnythingRead() ? issuers : -1);
    });
    connect(m_findings->details(), &FindingDetails::identityAsked, this, showOwner);
    connect(m_findings->details(), &FindingDetails::editAsked, this, &MainWindow::editCredential);
    connect(m_findings, &FindingsPage::countsChanged, this, [this](int findings, int critical) {
        m_rail->item(railIndex(Place::Findings))->setCount(isAnythingRead() ? findings : -1);
        m_rail->item(railIndex(Place::Findings))->setAlarm(critical, Level::Critical);
    });
    connect(m_changes, &ChangesPage::said, m_status, &StatusLine::say);
    connect(m_changes->details(), &OperationDetails::identityAsked, this, showOwner);
    connect(m_changes->details(), &OperationDetails::editAsked, this, &MainWindow::editStaged);
    connect(m_staged, &StagedChanges::changed, this, &MainWindow::showStaged);
    connect(m_unwritten, &Unwritten::said, m_status, &StatusLine::say);
    m_editor->setStaging(m_staged);
    connect(m_activity, &ActivityPage::said, m_status, &StatusLine::say);
    connect(m_editor, &CredentialEditor::said, m_status, &StatusLine::say);
    connect(m_editor, &CredentialEditor::closed, this, [this] { leaveTo(m_cameFrom); });
    connect(m_editor, &CredentialEditor::done, this, [this](const workspace::CredentialKey &key) {
        // Somebody who went elsewhere meanwhile is not called back.
        if (m_place != Place::Editor)
            return;
        leaveTo(m_cameFrom);
        if (m_cameFrom == Place::Credentials)
            m_credentials->select(key);
        else if (m_cameFrom == Place::Identities)
            m_identities->select(key.identity, key.name);
    });
    connect(m_handoff, &HandoffPage::closed, this, [this] { leaveTo(m_cameFrom); });
    connect(m_handoff, &HandoffPage::said, m_status, &StatusLine::say);
    connect(m_onboarding, &OnboardingPage::closed, this, [this] { leaveTo(m_cameFrom); });
    connect(m_onboarding, &OnboardingPage::said, m_status, &StatusLine::say);
    connect(m_onboarding, &OnboardingPage::staged, this, [this](int operations) {
        go(Place::Changes);
        m_status->say(tr("%n operation(s) staged. Look at them before you apply them.", nullptr, operations));
    });
    connect(m_flow, &FlowPage::closed, this, [this] { leaveTo(m_cameFrom); });
    connect(m_flow, &FlowPage::said, m_status, &StatusLine::say);
}

int MainWindow::railIndex(Place place)
{
    const auto *const found = std::find(pagePlaces.cbegin(), pagePlaces.cend(), place);
    return found == pagePlaces.cend() ? -1 : static_cast<int>(found - pagePlaces.cbegin());
}

Page *MainWindow::pageAt(Place place) const
{
    switch (place) {
    case Place::Identities:
        return m_identities;
    case Place::Credentials:
        return m_credentials;
    case Place::Issuers:
        return m_issuers;
    case Place::Findings:
        return m_findings;
    case Place::Changes:
        return m_changes;
    case Place::Activity:
        return m_activity;
    case Place::SignIn:
    case Place::Editor:
    case Place::Flow:
    case Place::Handoff:
    case Place::Onboarding:
        break;
    }
    return nullptr;
}

} // namespace symbolon::ui
