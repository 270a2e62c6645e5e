// SPDX-License-Identifier: Apache-2.0
// The actions of MainWindow and the menus that show them.
#include "base/shown.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/changes/changes_page.h"
#include "ui/pages/common/table_page.h"
#include "ui/pages/common/tree_view.h"
#include "ui/pages/credentials/credentials_page.h"
#include "ui/pages/findings/findings_page.h"
#include "ui/pages/identities/credentials_tab.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/pages/issuers/issuers_page.h"
#include "ui/pages/plan/plan_request.h"
#include "ui/palette/palette.h"
#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/settings.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/status_line.h"
#include "ui/shell/tenant_button.h"
#include "ui/shell/top_bar.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tableview.h"

#include <QActionGroup>
#include <QInputDialog>
#include <QMenu>
#include <QMenuBar>

namespace symbolon::ui {

namespace {

QString plainMenuText(const QString &hostile)
{
    QString text = shown(hostile);
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

void MainWindow::buildActions()
{
    buildFileActions();
    buildViewActions();
    buildIdentityActions();
    buildChangeActions();
    buildPlanActions();
    buildAppearanceActions();
    QAction *sheet = m_actions->add(QStringLiteral("help.shortcuts"), tr("&Keyboard shortcuts"),
                                    QKeySequence(Qt::CTRL | Qt::Key_Slash), Glyph::Help);
    connect(sheet, &QAction::triggered, this,
            [this] { (new ShortcutSheet(m_context.appearance, *m_actions, this))->show(); });
    QAction *about = m_actions->add(QStringLiteral("help.about"), tr("&About Symbolon"));
    connect(about, &QAction::triggered, this, [this] { (new AboutBox(m_context.appearance, this))->show(); });
    buildMenus();
}

void MainWindow::buildFileActions()
{
    workspace::Workspace *workspace = &m_context.workspace;
    QAction *refresh =
        m_actions->add(QStringLiteral("file.refresh"), tr("&Refresh"), QKeySequence(Qt::Key_F5), Glyph::Refresh);
    connect(refresh, &QAction::triggered, workspace, &workspace::Workspace::sync);
    QAction *everything = m_actions->add(QStringLiteral("file.refreshAll"), tr("Read &everything again"),
                                         QKeySequence(Qt::SHIFT | Qt::Key_F5), Glyph::Refresh);
    connect(everything, &QAction::triggered, workspace, &workspace::Workspace::syncEverything);
    QAction *retry = m_actions->add(QStringLiteral("file.retry"), tr("Re&try what failed"), {}, Glyph::Retry);
    connect(retry, &QAction::triggered, workspace, &workspace::Workspace::retryFailed);
    QAction *stop = m_actions->add(QStringLiteral("file.stop"), tr("Stop reading"), {}, Glyph::Stop);
    connect(stop, &QAction::triggered, workspace, &workspace::Workspace::cancelSync);
    QAction *in = m_actions->add(QStringLiteral("file.signIn"), tr("&Sign in"), {}, Glyph::SignIn);
    connect(in, &QAction::triggered, workspace, &workspace::Workspace::signIn);
    QAction *other =
        m_actions->add(QStringLiteral("file.otherAccount"), tr("Sign in with &another account"), {}, Glyph::User);
    connect(other, &QAction::triggered, workspace, &workspace::Workspace::signIn);
    QAction *tenant =
        m_actions->add(QStringLiteral("file.otherTenant"), tr("Sign in to another &tenant"), {}, Glyph::Tenant);
    connect(tenant, &QAction::triggered, this, &MainWindow::askForTenant);
    QAction *out = m_actions->add(QStringLiteral("file.signOut"), tr("Sign &out"), {}, Glyph::SignOut);
    connect(out, &QAction::triggered, workspace, &workspace::Workspace::signOut);
    buildCacheActions();
    QAction *leave = m_actions->add(QStringLiteral("file.signOutWipe"), tr("Sign out and re&move what was read"));
    connect(leave, &QAction::triggered, this, [this, workspace] {
        whenDone(workspace->endSession(true), this, [this](const Result<void> &gone) {
            if (!gone)
                m_status->say(oneLine(gone.error()));
        });
    });
    QAction *quit = m_actions->add(QStringLiteral("file.quit"), tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    connect(quit, &QAction::triggered, this, &QWidget::close);

    QAction *filter =
        m_actions->add(QStringLiteral("edit.filter"), tr("&Filter"), QKeySequence(QKeySequence::Find), Glyph::Filter);
    connect(filter, &QAction::triggered, this, [this] {
        if (page())
            page()->panes().first()->setFocus(Qt::ShortcutFocusReason);
    });
    const auto addExport = [this](const QString &id, const QString &text, workspace::TableFormat format) {
        connect(m_actions->add(id, text, {}, Glyph::Export), &QAction::triggered, this, [this, format] {
            if (auto *table = qobject_cast<TablePage *>(page()))
                table->saveAs(format);
        });
    };
    addExport(QStringLiteral("file.exportCsv"), tr("Export as &CSV…"), workspace::TableFormat::Csv);
    addExport(QStringLiteral("file.exportJson"), tr("Export as &JSON…"), workspace::TableFormat::Json);
    QAction *columns = m_actions->add(QStringLiteral("view.columns"), tr("Choose co&lumns"),
                                      QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C), Glyph::Columns);
    connect(columns, &QAction::triggered, this, [this] {
        if (auto *table = qobject_cast<TablePage *>(page()))
            table->openColumnsMenu();
    });
    QAction *palette = m_actions->add(QStringLiteral("edit.palette"), tr("&Search everything"),
                                      QKeySequence(Qt::CTRL | Qt::Key_K), Glyph::Search);
    connect(palette, &QAction::triggered, this, [this] { m_palette->open(); });
    QAction *clear = m_actions->add(QStringLiteral("edit.clearFilter"), tr("&Clear filter"),
                                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    connect(clear, &QAction::triggered, this, [this] {
        if (page())
            page()->clearFilter();
    });
}

void MainWindow::buildCacheActions()
{
    workspace::Workspace *workspace = &m_context.workspace;
    QAction *keep = m_actions->add(QStringLiteral("file.keepCache"), tr("&Keep a copy for the next start"));
    keep->setCheckable(true);
    keep->setChecked(workspace->keepsCache());
    if (!workspace->canKeepCache()) {
        Actions::setBlocked(keep,
                            workspace->isDemo() ? tr("The demo tenant is the same at every start.")
                                                : tr("Switched off with --no-cache, or nobody's account is known."));
    }
    connect(keep, &QAction::toggled, this, [this, workspace](bool on) {
        m_context.settings.setKeepsCache(on);
        workspace->setKeepsCache(on);
        m_status->say(on ? tr("The tenant is kept after each reading") : tr("The kept copy has been removed"));
        updateActions();
    });
    QAction *wipe = m_actions->add(QStringLiteral("file.wipeCache"), tr("Remo&ve every kept copy"));
    connect(wipe, &QAction::triggered, this, [this, workspace] {
        whenDone(workspace->wipeEveryCache(), this, [this](const Result<void> &gone) {
            m_status->say(gone ? tr("Every kept copy and its history have been removed")
                               : tr("A kept copy could not be removed"));
        });
    });
}

void MainWindow::buildViewActions()
{
    auto *group = new QActionGroup(this);
    int number = 0;
    for (const Place place : pagePlaces) {
        ++number;
        QAction *action = m_actions->add(QStringLiteral("view.page%1").arg(number), pageAt(place)->title(),
                                         QKeySequence(Qt::CTRL | (Qt::Key_0 + number)));
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, place] { go(place); });
    }
    QAction *details =
        m_actions->add(QStringLiteral("view.hideDetails"), tr("&Hide details"), QKeySequence(Qt::Key_F8));
    details->setCheckable(true);
    details->setChecked(m_context.settings.detailsHidden());
    connect(details, &QAction::toggled, this, [this](bool hidden) {
        m_context.settings.setDetailsHidden(hidden);
        for (const Place place : pagePlaces)
            pageAt(place)->setDetailsHidden(hidden);
    });
    QAction *rail = m_actions->add(QStringLiteral("view.collapseRail"), tr("&Narrow page list"),
                                   QKeySequence(Qt::CTRL | Qt::Key_B));
    rail->setCheckable(true);
    rail->setChecked(m_context.settings.railCollapsed());
    connect(rail, &QAction::toggled, this, [this](bool collapsed) {
        m_context.settings.setRailCollapsed(collapsed);
        m_railChosenCollapsed = collapsed;
        arrangeRail();
    });
    QAction *compact = m_actions->add(QStringLiteral("view.compactRows"), tr("&Compact rows"));
    compact->setCheckable(true);
    compact->setChecked(m_context.settings.compactRows());
    connect(compact, &QAction::toggled, this, [this](bool on) {
        m_context.settings.setCompactRows(on);
        for (const Place place : pagePlaces)
            pageAt(place)->setCompactRows(on);
    });
    QAction *pane = m_actions->add(QStringLiteral("view.nextPane"), tr("Ne&xt pane"), QKeySequence(Qt::Key_F6));
    connect(pane, &QAction::triggered, this, &MainWindow::nextPane);
}

void MainWindow::buildAppearanceActions()
{
    auto *group = new QActionGroup(this);
    const auto add = [&](const QString &id, const QString &text, Appearance::Choice choice, Glyph glyph) {
        QAction *action = m_actions->add(id, text, {}, glyph);
        action->setCheckable(true);
        action->setChecked(m_context.appearance.choice() == choice);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] {
            m_context.settings.setAppearance(choice);
            m_context.appearance.setChoice(choice);
        });
    };
    add(QStringLiteral("view.system"), tr("As the &desktop"), Appearance::Choice::System, Glyph::Window);
    add(QStringLiteral("view.light"), tr("&Light"), Appearance::Choice::Light, Glyph::Sun);
    add(QStringLiteral("view.dark"), tr("Dar&k"), Appearance::Choice::Dark, Glyph::Moon);
}

