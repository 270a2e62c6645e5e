// SPDX-License-Identifier: Apache-2.0
#include "workspace/azure_outlook.h"

#include "trust/claims_match.h"

#include <QSet>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace symbolon::workspace {
namespace {

constexpr QLatin1String credentialType("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
constexpr QLatin1String identityType("Microsoft.ManagedIdentity/userAssignedIdentities");
constexpr QLatin1String assignmentType("Microsoft.Authorization/roleAssignments");

constexpr QLatin1String issuersPolicy("2571b7c3-3056-4a61-b00a-9bc5232234f5");
constexpr QLatin1String githubPolicy("fd1a8e20-2c4f-4a6c-9354-b58d786d9a1f");
constexpr QLatin1String clustersPolicy("ae62c456-33de-4dc8-b100-7ce9028a7d99");
constexpr QLatin1String typesPolicy("6c112d4e-5bc7-47ae-a041-ea2d9dccd749");

constexpr QLatin1String githubIssuer("https://token.actions.githubusercontent.com");
constexpr QLatin1String clusterDomain(".oic.prod-aks.azure.com");

// "/subscriptions/s/resourceGroups/g" of anything in it; what is above a group is its own.
QString groupOf(const QString &scope)
{
    constexpr int upToTheGroup = 4;
    return scope.section(u'/', 0, upToTheGroup).toLower();
}

bool isOn(const cloud::PolicyAssignment &assignment, const char *name)
{
    const QStringList value = assignment.parameters.value(QLatin1String(name));
    return value.isEmpty() || value.constFirst().compare(u"true", Qt::CaseInsensitive) == 0; // on where nothing is said
}

bool lists(const cloud::PolicyAssignment &assignment, const char *name, const QString &wanted)
{
    return assignment.parameters.value(QLatin1String(name)).contains(wanted, Qt::CaseInsensitive);
}

// https://{region}.oic.prod-aks.azure.com/{tenant}/{cluster}/
bool isCluster(const QUrl &issuer)
{
    return issuer.scheme() == u"https" && issuer.host().endsWith(clusterDomain);
}

bool issuerIsForeign(const cloud::PolicyAssignment &assignment, const QString &issuer)
{
    if (!isOn(assignment, "allowFederatedCredentials"))
        return true;
    const bool allowed = (isOn(assignment, "allowAKS") && isCluster(QUrl(issuer)))
        || (isOn(assignment, "allowGitHub") && issuer == githubIssuer)
        || (isOn(assignment, "allowAWS") && issuer == u"https://cognito-identity.amazonaws.com")
        || (isOn(assignment, "allowGCS") && issuer == u"https://accounts.google.com");
    return !allowed && !lists(assignment, "allowedIssuerExceptions", issuer);
}

// A flexible credential has no subject that the rule could see.
bool ownerIsForeign(const cloud::PolicyAssignment &assignment, const trust::FederatedCredential &credential)
{
    if (credential.issuer != githubIssuer)
        return false;
    const QString repository = credential.subject.value_or(QString()).section(u':', 1, 1);
    return !lists(assignment, "allowedRepoOwners", repository.section(u'/', 0, 0))
        && !lists(assignment, "allowedRepoExceptions", repository);
}

bool clusterIsForeign(const cloud::PolicyAssignment &assignment, const QString &issuer)
{
    const QUrl url(issuer);
    if (!isCluster(url) || lists(assignment, "allowedClusterExceptions", issuer))
        return false;
    const QString region = url.host().chopped(clusterDomain.size());
    return !lists(assignment, "allowedTenants", url.path().section(u'/', 1, 1))
        || !lists(assignment, "allowedLocations", region);
}

bool isExempt(const cloud::PolicyAssignment &assignment, const QString &identityId)
{
    return std::any_of(assignment.notScopes.cbegin(), assignment.notScopes.cend(), [&](const QString &scope) {
        return identityId.startsWith(scope, Qt::CaseInsensitive)
            && (identityId.size() == scope.size() || identityId.at(scope.size()) == u'/');
    });
}

PolicyVerdict verdictOf(const cloud::PolicyAssignment &assignment, const trust::FederatedCredential &credential)
{
    const QString definition = assignment.definitionId.section(u'/', -1).toLower();
    bool isAgainst = false;
    if (definition == issuersPolicy)
        isAgainst = issuerIsForeign(assignment, credential.issuer);
    else if (definition == githubPolicy)
        isAgainst = ownerIsForeign(assignment, credential);
    else if (definition == clustersPolicy)
        isAgainst = clusterIsForeign(assignment, credential.issuer);
    else if (definition == typesPolicy)
        isAgainst = lists(assignment, "listOfResourceTypesNotAllowed", credentialType);
    else
        return PolicyVerdict::Unknown;
    if (!isAgainst)
        return PolicyVerdict::Silent;
    const QString usual = definition == typesPolicy ? QStringLiteral("Deny") : QStringLiteral("Audit");
    const QString effect = assignment.parameters.value(QStringLiteral("effect"), {usual}).value(0, usual).toLower();
    if (effect == u"deny")
        return assignment.isEnforced ? PolicyVerdict::Denies : PolicyVerdict::Audits;
    return effect == u"disabled" ? PolicyVerdict::Silent : PolicyVerdict::Audits;
}

} // namespace

std::optional<AzureNeed> needOf(const trust::Operation &operation)
{
    const bool removes = operation.kind() == trust::OperationKind::Delete;
    const auto action = [removes](QLatin1String type) -> QString {
        return type + (removes ? QStringLiteral("/delete") : QStringLiteral("/write"));
    };
    if (operation.belonging) {
        if (const auto *role = std::get_if<trust::AzureRoleGrant>(&*operation.belonging))
            return AzureNeed{role->scope, action(assignmentType)};
    }
    if (operation.identity.kind == trust::IdentityKind::Application
        || (operation.belonging && !operation.isAboutIdentity()))
        return std::nullopt;
    return AzureNeed{operation.identity.id, action(operation.isAboutIdentity() ? identityType : credentialType)};
}

bool allows(const QList<cloud::AzurePermission> &permissions, const QString &action)
{
    const QString wanted = action.toLower();
    const auto holds = [&wanted](const QStringList &patterns) {
        return std::any_of(patterns.cbegin(), patterns.cend(), [&wanted](const QString &pattern) {
            return trust::wildcardMatch(pattern.toLower(), wanted);
        });
    };
    return std::any_of(permissions.cbegin(), permissions.cend(), [&holds](const cloud::AzurePermission &one) {
        return holds(one.actions) && !holds(one.notActions);
    });
}

PolicyAnswer answerOf(const QList<cloud::PolicyAssignment> &assignments, const QString &identityId,
                      const trust::FederatedCredential &credential)
{
    PolicyAnswer worst;
    const auto rank = [](PolicyVerdict verdict) {
        switch (verdict) {
        case PolicyVerdict::Silent:
            return 0;
        case PolicyVerdict::Audits:
            return 1;
        case PolicyVerdict::Unknown:
            return 2;
        case PolicyVerdict::Denies:
            return 3;
        }
        Q_UNREACHABLE();
    };
    for (const cloud::PolicyAssignment &one : assignments) {
        if (isExempt(one, identityId))
            continue;
        const PolicyVerdict verdict = verdictOf(one, credential);
        if (rank(verdict) > rank(worst.verdict))
            worst = {verdict, one.displayName.isEmpty() ? one.id.section(u'/', -1) : one.displayName};
    }
    return worst;
}

std::optional<bool> AzureOutlook::mayCarryOut(const trust::Operation &operation) const
{
    const std::optional<AzureNeed> need = needOf(operation);
    if (!need)
        return true;
    bool isKnown = false;
    for (const QString &scope : {groupOf(need->scope), need->scope.toLower()}) {
        const auto found = permissions.constFind(scope);
        if (found == permissions.cend() || !*found)
            continue;
        isKnown = true;
        if (allows(**found, need->action))
            return true;
    }
    return isKnown ? std::optional(false) : std::nullopt;
}

std::optional<PolicyAnswer> AzureOutlook::policyOn(const trust::Operation &operation) const
{
    const auto found = policies.constFind(groupOf(operation.identity.id));
    if (!operation.after || found == policies.cend() || !*found)
        return std::nullopt;
    return answerOf(**found, operation.identity.id, *operation.after);
}

OutlookReader::OutlookReader(cloud::ArmClient &arm, QList<trust::Operation> operations, std::stop_token stop,
                             QObject *parent)
    : QObject(parent)
    , m_arm(arm)
    , m_operations(std::move(operations))
    , m_stop(std::move(stop))
{
}

Future<AzureOutlook> OutlookReader::start()
{
    ++m_open; // this round
    for (const trust::Operation &one : std::as_const(m_operations)) {
        if (const std::optional<AzureNeed> need = needOf(one))
            askPermissions(groupOf(need->scope));
        if (one.after && one.identity.kind == trust::IdentityKind::ManagedIdentity)
            askPolicies(groupOf(one.identity.id));
    }
    QTimer::singleShot(0, this, &OutlookReader::answered);
    return m_completion.future();
}

void OutlookReader::askPermissions(const QString &scope)
{
    if (m_outlook.permissions.contains(scope))
        return;
    m_outlook.permissions.insert(scope, failure(Error{.kind = ErrorKind::Cancelled})); // until it is answered
    ++m_open;
    whenDone(m_arm.permissions(scope, m_stop), this, [this, scope](const Result<QList<cloud::AzurePermission>> &read) {
        m_outlook.permissions.insert(scope, read);
        answered();
    });
}

void OutlookReader::askPolicies(const QString &group)
{
    if (m_outlook.policies.contains(group))
        return;
    m_outlook.policies.insert(group, failure(Error{.kind = ErrorKind::Cancelled}));
    ++m_open;
    whenDone(m_arm.policyAssignments(group, m_stop), this,
             [this, group](const Result<QList<cloud::PolicyAssignment>> &read) {
                 m_outlook.policies.insert(group, read);
                 answered();
             });
}

void OutlookReader::answered()
{
    if (--m_open > 0)
        return;
    if (!std::exchange(m_askedSingles, true)) {
        ++m_open;
        for (const trust::Operation &one : std::as_const(m_operations)) {
            const std::optional<AzureNeed> need = needOf(one);
            if (need && m_outlook.mayCarryOut(one) != true && groupOf(need->scope) != need->scope.toLower())
                askPermissions(need->scope.toLower());
        }
        QTimer::singleShot(0, this, &OutlookReader::answered);
        return;
    }
    m_completion.finish(m_outlook);
    deleteLater();
}

} // namespace symbolon::workspace
