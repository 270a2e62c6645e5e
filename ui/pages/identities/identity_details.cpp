// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/identities/identity_details.h"

#include "ui/flow/flow_view.h"
#include "ui/models/identity_text.h"
#include "ui/pages/common/verdict_card.h"
#include "ui/pages/common/verdict_list.h"
#include "ui/pages/identities/about_tab.h"
#include "ui/pages/identities/credentials_tab.h"
#include "ui/pages/identities/history_tab.h"
#include "ui/pages/identities/permissions_tab.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/countbadge.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/statepane.h"
#include "ui/widgets/tile.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QStackedLayout>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace symbolon::ui {

namespace {
constexpr int tileSide = 34;
constexpr int labelWidth = 66;
} // namespace

IdentityDetails::IdentityDetails(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_nothing(new StatePane(context.appearance, context.clipboard, this))
    , m_content(new Plane(context.appearance, Plane::Tone::Surface, {}, this))
{
    setObjectName(QStringLiteral("identityDetails"));
    auto *stack = new QStackedLayout(this);
    stack->addWidget(m_nothing);
    stack->addWidget(m_content);
    m_nothing->setState(StatePane::State::Empty, tr("No identity is chosen."), tr("Choose one in the list."));
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    buildTabs();
    layout->addWidget(m_tabs, 1);

    connect(m_credentials, &CredentialsTab::addAsked, this, [this] { Q_EMIT addAsked(m_key); });
    connect(m_credentials, &CredentialsTab::editAsked, this, &IdentityDetails::editAsked);
    connect(m_credentials, &CredentialsTab::deleteAsked, this, &IdentityDetails::deleteAsked);
    connect(m_credentials, &CredentialsTab::handoffAsked, this, &IdentityDetails::handoffAsked);
    connect(m_credentials, &CredentialsTab::flowAsked, this, &IdentityDetails::flowAsked);
    connect(m_credentials, &CredentialsTab::selectedChanged, this, &IdentityDetails::showFlow);
    connect(m_tabs, &QTabWidget::currentChanged, this, &IdentityDetails::showFlow);
    connect(m_flow, &FlowView::said, this, &IdentityDetails::said);
}

QWidget *IdentityDetails::buildHead()
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *head = new QWidget(m_content);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(theme.px(metrics::space4), theme.px(14), theme.px(metrics::space4), theme.px(6));
    layout->setSpacing(theme.px(2));
    auto *title = new QHBoxLayout;
    title->setSpacing(theme.px(10));
    m_tile = new Tile(appearance, Glyph::App, Ink::Accent, tileSide, head);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    m_name = new PlainLabel(appearance, TextStyle::Section, Ink::Text, head);
    m_name->setObjectName(QStringLiteral("identityName"));
    m_name->setElide(Qt::ElideMiddle);
    m_kind = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, head);
    m_kind->setElide(Qt::ElideRight);
    names->addWidget(m_name);
    names->addWidget(m_kind);
    title->addWidget(m_tile);
    title->addLayout(names, 1);
    layout->addLayout(title);
    layout->addSpacing(theme.px(6));
    const auto addField = [&](const QString &label) {
        auto *field = new CopyableField(appearance, m_context.clipboard, label, head);
        field->setLabelWidth(labelWidth);
        layout->addWidget(field);
        return field;
    };
    m_clientId = addField(tr("Client ID"));
    m_objectId = addField(tr("Object ID"));
    m_resourceId = addField(tr("Resource"));
    return head;
}

void IdentityDetails::buildTabs()
{
    m_tabs = new QTabWidget(m_content);
    m_tabs->setObjectName(QStringLiteral("identityTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the identity"));
    m_tabs->tabBar()->setExpanding(false);
    // Brings the first tab's words under the pane's other words.
    auto *margin = new QWidget(m_tabs);
    auto *inset = new QHBoxLayout(margin); // a tab widget goes by size hints, which only a layout gives
    inset->setContentsMargins(m_context.appearance.theme().px(metrics::space3), 0, 0, 0);
    m_tabs->setCornerWidget(margin, Qt::TopLeftCorner);
    m_credentials = new CredentialsTab(m_context, m_tabs);
    m_permissions = new PermissionsTab(m_context, m_tabs);
    auto *flow = new QWidget(m_tabs);
    auto *flowStack = new QStackedLayout(flow);
    m_noFlow = new StatePane(m_context.appearance, m_context.clipboard, flow);
    m_noFlow->setState(StatePane::State::Empty, tr("Without a credential there is no sign-in to follow."));
    m_flow = new FlowView(m_context.appearance, m_context.clipboard, m_context.askSavePath, flow);
    flowStack->addWidget(m_noFlow);
    flowStack->addWidget(m_flow);
    m_risks = new VerdictList(m_context, m_tabs);
    m_tabs->addTab(m_credentials, tr("Credentials"));
    m_tabs->addTab(m_permissions, tr("Permissions"));
    m_tabs->addTab(flow, tr("Flow"));
    m_tabs->addTab(m_risks, tr("Risks"));
    m_history = new HistoryTab(m_context, m_tabs);
    m_tabs->addTab(m_history, tr("History"));
    m_about = new AboutTab(m_context, m_tabs);
    m_tabs->addTab(m_about, tr("About"));
    connect(m_about, &AboutTab::retireAsked, this, &IdentityDetails::retireAsked);
    m_credentialCount = addCount(Tab::Credentials);
    m_riskCount = addCount(Tab::Risks);
}