void MainWindow::buildIdentityActions()
{
    QAction *add = m_actions->add(QStringLiteral("identity.newCredential"), tr("&New credential"),
                                  QKeySequence(QKeySequence::New), Glyph::Add);
    connect(add, &QAction::triggered, this, [this] {
        if (hasIdentity())
            addCredential(*m_identities->selected());
        else if (!currentCredential().name.isEmpty())
            addCredential(currentCredential().identity);
    });
    QAction *edit = m_actions->add(QStringLiteral("identity.editCredential"), tr("&Edit credential"),
                                   QKeySequence(Qt::CTRL | Qt::Key_E), Glyph::Edit);
    connect(edit, &QAction::triggered, this, [this] { editCredential(currentCredential()); });
    QAction *flow = m_actions->add(QStringLiteral("identity.showFlow"), tr("Show &flow"),
                                   QKeySequence(Qt::CTRL | Qt::Key_L), Glyph::Flow);
    connect(flow, &QAction::triggered, this, [this] { showFlow(currentCredential()); });
    QAction *handoff = m_actions->add(QStringLiteral("identity.handoff"), tr("&Hand off to the workload's owner"),
                                      QKeySequence(Qt::CTRL | Qt::Key_H), Glyph::Workload);
    connect(handoff, &QAction::triggered, this, [this] { showHandoff(currentCredential()); });
    QAction *remove = m_actions->add(QStringLiteral("identity.deleteCredential"), tr("&Delete credential"),
                                     QKeySequence(Qt::Key_Delete), Glyph::Delete);
    // Delete also edits text: it removes a credential only from a list that has the focus.
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_identities->details()->credentials()->list()->addAction(remove);
    m_credentials->table()->addAction(remove);
    connect(remove, &QAction::triggered, this, [this] { deleteCredential(currentCredential()); });
    QAction *copy = m_actions->add(QStringLiteral("identity.copyClientId"), tr("&Copy client ID"), {}, Glyph::Copy);
    connect(copy, &QAction::triggered, this, [this] {
        if (const workspace::IdentityRow *row = m_context.workspace.identity(*m_identities->selected())) {
            m_context.clipboard(row->identity.clientId);
            m_status->say(tr("Copied the client ID"));
        }
    });
}

