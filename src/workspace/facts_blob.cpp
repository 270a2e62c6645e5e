// SPDX-License-Identifier: Apache-2.0
#include "workspace/facts_blob.h"

namespace symbolon::workspace {
namespace {

using store::BlobReader;
using store::BlobWriter;

constexpr int errorKinds = static_cast<int>(ErrorKind::OwnerGone) + 1;
constexpr int knowledges = static_cast<int>(trust::Knowledge::Failed) + 1;
constexpr int identityKinds = static_cast<int>(trust::IdentityKind::ManagedIdentity) + 1;
constexpr int ownerKinds = static_cast<int>(trust::OwnerKind::Other) + 1;
constexpr int secretKinds = static_cast<int>(trust::SecretKind::OtherKey) + 1;
constexpr int sourcePhases = static_cast<int>(SourcePhase::Cancelled) + 1;
constexpr int membershipKinds = static_cast<int>(cloud::Membership::Kind::Other) + 1;

// Counts and flags that may be missing: 0 for that, else the value and one.
template<typename Value>
void writeOptional(BlobWriter &blob, const std::optional<Value> &value)
{
    blob.number(value ? static_cast<quint64>(*value) + 1 : 0);
}

template<typename Value>
void readOptional(BlobReader &blob, std::optional<Value> &value)
{
    if (const quint64 number = blob.number(); number > 0)
        value = static_cast<Value>(number - 1);
}

template<typename Enum>
void writeEnum(BlobWriter &blob, Enum value)
{
    blob.number(static_cast<quint64>(value));
}

} // namespace

void write(BlobWriter &blob, const Error &error)
{
    const auto &[kind, httpStatus, code, requestId, message, subject, retryAfter, outcomeUnknown] = error;
    writeEnum(blob, kind);
    blob.number(static_cast<quint64>(httpStatus));
    for (const QString *text : {&code, &requestId, &message, &subject})
        blob.text(*text);
    blob.number(static_cast<quint64>(retryAfter.count()));
    blob.flag(outcomeUnknown);
}

void read(BlobReader &blob, Error &error)
{
    error.kind = static_cast<ErrorKind>(blob.below(errorKinds));
    error.httpStatus = static_cast<int>(blob.number());
    for (QString *text : {&error.code, &error.requestId, &error.message, &error.subject})
        *text = blob.text();
    error.retryAfter = std::chrono::milliseconds(blob.number());
    error.outcomeUnknown = blob.flag();
}

void write(BlobWriter &blob, const trust::Part &part)
{
    const auto &[state, error] = part;
    writeEnum(blob, state);
    blob.flag(error.has_value());
    if (error)
        write(blob, *error);
}

void read(BlobReader &blob, trust::Part &part)
{
    part.state = static_cast<trust::Knowledge>(blob.below(knowledges));
    if (blob.flag())
        read(blob, part.error.emplace());
}

void write(BlobWriter &blob, const trust::Tenant &tenant)
{
    const auto &[id, displayName, defaultDomain] = tenant;
    for (const QString *text : {&id, &displayName, &defaultDomain})
        blob.text(*text);
}

void read(BlobReader &blob, trust::Tenant &tenant)
{
    for (QString *text : {&tenant.id, &tenant.displayName, &tenant.defaultDomain})
        *text = blob.text();
}

void write(BlobWriter &blob, const SourceState &state)
{
    const auto &[source, phase, objects, expected, error, finishedAt, wholeAt] = state;
    Q_UNUSED(expected) // only while it is read
    writeEnum(blob, source);
    writeEnum(blob, phase);
    blob.number(static_cast<quint64>(objects));
    blob.flag(error.has_value());
    if (error)
        write(blob, *error);
    blob.moment(finishedAt);
    blob.moment(wholeAt);
}

void read(BlobReader &blob, SourceState &state)
{
    state.source = static_cast<Source>(blob.below(sourceCount));
    state.phase = static_cast<SourcePhase>(blob.below(sourcePhases));
    state.read = static_cast<qsizetype>(blob.number());
    if (blob.flag())
        read(blob, state.error.emplace());
    state.finishedAt = blob.moment();
    state.wholeAt = blob.moment();
}

void write(BlobWriter &blob, const ChangeMark &mark)
{
    const auto &[link, at, wholeAt] = mark;
    blob.text(link);
    blob.moment(at);
    blob.moment(wholeAt);
}

void read(BlobReader &blob, ChangeMark &mark)
{
    mark.link = blob.text();
    mark.at = blob.moment();
    mark.wholeAt = blob.moment();
}

void write(BlobWriter &blob, const trust::Owner &owner)
{
    const auto &[id, displayName, userPrincipalName, kind, isGuest, isDisabled] = owner;
    for (const QString *text : {&id, &displayName, &userPrincipalName})
        blob.text(*text);
    writeEnum(blob, kind);
    blob.flag(isGuest);
    blob.flag(isDisabled);
}

void read(BlobReader &blob, trust::Owner &owner)
{
    for (QString *text : {&owner.id, &owner.displayName, &owner.userPrincipalName})
        *text = blob.pooled();
    owner.kind = static_cast<trust::OwnerKind>(blob.below(ownerKinds));
    owner.isGuest = blob.flag();
    owner.isDisabled = blob.flag();
}

void write(BlobWriter &blob, const trust::Secret &secret)
{
    const auto &[kind, signs, keyId, displayName, mark, start, end] = secret;
    writeEnum(blob, kind);
    blob.flag(signs);
    blob.text(keyId.isNull() ? QString() : keyId.toString(QUuid::WithoutBraces));
    blob.text(displayName);
    blob.text(mark);
    blob.moment(start);
    blob.moment(end);
}

void read(BlobReader &blob, trust::Secret &secret)
{
    secret.kind = static_cast<trust::SecretKind>(blob.below(secretKinds));
    secret.signs = blob.flag();
    secret.keyId = QUuid(blob.text());
    secret.displayName = blob.pooled();
    secret.mark = blob.text();
    secret.start = blob.moment();
    secret.end = blob.moment();
}

void write(BlobWriter &blob, const trust::Identity &identity)
{
    const auto &[key, displayName, clientId, servicePrincipalId, tenantId, createdAt, signInAudience, owners, secrets,
                 secretsPart, ownersPart, place, credentials, credentialsPart, privileges, directoryRolesPart,
                 appPermissionsPart, azureRolesPart] = identity;
    writeEnum(blob, key.kind);
    for (const QString *text :
         {&key.id, &displayName, &clientId, &servicePrincipalId, &tenantId, &signInAudience, &place->subscriptionId,
          &place->subscriptionName, &place->resourceGroup, &place->location})
        blob.text(*text);
    blob.moment(createdAt);
    writeList(blob, owners);
    writeList(blob, secrets);
    write(blob, secretsPart);
    write(blob, ownersPart);
    blob.number(static_cast<quint64>(credentials.size()));
    for (const trust::FederatedCredential &credential : credentials)
        store::write(blob, credential);
    write(blob, credentialsPart);
    Q_UNUSED(privileges)
    Q_UNUSED(directoryRolesPart)
    Q_UNUSED(appPermissionsPart)
    Q_UNUSED(azureRolesPart)
}

void read(BlobReader &blob, trust::Identity &identity)
{
    identity.key.kind = static_cast<trust::IdentityKind>(blob.below(identityKinds));
    for (QString *text : {&identity.key.id, &identity.displayName, &identity.clientId, &identity.servicePrincipalId})
        *text = blob.text();
    trust::AzurePlace place;
    for (QString *text : {&identity.tenantId, &identity.signInAudience, &place.subscriptionId, &place.subscriptionName,
                          &place.resourceGroup, &place.location})
        *text = blob.pooled();
    if (place != trust::AzurePlace())
        identity.place = std::move(place);
    identity.createdAt = blob.moment();
    identity.owners = readList<trust::Owner>(blob);
    identity.secrets = readList<trust::Secret>(blob);
    read(blob, identity.secretsPart);
    read(blob, identity.ownersPart);
    const qsizetype count = blob.count();
    for (qsizetype i = 0; i < count && blob.ok(); ++i)
        identity.credentials.append(store::readCredential(blob));
    read(blob, identity.credentialsPart);
}

void write(BlobWriter &blob, const cloud::ServicePrincipal &principal)
{
    // Credentials are kept with their identity: here they are a way to get at them.
    const auto &[id, appId, displayName, type, appRoles, alternativeNames, credentials] = principal;
    Q_UNUSED(credentials)
    for (const QString *text : {&id, &appId, &displayName, &type})
        blob.text(*text);
    blob.number(static_cast<quint64>(appRoles.size()));
    for (const auto &[roleId, value, roleName, enabled, memberTypes] : appRoles) {
        for (const QString *text : {&roleId, &value, &roleName})
            blob.text(*text);
        blob.flag(enabled);
        blob.texts(memberTypes);
    }
    blob.texts(alternativeNames);
}

void read(BlobReader &blob, cloud::ServicePrincipal &principal)
{
    for (QString *text : {&principal.id, &principal.appId, &principal.displayName})
        *text = blob.text();
    principal.type = blob.pooled();
    const qsizetype count = blob.count();
    for (qsizetype i = 0; i < count && blob.ok(); ++i) {
        cloud::AppRole role;
        for (QString *text : {&role.id, &role.value, &role.displayName})
            *text = blob.text();
        role.enabled = blob.flag();
        role.allowedMemberTypes = blob.texts();
        principal.appRoles.append(role);
    }
    principal.alternativeNames = blob.texts();
}

void write(BlobWriter &blob, const cloud::AppRoleAssignment &assignment)
{
    const auto &[id, appRoleId, principalId, principalType, principalName, resourceId, resourceName] = assignment;
    for (const QString *text :
         {&id, &appRoleId, &principalId, &principalType, &principalName, &resourceId, &resourceName})
        blob.text(*text);
}

void read(BlobReader &blob, cloud::AppRoleAssignment &assignment)
{
    assignment.id = blob.text();
    assignment.appRoleId = blob.pooled();
    assignment.principalId = blob.text();
    assignment.principalType = blob.pooled();
    assignment.principalDisplayName = blob.text();
    assignment.resourceId = blob.pooled();
    assignment.resourceDisplayName = blob.pooled();
}

void write(BlobWriter &blob, const cloud::DirectoryRoleAssignment &assignment)
{
    const auto &[id, principalId, scope, role] = assignment;
    for (const QString *text : {&id, &principalId, &scope, &role.id, &role.templateId, &role.displayName})
        blob.text(*text);
}

void read(BlobReader &blob, cloud::DirectoryRoleAssignment &assignment)
{
    assignment.id = blob.text();
    assignment.principalId = blob.text();
    for (QString *text :
         {&assignment.directoryScopeId, &assignment.role.id, &assignment.role.templateId, &assignment.role.displayName})
        *text = blob.pooled();
}

void write(BlobWriter &blob, const cloud::Membership &membership)
{
    const auto &[id, kind, displayName, isAssignableToRole] = membership;
    blob.text(id);
    writeEnum(blob, kind);
    blob.text(displayName);
    writeOptional(blob, isAssignableToRole);
}

void read(BlobReader &blob, cloud::Membership &membership)
{
    membership.id = blob.pooled();
    membership.kind = static_cast<cloud::Membership::Kind>(blob.below(membershipKinds));
    membership.displayName = blob.pooled();
    readOptional(blob, membership.isAssignableToRole);
}

void write(BlobWriter &blob, const cloud::Subscription &subscription)
{
    const auto &[id, displayName, state, tenantId] = subscription;
    for (const QString *text : {&id, &displayName, &state, &tenantId})
        blob.text(*text);
}

void read(BlobReader &blob, cloud::Subscription &subscription)
{
    for (QString *text : {&subscription.id, &subscription.displayName, &subscription.state, &subscription.tenantId})
        *text = blob.text();
}

void write(BlobWriter &blob, const cloud::AzureRoleAssignment &assignment)
{
    const auto &[id, roleDefinitionId, principalId, principalType, scope, condition] = assignment;
    for (const QString *text : {&id, &roleDefinitionId, &principalId, &principalType, &scope, &condition})
        blob.text(*text);
}

void read(BlobReader &blob, cloud::AzureRoleAssignment &assignment)
{
    assignment.id = blob.text();
    assignment.roleDefinitionId = blob.pooled();
    assignment.principalId = blob.text();
    assignment.principalType = blob.pooled();
    assignment.scope = blob.pooled();
    assignment.condition = blob.pooled();
}

void write(BlobWriter &blob, const cloud::AzureRole &role)
{
    const auto &[id, guid, name, builtIn] = role;
    for (const QString *text : {&id, &guid, &name})
        blob.text(*text);
    blob.flag(builtIn);
}

void read(BlobReader &blob, cloud::AzureRole &role)
{
    for (QString *text : {&role.id, &role.guid, &role.name})
        *text = blob.text();
    role.builtIn = blob.flag();
}

} // namespace symbolon::workspace
