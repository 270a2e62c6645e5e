// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/permissions_step.h"

#include "base/shown.h"
#include "ui/editor/preview_pane.h"
#include "ui/models/severity_level.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/separator.h"
#include "ui/widgets/severitybadge.h"
#include "workspace/offers.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {
namespace {

using trust::AppPermissionGrant;
using trust::AzureRoleGrant;

QString newGuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

// A list that is long enough to be searched by typing any part of an entry.
void makeSearchable(QComboBox *list)
{
    list->setEditable(true);
    list->setInsertPolicy(QComboBox::NoInsert);
    list->completer()->setCompletionMode(QCompleter::PopupCompletion);
    list->completer()->setFilterMode(Qt::MatchContains);
    list->completer()->setCaseSensitivity(Qt::CaseInsensitive);
}

// What was typed counts only where it is an entry.
int chosenIndex(const QComboBox *list)
{
    return list->isEditable() ? list->findText(list->currentText(), Qt::MatchFixedString) : list->currentIndex();
}

} // namespace

PermissionsStep::PermissionsStep(Context &context, OnboardingDraft &draft, QWidget *parent)
    : OnboardingStep(context, draft, parent)
    , m_side(new QWidget)
    , m_sideWords(new QVBoxLayout(m_side))
{
    const Theme &theme = context.appearance.theme();
    m_sideWords->setContentsMargins(0, 0, 0, 0);
    m_sideWords->setSpacing(theme.px(metrics::space3));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space4));
    addWords(column,
             tr("It starts with nothing, and may stay so: another team can grant later. Give the least that the "
                "workload needs, at the narrowest place."),
             this);
    auto *panel = new ui::Panel(context.appearance, this);
    m_grants = new QVBoxLayout(panel);
    m_grants->setContentsMargins(1, 1, 1, 1);
    m_grants->setSpacing(0);
    column->addWidget(panel);
    column->addWidget(buildRoles());
    column->addWidget(buildPermissions());
    column->addStretch(1);
}

PermissionsStep::~PermissionsStep()
{
    m_stop.request_stop();
}

PermissionsStep::Line PermissionsStep::startLine(const QString &title)
{
    const Theme &theme = context().appearance.theme();
    Line line;
    line.box = new QWidget(this);
    line.column = new QVBoxLayout(line.box);
    line.column->setContentsMargins(0, 0, 0, 0);
    line.column->setSpacing(theme.px(metrics::space1));
    addLabel(line.column, title, line.box);
    line.row = new QHBoxLayout;
    line.row->setSpacing(theme.px(metrics::space2));
    line.column->addLayout(line.row);
    return line;
}

QComboBox *PermissionsStep::addList(const Line &line, int stretch, const QString &label, const char *name)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(metrics::space1);
    line.row->addLayout(column, stretch);
    auto *words = new PlainLabel(context().appearance, TextStyle::Secondary, Ink::Text2, line.box);
    words->setValue(label);
    auto *list = new QComboBox(line.box);
    list->setObjectName(QLatin1String(name));
    list->setAccessibleName(label);
    list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    column->addWidget(words);
    column->addWidget(list);
    return list;
}

Button *PermissionsStep::addButton(const Line &line, const QString &accessibleName, const char *name)
{
    auto *button = new Button(context().appearance, tr("Add"), ButtonRole::Secondary, Glyph::Add, line.box);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(accessibleName);
    line.row->addWidget(button, 0, Qt::AlignBottom);
    return button;
}

QWidget *PermissionsStep::buildRoles()
{
    const Line line = startLine(tr("Azure role"));
    m_subscription = addList(line, 3, tr("Subscription"), "roleSubscription");
    m_group = addList(line, 3, tr("Where"), "roleScope");
    m_role = addList(line, 4, tr("Role, weakest first"), "role");
    makeSearchable(m_role);
    m_addRole = addButton(line, tr("Add Azure role"), "addRole");
    m_roleWords = new PlainLabel(context().appearance, TextStyle::Secondary, Ink::Text2, line.box);
    m_roleWords->setWordWrap(true);
    line.column->addWidget(m_roleWords);
    connect(m_subscription, &QComboBox::activated, this, &PermissionsStep::readScopes);
    connect(m_group, &QComboBox::activated, this, &PermissionsStep::readRoles);
    connect(m_addRole, &QPushButton::clicked, this, &PermissionsStep::addChosenRole);
    return line.box;
}

