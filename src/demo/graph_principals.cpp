// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_principals.h"

#include "demo/graph_application_body.h"
#include "demo/graph_consents.h"
#include "demo/graph_delta.h"
#include "demo/graph_entities.h"
#include "demo/graph_grants.h"
#include "demo/graph_journal.h"
#include "demo/graph_owners.h"
#include "demo/tenant_changes.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

Response nameTaken(const GraphReply &reply, const std::string &appId)
{
    return reply.error(409, "Request_MultipleObjectsWithSameKeyValue",
                       "The service principal cannot be created, updated, or restored because the service principal "
                       "name "
                           + appId + " is already in use.");
}

} // namespace

bool GraphPrincipals::mayWrite(const GraphVisit &visit, const ServicePrincipal &principal) const
{
    return mayWriteApplication(visit.who, principal.owners, m_world.tenant);
}

Response GraphPrincipals::handle(const GraphVisit &visit)
{
    if (!visit.who.hasAny({"Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy",
                           "Directory.Read.All", "Directory.ReadWrite.All"}))
        return visit.denied();
    if (visit.path.size() == 1) {
        if (visit.reads())
            return visit.reply.page("servicePrincipals", source(visit), visit.query, graph::servicePrincipalRules());
        return visit.call.method == "POST" ? create(visit) : visit.notAllowed();
    }
    const std::string &key = visit.path[1];
    if (visit.path.size() == 2 && sameText(key, "$count"))
        return visit.reads() ? visit.reply.count(source(visit), visit.query, graph::servicePrincipalRules())
                             : visit.notAllowed();
    if (visit.path.size() == 2 && (sameText(key, "delta") || sameText(key, "delta()")))
        return visit.reads() ? GraphDelta(m_world, visit).servicePrincipals() : visit.notAllowed();
    Tenant &tenant = m_world.tenant;
    const std::optional<std::string> appId = alternateKey(key, "appId");
    const ServicePrincipal *found = appId ? tenant.servicePrincipalByAppId(*appId)
                                          : tenant.servicePrincipal(alternateKey(key, "id").value_or(key));
    if (found == nullptr)
        return visit.reply.missing(key);
    return below(visit, tenant.servicePrincipals[static_cast<size_t>(found - tenant.servicePrincipals.data())]);
}

GraphReply::Source GraphPrincipals::source(const GraphVisit &visit) const
{
    const Tenant &tenant = m_world.tenant;
    const bool expandsCredentials = sameText(visit.query.expand, "federatedIdentityCredentials");
    const bool expandsOwners = sameText(visit.query.expand, "owners");
    const bool beta = visit.beta;
    const Wanted nested(visit.query.expandSelect);
    GraphReply::Source source;
    source.size = tenant.servicePrincipals.size();
    source.entity = [=, &tenant](size_t i, const Wanted &wanted) {
        const ServicePrincipal &principal = tenant.servicePrincipals[i];
        Json entity = graph::servicePrincipal(principal, wanted);
        const bool filters = !wanted.everything();
        if (expandsCredentials || (filters && wanted("federatedIdentityCredentials"))) {
            const ManagedIdentity *identity = tenant.managedIdentityByPrincipalId(principal.id);
            entity["federatedIdentityCredentials"] =
                identity == nullptr ? Json::array() : graph::credentials(identity->credentials, beta, nested);
        }
        if (expandsOwners || (filters && wanted("owners")))
            entity["owners"] = graph::owners(principal.owners, tenant, nested, graph::expandedAtMost);
        return entity;
    };
    source.key = [&tenant](size_t i) { return tenant.servicePrincipals[i].id; };
    source.lookUp = [&tenant](const std::string &property,
                              const std::string &value) -> std::optional<std::vector<size_t>> {
        const bool byId = sameText(property, "id");
        if (!byId && !sameText(property, "appId"))
            return std::nullopt;
        const ServicePrincipal *found = byId ? tenant.servicePrincipal(value) : tenant.servicePrincipalByAppId(value);
        if (found == nullptr)
            return std::vector<size_t>();
        return std::vector<size_t>{static_cast<size_t>(found - tenant.servicePrincipals.data())};
    };
    return source;
}

Response GraphPrincipals::below(const GraphVisit &visit, ServicePrincipal &principal)
{
    if (visit.path.size() == 2)
        return single(visit, principal);
    if (visit.at(2, "owners"))
        return ownersOf(m_world, visit, principal.owners, mayWrite(visit, principal),
                        {principal.id, principal.displayName, "ServicePrincipal", "service principal"});
    if (visit.at(2, "memberOf") || visit.at(2, "transitiveMemberOf"))
        return membershipsOf(m_world, visit, principal.id);
    if (visit.at(2, "appRoleAssignments") || visit.at(2, "appRoleAssignedTo"))
        return GraphGrants(m_world).appRoles(visit, principal.id, visit.at(2, "appRoleAssignedTo"));
    if (visit.at(2, "oauth2PermissionGrants") && visit.path.size() == 3)
        return GraphConsents(m_world).of(visit, principal.id);
    if (visit.at(2, "federatedIdentityCredentials"))
        return identityCredentials(visit, principal);
    return visit.unknownPath();
}

