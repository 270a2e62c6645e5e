// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_application_body.h"
#include "demo/graph_applications.h"
#include "demo/graph_entities.h"
#include "demo/graph_journal.h"
#include "demo/tenant_changes.h"

#include <algorithm>

// Registrations created, changed, deleted and restored, and their secrets.
namespace symbolon::demo {

namespace {

constexpr std::chrono::hours secretLifetime(24 * 365 * 2); // what the service gives when nobody says

// Written with an en dash and a blank at the end, as audit data has it.
constexpr char secretsActivity[] = "Update application \xe2\x80\x93 Certificates and secrets management ";

// An identifier URI belongs to one application of the tenant.
std::optional<Response> refuseTakenUris(const Json &body, const Application &wanted, const Tenant &tenant,
                                        const GraphReply &reply)
{
    const auto uris = body.find("identifierUris");
    if (uris == body.end() || !uris->is_array())
        return std::nullopt;
    for (const Json &uri : *uris) {
        const std::string text = dump(uri);
        for (const Application &other : tenant.applications) {
            if (other.id == wanted.id || other.written.find(text) == std::string::npos)
                continue;
            const Json kept = parseJson(other.written);
            const Json taken = kept.value("identifierUris", Json::array());
            if (std::find(taken.begin(), taken.end(), uri) != taken.end())
                return reply.error(400, "Request_BadRequest",
                                   "Another object with the same value for property identifierUris already exists.");
        }
    }
    return std::nullopt;
}

} // namespace

Response GraphApplications::create(const GraphVisit &visit, const Json &body, const std::string &uniqueName)
{
    // Every member of the directory may register applications, unless an administrator took that away.
    if (!visit.who.hasAny({"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All"}))
        return visit.denied();
    Application app;
    app.uniqueName = uniqueName;
    if (std::optional<Response> refusal = takeOver(body, app, visit.reply))
        return *refusal;
    if (app.displayName.empty())
        return visit.reply.error(400, "Request_BadRequest",
                                 "A value is required for property 'displayName' of resource 'Application'.");
    if (std::optional<Response> refusal = refuseTakenUris(body, app, m_world.tenant, visit.reply))
        return *refusal;
    app.id = newGuid();
    app.appId = newGuid();
    app.createdDateTime = isoTime(m_world.clock());
    app.owners = {visit.who.objectId};
    m_world.tenant.applications.push_back(app);
    GraphJournal(m_world, visit)
        .application("Add application", "Add", app,
                     differences(Json::object(), {{"displayName", app.displayName}, {"appId", app.appId}}));
    Response response = visit.reply.entity(201, "applications/$entity", graph::application(app, m_world.tenant));
    response.setHeader("Location",
                       visit.call.origin + "/v2/" + m_world.tenant.id + "/directoryObjects/" + app.id
                           + "/Microsoft.DirectoryServices.Application");
    return response;
}

Response GraphApplications::upsert(const GraphVisit &visit, const std::string &uniqueName)
{
    const Json body = parseJson(visit.call.body);
    return body.is_object() ? create(visit, body, uniqueName) : visit.reply.unreadableBody();
}

Response GraphApplications::change(const GraphVisit &visit, Application &app)
{
    if (!mayWrite(visit, app))
        return visit.denied();
    Json body = parseJson(visit.call.body);
    if (!body.is_object())
        return visit.reply.unreadableBody();
    Application wanted = app;
    // The alternate key may be given once, afterwards it stays.
    if (body.contains("uniqueName")) {
        if (!body["uniqueName"].is_string() || (!app.uniqueName.empty() && app.uniqueName != body["uniqueName"]))
            return visit.reply.error(Unconfirmed::GraphUniqueNameFixed);
        wanted.uniqueName = body["uniqueName"].get<std::string>();
        body.erase("uniqueName");
    }
    if (std::optional<Response> refusal = takeOver(body, wanted, visit.reply))
        return *refusal;
    if (std::optional<Response> refusal = refuseTakenUris(body, wanted, m_world.tenant, visit.reply))
        return *refusal;
    const Json before = graph::application(app, m_world.tenant);
    app = std::move(wanted);
    GraphJournal(m_world, visit)
        .application("Update application", "Update", app, differences(before, graph::application(app, m_world.tenant)));
    return visit.reply.noContent();
}

Response GraphApplications::remove(const GraphVisit &visit, const Application &app)
{
    if (!mayWrite(visit, app))
        return visit.denied();
    Tenant &tenant = m_world.tenant;
    Application gone = app;
    gone.deletedDateTime = isoTime(m_world.clock());
    GraphJournal journal(m_world, visit);
    // The service principal of the home tenant goes with its application, and what it was granted with it.
    if (const ServicePrincipal *principal = tenant.servicePrincipalByAppId(gone.appId)) {
        const ServicePrincipal copy = *principal;
        removeServicePrincipal(tenant, copy.id);
        journal.servicePrincipal("Remove service principal", "Delete", copy);
    }
    std::erase_if(tenant.applications, [&gone](const Application &candidate) { return candidate.id == gone.id; });
    tenant.deletedApplications.push_back(gone);
    journal.application("Delete application", "Delete", gone);
    return visit.reply.noContent();
}

Response GraphApplications::deletedItems(const GraphVisit &visit)
{
    if (!visit.who.hasAny(
            {"Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}))
        return visit.denied();
    std::vector<Application> &bin = m_world.tenant.deletedApplications;
    if (visit.at(2, "microsoft.graph.application") && visit.path.size() == 3 && visit.reads()) {
        std::vector<Json> shown;
        shown.reserve(bin.size());
        for (const Application &app : bin)
            shown.push_back(graph::application(app, m_world.tenant));
        return visit.page("applications", shown, graph::applicationRules());
    }
    if (visit.path.size() < 3 || visit.path.size() > 4)
        return visit.unknownPath();
    const auto found = std::find_if(bin.begin(), bin.end(),
                                    [&visit](const Application &app) { return sameText(app.id, visit.path[2]); });
    if (found == bin.end())
        return isGuid(visit.path[2]) ? visit.reply.missing(visit.path[2]) : visit.unknownPath();
    if (visit.path.size() == 4)
        return visit.at(3, "restore") && visit.call.method == "POST"
            ? restore(visit, static_cast<size_t>(found - bin.begin()))
            : visit.unknownPath();
    if (visit.reads()) {
        Json shown = {{"@odata.type", "#microsoft.graph.application"}};
        shown.update(graph::application(*found, m_world.tenant));
        return visit.reply.entity(200, "directoryObjects/$entity", narrowed(shown, visit.query.wanted()));
    }
    if (visit.call.method != "DELETE")
        return visit.notAllowed();
    if (!mayWrite(visit, *found))
        return visit.denied();
    const Application gone = *found;
    bin.erase(found);
    GraphJournal(m_world, visit).application("Hard Delete application", "Delete", gone);
    return visit.reply.noContent();
}

Response GraphApplications::restore(const GraphVisit &visit, size_t position)
{
    std::vector<Application> &bin = m_world.tenant.deletedApplications;
    Application app = bin[position];
    if (!mayWrite(visit, app))
        return visit.denied();
    app.deletedDateTime.clear();
    bin.erase(bin.begin() + static_cast<std::ptrdiff_t>(position));
    m_world.tenant.applications.push_back(app);
    GraphJournal(m_world, visit).application("Restore application", "Update", app);
    Json shown = {{"@odata.type", "#microsoft.graph.application"}};
    shown.update(graph::application(app, m_world.tenant));
    return visit.reply.entity(200, "directoryObjects/$entity", shown);
}

Response GraphApplications::addPassword(const GraphVisit &visit, Application &app)
{
    if (!mayWrite(visit, app))
        return visit.denied();
    const Json body = visit.call.body.empty() ? Json::object() : parseJson(visit.call.body);
    if (!body.is_object())
        return visit.reply.unreadableBody();
    const Json wanted = body.value("passwordCredential", Json::object());
    const auto dateOr = [&wanted](const char *name, TimePoint otherwise) {
        const std::string text = textOf(wanted, name);
        return text.empty() ? isoTime(otherwise) : text;
    };
    const Json before = graph::application(app, m_world.tenant, Wanted({"passwordCredentials"}));
    const std::string text = m_world.noted(randomText(30));
    Secret secret;
    secret.keyId = newGuid();
    secret.displayName = textOf(wanted, "displayName");
    secret.startDateTime = dateOr("startDateTime", m_world.clock());
    secret.endDateTime = dateOr("endDateTime", m_world.clock() + secretLifetime);
    secret.hint = text.substr(0, 3);
    secret.hash = sha256(text);
    app.secrets.push_back(secret);
    GraphJournal(m_world, visit)
        .application(secretsActivity, "Update", app,
                     differences(before, graph::application(app, m_world.tenant, Wanted({"passwordCredentials"}))));
    Json shown = graph::passwordCredential(secret);
    shown["secretText"] = text; // told once
    return visit.reply.entity(200, "microsoft.graph.passwordCredential", shown);
}

Response GraphApplications::removePassword(const GraphVisit &visit, Application &app)
{
    if (!mayWrite(visit, app))
        return visit.denied();
    const std::string keyId = textOf(parseJson(visit.call.body), "keyId");
    const auto found = std::find_if(app.secrets.begin(), app.secrets.end(),
                                    [&keyId](const Secret &secret) { return sameText(secret.keyId, keyId); });
    if (found == app.secrets.end())
        return visit.reply.error(400, "Request_BadRequest", "No password credential found with keyId.");
    const Json before = graph::application(app, m_world.tenant, Wanted({"passwordCredentials"}));
    app.secrets.erase(found);
    GraphJournal(m_world, visit)
        .application(secretsActivity, "Update", app,
                     differences(before, graph::application(app, m_world.tenant, Wanted({"passwordCredentials"}))));
    return visit.reply.noContent();
}

} // namespace symbolon::demo