QWidget *PermissionsStep::buildPermissions()
{
    const Line line = startLine(tr("Application permission"));
    m_api = addList(line, 3, tr("API"), "api");
    m_permission = addList(line, 7, tr("Permission, weakest first"), "permission");
    makeSearchable(m_permission);
    m_addPermission = addButton(line, tr("Add application permission"), "addPermission");
    connect(m_api, &QComboBox::activated, this, &PermissionsStep::showPermissions);
    connect(m_addPermission, &QPushButton::clicked, this, &PermissionsStep::addChosenPermission);
    return line.box;
}

risk::Severity PermissionsStep::weightOf(const trust::Privilege &privilege) const
{
    return context().workspace.ruleBook().privileges().weight(privilege);
}

QString PermissionsStep::summary() const
{
    const qsizetype count = draft().wanted.roles.size() + draft().wanted.permissions.size();
    if (count == 0)
        return draft().reached > 3 ? tr("Nothing granted") : tr("Grant only what it needs");
    QStringList names;
    for (const AzureRoleGrant &one : draft().wanted.roles)
        names << trust::nameOf(one);
    for (const AppPermissionGrant &one : draft().wanted.permissions)
        names << trust::nameOf(one);
    return names.join(QStringLiteral(", "));
}

void PermissionsStep::enter()
{
    const QList<cloud::Subscription> all = context().workspace.offers().subscriptions();
    const QString chosen = m_subscription->currentData().toString();
    m_subscription->clear();
    for (const cloud::Subscription &one : all)
        m_subscription->addItem(shown(one.displayName), one.id);
    const QString wanted = !chosen.isEmpty() ? chosen : draft().subscriptionId;
    m_subscription->setCurrentIndex(all.isEmpty() ? -1 : std::max(0, m_subscription->findData(wanted)));
    readScopes();
    showApis();
    showGrants();
}

void PermissionsStep::readScopes()
{
    m_group->clear();
    const QString subscription = m_subscription->currentData().toString();
    if (subscription.isEmpty()) {
        m_roleWords->setValue(tr("No Azure subscription is visible to this account."));
        m_addRole->setBlocked(tr("There is no subscription to grant in."));
        return;
    }
    m_stop.request_stop();
    m_stop = {};
    const QString whole = u"/subscriptions/" + subscription;
    whenDone(context().workspace.offers().resourceGroups(subscription, m_stop.get_token()), this,
             [this, whole, stop = m_stop.get_token()](const Result<QList<cloud::ResourceGroup>> &groups) {
                 if (stop.stop_requested())
                     return;
                 for (const cloud::ResourceGroup &one : groups.value_or(QList<cloud::ResourceGroup>()))
                     m_group->addItem(shown(one.name), one.id);
                 m_group->addItem(tr("Whole subscription"), whole); // last: the narrowest place is offered first
                 const int index = m_group->findData(draft().wanted.resourceGroupId);
                 m_group->setCurrentIndex(std::max(0, index));
                 if (!groups)
                     m_roleWords->setValue(tr("Resource groups cannot be read: %1").arg(oneLine(groups.error())));
                 readRoles();
             });
}

void PermissionsStep::readRoles()
{
    const QString scope = m_group->currentData().toString();
    if (scope.isEmpty() || scope == m_rolesOf)
        return;
    m_rolesOf = scope;
    m_addRole->setBlocked(tr("Roles are being read."));
    whenDone(context().workspace.offers().roles(scope, m_stop.get_token()), this,
             [this, scope](const Result<QList<cloud::AzureRole>> &roles) {
                 if (scope == m_rolesOf)
                     takeRoles(roles);
             });
}