void MainWindow::buildChangeActions()
{
    QAction *review = m_actions->add(QStringLiteral("trust.review"), tr("&Review staged changes"),
                                     QKeySequence(QKeySequence::Save), Glyph::Changes);
    connect(review, &QAction::triggered, this, [this] { go(Place::Changes); });
    QAction *apply = m_actions->add(QStringLiteral("trust.apply"), tr("&Apply staged changes"), {}, Glyph::Check);
    connect(apply, &QAction::triggered, this, [this] {
        go(Place::Changes); // nothing is written that is not on show
        m_changes->apply();
    });
    QAction *stop = m_actions->add(QStringLiteral("trust.stop"), tr("&Stop after this one"), {}, Glyph::Stop);
    connect(stop, &QAction::triggered, m_staged, &StagedChanges::stop);
    QAction *discard = m_actions->add(QStringLiteral("trust.discard"), tr("&Discard staged changes"));
    connect(discard, &QAction::triggered, this, [this] {
        go(Place::Changes);
        m_changes->askDiscard();
    });
}

void MainWindow::buildPlanActions()
{
    QAction *onboard = m_actions->add(QStringLiteral("trust.onboard"), tr("O&nboard a workload"),
                                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), Glyph::Workload);
    connect(onboard, &QAction::triggered, this, &MainWindow::onboard);
    const auto add = [this](const char *id, const QString &text, PlanRequest (*request)()) {
        connect(m_actions->add(QString::fromLatin1(id), text), &QAction::triggered, this,
                [this, request] { plan(request()); });
    };
    add("trust.replaceIssuer", tr("Replace an &issuer…"), [] { return replaceIssuerRequest(); });
    add("trust.cutOff", tr("&Cut off an issuer…"), [] { return cutOffRequest(); });
    add("trust.replaceRepository", tr("An &owner or repository has another name…"), &replaceRepositoryRequest);
    add("trust.immutable", tr("GitHub subjects with i&mmutable IDs…"), &immutableTwinsRequest);
    add("trust.retire", tr("Re&tire name-based GitHub subjects…"), &retireNameBasedRequest);
    const auto addForOne = [this](const char *id, const QString &text,
                                  PlanRequest (*request)(const workspace::CredentialKey &)) {
        connect(m_actions->add(QString::fromLatin1(id), text), &QAction::triggered, this,
                [this, request] { plan(request(currentCredential())); });
    };
    addForOne("identity.renameCredential", tr("&Rename credential…"), &renameRequest);
    connect(m_actions->add(QStringLiteral("trust.merge"), tr("Mer&ge chosen credentials into one expression…")),
            &QAction::triggered, this, [this] { plan(mergeRequest(m_credentials->chosen())); });
    addForOne("identity.copyCredential", tr("Copy credential t&o…"), &copyRequest);
    addForOne("identity.moveCredential", tr("&Move credential to…"), &moveRequest);
}

