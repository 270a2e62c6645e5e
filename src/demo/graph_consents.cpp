// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_consents.h"

#include "demo/graph_journal.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

const EntityRules &grantRules()
{
    static const EntityRules rules{"oAuth2PermissionGrant",
                                   {{"id", may::equal},
                                    {"clientId", may::equal},
                                    {"consentType", may::equal},
                                    {"principalId", may::equal},
                                    {"resourceId", may::equal}},
                                   {"scope", "startTime", "expiryTime"},
                                   {}};
    return rules;
}

Json shown(const DelegatedGrant &grant)
{
    return {{"id", grant.id},
            {"clientId", grant.clientId},
            {"consentType", grant.consentType},
            {"principalId", grant.principalId.empty() ? Json(nullptr) : Json(grant.principalId)},
            {"resourceId", grant.resourceId},
            {"scope", grant.scope}};
}

bool mayRead(const Principal &who)
{
    return who.hasAny({"Directory.Read.All", "Directory.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All"});
}

bool mayWrite(const Principal &who, const Tenant &tenant)
{
    return who.hasAny({"DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"})
        && holdsRole(who, tenant,
                     {"Application Administrator", "Cloud Application Administrator", "Privileged Role Administrator",
                      "Global Administrator"});
}

} // namespace

Response GraphConsents::handle(const GraphVisit &visit)
{
    std::vector<DelegatedGrant> &grants = m_world.tenant.delegatedGrants;
    if (!mayRead(visit.who))
        return visit.denied();
    if (visit.path.size() == 1) {
        if (visit.call.method == "POST")
            return create(visit);
        return visit.reads() ? of(visit, {}) : visit.notAllowed();
    }
    if (visit.path.size() != 2)
        return visit.unknownPath();
    const auto found = std::find_if(grants.begin(), grants.end(),
                                    [&visit](const DelegatedGrant &grant) { return grant.id == visit.path[1]; });
    if (found == grants.end())
        return visit.reply.missing(visit.path[1]);
    if (visit.reads())
        return visit.reply.entity(200, "oauth2PermissionGrants/$entity", narrowed(shown(*found), visit.query.wanted()));
    if (visit.call.method == "PATCH")
        return change(visit, *found);
    return visit.call.method == "DELETE" ? remove(visit, *found) : visit.notAllowed();
}

Response GraphConsents::of(const GraphVisit &visit, const std::string &principalId) const
{
    if (!mayRead(visit.who))
        return visit.denied();
    if (!visit.reads())
        return visit.notAllowed();
    std::vector<Json> found;
    for (const DelegatedGrant &grant : m_world.tenant.delegatedGrants) {
        if (principalId.empty() || grant.clientId == principalId || grant.principalId == principalId)
            found.push_back(shown(grant));
    }
    return visit.page("oauth2PermissionGrants", found, grantRules());
}

Response GraphConsents::create(const GraphVisit &visit)
{
    Tenant &tenant = m_world.tenant;
    if (!mayWrite(visit.who, tenant))
        return visit.denied();
    const Json body = parseJson(visit.call.body);
    if (!body.is_object())
        return visit.reply.unreadableBody();
    DelegatedGrant grant;
    grant.clientId = textOf(body, "clientId");
    grant.consentType = textOf(body, "consentType");
    grant.principalId = textOf(body, "principalId");
    grant.resourceId = textOf(body, "resourceId");
    grant.scope = textOf(body, "scope");
    const bool forOne = grant.consentType == "Principal";
    if ((!forOne && grant.consentType != "AllPrincipals") || forOne == grant.principalId.empty())
        return visit.reply.error(400, "Request_BadRequest",
                                 "Invalid value specified for property 'consentType' of resource "
                                 "'OAuth2PermissionGrant'.");
    if (tenant.servicePrincipal(grant.clientId) == nullptr)
        return visit.reply.missing(grant.clientId);
    if (tenant.servicePrincipal(grant.resourceId) == nullptr)
        return visit.reply.missing(grant.resourceId);
    if (forOne && tenant.user(grant.principalId) == nullptr)
        return visit.reply.missing(grant.principalId);
    for (const DelegatedGrant &other : tenant.delegatedGrants) {
        if (other.clientId == grant.clientId && other.resourceId == grant.resourceId
            && other.principalId == grant.principalId)
            return visit.reply.error(409, "Request_MultipleObjectsWithSameKeyValue",
                                     "Permission entry already exists.");
    }
    grant.id = randomText(48);
    tenant.delegatedGrants.push_back(grant);
    note(visit, "Add delegated permission grant", "Assign", grant, {}, grant.scope);
    return visit.reply.entity(201, "oauth2PermissionGrants/$entity", shown(grant));
}

Response GraphConsents::change(const GraphVisit &visit, DelegatedGrant &grant)
{
    if (!mayWrite(visit.who, m_world.tenant))
        return visit.denied();
    const Json body = parseJson(visit.call.body);
    if (!body.is_object() || !body.contains("scope") || !body["scope"].is_string())
        return visit.reply.unreadableBody();
    const std::string before = grant.scope;
    grant.scope = body["scope"].get<std::string>();
    note(visit, "Add delegated permission grant", "Update", grant, before, grant.scope);
    return visit.reply.noContent();
}

Response GraphConsents::remove(const GraphVisit &visit, const DelegatedGrant &grant)
{
    if (!mayWrite(visit.who, m_world.tenant))
        return visit.denied();
    const DelegatedGrant gone = grant;
    std::erase_if(m_world.tenant.delegatedGrants, [&gone](const DelegatedGrant &held) { return held.id == gone.id; });
    note(visit, "Remove delegated permission grant", "Unassign", gone, gone.scope, {});
    return visit.reply.noContent();
}

void GraphConsents::note(const GraphVisit &visit, const char *activity, const char *operation,
                         const DelegatedGrant &grant, const std::string &before, const std::string &after)
{
    const ServicePrincipal *resource = m_world.tenant.servicePrincipal(grant.resourceId);
    const ServicePrincipal *client = m_world.tenant.servicePrincipal(grant.clientId);
    const auto nameOf = [](const ServicePrincipal *principal) {
        return principal == nullptr ? std::string() : principal->displayName;
    };
    GraphJournal(m_world, visit)
        .deed(activity, operation, "ApplicationManagement",
              {{grant.resourceId,
                nameOf(resource),
                "ServicePrincipal",
                {{"DelegatedPermissionGrant.Scope", before.empty() ? before : dump(Json(before)),
                  after.empty() ? after : dump(Json(after))},
                 {"DelegatedPermissionGrant.ConsentType", {}, dump(Json(grant.consentType))}}},
               {grant.clientId, nameOf(client), "ServicePrincipal"}});
}

} // namespace symbolon::demo