void PermissionsStep::takeRoles(const Result<QList<cloud::AzureRole>> &roles)
{
    const QString before = m_role->currentData().toString();
    m_role->clear();
    if (!roles) {
        m_rolesOf.clear(); // asked again when it is chosen again
        m_roleWords->setValue(tr("Roles cannot be read there: %1").arg(oneLine(roles.error())));
        m_addRole->setBlocked(tr("Roles cannot be read there."));
        return;
    }
    QList<cloud::AzureRole> sorted = *roles;
    const QString scope = m_rolesOf;
    const auto weight = [this, &scope](const cloud::AzureRole &role) {
        return weightOf(workspace::privilegeOf(AzureRoleGrant{QString(), role.guid, role.name, scope, QString()}));
    };
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&weight](const cloud::AzureRole &a, const cloud::AzureRole &b) { return weight(a) < weight(b); });
    for (const cloud::AzureRole &one : std::as_const(sorted))
        m_role->addItem(shown(one.name), one.guid);
    m_role->setCurrentIndex(std::max(0, m_role->findData(before)));
    m_roleWords->setValue({});
    m_addRole->setBlocked(sorted.isEmpty() ? tr("No role can be assigned there.") : QString());
}

void PermissionsStep::showApis()
{
    m_apis = context().workspace.offers().apis();
    const QString before = m_api->currentData().toString();
    m_api->clear();
    for (const cloud::ServicePrincipal &one : std::as_const(m_apis))
        m_api->addItem(shown(one.displayName), one.id);
    m_api->setCurrentIndex(m_apis.isEmpty() ? -1 : std::max(0, m_api->findData(before)));
    m_addPermission->setBlocked(m_apis.isEmpty() ? tr("No API with application permissions has been read.")
                                                 : QString());
    showPermissions();
}

void PermissionsStep::showPermissions()
{
    m_permission->clear();
    const int api = m_api->currentIndex();
    if (api < 0 || api >= m_apis.size())
        return;
    const cloud::ServicePrincipal &resource = m_apis.at(api);
    QList<cloud::AppRole> sorted = resource.appRoles;
    const auto weight = [this, &resource](const cloud::AppRole &role) {
        return weightOf(workspace::privilegeOf(
            AppPermissionGrant{resource.id, resource.appId, resource.displayName, role.id, role.value}));
    };
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&weight](const cloud::AppRole &a, const cloud::AppRole &b) { return weight(a) < weight(b); });
    for (const cloud::AppRole &one : std::as_const(sorted))
        m_permission->addItem(shown(one.value), one.id);
    m_permission->setCurrentIndex(sorted.isEmpty() ? -1 : 0);
}

void PermissionsStep::addChosenRole()
{
    const int index = chosenIndex(m_role);
    if (index < 0) {
        m_roleWords->setValue(tr("There is no role of that name. Choose one of the list."));
        return;
    }
    m_roleWords->setValue({});
    addRole({newGuid(), m_role->itemData(index).toString(), m_role->itemText(index), m_group->currentData().toString(),
             m_group->currentText()});
}

void PermissionsStep::addChosenPermission()
{
    const int index = chosenIndex(m_permission);
    const int api = m_api->currentIndex();
    if (index < 0 || api < 0) {
        Q_EMIT said(tr("There is no permission of that name. Choose one of the list."));
        return;
    }
    const cloud::ServicePrincipal &resource = m_apis.at(api);
    addPermission({resource.id, resource.appId, resource.displayName, m_permission->itemData(index).toString(),
                   m_permission->itemText(index)});
}

void PermissionsStep::addRole(const AzureRoleGrant &role)
{
    QList<AzureRoleGrant> &roles = draft().wanted.roles;
    const bool isThere = std::any_of(roles.cbegin(), roles.cend(),
                                     [&role](const AzureRoleGrant &one) { return trust::isSame(one, role); });
    if (isThere)
        return;
    roles.append(role);
    showGrants();
    Q_EMIT changed();
}

void PermissionsStep::addPermission(const AppPermissionGrant &permission)
{
    QList<AppPermissionGrant> &permissions = draft().wanted.permissions;
    const bool isThere =
        std::any_of(permissions.cbegin(), permissions.cend(),
                    [&permission](const AppPermissionGrant &one) { return trust::isSame(one, permission); });
    if (isThere)
        return;
    permissions.append(permission);
    showGrants();
    Q_EMIT changed();
}

