// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/graph.h"
#include "demo/graph_credentials.h"
#include "demo/graph_entities.h"

#include <algorithm>

// The part of Graph that is about app registrations.
namespace symbolon::demo {

namespace {

constexpr size_t expandedAtMost = 20; // what $expand returns of one relationship, without a next link

// "(appId='…')" → the text between the quotes when the key is `name`.
std::optional<std::string> alternateKey(const std::string &text, const std::string &name)
{
    const std::string start = "(" + name + "='";
    if (!startsWithText(text, start) || text.size() < start.size() + 2 || text.substr(text.size() - 2) != "')")
        return std::nullopt;
    return text.substr(start.size(), text.size() - start.size() - 2);
}

FilterRules applicationRules()
{
    FilterRules rules;
    rules.equal = {"id", "appId", "displayName", "signInAudience"};
    rules.startsWith = {"displayName"};
    rules.compare = {"createdDateTime"};
    rules.count = {"federatedIdentityCredentials", "owners"};
    return rules;
}

Json firstOf(const Json &list, const std::vector<std::string> &select)
{
    Json result = Json::array();
    for (const Json &entry : list) {
        if (result.size() < expandedAtMost)
            result.push_back(selected(entry, select));
    }
    return result;
}

} // namespace

bool Graph::mayWrite(const Principal &who, const Application &app) const
{
    if (!who.hasAny({"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"}))
        return false;
    const bool owns = std::find(app.owners.begin(), app.owners.end(), who.objectId) != app.owners.end();
    if (who.appOnly)
        return owns || who.hasAny({"Application.ReadWrite.All"});
    // A delegated permission never gives a person more than the person may do.
    const std::set<std::string> roles = m_world.tenant.directoryRolesOf(who.objectId);
    for (const char *role : {"Application Administrator", "Cloud Application Administrator", "Global Administrator"}) {
        for (const DirectoryRoleDefinition &definition : m_world.tenant.directoryRoles) {
            if (definition.displayName == role && roles.count(definition.templateId) != 0)
                return true;
        }
    }
    return owns;
}

Response Graph::applications(const Visit &visit)
{
    if (!visit.who.hasAny(
            {"Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}))
        return denied(visit);
    if (visit.path.size() == 1)
        return visit.call.method == "GET" ? applicationList(visit) : unknownPath(visit);
    if (sameText(visit.path[1], "$count")) {
        if (!visit.query.eventual)
            return visit.reply.error(400, "Request_BadRequest", "$count is not currently supported.");
        return textResponse(200, "text/plain", std::to_string(m_world.tenant.applications.size()));
    }
    const std::optional<std::string> appId = alternateKey(visit.path[1], "appId");
    Application *app = appId ? m_world.tenant.applicationByAppId(*appId) : m_world.tenant.application(visit.path[1]);
    if (app == nullptr)
        return visit.reply.missing(appId.value_or(visit.path[1]));
    return applicationBelow(visit, *app);
}

Response Graph::applicationList(const Visit &visit) const
{
    const bool wantsCredentials = sameText(visit.query.expand, "federatedIdentityCredentials");
    const bool wantsOwners = sameText(visit.query.expand, "owners");
    if (!visit.query.expand.empty() && !wantsCredentials && !wantsOwners)
        return visit.reply.error(400, "BadRequest",
                                 "Parsing OData Select and Expand failed: Could not find a property named '"
                                     + visit.query.expand + "' on type 'microsoft.graph.application'.");
    // A filter on a relationship's count needs the relationship; the page then leaves it out again.
    const bool filtersCredentials = visit.query.filter.find("federatedIdentityCredentials") != std::string::npos;
    const bool filtersOwners = visit.query.filter.find("owners") != std::string::npos;
    GraphQuery query = visit.query;
    if (query.select.empty() && (filtersCredentials || filtersOwners)) {
        const Json sample = graph::application(Application(), m_world.tenant);
        for (const auto &item : sample.items())
            query.select.push_back(item.key());
    }
    const auto &apps = m_world.tenant.applications;
    const GraphReply::Source source{
        apps.size(),
        [&](size_t i) {
            Json entity = graph::application(apps[i], m_world.tenant);
            if (wantsCredentials || filtersCredentials)
                entity["federatedIdentityCredentials"] =
                    firstOf(graph::credentials(apps[i].credentials, visit.beta), query.expandSelect);
            if (wantsOwners || filtersOwners)
                entity["owners"] = firstOf(graph::owners(apps[i], m_world.tenant), query.expandSelect);
            return entity;
        },
        [&](size_t i) { return apps[i].id; }};
    return visit.reply.page("applications", source, query, applicationRules());
}

Response Graph::applicationBelow(const Visit &visit, Application &app)
{
    const std::string part = visit.path.size() > 2 ? lower(visit.path[2]) : std::string();
    if (part == "federatedidentitycredentials")
        return credentials(visit, app);
    if (visit.call.method != "GET")
        return unknownPath(visit);
    if (part == "owners" && visit.path.size() == 3) {
        const Json owners = graph::owners(app, m_world.tenant);
        const GraphReply::Source source{owners.size(), [&owners](size_t i) { return owners[i]; },
                                        [&owners](size_t i) { return textOf(owners[i], "id"); }};
        return visit.reply.page("directoryObjects", source, visit.query, {});
    }
    if (!part.empty())
        return unknownPath(visit);
    Json entity = graph::application(app, m_world.tenant);
    std::vector<std::string> select = visit.query.select;
    if (sameText(visit.query.expand, "federatedIdentityCredentials"))
        entity["federatedIdentityCredentials"] =
            firstOf(graph::credentials(app.credentials, visit.beta), visit.query.expandSelect);
    else if (sameText(visit.query.expand, "owners"))
        entity["owners"] = firstOf(graph::owners(app, m_world.tenant), visit.query.expandSelect);
    if (!select.empty())
        select.push_back(visit.query.expand);
    return visit.reply.entity(200, "applications/$entity", selected(entity, select));
}

Response Graph::credentials(const Visit &visit, Application &app)
{
    GraphCredentials collection(app, visit.reply, visit.beta);
    const std::string &method = visit.call.method;
    const bool reads = method == "GET";
    if (!reads && !mayWrite(visit.who, app))
        return denied(visit);
    if (visit.path.size() == 3)
        return reads           ? collection.list(visit.query)
            : method == "POST" ? collection.create(visit.call)
                               : unknownPath(visit);
    if (visit.path.size() != 4)
        return unknownPath(visit);
    const std::optional<std::string> name = alternateKey(visit.path[3], "name");
    const std::string key = name.value_or(visit.path[3]);
    if (reads && !visit.who.hasAny({"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"}))
        return visit.reply.error(Unconfirmed::GraphSingleCredentialNeedsWrite);
    if (reads)
        return collection.read(key, visit.query);
    if (method == "PATCH")
        return collection.change(key, name.has_value(), visit.call);
    if (method == "DELETE")
        return collection.remove(key);
    return unknownPath(visit);
}

} // namespace symbolon::demo