void MainWindow::buildMenus()
{
    QMenuBar *bar = m_top->menuBar();
    const auto fill = [this](QMenu *menu, std::initializer_list<const char *> ids) {
        for (const char *id : ids) {
            if (*id == '\0')
                menu->addSeparator();
            else
                menu->addAction(m_actions->at(QString::fromLatin1(id)));
        }
        menu->setToolTipsVisible(true);
    };
    fill(bar->addMenu(tr("&File")),
         {"file.refresh", "file.refreshAll", "file.retry", "file.stop", "", "file.exportCsv", "file.exportJson", "",
          "file.signIn", "file.otherAccount", "file.otherTenant", "file.signOut", "file.signOutWipe", "",
          "file.keepCache", "file.wipeCache", "", "file.quit"});
    fill(bar->addMenu(tr("&Edit")), {"edit.palette", "", "edit.filter", "edit.clearFilter"});
    QMenu *view = bar->addMenu(tr("&View"));
    fill(view,
         {"view.page1", "view.page2", "view.page3", "view.page4", "view.page5", "view.page6", "", "view.hideDetails",
          "view.collapseRail", "view.compactRows", "view.columns", "view.nextPane", ""});
    fill(view->addMenu(tr("&Appearance")), {"view.system", "view.light", "view.dark"});
    fill(bar->addMenu(tr("&Identity")),
         {"identity.newCredential", "identity.editCredential", "identity.deleteCredential", "identity.renameCredential",
          "identity.copyCredential", "identity.moveCredential", "", "identity.showFlow", "identity.handoff",
          "identity.copyClientId"});
    fill(bar->addMenu(tr("&Trust")),
         {"trust.onboard", "", "trust.review", "trust.apply", "trust.stop", "trust.discard", "", "trust.replaceIssuer",
          "trust.cutOff", "", "trust.replaceRepository", "trust.immutable", "trust.retire", "", "trust.merge"});
    fill(bar->addMenu(tr("&Help")), {"help.shortcuts", "", "help.about"});
    m_tenantMenu = new QMenu(this);
    m_top->tenant()->setMenu(m_tenantMenu);
    connect(m_tenantMenu, &QMenu::aboutToShow, this, &MainWindow::buildTenantMenu);
    m_top->arrange();
}

