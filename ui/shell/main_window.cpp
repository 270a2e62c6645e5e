// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/main_window.h"

#include "ui/editor/credential_editor.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/credentials/credentials_page.h"
#include "ui/pages/flow/flow_page.h"
#include "ui/pages/handoff/handoff_page.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/pages/identities/identity_details.h"
#include "ui/pages/onboarding/onboarding_page.h"
#include "ui/pages/plan/plan_dialog.h"
#include "ui/palette/palette.h"
#include "ui/shell/actions.h"
#include "ui/shell/rail.h"
#include "ui/shell/settings.h"
#include "ui/shell/status_line.h"
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
    , m_unwritten(new Unwritten(m_context, *m_staged, m_drafts, m_onboardingDrafts, this))
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
    if (m_place == Place::Onboarding && place != Place::Onboarding)
        m_onboarding->putAside();
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

void MainWindow::editStaged(const QUuid &operation)
{
    m_editor->startStaged(operation);
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

// The sign-in log first: whether federation has taken the secret's place is what the decision hangs on.
void MainWindow::retireSecret(const trust::IdentityKey &identity, const trust::Secret &secret)
{
    const QDateTime now = m_context.clock();
    const QDateTime since = now.addDays(-workspace::evidenceDays);
    m_status->say(tr("Looking for federated sign-ins in the log…"));
    whenDone(m_context.workspace.signIns(identity, since), this,
             [this, identity, secret, since, now](const Result<cloud::SignIns> &signIns) {
                 m_status->say({});
                 plan(retireSecretRequest(identity, secret, workspace::evidenceOf(signIns, secret.keyId, since), now));
             });
}

void MainWindow::onboard()
{
    m_onboarding->open();
    go(Place::Onboarding);
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
    if (m_editor->isBusy() || m_staged->isApplying() || m_onboarding->isWriting()) {
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
    m_onboarding->keep();
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
