// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/main_window.h"

#include "base/shown.h"
#include "ui/editor/credential_editor.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/activity/activity_page.h"
#include "ui/pages/changes/changes_page.h"
#include "ui/pages/changes/operation_details.h"
#include "ui/pages/common/sync_text.h"
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
#include "ui/pages/plan/plan_dialog.h"
#include "ui/palette/palette.h"
#include "ui/shell/actions.h"
#include "ui/shell/rail.h"
#include "ui/shell/settings.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/status_line.h"
#include "ui/shell/tenant_button.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/unwritten.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace symbolon::ui {

namespace {

constexpr QSize usualSize(1440, 900);
constexpr QSize leastSize(900, 600);
constexpr int collapseBelow = 1150;
constexpr std::chrono::seconds ageTick{20};

} // namespace

MainWindow::MainWindow(Context context, QWidget *parent)
    : QMainWindow(parent)
    , m_context(std::move(context))
    , m_staged(new StagedChanges(m_context.workspace, this))
    , m_unwritten(new Unwritten(m_context, *m_staged, m_drafts, this))
    , m_actions(new Actions(m_context.appearance, this))
    , m_top(new TopBar(m_context.appearance, this))
    , m_status(new StatusLine(m_context.appearance, this))
{
    setWindowTitle(QStringLiteral("Symbolon"));
    setWindowIcon(Icons::applicationIcon());
    setMinimumSize(leastSize);
    setMenuWidget(m_top);
    setStatusBar(m_status);
    setContextMenuPolicy(Qt::NoContextMenu);
    buildCentre();
    buildPages();
    buildActions();
    connectPages();

    m_top->search()->installEventFilter(this);
    m_palette = new Palette(
        m_context, [this] { return paletteActions(); }, this);
    connect(m_palette, &Palette::chosen, this, &MainWindow::follow);
    for (const Place place : pagePlaces)
        pageAt(place)->panes().first()->installEventFilter(this);
    const workspace::Workspace &workspace = m_context.workspace;
    connect(&workspace, &workspace::Workspace::sessionChanged, this, &MainWindow::showSession);
    connect(&workspace, &workspace::Workspace::tenantChanged, this, &MainWindow::showTenant);
    connect(&workspace, &workspace::Workspace::syncChanged, this, &MainWindow::showStatus);
    connect(&workspace, &workspace::Workspace::syncChanged, this, &MainWindow::showBanner);
    connect(&workspace, &workspace::Workspace::sessionReady, this, &MainWindow::readAccounts);
    connect(&workspace, &workspace::Workspace::identitiesChanged, this, [this] {
        showStatus();
        // Signing out takes the rows away, and with them the reason to stay on a page; what was kept of the last run is
        // there before anybody has signed in.
        if ((m_context.workspace.identities().size() == 0) != (m_place == Place::SignIn))
            showSession();
    });
    connect(&workspace, &workspace::Workspace::credentialsChanged, this, &MainWindow::showStatus);
    m_clockTick.setInterval(ageTick);
    connect(&m_clockTick, &QTimer::timeout, this, &MainWindow::showStatus);
    m_clockTick.start();

    resize(usualSize);
    if (!m_context.settings.geometry().isEmpty())
        restoreGeometry(m_context.settings.geometry());
    m_railChosenCollapsed = m_context.settings.railCollapsed();
    arrangeRail();
    for (const Place place : pagePlaces) {
        pageAt(place)->setCompactRows(m_context.settings.compactRows());
        pageAt(place)->setDetailsHidden(m_context.settings.detailsHidden());
    }
    showTenant();
    showSession();
    showStatus();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    const Theme &theme = m_context.appearance.theme();
    auto *centre = new QWidget(this);
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_rail = new Rail(m_context.appearance, centre);
    row->addWidget(m_rail);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    m_bannerSpace = new Plane(m_context.appearance, Plane::Tone::Page, Qt::BottomEdge, centre);
    auto *bannerLayout = new QVBoxLayout(m_bannerSpace);
    bannerLayout->setContentsMargins(theme.px(metrics::pageMargin), theme.px(metrics::space2),
                                     theme.px(metrics::pageMargin), theme.px(metrics::space2));
    m_sessionBanner = new Banner(m_context.appearance, m_context.clipboard, m_bannerSpace);
    m_sessionBanner->setObjectName(QStringLiteral("sessionBanner"));
    bannerLayout->addWidget(m_sessionBanner);
    m_bannerSpace->hide();
    m_stack = new QStackedWidget(centre);
    column->addWidget(m_bannerSpace);
    column->addWidget(m_stack, 1);
    row->addLayout(column, 1);
    setCentralWidget(centre);
    connect(m_sessionBanner, &Banner::actionTriggered, this, &MainWindow::helpWithSession);
    connect(m_sessionBanner, &Banner::closed, this, [this] {
        m_closedNotice = m_context.workspace.session().notice;
        m_bannerSpace->hide();
    });
}

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
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_signIn, m_identities, m_credentials, m_issuers, m_findings, m_changes,
                                          m_activity, m_editor, m_flow, m_handoff})
        m_stack->addWidget(widget);
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
    connect(m_staged, &StagedChanges::changed, this, &MainWindow::showStaged);
    connect(m_unwritten, &Unwritten::said, m_status, &StatusLine::say);
    m_editor->setStaging([this](const trust::Operation &operation) { return m_staged->stage(operation); });
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
        break;
    }
    return nullptr;
}

