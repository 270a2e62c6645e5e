// SPDX-License-Identifier: Apache-2.0
#include "demo/resource_graph.h"

#include "demo/arm_clusters.h"
#include "demo/arm_identities.h"
#include "demo/arm_reply.h"
#include "demo/arm_role_definitions.h"
#include "demo/arm_roles.h"
#include "demo/resource_query.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr size_t maximumRows = 1000;
constexpr size_t mostKept = 8;              // queries whose next pages are waited for
constexpr char rowVersion[] = "2024-11-30"; // of what the service itself reads from providers

// Every table has the same columns.
const std::vector<std::string> &columnNames()
{
    static const std::vector<std::string> names = {
        "id",        "name", "type", "tenantId",   "kind", "location", "resourceGroup", "subscriptionId",
        "managedBy", "sku",  "plan", "properties", "tags", "identity", "zones",         "extendedLocation"};
    return names;
}

// A row from what the provider answers.
Json rowOf(const Json &entity, const std::string &tenantId)
{
    Json row = Json::object();
    for (const std::string &name : columnNames())
        row[name] = "";
    for (const char *name : {"sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation"})
        row[name] = nullptr;
    for (const char *name : {"id", "name", "location", "properties", "tags"}) {
        if (entity.contains(name))
            row[name] = entity[name];
    }
    row["type"] = lower(textOf(entity, "type"));
    row["tenantId"] = tenantId;
    const std::string id = textOf(entity, "id");
    row["subscriptionId"] = startsWithText(id, "/subscriptions/") ? arm::segmentAfter(id, "subscriptions") : "";
    row["resourceGroup"] = lower(arm::segmentAfter(id, "resourceGroups"));
    return row;
}

// The parts of the request beside the query.
struct Options
{
    size_t top = maximumRows;
    size_t skip = 0;
    std::uint64_t continues = 0; // the number of the query whose next page this is; 0: none
    bool asTable = false;
    std::optional<std::string> problem;
};

Options optionsOf(const Json &body)
{
    Options read;
    if (!body.contains("options") || !body["options"].is_object())
        return read;
    const Json &options = body["options"];
    const auto number = [&](const char *name, size_t least, size_t most, size_t &value) {
        if (!options.contains(name) || options[name].is_null())
            return;
        const bool fits = options[name].is_number_unsigned() && options[name].get<size_t>() >= least
            && options[name].get<size_t>() <= most;
        if (fits)
            value = options[name].get<size_t>();
        else
            read.problem = "The value of options." + std::string(name) + " is out of range.";
    };
    number("$top", 1, maximumRows, read.top);
    number("$skip", 0, 1000000, read.skip);
    const std::string token = textOf(options, "$skipToken");
    if (!token.empty()) {
        // "position.query", as below
        const std::string text = fromBase64Url(token).value_or(std::string());
        const size_t dot = text.find('.');
        const bool fits = dot != std::string::npos && dot > 0 && dot <= 7 && text.size() > dot + 1
            && text.size() <= dot + 16 && text.find_first_not_of("0123456789.") == std::string::npos
            && text.find('.', dot + 1) == std::string::npos;
        if (fits) {
            read.skip = std::stoul(text.substr(0, dot));
            read.continues = std::stoull(text.substr(dot + 1));
        } else {
            read.problem = "The provided $skipToken is invalid.";
        }
    }
    const std::string format = textOf(options, "resultFormat");
    read.asTable = sameText(format, "table");
    if (!format.empty() && !read.asTable && !sameText(format, "objectArray"))
        read.problem = "The value of options.resultFormat is unknown.";
    return read;
}

// Refusals of this service carry what is wrong in their details.
Response badQuery(const arm::Visit &visit, TimePoint now, const std::string &code, Json detail)
{
    const std::string message = "Please provide below info when asking for support: timestamp = " + isoTime(now)
        + ", correlationId = " + visit.call.requestId + ".";
    Json details = Json::array();
    details.push_back({{"code", code},
                       {"message",
                        "Query is invalid. Please refer to the documentation for the Azure Resource Graph "
                        "service and fix the error before retrying."}});
    details.push_back(std::move(detail));
    return jsonResponse(
        400, Json{{"error", {{"code", "BadRequest"}, {"message", message}, {"details", std::move(details)}}}});
}

Json tableOf(const std::vector<Json> &rows, size_t from, size_t to)
{
    Json columns = Json::array();
    Json values = Json::array();
    for (size_t i = from; i < to; ++i) {
        Json line = Json::array();
        for (const auto &member : rows[i].items()) {
            if (i == from) {
                const Json &value = member.value();
                const char *type = value.is_number() ? "integer"
                    : value.is_boolean()             ? "boolean"
                    : value.is_string()              ? "string"
                                                     : "object";
                columns.push_back({{"name", member.key()}, {"type", type}});
            }
            line.push_back(member.value());
        }
        values.push_back(std::move(line));
    }
    return {{"columns", std::move(columns)}, {"rows", std::move(values)}};
}

// Whether the request's list of subscriptions lets this one in; without a list every one.
bool isWanted(const Json &wanted, const std::string &subscription)
{
    return !wanted.is_array() || wanted.empty()
        || std::any_of(wanted.begin(), wanted.end(), [&subscription](const Json &one) {
               return one.is_string() && sameText(one.get_ref<const std::string &>(), subscription);
           });
}

} // namespace

