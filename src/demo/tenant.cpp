// SPDX-License-Identifier: Apache-2.0
#include "demo/tenant.h"

#include "demo/text.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

template<typename Items, typename Test>
auto findIn(Items &items, Test test) -> decltype(items.data())
{
    const auto found = std::find_if(items.begin(), items.end(), test);
    return found == items.end() ? nullptr : &*found;
}

template<typename Items, typename Item>
auto indexed(Items &items, KeyIndex &index, std::string Item::*key, std::string_view wanted) -> decltype(items.data())
{
    const size_t found = index.find(
        items, hashWithoutCase(wanted), [key](const Item &item) { return hashWithoutCase(item.*key); },
        [key, wanted](const Item &item) { return sameText(item.*key, wanted); });
    return found == KeyIndex::none ? nullptr : &items[found];
}

std::uint64_t resourceHash(std::string_view subscriptionId, std::string_view resourceGroup, std::string_view name)
{
    return hashWithoutCase(name, hashWithoutCase(resourceGroup, hashWithoutCase(subscriptionId)));
}

constexpr std::string_view managementGroupPrefix = "/providers/Microsoft.Management/managementGroups/";

// "Microsoft.X/*" style patterns of role definitions; a star stands for any run of characters.
// Anybody may write a custom role: one pass, whatever the pattern.
bool actionMatches(std::string_view pattern, std::string_view action)
{
    size_t at = 0;
    size_t star = std::string_view::npos; // the last one met; what it swallows grows until the rest fits
    size_t swallowed = 0;
    size_t next = 0;
    while (next < action.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            swallowed = next;
        } else if (at < pattern.size() && sameText(pattern.substr(at, 1), action.substr(next, 1))) {
            ++at;
            ++next;
        } else if (star != std::string_view::npos) {
            at = star + 1;
            next = ++swallowed;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

bool anyMatches(const std::vector<std::string> &patterns, std::string_view action)
{
    return std::any_of(patterns.begin(), patterns.end(),
                       [action](const std::string &pattern) { return actionMatches(pattern, action); });
}

} // namespace

const ResourceGroup *Subscription::group(std::string_view wanted) const
{
    return findIn(resourceGroups, [wanted](const ResourceGroup &g) { return sameText(g.name, wanted); });
}

Application *Tenant::application(std::string_view wanted)
{
    return indexed(applications, m_indexes.applications, &Application::id, wanted);
}

const Application *Tenant::application(std::string_view wanted) const
{
    return indexed(applications, m_indexes.applications, &Application::id, wanted);
}

Application *Tenant::applicationByAppId(std::string_view wanted)
{
    return indexed(applications, m_indexes.applicationsByAppId, &Application::appId, wanted);
}

const Application *Tenant::applicationByAppId(std::string_view wanted) const
{
    return indexed(applications, m_indexes.applicationsByAppId, &Application::appId, wanted);
}

const ServicePrincipal *Tenant::servicePrincipal(std::string_view wanted) const
{
    return indexed(servicePrincipals, m_indexes.servicePrincipals, &ServicePrincipal::id, wanted);
}

const ServicePrincipal *Tenant::servicePrincipalByAppId(std::string_view wanted) const
{
    return indexed(servicePrincipals, m_indexes.servicePrincipalsByAppId, &ServicePrincipal::appId, wanted);
}

const ManagedIdentity *Tenant::managedIdentityByClientId(std::string_view wanted) const
{
    return indexed(managedIdentities, m_indexes.identitiesByClientId, &ManagedIdentity::clientId, wanted);
}

const ManagedIdentity *Tenant::managedIdentityByPrincipalId(std::string_view wanted) const
{
    return indexed(managedIdentities, m_indexes.identitiesByPrincipalId, &ManagedIdentity::principalId, wanted);
}

ManagedIdentity *Tenant::managedIdentity(std::string_view subscriptionId, std::string_view resourceGroup,
                                         std::string_view name)
{
    const auto hashOf = [](const ManagedIdentity &m) {
        return resourceHash(m.subscriptionId, m.resourceGroup, m.name);
    };
    const size_t found = m_indexes.identitiesByResourceId.find(
        managedIdentities, resourceHash(subscriptionId, resourceGroup, name), hashOf, [=](const ManagedIdentity &m) {
            return sameText(m.subscriptionId, subscriptionId) && sameText(m.resourceGroup, resourceGroup)
                && sameText(m.name, name);
        });
    return found == KeyIndex::none ? nullptr : &managedIdentities[found];
}

const User *Tenant::user(std::string_view wanted) const
{
    return indexed(users, m_indexes.users, &User::id, wanted);
}

const User *Tenant::userByName(std::string_view wanted) const
{
    return indexed(users, m_indexes.usersByName, &User::userPrincipalName, wanted);
}

const Group *Tenant::group(std::string_view wanted) const
{
    return indexed(groups, m_indexes.groups, &Group::id, wanted);
}

const DirectoryRoleDefinition *Tenant::directoryRole(std::string_view wanted) const
{
    return findIn(directoryRoles,
                  [wanted](const DirectoryRoleDefinition &r) { return sameText(r.templateId, wanted); });
}

const AzureRoleDefinition *Tenant::azureRole(std::string_view wanted) const
{
    return findIn(azureRoles, [wanted](const AzureRoleDefinition &r) { return sameText(r.id, wanted); });
}

const Subscription *Tenant::subscription(std::string_view wanted) const
{
    return findIn(subscriptions, [wanted](const Subscription &s) { return sameText(s.id, wanted); });
}

std::vector<const Group *> Tenant::groupsOf(std::string_view principalId, bool transitive) const
{
    std::vector<const Group *> found;
    std::vector<std::string> open{std::string(principalId)};
    for (size_t next = 0; next < open.size(); ++next) {
        for (const Group &candidate : groups) {
            const bool known = std::find(found.begin(), found.end(), &candidate) != found.end();
            const auto &members = candidate.members;
            if (known || std::find(members.begin(), members.end(), open[next]) == members.end())
                continue;
            found.push_back(&candidate);
            if (transitive)
                open.push_back(candidate.id);
        }
    }
    return found;
}

std::set<std::string> Tenant::directoryRolesOf(std::string_view principalId) const
{
    std::set<std::string> holders{std::string(principalId)};
    for (const Group *holder : groupsOf(principalId, true))
        holders.insert(holder->id);
    std::set<std::string> roles;
    for (const DirectoryRoleAssignment &assignment : directoryRoleAssignments) {
        if (holders.count(assignment.principalId) != 0)
            roles.insert(assignment.roleDefinitionId);
    }
    return roles;
}

bool Tenant::azureAllows(std::string_view principalId, std::string_view action, std::string_view scope) const
{
    std::set<std::string> holders{std::string(principalId)};
    for (const Group *holder : groupsOf(principalId, true))
        holders.insert(holder->id);
    return std::any_of(azureRoleAssignments.begin(), azureRoleAssignments.end(), [&](const AzureRoleAssignment &held) {
        if (holders.count(held.principalId) == 0 || !scopeWithin(scope, held.scope))
            return false;
        const AzureRoleDefinition *role = azureRole(held.roleDefinitionId);
        return role != nullptr && roleAllows(*role, action);
    });
}

bool Tenant::roleAllows(const AzureRoleDefinition &role, std::string_view action)
{
    return anyMatches(role.actions, action) && !anyMatches(role.notActions, action);
}

std::string Tenant::resourceId(const ManagedIdentity &identity)
{
    return "/subscriptions/" + identity.subscriptionId + "/resourcegroups/" + identity.resourceGroup
        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/" + identity.name;
}

bool Tenant::scopeWithin(std::string_view scope, std::string_view at) const
{
    if (at.empty() || at == "/" || sameText(scope, at))
        return true;
    if (startsWithText(at, managementGroupPrefix)) {
        const std::vector<std::string> parts = split(scope, '/');
        if (parts.size() < 3 || !sameText(parts[1], "subscriptions"))
            return false;
        const Subscription *held = subscription(parts[2]);
        return held != nullptr && sameText(held->managementGroup, at.substr(managementGroupPrefix.size()));
    }
    return startsWithText(scope, at) && scope.size() > at.size() && scope[at.size()] == '/';
}

void Tenant::forgetIndexes()
{
    m_indexes = Indexes();
}

} // namespace symbolon::demo