Response GraphPrincipals::single(const GraphVisit &visit, ServicePrincipal &principal)
{
    if (visit.reads()) {
        if (std::optional<Response> refusal = visit.reply.refusedShape(visit.query, graph::servicePrincipalRules()))
            return *refusal;
        const auto position = static_cast<size_t>(&principal - m_world.tenant.servicePrincipals.data());
        return visit.reply.entity(200, "servicePrincipals/$entity",
                                  source(visit).entity(position, visit.query.wanted()));
    }
    if (visit.call.method != "PATCH" && visit.call.method != "DELETE")
        return visit.notAllowed();
    if (principal.type == "ManagedIdentity" || principal.appOwnerOrganizationId != m_world.tenant.id)
        return visit.reply.error(Unconfirmed::GraphManagedPrincipal);
    if (!mayWrite(visit, principal))
        return visit.denied();
    return visit.call.method == "PATCH" ? change(visit, principal) : remove(visit, principal);
}

Response GraphPrincipals::create(const GraphVisit &visit)
{
    if (!visit.who.hasAny({"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All"}))
        return visit.denied();
    Json body = parseJson(visit.call.body);
    if (!body.is_object())
        return visit.reply.unreadableBody();
    const std::string appId = textOf(body, "appId");
    if (appId.empty())
        return visit.reply.error(400, "Request_BadRequest",
                                 "A value is required for property 'appId' of resource 'ServicePrincipal'.");
    const Application *app = m_world.tenant.applicationByAppId(appId);
    if (app == nullptr)
        return visit.reply.error(400, "Request_BadRequest",
                                 "The appId '" + appId
                                     + "' of the service principal does not reference a valid application object.");
    if (m_world.tenant.servicePrincipalByAppId(appId) != nullptr)
        return nameTaken(visit.reply, appId);
    body.erase("appId");
    ServicePrincipal principal;
    principal.displayName = app->displayName;
    if (std::optional<Response> refusal = takeOver(body, principal, visit.reply))
        return *refusal;
    principal.id = newGuid();
    principal.appId = app->appId;
    principal.createdDateTime = isoTime(m_world.clock());
    principal.appOwnerOrganizationId = m_world.tenant.id;
    if (visit.who.appOnly)
        principal.owners = {visit.who.objectId};
    m_world.tenant.servicePrincipals.push_back(principal);
    GraphJournal(m_world, visit)
        .servicePrincipal(
            "Add service principal", "Add", principal,
            differences(Json::object(), {{"displayName", principal.displayName}, {"appPrincipalId", principal.appId}}));
    return visit.reply.entity(201, "servicePrincipals/$entity", graph::servicePrincipal(principal));
}

Response GraphPrincipals::change(const GraphVisit &visit, ServicePrincipal &principal)
{
    const Json body = parseJson(visit.call.body);
    if (!body.is_object())
        return visit.reply.unreadableBody();
    ServicePrincipal wanted = principal;
    if (std::optional<Response> refusal = takeOver(body, wanted, visit.reply))
        return *refusal;
    const Json before = graph::servicePrincipal(principal);
    principal = std::move(wanted);
    GraphJournal(m_world, visit)
        .servicePrincipal("Update service principal", "Update", principal,
                          differences(before, graph::servicePrincipal(principal)));
    return visit.reply.noContent();
}

Response GraphPrincipals::remove(const GraphVisit &visit, const ServicePrincipal &principal)
{
    const ServicePrincipal gone = principal;
    removeServicePrincipal(m_world.tenant, gone.id);
    GraphJournal(m_world, visit).servicePrincipal("Remove service principal", "Delete", gone);
    return visit.reply.noContent();
}

// Managed identities' credentials as the directory shows them; they are written through Azure Resource Manager.
Response GraphPrincipals::identityCredentials(const GraphVisit &visit, const ServicePrincipal &principal) const
{
    const ManagedIdentity *identity = m_world.tenant.managedIdentityByPrincipalId(principal.id);
    const Json list = identity == nullptr ? Json::array() : graph::credentials(identity->credentials, visit.beta);
    const std::vector<Json> shown(list.begin(), list.end());
    const std::string context = "servicePrincipals('" + principal.id + "')/federatedIdentityCredentials";
    if (!visit.reads())
        return visit.reply.error(Unconfirmed::GraphManagedPrincipal);
    if (visit.path.size() == 3)
        return visit.page(context, shown, graph::credentialRules());
    if (visit.path.size() != 4)
        return visit.unknownPath();
    if (visit.at(3, "$count"))
        return visit.reply.count(sourceOf(shown), visit.query, graph::credentialRules());
    const std::string key = alternateKey(visit.path[3], "name").value_or(visit.path[3]);
    const auto found = std::find_if(shown.begin(), shown.end(), [&key](const Json &credential) {
        return textOf(credential, "name") == key || sameText(textOf(credential, "id"), key);
    });
    if (found == shown.end())
        return visit.reply.error(404, "Request_ResourceNotFound",
                                 "FederatedIdentityCredential with name " + key + " not found.");
    return visit.reply.entity(200, context + "/$entity", narrowed(*found, visit.query.wanted()));
}

} // namespace symbolon::demo
