// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_activity.h"

#include "demo/arm_reply.h"

#include <algorithm>

namespace symbolon::demo::arm {

namespace {

constexpr size_t keptEvents = 20000;
constexpr size_t pageOfEvents = 200;

Json localized(const std::string &value)
{
    return {{"value", value}, {"localizedValue", value}};
}

std::string subscriptionOf(const ActivityEvent &event)
{
    return startsWithText(event.resourceId, "/subscriptions/") ? segmentAfter(event.resourceId, "subscriptions")
                                                               : std::string();
}

std::string statusName(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "NoContent";
    case 403:
        return "Forbidden";
    case 404:
        return "NotFound";
    case 409:
        return "Conflict";
    default:
        return status < 300 ? "Accepted" : "BadRequest";
    }
}

Json entityOf(const ActivityEvent &event, const std::string &tenantId)
{
    const std::string provider = event.operation.substr(0, event.operation.find('/'));
    const std::string status = statusName(event.status);
    const bool succeeded = event.status < 300;
    const Json claims = {{"appid", event.applicationId},
                         {"http://schemas.microsoft.com/identity/claims/objectidentifier", event.objectId},
                         {"http://schemas.microsoft.com/identity/claims/tenantid", tenantId},
                         {"name", event.caller}};
    Json sub = localized(status);
    sub["localizedValue"] = status + " (HTTP Status Code: " + std::to_string(event.status) + ")";
    return {{"authorization", {{"action", event.operation}, {"scope", event.resourceId}}},
            {"caller", event.caller},
            {"channels", "Operation"},
            {"claims", claims},
            {"correlationId", event.correlationId},
            {"description", ""},
            {"eventDataId", event.id},
            {"eventName", {{"value", "EndRequest"}, {"localizedValue", "End request"}}},
            {"category", {{"value", "Administrative"}, {"localizedValue", "Administrative"}}},
            {"httpRequest",
             {{"clientRequestId", event.correlationId}, {"clientIpAddress", "127.0.0.1"}, {"method", event.method}}},
            {"id", event.resourceId + "/events/" + event.id + "/ticks/0"},
            {"level", succeeded ? "Informational" : "Error"},
            {"resourceGroupName", segmentAfter(event.resourceId, "resourceGroups")},
            {"resourceProviderName", localized(provider)},
            {"resourceId", event.resourceId},
            {"operationId", event.correlationId},
            {"operationName", localized(event.operation)},
            {"properties", {{"statusCode", status}}},
            {"status", localized(succeeded ? "Succeeded" : "Failed")},
            {"subStatus", std::move(sub)},
            {"eventTimestamp", event.time},
            {"submissionTimestamp", event.time},
            {"subscriptionId", subscriptionOf(event)},
            {"tenantId", tenantId}};
}

// $filter: a time range first, then at most one of a few comparisons.
struct Filter
{
    std::string from;
    std::string until;
    std::string field;
    std::string value;
    bool valid = false;
};

// "field op 'value'" in three; empty when it is something else.
std::vector<std::string> clauseParts(const std::string &clause)
{
    const std::string text = trimmed(clause);
    const size_t first = text.find(' ');
    const size_t second = text.find(' ', first == std::string::npos ? first : first + 1);
    if (second == std::string::npos)
        return {};
    std::string value = trimmed(text.substr(second));
    if (value.size() < 2 || value.front() != '\'' || value.back() != '\'')
        return {};
    return {text.substr(0, first), text.substr(first + 1, second - first - 1), value.substr(1, value.size() - 2)};
}

std::vector<std::string> clausesOf(const std::string &text)
{
    std::vector<std::string> clauses;
    size_t start = 0;
    for (size_t at = text.find(" and "); at != std::string::npos; at = text.find(" and ", start)) {
        clauses.push_back(text.substr(start, at - start));
        start = at + 5;
    }
    clauses.push_back(text.substr(start));
    return clauses;
}

// 2026-11-22, with or without a time of day.
bool isTimestamp(std::string_view text)
{
    static constexpr std::string_view shape = "0000-00-00T00:00:00";
    const size_t length = std::min(text.size(), shape.size());
    if (length < 10)
        return false;
    for (size_t i = 0; i < length; ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (shape[i] == '0' ? !digit : text[i] != shape[i])
            return false;
    }
    return true;
}

Filter parseFilter(const std::string &text)
{
    static constexpr const char *fields[] = {"resourceGroupName", "resourceUri",   "resourceId",
                                             "resourceProvider",  "correlationId", "eventChannels"};
    Filter filter;
    for (const std::string &clause : clausesOf(text)) {
        const std::vector<std::string> parts = clauseParts(clause);
        if (parts.size() != 3)
            return {};
        const bool isTime = sameText(parts[0], "eventTimestamp");
        if (isTime && !isTimestamp(parts[2]))
            return {};
        if (isTime && sameText(parts[1], "ge") && filter.from.empty()) {
            filter.from = parts[2].substr(0, 19);
        } else if (isTime && sameText(parts[1], "le") && filter.until.empty()) {
            filter.until = parts[2].substr(0, 19);
        } else {
            const bool known = std::any_of(std::begin(fields), std::end(fields),
                                           [&parts](const char *field) { return sameText(field, parts[0]); });
            if (!known || !sameText(parts[1], "eq") || filter.from.empty() || !filter.field.empty())
                return {};
            filter.field = sameText(parts[0], "eventChannels") ? std::string() : lower(parts[0]);
            filter.value = parts[2];
        }
    }
    filter.valid = !filter.from.empty();
    return filter;
}

bool matches(const Filter &filter, const ActivityEvent &event)
{
    const std::string time = event.time.substr(0, 19);
    if (time < filter.from || (!filter.until.empty() && time > filter.until))
        return false;
    if (filter.field.empty())
        return true;
    if (filter.field == "resourcegroupname")
        return sameText(segmentAfter(event.resourceId, "resourceGroups"), filter.value);
    if (filter.field == "resourceprovider")
        return startsWithText(event.operation, filter.value + "/");
    return sameText(filter.field == "correlationid" ? event.correlationId : event.resourceId, filter.value);
}

} // namespace

