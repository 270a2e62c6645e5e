// SPDX-License-Identifier: Apache-2.0
#include "workspace/onboarding.h"

#include "workspace/plan_builder.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace symbolon::workspace {
namespace {

using trust::AppPermissionGrant;
using trust::AzureRoleGrant;

constexpr qsizetype longestApplicationName = 120;
constexpr qsizetype longestManagedName = 128;

QString tr(const char *text)
{
    return QCoreApplication::translate("Onboarding", text);
}

QString plainId(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

bool holds(const trust::Identity &identity, const trust::Privilege &privilege)
{
    return std::any_of(identity.privileges.cbegin(), identity.privileges.cend(), [&](const trust::Privilege &one) {
        return one.plane == privilege.plane && one.roleId.compare(privilege.roleId, Qt::CaseInsensitive) == 0
            && one.scope.compare(privilege.scope, Qt::CaseInsensitive) == 0 && one.throughGroup.isEmpty();
    });
}

// The steps of one plan: what is said, and what is staged.
class Steps final
{
public:
    Steps(const PlanBasis &basis, const risk::PrivilegeBook &privileges, const Onboarding &wanted)
        : m_basis(basis)
        , m_builder(basis)
        , m_privileges(privileges)
        , m_wanted(wanted)
        , m_row(identityToBe(wanted, basis.empty.tenantId))
    {
    }

    [[nodiscard]] Plan run()
    {
        if (addIdentity()) {
            addCredential();
            for (const AzureRoleGrant &one : m_wanted.roles)
                addGrant(privilegeOf(one), one);
            for (const AppPermissionGrant &one : m_wanted.permissions)
                addGrant(privilegeOf(one), one);
        }
        return m_builder.finish(m_wanted.workloadName.isEmpty()
                                    ? tr(QT_TRANSLATE_NOOP("Onboarding", "Onboard a workload"))
                                    : tr(QT_TRANSLATE_NOOP("Onboarding", "Onboard %1")).arg(m_wanted.workloadName));
    }

private:
    // False: there is nothing that anything could belong to.
    bool addIdentity()
    {
        if (m_wanted.choice == IdentityChoice::Existing) {
            const IdentityRow *row = m_builder.identity(m_wanted.existing);
            if (row)
                m_row = *row;
            return row != nullptr;
        }
        const QString remark = remarkOnIdentityName(m_wanted.choice, m_wanted.identityName);
        const bool placeless = m_wanted.choice == IdentityChoice::NewManagedIdentity
            && (m_wanted.resourceGroupId.isEmpty() || m_wanted.location.isEmpty());
        if (!remark.isEmpty() || placeless) {
            m_builder.note(NoticeLevel::Error, "identity-incomplete",
                           !remark.isEmpty()
                               ? remark
                               : tr(QT_TRANSLATE_NOOP("Onboarding",
                                                      "Choose the resource group and region of the managed "
                                                      "identity.")));
            return false;
        }
        trust::NewIdentity made{m_wanted.identityName, m_wanted.location, {}};
        if (m_wanted.choice == IdentityChoice::NewManagedIdentity)
            made.mark = plainId(m_wanted.id);
        m_builder.add(m_row, made, m_group);
        return true; // where an interrupted run has made it, the run that goes on finds it
    }

    // One that an interrupted run has written is no second one.
    void addCredential()
    {
        const IdentityRow *held = m_basis.identities.find(m_row.key());
        const trust::FederatedCredential &wanted = m_wanted.credential;
        const bool isThere = held
            && std::any_of(held->identity.credentials.cbegin(), held->identity.credentials.cend(),
                           [&wanted](const trust::FederatedCredential &one) {
                               return one.name == wanted.name && one.issuer == wanted.issuer
                                   && one.isFlexible() == wanted.isFlexible() && one.matchText() == wanted.matchText()
                                   && one.audiences == wanted.audiences;
                           });
        if (!isThere) {
            m_builder.add(m_row, std::nullopt, wanted, m_group);
            return;
        }
        m_builder.note(NoticeLevel::Note, "held-already", m_row, wanted.name,
                       tr(QT_TRANSLATE_NOOP("Onboarding", "It holds this credential already.")));
    }

    void addGrant(const trust::Privilege &privilege, const trust::Belonging &grant)
    {
        if (holds(m_row.identity, privilege)) {
            m_builder.note(NoticeLevel::Note, "held-already", m_row, QString(),
                           tr(QT_TRANSLATE_NOOP("Onboarding", "It holds %1 already.")).arg(privilege.name));
            return;
        }
        const QString why = m_privileges.why(privilege);
        if (m_privileges.weight(privilege) >= risk::Severity::Medium) {
            m_builder.note(NoticeLevel::Warning, "dangerous-grant", m_row, QString(),
                           why.isEmpty() ? tr(QT_TRANSLATE_NOOP("Onboarding", "%1 reaches far.")).arg(privilege.name)
                                         : privilege.name + QStringLiteral(": ") + why);
        }
        m_builder.add(m_row, grant, m_group);
    }

    const PlanBasis &m_basis;
    PlanBuilder m_builder;
    const risk::PrivilegeBook &m_privileges;
    const Onboarding &m_wanted;
    IdentityRow m_row;
    int m_group = m_builder.group(); // without its identity, nothing of it can be
};

} // namespace

trust::IdentityKey identityKeyOf(const Onboarding &wanted)
{
    switch (wanted.choice) {
    case IdentityChoice::Existing:
        return wanted.existing;
    case IdentityChoice::NewApplication:
        return {trust::IdentityKind::Application, plainId(wanted.id)};
    case IdentityChoice::NewManagedIdentity:
        return {trust::IdentityKind::ManagedIdentity,
                wanted.resourceGroupId + QStringLiteral("/providers/Microsoft.ManagedIdentity/userAssignedIdentities/")
                    + wanted.identityName};
    }
    Q_UNREACHABLE();
}

IdentityRow identityToBe(const Onboarding &wanted, const QString &tenantId)
{
    IdentityRow row;
    trust::Identity &identity = row.identity;
    identity.key = identityKeyOf(wanted);
    identity.displayName = wanted.identityName;
    identity.tenantId = tenantId;
    for (trust::Part *part : {&identity.credentialsPart, &identity.directoryRolesPart, &identity.appPermissionsPart,
                              &identity.azureRolesPart, &identity.secretsPart})
        part->state = trust::Knowledge::Known; // one that is new holds nothing
    if (wanted.choice == IdentityChoice::NewManagedIdentity) {
        trust::AzurePlace place;
        place.subscriptionId = wanted.resourceGroupId.section(u'/', 2, 2);
        place.resourceGroup = wanted.resourceGroupId.section(u'/', -1);
        place.location = wanted.location;
        identity.place = place;
    } else {
        identity.signInAudience = QStringLiteral("AzureADMyOrg");
    }
    return row;
}

QString remarkOnIdentityName(IdentityChoice choice, const QString &name)
{
    if (choice == IdentityChoice::NewApplication) {
        if (name.trimmed().isEmpty())
            return tr(QT_TRANSLATE_NOOP("Onboarding", "Give the app registration a name."));
        return name.size() <= longestApplicationName
            ? QString()
            : tr(QT_TRANSLATE_NOOP("Onboarding", "At most %1 characters.")).arg(longestApplicationName);
    }
    static const QRegularExpression shape(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9_-]{2,127}\\z"));
    if (choice == IdentityChoice::Existing || shape.match(name).hasMatch())
        return {};
    if (name.isEmpty())
        return tr(QT_TRANSLATE_NOOP("Onboarding", "Give the managed identity a name."));
    return tr(QT_TRANSLATE_NOOP("Onboarding",
                                "3 to %1 letters, digits, hyphens and underscores, first a letter or a digit."))
        .arg(longestManagedName);
}

QString proposedIdentityName(IdentityChoice choice, const QString &workload)
{
    if (choice != IdentityChoice::NewManagedIdentity)
        return workload.trimmed().left(longestApplicationName);
    static const QRegularExpression others(QStringLiteral("[^A-Za-z0-9_-]+"));
    QString plain = workload.trimmed().toLower();
    plain.replace(others, QStringLiteral("-"));
    while (plain.startsWith(u'-'))
        plain.remove(0, 1);
    while (plain.endsWith(u'-'))
        plain.chop(1);
    if (plain.isEmpty())
        return {};
    plain.prepend(QStringLiteral("id-"));
    return plain.left(longestManagedName);
}

trust::Privilege privilegeOf(const AzureRoleGrant &grant)
{
    trust::Privilege privilege;
    privilege.plane = trust::PrivilegePlane::AzureRole;
    privilege.roleId = grant.roleId;
    privilege.name = trust::nameOf(grant);
    privilege.scope = grant.scope;
    privilege.scopeName = grant.scopeName;
    return privilege;
}

trust::Privilege privilegeOf(const AppPermissionGrant &grant)
{
    trust::Privilege privilege;
    privilege.plane = trust::PrivilegePlane::AppPermission;
    privilege.roleId = grant.appRoleId;
    privilege.name = trust::nameOf(grant);
    privilege.scope = grant.resourceId;
    privilege.scopeName = grant.resourceName;
    privilege.resourceAppId = grant.resourceAppId;
    return privilege;
}

Plan planOnboarding(const PlanBasis &basis, const risk::PrivilegeBook &privileges, const Onboarding &wanted)
{
    return Steps(basis, privileges, wanted).run();
}

} // namespace symbolon::workspace
