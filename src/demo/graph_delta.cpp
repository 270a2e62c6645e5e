// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_delta.h"

#include "demo/graph_entities.h"
#include "demo/graph_filter.h"

#include <algorithm>
#include <set>

namespace symbolon::demo {

namespace {

// "r:everything:since:began:offset" for a page within a round, "d:moment" for the start of the next one.
std::string tokenFor(const std::string &text)
{
    return base64Url(text);
}

std::optional<std::vector<size_t>> numbersIn(const std::string &token, const std::string &start, size_t count)
{
    const std::optional<std::string> text = fromBase64Url(token);
    if (!text || text->rfind(start, 0) != 0)
        return std::nullopt;
    std::vector<size_t> numbers;
    for (const std::string &part : split(std::string_view(*text).substr(start.size()), ':')) {
        if (part.empty() || part.size() > 9 || part.find_first_not_of("0123456789") != std::string::npos)
            return std::nullopt;
        numbers.push_back(std::stoul(part));
    }
    if (numbers.size() != count)
        return std::nullopt;
    return numbers;
}

const EntityRules &idRules()
{
    static const EntityRules rules{"directoryObject", {{"id", may::equal}}, {}, {}};
    return rules;
}

} // namespace

Response GraphDelta::applications() const
{
    return answer(ChangedKind::Application, "applications", graph::applicationRules());
}

Response GraphDelta::servicePrincipals() const
{
    return answer(ChangedKind::ServicePrincipal, "servicePrincipals", graph::servicePrincipalRules());
}

std::optional<GraphDelta::Round> GraphDelta::round() const
{
    const ChangeLog &log = m_world.changes;
    const GraphQuery &query = m_visit.query;
    if (!query.skipToken.empty()) {
        const auto numbers = numbersIn(query.skipToken, "r:", 4);
        if (!numbers)
            return std::nullopt;
        return Round{(*numbers)[0] != 0, (*numbers)[1], (*numbers)[2], (*numbers)[3]};
    }
    if (query.deltaToken.empty())
        return Round{true, 0, log.now(), 0};
    if (sameText(query.deltaToken, "latest"))
        return Round{false, log.now(), log.now(), 0};
    const auto numbers = numbersIn(query.deltaToken, "d:", 1);
    if (!numbers || !log.reaches(numbers->front()))
        return std::nullopt;
    return Round{false, numbers->front(), log.now(), 0};
}

std::vector<std::string> GraphDelta::ids(ChangedKind kind, const Round &round) const
{
    std::vector<std::string> found;
    if (round.everything) {
        if (kind == ChangedKind::Application) {
            for (const Application &app : m_world.tenant.applications)
                found.push_back(app.id);
        } else {
            for (const ServicePrincipal &principal : m_world.tenant.servicePrincipals)
                found.push_back(principal.id);
        }
        return found;
    }
    std::set<std::string> known;
    for (const ChangeLog::Change &change : m_world.changes.changes()) {
        const bool within = change.number > round.since && change.number <= round.began;
        if (within && change.kind == kind && known.insert(change.id).second)
            found.push_back(change.id);
    }
    return found;
}

Json GraphDelta::entity(ChangedKind kind, const std::string &id, const Wanted &wanted) const
{
    const Tenant &tenant = m_world.tenant;
    if (kind == ChangedKind::Application) {
        if (const Application *app = tenant.application(id))
            return graph::application(*app, tenant, wanted);
    } else if (const ServicePrincipal *principal = tenant.servicePrincipal(id)) {
        return graph::servicePrincipal(*principal, wanted);
    }
    const bool restorable = std::any_of(tenant.deletedApplications.begin(), tenant.deletedApplications.end(),
                                        [&id](const Application &app) { return sameText(app.id, id); });
    return {{"id", id}, {"@removed", {{"reason", restorable ? "changed" : "deleted"}}}};
}

Response GraphDelta::answer(ChangedKind kind, const char *context, const EntityRules &rules) const
{
    const GraphReply &reply = m_visit.reply;
    const GraphQuery &query = m_visit.query;
    if (std::optional<Response> refusal = reply.refusedShape(query, rules))
        return *refusal;
    if (!query.search.empty() || !query.orderBy.empty() || !query.expand.empty())
        return reply.error(400, "Request_UnsupportedQuery",
                           "The delta query takes no $search, $orderby and $expand on this resource.");
    std::optional<GraphFilter> filter;
    if (!query.filter.empty()) {
        GraphRefusal refusal;
        filter = compileFilter(query, idRules(), refusal);
        if (!filter)
            return reply.refused(refusal);
    }
    const std::optional<Round> round = this->round();
    if (!round) {
        Response gone =
            reply.error(410, "syncStateNotFound", "The sync state is not found. Synchronize again from the beginning.");
        gone.setHeader("Location", reply.linkWith("$deltatoken", ""));
        return gone;
    }
    std::vector<std::string> select = query.select;
    if (!select.empty())
        select.emplace_back("id"); // always told
    const Wanted wanted(std::move(select));
    std::vector<std::string> changed = ids(kind, *round);
    std::erase_if(changed, [&filter](const std::string &id) { return filter && !filter->matches(Json{{"id", id}}); });

    const size_t start = std::min(round->offset, changed.size());
    const size_t end = std::min(changed.size(), start + query.top.value_or(rules.pageSize));
    Json body = {{"@odata.context", reply.contextUrl(context)}};
    if (end < changed.size()) {
        const std::string state = std::string("r:") + (round->everything ? "1:" : "0:") + std::to_string(round->since)
            + ":" + std::to_string(round->began) + ":" + std::to_string(end);
        body["@odata.nextLink"] = reply.linkWith("$skiptoken", tokenFor(state));
    } else {
        body["@odata.deltaLink"] = reply.linkWith("$deltatoken", tokenFor("d:" + std::to_string(round->began)));
    }
    Json value = Json::array();
    for (size_t i = start; i < end; ++i)
        value.push_back(entity(kind, changed[i], wanted));
    body["value"] = std::move(value);
    return jsonResponse(200, body);
}

} // namespace symbolon::demo