Page *MainWindow::page() const
{
    return pageAt(m_place);
}

void MainWindow::go(Place place)
{
    if (pageAt(m_place) && !pageAt(place) && place != Place::SignIn)
        m_cameFrom = m_place;
    if (m_place == Place::Editor && place != Place::Editor && m_editor->hasUnwritten()) {
        m_editor->keepUnwritten();
        m_status->say(tr("What was typed is kept as a draft until Symbolon is closed."));
    }
    m_place = place;
    m_stack->setCurrentIndex(static_cast<int>(place));
    m_rail->setVisible(place != Place::SignIn);
    m_status->setVisible(place != Place::SignIn);
    const Place lit = pageAt(place) ? place : m_cameFrom;
    m_rail->setCurrent(railIndex(lit));
    // What had the focus may be gone with its page.
    if (page() != nullptr && (focusWidget() == nullptr || m_top->isAncestorOf(focusWidget())))
        page()->panes().at(1)->setFocus(Qt::OtherFocusReason);
    showSelection();
    updateActions();
}

void MainWindow::leaveTo(Place place)
{
    go(place);
    const QList<QWidget *> panes = page() ? page()->panes() : QList<QWidget *>();
    if (panes.size() > 1)
        panes.at(1)->setFocus(Qt::OtherFocusReason);
}

void MainWindow::addCredential(const trust::IdentityKey &identity)
{
    m_editor->startNew(identity);
    go(Place::Editor);
}

void MainWindow::editCredential(const workspace::CredentialKey &credential)
{
    m_editor->startEdit(credential);
    go(Place::Editor);
}

void MainWindow::deleteCredential(const workspace::CredentialKey &credential)
{
    m_editor->startDelete(credential);
    go(Place::Editor);
}

void MainWindow::plan(const PlanRequest &request)
{
    auto *dialog = new PlanDialog(m_context, *m_staged, request, this);
    connect(dialog, &PlanDialog::staged, this, [this](int operations) {
        go(Place::Changes);
        m_status->say(tr("%n operation(s) staged. Look at them before you apply them.", nullptr, operations));
    });
    dialog->open();
}

void MainWindow::showHandoff(const workspace::CredentialKey &credential)
{
    m_handoff->setCredential(credential);
    go(Place::Handoff);
}

void MainWindow::showFlow(const workspace::CredentialKey &credential)
{
    m_flow->setCredential(credential);
    go(Place::Flow);
}

