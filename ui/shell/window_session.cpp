// SPDX-License-Identifier: Apache-2.0
// The part of the window that says who is signed in, to what, and how fresh it is.
#include "base/shown.h"
#include "ui/pages/common/sync_text.h"
#include "ui/pages/findings/findings_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/status_line.h"
#include "ui/shell/tenant_button.h"
#include "ui/shell/top_bar.h"
#include "ui/widgets/banner.h"

namespace symbolon::ui {

void MainWindow::showSession()
{
    const workspace::Workspace &workspace = m_context.workspace;
    const workspace::SessionState &session = workspace.session();
    m_top->avatar()->setPerson(session.accountName, session.userName);
    const bool in = session.phase == workspace::SessionPhase::SignedIn;
    const bool anything = workspace.identities().size() > 0;
    if ((in || anything) && m_place == Place::SignIn)
        go(Place::Identities);
    else if (!in && !anything)
        go(Place::SignIn);

    showBanner();
    m_status->setMode(session.canWrite ? tr("Editing") : tr("Reading"),
                      session.canWrite ? tr("Write permission has been granted in this session.")
                                       : tr("Nothing is written. Write permission is asked for with the first change."),
                      session.canWrite ? Glyph::Edit : Glyph::Lock);
    showTenant();
    updateActions();
}

void MainWindow::showBanner()
{
    const auto words = sessionWords(m_context.workspace, m_closedNotice);
    m_sessionHelp = words ? words->help : SessionHelp::None;
    if (words) {
        m_sessionBanner->setAction(0, words->action);
        m_sessionBanner->setClosable(words->isNotice);
        m_sessionBanner->say(words->text);
    }
    m_bannerSpace->setVisible(words.has_value() && m_place != Place::SignIn);
}

void MainWindow::helpWithSession()
{
    workspace::Workspace &workspace = m_context.workspace;
    switch (m_sessionHelp) {
    case SessionHelp::None:
        return;
    case SessionHelp::SignIn:
        return workspace.signInAgain();
    case SessionHelp::Assess:
        return workspace.obtain(workspace::Rights::Assess);
    case SessionHelp::CopyConsent:
        m_context.clipboard(workspace.adminConsentUrl().toString(QUrl::FullyEncoded));
        return m_status->say(tr("Copied the link for an administrator"));
    case SessionHelp::OpenDevicePage:
        if (workspace.session().device)
            m_context.openUrl(workspace.session().device->address);
        return;
    case SessionHelp::TryAgain:
        return workspace.session().phase == workspace::SessionPhase::SignedIn ? workspace.sync() : workspace.signIn();
    }
}

void MainWindow::showTenant()
{
    const trust::Tenant &tenant = m_context.workspace.tenant();
    const bool demo = m_context.workspace.isDemo();
    const workspace::SessionState &session = m_context.workspace.session();
    if (!tenant.displayName.isEmpty())
        m_top->tenant()->setTenant(tenant.displayName, tenant.defaultDomain);
    else if (session.phase == workspace::SessionPhase::SignedIn)
        m_top->tenant()->setTenant(session.userName.isEmpty() ? tr("Tenant not read yet") : session.userName, {});
    else
        m_top->tenant()->setTenant({}, {});
    m_top->cloud()->setCloud(
        demo ? tr("Demo tenant") : m_context.workspace.cloudName(),
        demo ? tr("The built-in demo tenant: nothing here is real, and nothing leaves this computer.")
             : tr("The cloud in which this tenant lives."));
    setWindowTitle(tenant.displayName.isEmpty() ? QStringLiteral("Symbolon")
                                                : tr("%1 – Symbolon").arg(shown(tenant.displayName)));
    m_top->arrange();
}

void MainWindow::showStatus()
{
    const workspace::SyncState &sync = m_context.workspace.syncState();
    QString exact = sync.finishedAt.isValid() ? tr("Last read %1").arg(sync.finishedAt.toString(Qt::ISODate))
                                              : QString();
    if (sync.wholeAt().isValid())
        exact += tr(", long lists by what has changed since %1: a changed credential may show some minutes late")
                     .arg(sync.wholeAt().toString(Qt::ISODate));
    m_status->setFreshness(freshnessText(sync, m_context.clock()), freshnessLevel(sync), exact);
    m_status->setCounts(countsText(m_context.workspace.tally()));
    m_status->setNotice(failureLine(sync));
    const int federated = m_context.workspace.tally().federated();
    // What was not read is not nothing.
    m_rail->item(railIndex(Place::Identities))->setCount(isAnythingRead() ? federated : -1);
    m_rail->item(railIndex(Place::Credentials))
        ->setCount(isAnythingRead() ? static_cast<int>(m_context.workspace.credentials().size()) : -1);
    m_rail->item(railIndex(Place::Findings))->setCount(isAnythingRead() ? m_findings->count() : -1);
    updateActions();
}

} // namespace symbolon::ui