void MainWindow::buildTenantMenu()
{
    m_tenantMenu->clear();
    const workspace::SessionState &session = m_context.workspace.session();
    const trust::Tenant &tenant = m_context.workspace.tenant();
    for (const QString &line : {session.accountName, session.userName}) {
        if (!line.isEmpty())
            m_tenantMenu->addAction(plainMenuText(line))->setEnabled(false);
    }
    if (!tenant.id.isEmpty()) {
        const QString id = tenant.id;
        connect(m_tenantMenu->addAction(m_context.appearance.icon(Glyph::Copy), tr("Copy tenant ID")),
                &QAction::triggered, this, [this, id] {
                    m_context.clipboard(id);
                    m_status->say(tr("Copied the tenant ID"));
                });
    }
    addAccounts();
    m_tenantMenu->addSeparator();
    for (const char *id : {"view.system", "view.light", "view.dark"})
        m_tenantMenu->addAction(m_actions->at(QString::fromLatin1(id)));
    m_tenantMenu->addSeparator();
    const bool in = session.phase == workspace::SessionPhase::SignedIn;
    m_tenantMenu->addAction(m_actions->at(in ? QStringLiteral("file.signOut") : QStringLiteral("file.signIn")));
}

QList<PaletteAction> MainWindow::paletteActions() const
{
    QList<PaletteAction> actions;
    for (const QAction *action : m_actions->all()) {
        if (action->objectName() == u"edit.palette")
            continue;
        actions.append({action->objectName(), Actions::plainText(action),
                        action->shortcut().toString(QKeySequence::NativeText),
                        action->isEnabled() ? QString() : action->statusTip()});
    }
    return actions;
}

void MainWindow::follow(const PaletteHit &hit)
{
    switch (hit.kind) {
    case PaletteHit::Kind::Action:
        m_actions->at(hit.name)->trigger();
        return;
    case PaletteHit::Kind::Identity:
        showIdentity(hit.identity);
        return;
    case PaletteHit::Kind::Credential:
        showIdentity(hit.identity, hit.name);
        return;
    case PaletteHit::Kind::Issuer:
        go(Place::Issuers);
        m_issuers->select(hit.name);
        return;
    }
}

void MainWindow::readAccounts()
{
    whenDone(m_context.workspace.knownAccounts(), this, [this](const Result<QList<auth::KnownAccount>> &accounts) {
        m_accounts = accounts.value_or(QList<auth::KnownAccount>());
    });
}

// Who else signed in on this computer, and somebody new. The same person may be here twice: as a guest of another tenant.
void MainWindow::addAccounts()
{
    const workspace::SessionState &session = m_context.workspace.session();
    if (session.phase != workspace::SessionPhase::SignedIn)
        return;
    m_tenantMenu->addSeparator();
    for (const auth::KnownAccount &account : std::as_const(m_accounts)) {
        const bool isThis = account.info.tenantId == session.tenantId && account.info.username == session.userName;
        if (isThis)
            continue;
        const bool named = account.asked != u"organizations" && account.asked != account.info.tenantId;
        const QString where = named ? account.asked : account.info.tenantId;
        QAction *change = m_tenantMenu->addAction(m_context.appearance.icon(Glyph::User),
                                                  plainMenuText(tr("%1 in %2").arg(account.info.username, where)));
        connect(change, &QAction::triggered, this, [this, account] { m_context.workspace.switchTo(account); });
    }
    m_tenantMenu->addAction(m_actions->at(QStringLiteral("file.otherAccount")));
    m_tenantMenu->addAction(m_actions->at(QStringLiteral("file.otherTenant")));
}

// A guest is in another tenant than at home: its name or id is all that it takes.
void MainWindow::askForTenant()
{
    auto *question = new QInputDialog(this);
    question->setObjectName(QStringLiteral("tenantQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Sign in to another tenant"));
    question->setLabelText(tr("Tenant: contoso.onmicrosoft.com, or its ID"));
    connect(question, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        auth::SignInChoice choice = m_context.workspace.signInChoice();
        choice.tenant = text.trimmed();
        if (choice.tenant.isEmpty())
            return;
        m_context.workspace.chooseSignIn(choice);
        m_context.workspace.signIn();
    });
    question->open();
}

