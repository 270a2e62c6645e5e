// SPDX-License-Identifier: Apache-2.0
#include "demo/consent.h"

#include "demo/contoso.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

bool holds(const std::vector<std::string> &names, std::string_view wanted)
{
    return std::any_of(names.begin(), names.end(),
                       [wanted](const std::string &name) { return sameText(name, wanted); });
}

void addMissing(std::vector<std::string> &names, const std::string &text)
{
    for (const std::string &name : split(text, ' ')) {
        if (!name.empty() && !holds(names, name))
            names.push_back(name);
    }
}

std::string resourceIdOf(const Tenant &tenant, Resource resource)
{
    const ServicePrincipal *principal =
        tenant.servicePrincipalByAppId(resource == Resource::Azure ? contoso::azureAppId : contoso::graphAppId);
    return principal == nullptr ? std::string() : principal->id;
}

std::vector<std::string> consented(const Tenant &tenant, const PublicClient &client, const User &user,
                                   Resource resource)
{
    if (!client.preauthorized.empty())
        return resource == Resource::Azure ? std::vector<std::string>{azurePermission().name} : client.preauthorized;
    std::vector<std::string> names;
    const ServicePrincipal *principal = tenant.servicePrincipalByAppId(client.id);
    if (principal == nullptr)
        return names;
    const std::string resourceId = resourceIdOf(tenant, resource);
    for (const DelegatedGrant &grant : tenant.delegatedGrants) {
        const bool meant = grant.principalId.empty() || grant.principalId == user.id;
        if (meant && sameText(grant.clientId, principal->id) && sameText(grant.resourceId, resourceId))
            addMissing(names, grant.scope);
    }
    return names;
}

// The client's service principal: the first consent is what brings a client into the tenant.
std::string principalOf(World &world, const PublicClient &client)
{
    if (const ServicePrincipal *known = world.tenant.servicePrincipalByAppId(client.id))
        return known->id;
    ServicePrincipal made;
    made.id = guidFor("consented/" + client.id);
    made.appId = client.id;
    made.displayName = client.name;
    made.createdDateTime = isoTime(world.clock());
    const bool own = world.tenant.applicationByAppId(client.id) != nullptr;
    made.appOwnerOrganizationId = own ? world.tenant.id : contoso::microsoftTenantId;
    world.tenant.servicePrincipals.push_back(made);
    return made.id;
}

DelegatedGrant &grantOf(Tenant &tenant, const std::string &clientId, const std::string &resourceId,
                        const std::string &principalId)
{
    std::vector<DelegatedGrant> &grants = tenant.delegatedGrants;
    const auto known = std::find_if(grants.begin(), grants.end(), [&](const DelegatedGrant &grant) {
        return sameText(grant.clientId, clientId) && sameText(grant.resourceId, resourceId)
            && grant.principalId == principalId;
    });
    if (known != grants.end())
        return *known;
    const std::string id = base64Url(sha256("consent/" + clientId + resourceId + principalId));
    const char *type = principalId.empty() ? "AllPrincipals" : "Principal";
    return grants.emplace_back(DelegatedGrant{id, clientId, type, principalId, resourceId, {}});
}

} // namespace

bool ConsentState::beyond(const User &user) const
{
    return !user.administrator
        && std::any_of(missing.begin(), missing.end(),
                       [](const DelegatedPermission *permission) { return permission->administratorConsents; });
}

ConsentState consentFor(const World &world, const PublicClient &client, const User &user, const ScopeRequest &request)
{
    ConsentState state;
    state.problem = request.problem;
    if (request.problem || request.resource == Resource::None)
        return state;
    const bool azure = request.resource == Resource::Azure;
    const std::vector<std::string> known = consented(world.tenant, client, user, request.resource);
    if (request.everything) {
        state.permissions = known;
        if (known.empty())
            state.missing = {azure ? &azurePermission() : graphPermission("User.Read")};
        return state;
    }
    for (const std::string &asked : request.permissions) {
        if (holds(known, asked))
            state.permissions.emplace_back(azure ? azurePermission().name : graphPermission(asked)->name);
        else
            state.missing.push_back(azure ? &azurePermission() : graphPermission(asked));
    }
    state.preauthorizedOnly = !state.missing.empty() && !client.preauthorized.empty();
    return state;
}

ConsentState consentFor(const World &world, const PublicClient &client, const User &user, const std::string &scope)
{
    ConsentState all;
    all.problem = problemOfScopes(world.endpoints, scope);
    for (const std::string &single : split(scope, ' ')) {
        const ConsentState one = consentFor(world, client, user, parseScopes(world.endpoints, single));
        all.permissions.insert(all.permissions.end(), one.permissions.begin(), one.permissions.end());
        all.missing.insert(all.missing.end(), one.missing.begin(), one.missing.end());
        all.preauthorizedOnly = all.preauthorizedOnly || one.preauthorizedOnly;
    }
    return all;
}

void addConsent(World &world, const PublicClient &client, const User &user,
                const std::vector<const DelegatedPermission *> &permissions, bool everybody)
{
    const std::string clientId = principalOf(world, client);
    for (const DelegatedPermission *permission : permissions) {
        const Resource resource = permission == &azurePermission() ? Resource::Azure : Resource::Graph;
        DelegatedGrant &grant =
            grantOf(world.tenant, clientId, resourceIdOf(world.tenant, resource), everybody ? std::string() : user.id);
        if (!holds(split(grant.scope, ' '), permission->name))
            grant.scope += (grant.scope.empty() ? "" : " ") + std::string(permission->name);
    }
    if (permissions.empty())
        return;
    AuditEntry entry;
    entry.when = world.clock();
    entry.activity = "Consent to application";
    entry.operation = "Assign";
    entry.category = "ApplicationManagement";
    entry.actorId = user.id;
    entry.clientId = client.id;
    entry.correlationId = newGuid();
    entry.targets = {{clientId,
                      client.name,
                      "ServicePrincipal",
                      {{"ConsentContext.IsAdminConsent", "", everybody ? "\"True\"" : "\"False\""}}}};
    world.audit.add(std::move(entry));
}

} // namespace symbolon::demo