std::vector<Json> ResourceGraph::rows(const std::string &table, const arm::Visit &visit, const Json &wanted) const
{
    const Tenant &tenant = m_world.tenant;
    const arm::Access &access = visit.access;
    std::vector<Json> found;
    if (table == "resources") {
        for (const ManagedIdentity &identity : tenant.managedIdentities) {
            if (isWanted(wanted, identity.subscriptionId)
                && access.allows("Microsoft.ManagedIdentity/userAssignedIdentities/read", Tenant::resourceId(identity)))
                found.push_back(rowOf(arm::identityEntity(identity, tenant.id, rowVersion), tenant.id));
        }
        for (const arm::AksCluster &cluster : arm::clusters()) {
            const Json entity = arm::clusterEntity(cluster);
            if (isWanted(wanted, cluster.subscriptionId)
                && access.allows("Microsoft.ContainerService/managedClusters/read", textOf(entity, "id")))
                found.push_back(rowOf(entity, tenant.id));
        }
        return found;
    }
    if (table == "authorizationresources") {
        for (const AzureRoleAssignment &assignment : tenant.azureRoleAssignments) {
            const Json entity = arm::roleAssignmentEntity(assignment);
            const bool below = startsWithText(assignment.scope, "/subscriptions/");
            if ((!below || isWanted(wanted, arm::segmentAfter(assignment.scope, "subscriptions")))
                && access.allows("Microsoft.Authorization/roleAssignments/read", assignment.scope))
                found.push_back(rowOf(entity, tenant.id));
        }
        for (const AzureRoleDefinition &role : tenant.azureRoles)
            found.push_back(rowOf(arm::roleDefinitionEntity(role, {}), tenant.id));
        return found;
    }
    for (const Subscription &subscription : tenant.subscriptions) {
        const std::string id = "/subscriptions/" + subscription.id;
        if (!isWanted(wanted, subscription.id) || !access.reaches(id))
            continue;
        found.push_back(rowOf({{"id", id},
                               {"name", subscription.displayName},
                               {"type", "microsoft.resources/subscriptions"},
                               {"properties", {{"state", "Enabled"}}}},
                              tenant.id));
        for (const ResourceGroup &group : subscription.resourceGroups) {
            const std::string path = id + "/resourceGroups/" + group.name;
            if (access.allows("Microsoft.Resources/subscriptions/resourceGroups/read", path))
                found.push_back(rowOf({{"id", path},
                                       {"name", group.name},
                                       {"type", "microsoft.resources/subscriptions/resourcegroups"},
                                       {"location", group.location},
                                       {"properties", {{"provisioningState", "Succeeded"}}}},
                                      tenant.id));
        }
    }
    return found;
}

const ResourceGraph::Kept *ResourceGraph::keptFor(const std::string &caller, const std::string &question,
                                                  std::uint64_t number)
{
    const auto found = std::find_if(m_kept.cbegin(), m_kept.cend(), [&](const Kept &kept) {
        return kept.number == number && kept.caller == caller && kept.question == question;
    });
    return found == m_kept.cend() ? nullptr : &*found;
}

const ResourceGraph::Kept &ResourceGraph::keep(Kept kept)
{
    if (m_kept.size() == mostKept)
        m_kept.pop_front();
    kept.number = ++m_queries;
    m_kept.push_back(std::move(kept));
    return m_kept.back();
}

Response ResourceGraph::handle(const arm::Visit &visit)
{
    if (visit.call.method != "POST")
        return arm::methodNotAllowed(visit.call);
    const TimePoint now = m_world.clock();
    const Json body = parseJson(visit.call.body);
    const std::string text = textOf(body, "query");
    if (text.empty())
        return badQuery(visit, now, "InvalidRequest", {{"code", "QueryMissing"}, {"message", "A query is required."}});
    const Options options = optionsOf(body);
    if (options.problem)
        return badQuery(visit, now, "InvalidRequest", {{"code", "InvalidOptions"}, {"message", *options.problem}});
    if (body.contains("facets") && !body["facets"].empty())
        return badQuery(visit, now, "InvalidRequest",
                        {{"code", "FacetsNotSupported"}, {"message", "Facets are not supported for this query."}});
    ResourceQuery::Problem problem;
    const std::optional<ResourceQuery> query = ResourceQuery::parse(
        text, {"resources", "resourcecontainers", "authorizationresources"}, columnNames(), problem);
    if (!query)
        return badQuery(visit, now, "InvalidQuery",
                        {{"code", problem.code},
                         {"message", problem.message},
                         {"line", 1},
                         {"characterPositionInLine", problem.column},
                         {"token", problem.token}});

    const Json subscriptions = body.contains("subscriptions") ? body["subscriptions"] : Json(nullptr);
    const std::string question = text + subscriptions.dump();
    const Kept *kept = keptFor(visit.caller, question, options.continues);
    if (!kept)
        kept = &keep({0, visit.caller, question, query->run(rows(query->table(), visit, subscriptions))});
    const std::vector<Json> &found = kept->rows;
    const size_t from = std::min(options.skip, found.size());
    const size_t to = std::min(found.size(), from + options.top);
    Json answer = {{"totalRecords", found.size()},
                   {"count", to - from},
                   {"facets", Json::array()},
                   {"resultTruncated", to < found.size() ? "true" : "false"}};
    // Only rows with their id can be continued.
    if (to < found.size() && found.front().contains("id"))
        answer["$skipToken"] = base64Url(std::to_string(to) + '.' + std::to_string(kept->number));
    if (options.asTable) {
        answer["data"] = tableOf(found, from, to);
    } else {
        answer["data"] = Json::array();
        for (size_t i = from; i < to; ++i)
            answer["data"].push_back(found[i]);
    }
    if (!answer.contains("$skipToken"))
        m_kept.erase(std::remove_if(m_kept.begin(), m_kept.end(),
                                    [number = kept->number](const Kept &one) { return one.number == number; }),
                     m_kept.end());
    return jsonResponse(200, answer);
}

} // namespace symbolon::demo
