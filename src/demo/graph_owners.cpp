// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_owners.h"

#include "demo/graph_entities.h"
#include "demo/graph_journal.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

std::vector<Json> listed(const Json &entities)
{
    return {entities.begin(), entities.end()};
}

void note(World &world, const GraphVisit &visit, const OwnedObject &owned, const std::string &ownerId, bool added)
{
    const Json owner = graph::directoryObject(world.tenant, ownerId);
    const std::string type = textOf(owner, "@odata.type") == "#microsoft.graph.user" ? "User" : "ServicePrincipal";
    const std::string shown = dump(Json(textOf(owner, "displayName")));
    const std::string activity = std::string(added ? "Add owner to " : "Remove owner from ") + owned.words;
    GraphJournal(world, visit)
        .deed(activity.c_str(), added ? "Assign" : "Unassign", "ApplicationManagement",
              {{ownerId, textOf(owner, "displayName"), type},
               {owned.id,
                owned.displayName,
                owned.type,
                {{"Owner.DisplayName", added ? std::string() : shown, added ? shown : std::string()}}}});
}

Response add(World &world, const GraphVisit &visit, std::vector<std::string> &owners, const OwnedObject &owned)
{
    const Json body = parseJson(visit.call.body);
    if (!body.is_object())
        return visit.reply.unreadableBody();
    const std::string id = referencedId(body);
    const Json object = graph::directoryObject(world.tenant, id);
    const std::string type = textOf(object, "@odata.type");
    if (object.is_null())
        return visit.reply.missing(id);
    if (type != "#microsoft.graph.user" && type != "#microsoft.graph.servicePrincipal")
        return visit.reply.error(400, "Request_BadRequest",
                                 "The reference target '" + id + "' of type '" + type.substr(type.rfind('.') + 1)
                                     + "' is invalid for the 'owners' reference.");
    if (std::find(owners.begin(), owners.end(), textOf(object, "id")) != owners.end())
        return visit.reply.error(400, "Request_BadRequest",
                                 "One or more added object references already exist for the following modified "
                                 "properties: 'owners'.");
    owners.push_back(textOf(object, "id"));
    note(world, visit, owned, owners.back(), true);
    return visit.reply.noContent();
}

Response remove(World &world, const GraphVisit &visit, std::vector<std::string> &owners, const OwnedObject &owned)
{
    const auto found = std::find_if(owners.begin(), owners.end(),
                                    [&visit](const std::string &id) { return sameText(id, visit.path[3]); });
    if (found == owners.end())
        return visit.reply.missing(visit.path[3]);
    const std::string id = *found;
    owners.erase(found);
    note(world, visit, owned, id, false);
    return visit.reply.noContent();
}

Response references(const GraphVisit &visit, const std::vector<std::string> &owners)
{
    std::vector<Json> links;
    links.reserve(owners.size());
    const std::string base = visit.call.origin + "/" + visit.call.segments[0] + "/directoryObjects/";
    for (const std::string &id : owners)
        links.push_back({{"@odata.id", base + id}, {"id", id}});
    GraphReply::Source source = sourceOf(links);
    source.entity = [&links](size_t i, const Wanted &) { return Json{{"@odata.id", links[i]["@odata.id"]}}; };
    return visit.reply.page("Collection($ref)", source, visit.query, graph::directoryObjectRules());
}

} // namespace

Response ownersOf(World &world, const GraphVisit &visit, std::vector<std::string> &owners, bool mayWrite,
                  const OwnedObject &owned)
{
    const std::string &method = visit.call.method;
    const size_t size = visit.path.size();
    // Some members of users come only to those who ask for them; pages and filters need what is not asked for.
    const Wanted asked = visit.query.wanted();
    const Wanted wanted = visit.query.filter.empty() && asked("id") ? asked : Wanted();
    const std::vector<Json> shown = listed(graph::owners(owners, world.tenant, wanted));
    if (size == 3)
        return visit.reads() ? visit.page("directoryObjects", shown, graph::directoryObjectRules())
                             : visit.notAllowed();
    if (size == 4 && sameText(visit.path[3], "$count"))
        return visit.reads() ? visit.reply.count(sourceOf(shown), visit.query, graph::directoryObjectRules())
                             : visit.notAllowed();
    const bool reference = size == 4 && sameText(visit.path[3], "$ref");
    const bool one = size == 5 && sameText(visit.path[4], "$ref");
    if (!reference && !one)
        return visit.unknownPath();
    if (reference && visit.reads())
        return references(visit, owners);
    if (method != (reference ? "POST" : "DELETE"))
        return visit.notAllowed();
    if (!mayWrite)
        return visit.denied();
    return reference ? add(world, visit, owners, owned) : remove(world, visit, owners, owned);
}

} // namespace symbolon::demo