void ActivityLog::note(const Visit &visit, const Response &response)
{
    const std::string &method = visit.call.method;
    const ResourceType *type = resourceTypeOf(visit.path);
    if (type == nullptr || response.status == 405 || (method != "PUT" && method != "PATCH" && method != "DELETE"))
        return;
    ActivityEvent event;
    event.id = newGuid();
    event.time = isoTime(m_world.clock());
    event.caller = visit.caller;
    event.objectId = visit.who.objectId;
    event.applicationId = visit.who.clientId;
    event.operation = type->fullName() + (method == "DELETE" ? "/delete" : "/write");
    event.resourceId = requestedId(visit);
    event.method = method;
    event.status = response.status;
    event.correlationId = correlationOf(visit.call);
    m_events.push_back(std::move(event));
    if (m_events.size() > keptEvents)
        m_events.pop_front();
}

Response ActivityLog::handle(const Visit &visit) const
{
    if (visit.call.method != "GET")
        return methodNotAllowed(visit.call);
    if (!visit.path.isList() || !sameText(visit.path.names.front(), "management"))
        return error(Unconfirmed::ArmTypeUnknown, {visit.path.type(), visit.path.provider, visit.version});
    if (std::optional<Response> missing = missingContainer(m_world.tenant, visit.path))
        return *missing;
    const std::string scope = visit.path.scope.empty() ? "/" : visit.path.scope;
    if (std::optional<Response> refusal = forbid(visit, "Microsoft.Insights/eventtypes/values/Read", scope))
        return *refusal;
    const Filter filter = parseFilter(visit.call.queryValue("$filter"));
    if (!filter.valid)
        return error(
            400, "BadRequest",
            "The filter has to begin with a time range (eventTimestamp ge '…' and eventTimestamp le '…'), and one "
            "more comparison may follow.");
    std::vector<const ActivityEvent *> found;
    for (const ActivityEvent &event : m_events) {
        if (sameText(subscriptionOf(event), visit.path.subscription()) && matches(filter, event))
            found.push_back(&event);
    }
    std::reverse(found.begin(), found.end()); // newest first
    const std::vector<std::string> selected = split(visit.call.queryValue("$select"), ',');
    const bool everything = selected.size() == 1 && selected.front().empty();
    return page(visit.call, found.size(), pageOfEvents, [&](size_t i) {
        Json entity = entityOf(*found[i], m_world.tenant.id);
        if (everything)
            return entity;
        Json part = Json::object();
        for (const std::string &name : selected) {
            if (entity.contains(trimmed(name)))
                part[trimmed(name)] = entity[trimmed(name)];
        }
        return part;
    });
}

} // namespace symbolon::demo::arm
