// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_identities.h"

#include "demo/arm_locations.h"
#include "demo/arm_reply.h"
#include "demo/tenant_changes.h"

#include <algorithm>

namespace symbolon::demo::arm {

namespace {

constexpr char typeName[] = "Microsoft.ManagedIdentity/userAssignedIdentities";
constexpr size_t maximumTags = 50;
constexpr size_t pageOfLargeTenants = 400;

bool nameValid(const std::string &name)
{
    constexpr char alphanumeric[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return name.size() >= 3 && name.size() <= 128
        && name.find_first_not_of(std::string(alphanumeric) + "-_") == std::string::npos
        && name.find_first_of(alphanumeric) == 0;
}

// Fills `identity` from what the body has; the answer when it has what it must not.
std::optional<Response> readBody(const Json &body, ManagedIdentity &identity)
{
    if (!body.is_object())
        return error(Unconfirmed::ArmBodyInvalid, {"it is no JSON object."});
    if (body.contains("tags") && !body["tags"].is_null()) {
        const Json &tags = body["tags"];
        if (!tags.is_object() || tags.size() > maximumTags)
            return error(Unconfirmed::ArmBodyInvalid, {"tags must be an object of at most 50 texts."});
        identity.tags.clear();
        for (const auto &tag : tags.items()) {
            if (!tag.value().is_string())
                return error(Unconfirmed::ArmBodyInvalid, {"tags must be an object of at most 50 texts."});
            identity.tags.emplace_back(tag.key(), tag.value().get<std::string>());
        }
    }
    if (body.contains("properties") && body["properties"].is_object()) {
        const std::string isolation = textOf(body["properties"], "isolationScope");
        if (!isolation.empty() && isolation != "None" && isolation != "Regional")
            return error(Unconfirmed::ArmBodyInvalid, {"isolationScope must be None or Regional."});
        if (!isolation.empty())
            identity.isolationScope = isolation;
    }
    return std::nullopt;
}

std::string regionNames()
{
    std::string names;
    for (const Location &known : locations()) {
        names += names.empty() ? "" : ",";
        names += known.name;
    }
    return names;
}

ServicePrincipal principalOf(const ManagedIdentity &identity, TimePoint now)
{
    ServicePrincipal made;
    made.id = identity.principalId;
    made.appId = identity.clientId;
    made.displayName = identity.name;
    made.type = "ManagedIdentity";
    made.createdDateTime = isoTime(now);
    made.alternativeNames = {"isExplicit=True", Tenant::resourceId(identity)};
    return made;
}

} // namespace

Json identityEntity(const ManagedIdentity &identity, const std::string &tenantId, const std::string &version)
{
    Json properties = {{"tenantId", tenantId}, {"principalId", identity.principalId}, {"clientId", identity.clientId}};
    if (version >= "2024-11-30")
        properties["isolationScope"] = identity.isolationScope;
    Json tags = Json::object();
    for (const auto &tag : identity.tags)
        tags[tag.first] = tag.second;
    return {{"location", identity.location}, {"tags", std::move(tags)}, {"id", Tenant::resourceId(identity)},
            {"name", identity.name},         {"type", typeName},        {"properties", std::move(properties)}};
}

Response Identities::handle(const Visit &visit)
{
    const std::string &method = visit.call.method;
    if (visit.path.isList())
        return method == "GET" ? list(visit) : methodNotAllowed(visit.call);
    if (visit.path.resourceGroup().empty())
        return error(Unconfirmed::ArmTypeUnknown, {visit.path.type(), visit.path.provider, visit.version});
    const bool reads = method == "GET" || method == "HEAD";
    if (!reads && method != "PUT" && method != "PATCH" && method != "DELETE")
        return methodNotAllowed(visit.call);
    const std::string verb = reads ? "/read" : method == "DELETE" ? "/delete" : "/write";
    if (std::optional<Response> refusal = forbid(visit, typeName + verb, requestedId(visit)))
        return *refusal;
    if (std::optional<Response> missing = missingContainer(m_world.tenant, visit.path))
        return *missing;
    const std::string &name = visit.path.names.front();
    ManagedIdentity *identity =
        m_world.tenant.managedIdentity(visit.path.subscription(), visit.path.resourceGroup(), name);
    if (method == "PUT")
        return put(visit, identity);
    if (method == "DELETE")
        return remove(visit, identity);
    if (identity == nullptr)
        return error(404, "ResourceNotFound",
                     "The Resource '" + std::string(typeName) + "/" + name + "' under resource group '"
                         + visit.path.resourceGroup()
                         + "' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    if (method == "PATCH")
        return patch(visit, *identity);
    return jsonResponse(200, identityEntity(*identity, m_world.tenant.id, visit.version));
}

Response Identities::list(const Visit &visit) const
{
    const Tenant &tenant = m_world.tenant;
    if (std::optional<Response> missing = missingContainer(tenant, visit.path))
        return *missing;
    const std::string subscription = visit.path.subscription();
    const std::string group = visit.path.resourceGroup();
    std::vector<const ManagedIdentity *> found;
    for (const ManagedIdentity &identity : tenant.managedIdentities) {
        const bool inScope = sameText(identity.subscriptionId, subscription)
            && (group.empty() || sameText(identity.resourceGroup, group));
        if (inScope && visit.access.allows(std::string(typeName) + "/read", Tenant::resourceId(identity)))
            found.push_back(&identity);
    }
    const size_t step = std::max(m_world.armPageSize, std::min(found.size() / 4, pageOfLargeTenants));
    return page(visit.call, found.size(), step,
                [&](size_t i) { return identityEntity(*found[i], tenant.id, visit.version); });
}

Response Identities::put(const Visit &visit, ManagedIdentity *existing)
{
    Tenant &tenant = m_world.tenant;
    const std::string &name = visit.path.names.front();
    if (!nameValid(name))
        return error(Unconfirmed::ArmIdentityNameInvalid, {name});
    ManagedIdentity wanted;
    if (existing != nullptr)
        wanted = *existing;
    wanted.tags.clear();
    const Json body = parseJson(visit.call.body);
    if (const std::optional<Response> refusal = readBody(body, wanted))
        return *refusal;
    const std::string place = textOf(body, "location");
    if (place.empty())
        return error(Unconfirmed::ArmLocationMissing);
    const Location *known = location(place);
    if (known == nullptr)
        return error(Unconfirmed::ArmLocationUnknown, {place, typeName, regionNames()});
    if (existing != nullptr && existing->location != known->name)
        return error(Unconfirmed::ArmLocationChanged,
                     {Tenant::resourceId(*existing), existing->location, existing->resourceGroup, known->name});
    if (existing != nullptr) {
        *existing = wanted;
        return jsonResponse(200, identityEntity(wanted, tenant.id, visit.version));
    }
    const Subscription &subscription = *tenant.subscription(visit.path.subscription());
    wanted.subscriptionId = subscription.id;
    wanted.resourceGroup = subscription.group(visit.path.resourceGroup())->name;
    wanted.name = name;
    wanted.location = known->name;
    wanted.clientId = newGuid();
    wanted.principalId = newGuid();
    wanted.federationSupported = known->federation;
    tenant.servicePrincipals.push_back(principalOf(wanted, m_world.clock()));
    tenant.managedIdentities.push_back(wanted);
    m_world.changes.note(ChangedKind::ServicePrincipal, wanted.principalId);
    noteInDirectory(visit, wanted, true);
    return jsonResponse(201, identityEntity(wanted, tenant.id, visit.version));
}

Response Identities::patch(const Visit &visit, ManagedIdentity &identity)
{
    ManagedIdentity wanted = identity;
    if (const std::optional<Response> refusal = readBody(parseJson(visit.call.body), wanted))
        return *refusal;
    identity = wanted;
    return jsonResponse(200, identityEntity(identity, m_world.tenant.id, visit.version));
}

Response Identities::remove(const Visit &visit, const ManagedIdentity *identity)
{
    Response response;
    response.status = identity == nullptr ? 204 : 200;
    if (identity != nullptr) {
        noteInDirectory(visit, *identity, false);
        const std::string principal = identity->principalId;
        auto &all = m_world.tenant.managedIdentities;
        all.erase(all.begin() + (identity - all.data()));
        removeServicePrincipal(m_world.tenant, principal); // Azure role assignments stay, as they do in Azure
        m_world.changes.note(ChangedKind::ServicePrincipal, principal, true);
    }
    return response;
}

void Identities::noteInDirectory(const Visit &visit, const ManagedIdentity &identity, bool added)
{
    AuditEntry entry;
    entry.when = m_world.clock();
    entry.activity = added ? "Add service principal" : "Remove service principal";
    entry.operation = added ? "Add" : "Delete";
    entry.category = "ApplicationManagement";
    entry.actorId = visit.who.objectId;
    entry.byApp = visit.who.appOnly;
    entry.clientId = visit.who.clientId;
    entry.correlationId = correlationOf(visit.call);
    entry.targets.push_back({identity.principalId, identity.name, "ServicePrincipal"});
    m_world.audit.add(std::move(entry));
}

} // namespace symbolon::demo::arm