void MainWindow::updateActions()
{
    if (m_actions->all().isEmpty())
        return;
    const bool in = m_context.workspace.session().phase == workspace::SessionPhase::SignedIn;
    const workspace::SyncPhase phase = m_context.workspace.syncState().phase;
    const QString signedOut = in ? QString() : tr("Sign in first.");
    for (const QString &id : {QStringLiteral("file.refresh"), QStringLiteral("file.refreshAll")}) {
        Actions::setBlocked(m_actions->at(id),
                            phase == workspace::SyncPhase::Running ? tr("The tenant is being read.") : signedOut);
    }
    Actions::setBlocked(m_actions->at(QStringLiteral("file.retry")),
                        phase == workspace::SyncPhase::Partial ? QString() : tr("Nothing failed."));
    Actions::setBlocked(m_actions->at(QStringLiteral("file.stop")),
                        phase == workspace::SyncPhase::Running ? QString() : tr("Nothing is being read."));
    Actions::setBlocked(m_actions->at(QStringLiteral("file.signIn")), in ? tr("You are signed in.") : QString());
    Actions::setBlocked(m_actions->at(QStringLiteral("file.signOut")), signedOut);
    Actions::setBlocked(m_actions->at(QStringLiteral("file.otherAccount")), signedOut);
    Actions::setBlocked(m_actions->at(QStringLiteral("file.otherTenant")), signedOut);
    Actions::setBlocked(m_actions->at(QStringLiteral("file.signOutWipe")),
                        m_context.workspace.canKeepCache() ? signedOut : tr("Nothing is kept."));
    Actions::setBlocked(m_actions->at(QStringLiteral("file.wipeCache")),
                        m_context.workspace.canKeepCache() ? QString() : tr("Nothing is kept."));

    const QString noPage = page() ? QString() : tr("Go to a page with a list first.");
    Actions::setBlocked(m_actions->at(QStringLiteral("edit.filter")), noPage);
    Actions::setBlocked(m_actions->at(QStringLiteral("edit.clearFilter")), noPage);
    const QString noTable = qobject_cast<const TablePage *>(page()) != nullptr ? QString()
                                                                               : tr("Go to a page with a table first.");
    for (const char *id : {"file.exportCsv", "file.exportJson", "view.columns"})
        Actions::setBlocked(m_actions->at(QString::fromLatin1(id)), noTable);
    const bool pages = m_place != Place::SignIn;
    for (int number = 1; number <= static_cast<int>(pagePlaces.size()); ++number) {
        QAction *action = m_actions->at(QStringLiteral("view.page%1").arg(number));
        Actions::setBlocked(action, pages ? QString() : signedOut);
        action->setChecked(railIndex(m_place) == number - 1);
    }
    const QString busy = m_staged->isApplying() ? tr("Changes are being written.") : QString();
    const QString nothing = m_staged->waiting() > 0 ? QString() : tr("Nothing is staged.");
    for (const char *id :
         {"trust.replaceIssuer", "trust.cutOff", "trust.replaceRepository", "trust.immutable", "trust.retire"})
        Actions::setBlocked(m_actions->at(QString::fromLatin1(id)), pages ? QString() : signedOut);
    const bool canMerge = m_place == Place::Credentials && m_credentials->chosen().size() > 1;
    Actions::setBlocked(m_actions->at(QStringLiteral("trust.merge")),
                        canMerge ? QString()
                                 : tr("Choose several credentials of one identity on the page Credentials."));
    Actions::setBlocked(m_actions->at(QStringLiteral("trust.review")), pages ? QString() : signedOut);
    Actions::setBlocked(m_actions->at(QStringLiteral("trust.apply")),
                        !in                  ? signedOut
                            : busy.isEmpty() ? nothing
                                             : busy);
    Actions::setBlocked(m_actions->at(QStringLiteral("trust.stop")),
                        busy.isEmpty() ? tr("Nothing is being written.") : QString());
    Actions::setBlocked(m_actions->at(QStringLiteral("trust.discard")), busy.isEmpty() ? nothing : busy);
    const bool credential = !currentCredential().name.isEmpty();
    Actions::setBlocked(m_actions->at(QStringLiteral("identity.newCredential")),
                        hasIdentity() || credential ? QString() : tr("Choose an identity first."));
    const QString noCredential = credential ? QString() : tr("Choose a credential first.");
    for (const char *id :
         {"identity.editCredential", "identity.deleteCredential", "identity.showFlow", "identity.handoff",
          "identity.renameCredential", "identity.copyCredential", "identity.moveCredential"})
        Actions::setBlocked(m_actions->at(QString::fromLatin1(id)), noCredential);
    Actions::setBlocked(m_actions->at(QStringLiteral("identity.copyClientId")),
                        hasIdentity() ? QString() : tr("Choose an identity first."));
}

} // namespace symbolon::ui