CountBadge *IdentityDetails::addCount(Tab tab)
{
    auto *badge = new CountBadge(m_context.appearance, m_tabs->tabBar());
    m_tabs->tabBar()->setTabButton(static_cast<int>(tab), QTabBar::RightSide, badge);
    return badge;
}

void IdentityDetails::setIdentity(const workspace::IdentityRow *row)
{
    auto *stack = static_cast<QStackedLayout *>(layout());
    stack->setCurrentWidget(row ? m_content : m_nothing);
    if (row == nullptr) {
        m_key = {};
        return;
    }
    m_key = row->key();
    showHead(row->identity);
    m_credentials->setIdentity(*row);
    m_permissions->setIdentity(row->identity);
    m_history->setIdentity(m_key);
    m_about->setIdentity(row->identity);
    m_risks->setVerdicts(m_context.workspace.judge(row->identity));
    showCounts(*row);
    showFlow();
}

void IdentityDetails::showHead(const trust::Identity &identity)
{
    const bool app = identity.key.kind == trust::IdentityKind::Application;
    m_tile->setGlyph(glyphOf(identity.key.kind), Ink::Accent);
    m_name->setValue(identity.displayName);
    QString line = app ? kindName(identity.key.kind) : tr("Managed identity");
    if (app && identity.createdAt.isValid())
        line = tr("%1, created %2").arg(line, QLocale().toString(identity.createdAt.date(), tr("d MMM yyyy")));
    else if (!app && !identity.place->resourceGroup.isEmpty())
        line = tr("%1, %2").arg(line, kindLine(identity));
    m_kind->setValue(line);
    m_clientId->setValue(identity.clientId);
    m_objectId->setValue(app ? identity.key.id : identity.servicePrincipalId);
    m_objectId->setVisible(!m_objectId->value().isEmpty());
    m_resourceId->setValue(app ? QString() : identity.key.id);
    m_resourceId->setVisible(!app);
}

void IdentityDetails::showCounts(const workspace::IdentityRow &row)
{
    m_credentialCount->setCount(static_cast<int>(row.identity.credentials.size()), tr("Credentials"));
    const auto findings = byRule(row.verdicts, risk::Outcome::Finding);
    m_riskCount->setCount(static_cast<int>(findings.size()), tr("Risks"));
    // QTabBar measures a button when it is set: set again, after it was taken out, for a new width.
    for (const Tab tab : {Tab::Credentials, Tab::Risks}) {
        QTabBar *bar = m_tabs->tabBar();
        QWidget *badge = bar->tabButton(static_cast<int>(tab), QTabBar::RightSide);
        if (badge->size() == badge->sizeHint())
            continue;
        badge->resize(badge->sizeHint());
        bar->setTabButton(static_cast<int>(tab), QTabBar::RightSide, nullptr);
        bar->setTabButton(static_cast<int>(tab), QTabBar::RightSide, badge);
    }
}

void IdentityDetails::selectCredential(const QString &name)
{
    m_credentials->select(name);
}

void IdentityDetails::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

workspace::CredentialKey IdentityDetails::currentCredential() const
{
    return {m_key, m_credentials->selected()};
}

void IdentityDetails::setCompactRows(bool compact)
{
    m_credentials->setCompactRows(compact);
    m_permissions->setCompactRows(compact);
}

void IdentityDetails::showFlow()
{
    if (m_tabs->currentIndex() != static_cast<int>(Tab::Flow))
        return;
    const workspace::CredentialKey key = currentCredential();
    const bool any = !key.name.isEmpty();
    static_cast<QStackedLayout *>(m_flow->parentWidget()->layout())
        ->setCurrentWidget(any ? static_cast<QWidget *>(m_flow) : m_noFlow);
    if (any)
        m_flow->setNarration(m_context.workspace.narrate(key), m_name->value() + QLatin1Char(' ') + key.name);
}

} // namespace symbolon::ui