void PermissionsStep::showGrants()
{
    clearLayout(m_grants);
    for (const AzureRoleGrant &one : std::as_const(draft().wanted.roles)) {
        addGrant(workspace::privilegeOf(one), one.scope, one.scopeName, [this, assignment = one.assignment] {
            draft().wanted.roles.removeIf(
                [&assignment](const AzureRoleGrant &other) { return other.assignment == assignment; });
        });
    }
    for (const AppPermissionGrant &one : std::as_const(draft().wanted.permissions)) {
        addGrant(workspace::privilegeOf(one), one.resourceName, one.resourceName, [this, grant = one] {
            draft().wanted.permissions.removeIf(
                [&grant](const AppPermissionGrant &other) { return trust::isSame(other, grant); });
        });
    }
    if (m_grants->count() == 0) {
        auto *none = new PlainLabel(context().appearance, TextStyle::Body, Ink::Text2, this);
        none->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
        none->setValue(tr("Nothing is granted."));
        m_grants->addWidget(none);
    }
    showSide();
}

void PermissionsStep::addGrant(const trust::Privilege &privilege, const QString &scope, const QString &scopeText,
                               const std::function<void()> &remove)
{
    const Appearance &appearance = context().appearance;
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(metrics::space3, metrics::space2, metrics::space2, metrics::space2);
    line->setSpacing(metrics::space3);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *name = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, row);
    name->setValue(privilege.name);
    name->setElide(Qt::ElideRight);
    auto *where = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, row);
    where->setValue(scopeText.isEmpty() || scopeText == scope ? scope : tr("%1 (%2)").arg(scopeText, scope));
    where->setElide(Qt::ElideMiddle);
    words->addWidget(name);
    words->addWidget(where);
    const risk::Severity weight = weightOf(privilege);
    const QString why = context().workspace.ruleBook().privileges().why(privilege);
    if (weight >= risk::Severity::Medium && !why.isEmpty()) {
        auto *reason = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text, row);
        reason->setWordWrap(true);
        reason->setValue(why);
        words->addWidget(reason);
    }
    line->addLayout(words, 1);
    auto *badge = new SeverityBadge(appearance, levelOf(weight), row);
    badge->setTextStyle(TextStyle::Secondary);
    badge->setVisible(weight >= risk::Severity::Low);
    line->addWidget(badge, 0, Qt::AlignTop);
    auto *take = new IconButton(appearance, Glyph::Close, tr("Take %1 out").arg(shown(privilege.name)), row);
    // Queued: the row goes with its button.
    connect(
        take, &QToolButton::clicked, this,
        [this, remove] {
            remove();
            showGrants();
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
    line->addWidget(take, 0, Qt::AlignTop);
    if (m_grants->count() > 0)
        m_grants->addWidget(new Separator(appearance, Qt::Horizontal, this));
    m_grants->addWidget(row);
}

void PermissionsStep::showSide()
{
    clearLayout(m_sideWords);
    addLabel(m_sideWords, tr("What a stranger would gain"), m_side);
    QList<trust::Privilege> all;
    for (const AzureRoleGrant &one : std::as_const(draft().wanted.roles))
        all << workspace::privilegeOf(one);
    for (const AppPermissionGrant &one : std::as_const(draft().wanted.permissions))
        all << workspace::privilegeOf(one);
    if (const workspace::IdentityRow *row = context().workspace.identity(draft().wanted.existing);
        row && draft().wanted.choice == workspace::IdentityChoice::Existing)
        all << row->identity.privileges;
    const auto highest = context().workspace.ruleBook().privileges().highest(all);
    if (!highest) {
        addWords(m_sideWords,
                 tr("Nothing beyond signing in: whoever got hold of a matching token could not read or change "
                    "anything."),
                 m_side);
    } else {
        addWords(m_sideWords,
                 tr("Whoever controls the issuer, or gets hold of a matching token, can use all of this. The strongest "
                    "is %1 on %2.")
                     .arg(highest->name, highest->scopeName.isEmpty() ? highest->scope : highest->scopeName),
                 m_side);
    }
    addLabel(m_sideWords, tr("Narrower is better"), m_side);
    addWords(m_sideWords,
             tr("Reading before writing, one resource group before a subscription, a role for data before a role for "
                "management. Application permissions of Microsoft Graph hold for the whole tenant."),
             m_side);
    m_sideWords->addStretch(1);
}

} // namespace symbolon::ui
