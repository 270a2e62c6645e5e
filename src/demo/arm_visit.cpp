// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_visit.h"

#include "demo/arm_reply.h"

#include <algorithm>

namespace symbolon::demo::arm {

std::optional<Response> forbid(const Visit &visit, const std::string &action, const std::string &scope)
{
    if (visit.access.allows(action, scope))
        return std::nullopt;
    return error(Unconfirmed::ArmNotAuthorized, {visit.caller, visit.who.objectId, action, scope});
}

std::optional<Response> missingContainer(const Tenant &tenant, const ResourcePath &path)
{
    const std::string id = path.subscription();
    if (id.empty())
        return std::nullopt;
    const Subscription *subscription = tenant.subscription(id);
    if (subscription == nullptr)
        return error(404, "SubscriptionNotFound", "The subscription '" + id + "' could not be found.");
    const std::string group = path.resourceGroup();
    if (group.empty() || subscription->group(group) != nullptr)
        return std::nullopt;
    return error(404, "ResourceGroupNotFound", "Resource group '" + group + "' could not be found.");
}

std::string correlationOf(const Call &call)
{
    std::string correlation = call.requestId;
    for (const char *name : {"client-request-id", "x-ms-client-request-id", "x-ms-correlation-request-id"}) {
        const std::string sent = call.header(name);
        if (isGuid(sent))
            correlation = sent;
    }
    return correlation;
}

std::string requestedId(const Visit &visit)
{
    return pathOf(visit.call, visit.call.segments.size());
}

} // namespace symbolon::demo::arm
