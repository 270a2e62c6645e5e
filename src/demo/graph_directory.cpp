// SPDX-License-Identifier: Apache-2.0
#include "demo/graph.h"
#include "demo/graph_consents.h"
#include "demo/graph_entities.h"

#include <algorithm>

// The part of Graph that is about people, groups, the organization and objects of any kind. All of it is read only.
namespace symbolon::demo {

namespace {

GraphReply::Source sourceOfUsers(const std::vector<User> &users)
{
    GraphReply::Source source;
    source.size = users.size();
    source.entity = [&users](size_t i, const Wanted &wanted) { return narrowed(graph::user(users[i]), wanted); };
    source.key = [&users](size_t i) { return users[i].id; };
    return source;
}

GraphReply::Source sourceOfGroups(const std::vector<Group> &groups)
{
    GraphReply::Source source;
    source.size = groups.size();
    source.entity = [&groups](size_t i, const Wanted &wanted) { return narrowed(graph::group(groups[i]), wanted); };
    source.key = [&groups](size_t i) { return groups[i].id; };
    return source;
}

// Members of a group, through other groups too.
std::vector<Json> membersOf(const Tenant &tenant, const Group &group, bool transitive)
{
    std::vector<Json> found;
    std::vector<std::string> open = group.members;
    std::set<std::string> known;
    for (size_t i = 0; i < open.size(); ++i) {
        const std::string id = open[i];
        if (!known.insert(id).second)
            continue;
        Json member = graph::directoryObject(tenant, id);
        const Group *inner = transitive ? tenant.group(id) : nullptr;
        if (inner != nullptr)
            open.insert(open.end(), inner->members.begin(), inner->members.end());
        if (!member.is_null())
            found.push_back(std::move(member));
    }
    return found;
}

// getByIds may name the kinds it looks for.
bool hasType(const Json &object, const Json &types)
{
    if (!types.is_array() || types.empty())
        return true;
    const std::string own = textOf(object, "@odata.type");
    return std::any_of(types.begin(), types.end(), [&own](const Json &type) {
        const std::string name = type.is_string() ? type.get<std::string>() : std::string();
        return sameText(name, "directoryObject") || sameText(own, "#microsoft.graph." + name);
    });
}

} // namespace

Response Graph::me(const GraphVisit &visit) const
{
    if (visit.who.appOnly)
        return visit.reply.error(400, "BadRequest", "/me request is only valid with delegated authentication flow.");
    if (!visit.who.hasAny({"User.Read", "User.Read.All", "Directory.Read.All"}))
        return visit.denied();
    const User *user = m_world.tenant.user(visit.who.objectId);
    if (user == nullptr)
        return visit.reply.missing(visit.who.objectId);
    if (!visit.reads())
        return visit.notAllowed();
    if (visit.path.size() == 1)
        return visit.reply.entity(200, "users/$entity", narrowed(graph::user(*user), visit.query.wanted()));
    if (visit.at(1, "oauth2PermissionGrants") && visit.path.size() == 2)
        return GraphConsents(m_world).of(visit, user->id);
    const bool memberships = visit.at(1, "memberOf") || visit.at(1, "transitiveMemberOf");
    if (!memberships)
        return visit.unknownPath();
    GraphVisit below = visit;
    below.path.insert(below.path.begin() + 1, user->id);
    return membershipsOf(m_world, below, user->id);
}

Response Graph::organization(const GraphVisit &visit) const
{
    if (!visit.reads())
        return visit.notAllowed();
    if (visit.path.size() > 2)
        return visit.unknownPath();
    if (visit.path.size() == 2 && !sameText(visit.path[1], m_world.tenant.id))
        return visit.reply.missing(visit.path.back());
    const std::vector<Json> entities{graph::organization(m_world.tenant)};
    if (visit.path.size() == 2)
        return visit.reply.entity(200, "organization/$entity", narrowed(entities.front(), visit.query.wanted()));
    static const EntityRules rules{"organization", {}, {}, {}};
    return visit.page("organization", entities, rules);
}

Response Graph::users(const GraphVisit &visit) const
{
    if (!visit.who.hasAny({"User.Read.All", "User.ReadBasic.All", "Directory.Read.All", "Directory.ReadWrite.All"}))
        return visit.denied();
    if (!visit.reads())
        return visit.notAllowed();
    const Tenant &tenant = m_world.tenant;
    const GraphReply::Source source = sourceOfUsers(tenant.users);
    if (visit.path.size() == 1)
        return visit.reply.page("users", source, visit.query, graph::userRules());
    if (visit.path.size() == 2 && visit.at(1, "$count"))
        return visit.reply.count(source, visit.query, graph::userRules());
    const User *user = tenant.user(visit.path[1]);
    if (user == nullptr)
        user = tenant.userByName(visit.path[1]);
    if (user == nullptr)
        return visit.reply.missing(visit.path[1]);
    if (visit.path.size() == 2)
        return visit.reply.entity(200, "users/$entity", narrowed(graph::user(*user), visit.query.wanted()));
    if (visit.at(2, "memberOf") || visit.at(2, "transitiveMemberOf"))
        return membershipsOf(m_world, visit, user->id);
    if (visit.at(2, "oauth2PermissionGrants") && visit.path.size() == 3)
        return GraphConsents(m_world).of(visit, user->id);
    return visit.unknownPath();
}

Response Graph::groups(const GraphVisit &visit) const
{
    if (!visit.who.hasAny({"Group.Read.All", "GroupMember.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"}))
        return visit.denied();
    if (!visit.reads())
        return visit.notAllowed();
    const Tenant &tenant = m_world.tenant;
    const GraphReply::Source source = sourceOfGroups(tenant.groups);
    if (visit.path.size() == 1)
        return visit.reply.page("groups", source, visit.query, graph::groupRules());
    if (visit.path.size() == 2 && visit.at(1, "$count"))
        return visit.reply.count(source, visit.query, graph::groupRules());
    const Group *found = tenant.group(visit.path[1]);
    if (found == nullptr)
        return visit.reply.missing(visit.path[1]);
    if (visit.path.size() == 2)
        return visit.reply.entity(200, "groups/$entity", narrowed(graph::group(*found), visit.query.wanted()));
    if (visit.at(2, "memberOf") || visit.at(2, "transitiveMemberOf"))
        return membershipsOf(m_world, visit, found->id);
    const bool transitive = visit.at(2, "transitiveMembers");
    if (visit.path.size() == 3 && (transitive || visit.at(2, "members")))
        return visit.page("directoryObjects", membersOf(tenant, *found, transitive), graph::directoryObjectRules());
    return visit.unknownPath();
}

Response Graph::directoryObjects(const GraphVisit &visit) const
{
    if (!visit.who.hasAny({"Directory.Read.All", "Directory.ReadWrite.All"}))
        return visit.denied();
    if (visit.path.size() != 2)
        return visit.unknownPath();
    const Tenant &tenant = m_world.tenant;
    const bool byIds = visit.at(1, "getByIds") || visit.at(1, "microsoft.graph.getByIds");
    if (!byIds) {
        const Json object = graph::directoryObject(tenant, visit.path[1]);
        if (object.is_null())
            return isGuid(visit.path[1]) ? visit.reply.missing(visit.path[1]) : visit.unknownPath();
        return visit.reads()
            ? visit.reply.entity(200, "directoryObjects/$entity", narrowed(object, visit.query.wanted()))
            : visit.notAllowed();
    }
    if (visit.call.method != "POST")
        return visit.notAllowed();
    const Json body = parseJson(visit.call.body);
    if (!body.is_object())
        return visit.reply.unreadableBody();
    if (!body.contains("ids") || !body["ids"].is_array() || body["ids"].empty() || body["ids"].size() > 1000)
        return visit.reply.error(400, "Request_BadRequest", "The property 'ids' must hold 1 to 1000 object ids.");
    const Json types = body.value("types", Json(nullptr));
    std::vector<Json> objects;
    for (const Json &entry : body["ids"]) {
        const std::string id = entry.is_string() ? entry.get<std::string>() : dump(entry);
        if (!isGuid(id))
            return visit.reply.error(400, "Request_BadRequest", "Invalid object identifier '" + id + "'.");
        Json object = graph::directoryObject(tenant, id);
        if (!object.is_null() && hasType(object, types))
            objects.push_back(std::move(object));
    }
    EntityRules rules = graph::directoryObjectRules();
    rules.pageSize = 1000;
    return visit.page("directoryObjects", objects, rules);
}

} // namespace symbolon::demo