void MainWindow::showIdentity(const trust::IdentityKey &identity, const QString &credentialName)
{
    go(Place::Identities);
    m_identities->select(identity, credentialName);
}

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

void MainWindow::showStaged()
{
    m_rail->item(railIndex(Place::Changes))->setStaged(m_staged->waiting());
    updateActions();
}

bool MainWindow::isAnythingRead() const
{
    return m_context.workspace.identities().size() > 0 || m_context.workspace.syncState().isComplete();
}

void MainWindow::showSelection()
{
    m_status->setSelected(page() ? page()->selectionText() : QString());
    updateActions();
}

void MainWindow::arrangeRail()
{
    const bool narrow = width() < m_context.appearance.theme().px(collapseBelow);
    const bool collapsed = narrow || m_railChosenCollapsed;
    if (collapsed != m_rail->isCollapsed())
        m_rail->setCollapsed(collapsed);
}

void MainWindow::nextPane()
{
    QList<QWidget *> panes{m_rail->item(std::max(0, railIndex(m_place)))};
    if (page())
        panes.append(page()->panes());
    else
        panes.append(m_stack->currentWidget()->nextInFocusChain());
    panes.removeIf([](const QWidget *pane) { return pane == nullptr || !pane->isVisible() || !pane->isEnabled(); });
    if (panes.isEmpty())
        return;
    const QWidget *focus = focusWidget();
    const auto at = std::find_if(panes.cbegin(), panes.cend(), [focus](const QWidget *pane) {
        return focus != nullptr && (pane == focus || pane->isAncestorOf(focus));
    });
    const auto next = at == panes.cend() || at + 1 == panes.cend() ? panes.cbegin() : at + 1;
    (*next)->setFocus(Qt::TabFocusReason);
}

workspace::CredentialKey MainWindow::currentCredential() const
{
    if (m_place == Place::Identities)
        return m_identities->details()->currentCredential();
    if (m_place == Place::Credentials && m_credentials->selected())
        return *m_credentials->selected();
    return {};
}

bool MainWindow::hasIdentity() const
{
    return m_place == Place::Identities && m_identities->selected().has_value();
}

// Without an event loop of its own: the window stays, and closes when it is told so.
void MainWindow::askBeforeClosing()
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Close Symbolon?"),
                                     tr("A change was typed and not written."), QMessageBox::NoButton, this);
    question->setObjectName(QStringLiteral("closeQuestion"));
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("Drafts are kept until Symbolon is closed. Go back to write or to copy it."));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *stay = question->addButton(tr("Go back"), QMessageBox::RejectRole);
    const QPushButton *close = question->addButton(tr("Close and discard"), QMessageBox::DestructiveRole);
    question->setDefaultButton(stay);
    question->setEscapeButton(stay);
    connect(close, &QPushButton::clicked, this, [this] {
        m_drafts.clear();
        this->close();
    });
    question->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_editor->isBusy() || m_staged->isApplying()) {
        m_status->say(tr("A change is being written. Close the window when it is done."));
        event->ignore();
        return;
    }
    m_editor->keepUnwritten();
    if (m_drafts.count() > 0) {
        askBeforeClosing();
        event->ignore();
        return;
    }
    m_unwritten->keepNow();
    m_context.settings.setGeometry(saveGeometry());
    for (const Place place : pagePlaces)
        pageAt(place)->saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    if (m_rail != nullptr)
        arrangeRail();
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    const auto *key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event) : nullptr;
    if (watched == m_top->search() && event->type() == QEvent::MouseButtonPress) {
        m_palette->open(); // it only looks like a field
        return true;
    }
    if (key != nullptr && key->key() == Qt::Key_Down && page() && watched == page()->panes().first()) {
        // From the filter the arrow leads into the list.
        const QList<QWidget *> panes = page()->panes();
        if (panes.size() > 1)
            panes.at(1)->setFocus(Qt::TabFocusReason);
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace symbolon::ui
