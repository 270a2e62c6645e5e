// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_applications.h"

#include "demo/graph_credentials.h"
#include "demo/graph_delta.h"
#include "demo/graph_entities.h"
#include "demo/graph_owners.h"

// What is read of app registrations, and the way to everything below one.
namespace symbolon::demo {

bool GraphApplications::mayWrite(const GraphVisit &visit, const Application &app) const
{
    return mayWriteApplication(visit.who, app.owners, m_world.tenant);
}

Response GraphApplications::handle(const GraphVisit &visit)
{
    if (!visit.who.hasAny({"Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy",
                           "Directory.Read.All", "Directory.ReadWrite.All"}))
        return visit.denied();
    if (visit.path.size() == 1) {
        if (visit.reads())
            return visit.reply.page("applications", source(visit), visit.query, graph::applicationRules());
        if (visit.call.method != "POST")
            return visit.notAllowed();
        const Json body = parseJson(visit.call.body);
        return body.is_object() ? create(visit, body, {}) : visit.reply.unreadableBody();
    }
    const std::string &key = visit.path[1];
    if (visit.path.size() == 2 && sameText(key, "$count"))
        return visit.reads() ? visit.reply.count(source(visit), visit.query, graph::applicationRules())
                             : visit.notAllowed();
    if (visit.path.size() == 2 && (sameText(key, "delta") || sameText(key, "delta()")))
        return visit.reads() ? GraphDelta(m_world, visit).applications() : visit.notAllowed();

    Tenant &tenant = m_world.tenant;
    Application *app = nullptr;
    if (const std::optional<std::string> uniqueName = alternateKey(key, "uniqueName")) {
        for (Application &candidate : tenant.applications) {
            if (!candidate.uniqueName.empty() && sameText(candidate.uniqueName, *uniqueName))
                app = &candidate;
        }
        const bool upserts = visit.path.size() == 2 && visit.call.method == "PATCH"
            && visit.call.header("Prefer").find("create-if-missing") != std::string::npos;
        if (app == nullptr && upserts)
            return upsert(visit, *uniqueName);
    } else if (const std::optional<std::string> appId = alternateKey(key, "appId")) {
        app = tenant.applicationByAppId(*appId);
    } else {
        app = tenant.application(alternateKey(key, "id").value_or(key));
    }
    return app == nullptr ? visit.reply.missing(key) : below(visit, *app);
}

GraphReply::Source GraphApplications::source(const GraphVisit &visit) const
{
    const Tenant &tenant = m_world.tenant;
    const bool expandsCredentials = sameText(visit.query.expand, "federatedIdentityCredentials");
    const bool expandsOwners = sameText(visit.query.expand, "owners");
    const Wanted nested(visit.query.expandSelect);
    const bool beta = visit.beta;
    GraphReply::Source source;
    source.size = tenant.applications.size();
    source.entity = [=, &tenant](size_t i, const Wanted &wanted) {
        const Application &app = tenant.applications[i];
        Json entity = graph::application(app, tenant, wanted);
        // A filter may ask for a relationship, too; a page without $select and $expand leaves it out.
        const bool filters = !wanted.everything();
        if (expandsCredentials || (filters && wanted("federatedIdentityCredentials")))
            entity["federatedIdentityCredentials"] = graph::credentials(app.credentials, beta, nested);
        if (expandsOwners || (filters && wanted("owners")))
            entity["owners"] = graph::owners(app.owners, tenant, nested, graph::expandedAtMost);
        return entity;
    };
    source.key = [&tenant](size_t i) { return tenant.applications[i].id; };
    source.lookUp = [&tenant](const std::string &property,
                              const std::string &value) -> std::optional<std::vector<size_t>> {
        const bool byId = sameText(property, "id");
        if (!byId && !sameText(property, "appId"))
            return std::nullopt;
        const Application *found = byId ? tenant.application(value) : tenant.applicationByAppId(value);
        if (found == nullptr)
            return std::vector<size_t>();
        return std::vector<size_t>{static_cast<size_t>(found - tenant.applications.data())};
    };
    return source;
}

Response GraphApplications::below(const GraphVisit &visit, Application &app)
{
    const std::string &method = visit.call.method;
    if (visit.path.size() == 2) {
        if (visit.reads())
            return show(visit, app);
        if (method == "PATCH")
            return change(visit, app);
        return method == "DELETE" ? remove(visit, app) : visit.notAllowed();
    }
    if (visit.at(2, "federatedIdentityCredentials"))
        return credentials(visit, app);
    if (visit.at(2, "owners"))
        return ownersOf(m_world, visit, app.owners, mayWrite(visit, app),
                        {app.id, app.displayName, "Application", "application"});
    const std::string action = visit.path.size() == 3 ? lower(visit.path[2]) : std::string();
    if (action == "addpassword" || action == "microsoft.graph.addpassword")
        return method == "POST" ? addPassword(visit, app) : visit.notAllowed();
    if (action == "removepassword" || action == "microsoft.graph.removepassword")
        return method == "POST" ? removePassword(visit, app) : visit.notAllowed();
    return visit.unknownPath();
}

Response GraphApplications::show(const GraphVisit &visit, const Application &app) const
{
    if (std::optional<Response> refusal = visit.reply.refusedShape(visit.query, graph::applicationRules()))
        return *refusal;
    const GraphReply::Source list = source(visit);
    const auto position = static_cast<size_t>(&app - m_world.tenant.applications.data());
    return visit.reply.entity(200, "applications/$entity", list.entity(position, visit.query.wanted()));
}

Response GraphApplications::credentials(const GraphVisit &visit, Application &app)
{
    GraphCredentials collection(app, m_world, visit);
    const std::string &method = visit.call.method;
    if (visit.path.size() == 3) {
        if (visit.reads())
            return collection.list();
        if (method != "POST")
            return visit.notAllowed();
        return mayWrite(visit, app) ? collection.create() : visit.denied();
    }
    if (visit.path.size() != 4)
        return visit.unknownPath();
    if (visit.reads() && sameText(visit.path[3], "$count"))
        return collection.count();
    const std::optional<std::string> name = alternateKey(visit.path[3], "name");
    const std::string key = name.value_or(visit.path[3]);
    if (visit.reads()) {
        if (!visit.who.hasAny({"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"}))
            return visit.reply.error(Unconfirmed::GraphSingleCredentialNeedsWrite);
        return collection.read(key);
    }
    if (method != "PATCH" && method != "DELETE")
        return visit.notAllowed();
    if (!mayWrite(visit, app))
        return visit.denied();
    return method == "PATCH" ? collection.change(key, name.has_value()) : collection.remove(key);
}

} // namespace symbolon::demo
