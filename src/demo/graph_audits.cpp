// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_audits.h"

#include "demo/contoso.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

EntityRules makeAuditRules()
{
    constexpr unsigned text = may::equal | may::startWith;
    EntityRules rules;
    rules.type = "directoryAudit";
    rules.properties = {{"id", may::equal},
                        {"activityDateTime", may::equal | may::compare | may::sortPlain, LiteralKind::Date},
                        {"activityDisplayName", text},
                        {"category", may::equal},
                        {"correlationId", may::equal},
                        {"loggedByService", may::equal},
                        {"result", may::equal},
                        {"initiatedBy/user/id", may::equal},
                        {"initiatedBy/user/displayName", may::equal},
                        {"initiatedBy/user/userPrincipalName", text},
                        {"initiatedBy/app/appId", may::equal},
                        {"initiatedBy/app/displayName", may::equal},
                        {"targetResources/id", may::any},
                        {"targetResources/displayName", may::any}};
    rules.others = {"additionalDetails", "initiatedBy", "operationType", "resultReason", "targetResources"};
    rules.pageSize = 1000;
    rules.largestPage = 1000;
    return rules;
}

EntityRules makeSignInRules(bool beta)
{
    constexpr unsigned text = may::equal | may::startWith;
    EntityRules rules;
    rules.type = "signIn";
    rules.properties = {{"id", may::equal},
                        {"createdDateTime", may::equal | may::compare | may::sortPlain, LiteralKind::Date},
                        {"appDisplayName", text},
                        {"appId", may::equal},
                        {"correlationId", may::equal},
                        {"ipAddress", text},
                        {"isInteractive", may::equal, LiteralKind::Flag},
                        {"resourceDisplayName", text},
                        {"resourceId", may::equal},
                        {"servicePrincipalId", may::equal},
                        {"servicePrincipalName", text},
                        {"status/errorCode", may::equal, LiteralKind::Number},
                        {"userDisplayName", text},
                        {"userId", may::equal},
                        {"userPrincipalName", text}};
    if (beta)
        rules.properties.push_back({"signInEventTypes", may::any});
    rules.pageSize = 1000;
    rules.largestPage = 1000;
    return rules;
}

const EntityRules &auditRules()
{
    static const EntityRules rules = makeAuditRules();
    return rules;
}

const EntityRules &signInRules(bool beta)
{
    static const EntityRules preview = makeSignInRules(true);
    static const EntityRules stable = makeSignInRules(false);
    return beta ? preview : stable;
}

Json textOrNull(const std::string &text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

Json target(const AuditTarget &target)
{
    Json properties = Json::array();
    for (const AuditedProperty &change : target.changes)
        properties.push_back({{"displayName", change.name},
                              {"oldValue", textOrNull(change.oldValue)},
                              {"newValue", textOrNull(change.newValue)}});
    return {{"id", target.id},      {"displayName", textOrNull(target.displayName)},
            {"type", target.type},  {"userPrincipalName", nullptr},
            {"groupType", nullptr}, {"modifiedProperties", std::move(properties)}};
}

const char *eventTypeOf(SignInKind kind)
{
    switch (kind) {
    case SignInKind::Interactive:
        return "interactiveUser";
    case SignInKind::NonInteractive:
        return "nonInteractiveUser";
    case SignInKind::ManagedIdentity:
        return "managedIdentity";
    case SignInKind::ServicePrincipal:
        break;
    }
    return "servicePrincipal";
}

bool isPerson(SignInKind kind)
{
    return kind == SignInKind::Interactive || kind == SignInKind::NonInteractive;
}

} // namespace

Response GraphAudits::handle(const GraphVisit &visit) const
{
    const bool audits = visit.at(1, "directoryAudits");
    if (!audits && !visit.at(1, "signIns"))
        return visit.unknownPath();
    if (visit.path.size() > 3)
        return visit.unknownPath();
    const bool allowed = audits ? visit.who.hasAny({"AuditLog.Read.All", "Directory.Read.All"})
                                : visit.who.hasAny({"AuditLog.Read.All"});
    if (!allowed)
        return visit.denied();
    if (!visit.reads())
        return visit.notAllowed();
    return audits ? directoryAudits(visit) : signIns(visit);
}

Json GraphAudits::audit(const AuditEntry &entry) const
{
    const Tenant &tenant = m_world.tenant;
    Json by = {{"user", nullptr}, {"app", nullptr}};
    if (entry.byApp) {
        const ServicePrincipal *app = tenant.servicePrincipal(entry.actorId);
        by["app"] = {{"appId", nullptr},
                     {"displayName", app == nullptr ? Json(nullptr) : Json(app->displayName)},
                     {"servicePrincipalId", entry.actorId},
                     {"servicePrincipalName", nullptr}};
        if (!entry.clientId.empty())
            by["app"]["appId"] = entry.clientId;
    } else {
        const User *user = tenant.user(entry.actorId);
        by["user"] = {{"id", entry.actorId},
                      {"displayName", user == nullptr ? Json(nullptr) : Json(user->displayName)},
                      {"userPrincipalName", user == nullptr ? Json(nullptr) : Json(user->userPrincipalName)},
                      {"ipAddress", "127.0.0.1"}};
    }
    Json targets = Json::array();
    for (const AuditTarget &one : entry.targets)
        targets.push_back(target(one));
    return {{"id", "Directory_" + entry.id},
            {"category", entry.category},
            {"correlationId", entry.correlationId},
            {"result", "success"},
            {"resultReason", ""},
            {"activityDisplayName", entry.activity},
            {"activityDateTime", isoTime(entry.when)},
            {"loggedByService", "Core Directory"},
            {"operationType", entry.operation},
            {"initiatedBy", std::move(by)},
            {"targetResources", std::move(targets)},
            {"additionalDetails", Json::array()}};
}

Response GraphAudits::directoryAudits(const GraphVisit &visit) const
{
    const auto &entries = m_world.audit.entries();
    GraphReply::Source source;
    source.size = entries.size();
    source.newestFirst = true;
    source.entity = [&](size_t i, const Wanted &wanted) { return narrowed(audit(entries[i]), wanted); };
    source.key = [&entries](size_t i) { return entries[i].id; };
    if (visit.path.size() == 2)
        return visit.reply.page("auditLogs/directoryAudits", source, visit.query, auditRules());
    const auto found = std::find_if(entries.begin(), entries.end(), [&visit](const AuditEntry &entry) {
        return sameText("Directory_" + entry.id, visit.path[2]);
    });
    if (found == entries.end())
        return visit.reply.missing(visit.path[2]);
    return visit.reply.entity(200, "auditLogs/directoryAudits/$entity", narrowed(audit(*found), visit.query.wanted()));
}

Json GraphAudits::signIn(const SignInEntry &entry, bool beta) const
{
    const Tenant &tenant = m_world.tenant;
    const bool azure = resourceOf(m_world.endpoints, entry.resource) == Resource::Azure;
    const char *resourceAppId = azure ? contoso::azureAppId : contoso::graphAppId;
    const ServicePrincipal *resource = tenant.servicePrincipalByAppId(resourceAppId);
    const ServicePrincipal *client = tenant.servicePrincipalByAppId(entry.clientId);
    const User *user = isPerson(entry.kind) ? tenant.user(entry.principalId) : nullptr;
    Json result = {{"id", entry.id},
                   {"createdDateTime", isoTime(entry.when)},
                   {"userDisplayName", user == nullptr ? Json("") : Json(user->displayName)},
                   {"userPrincipalName", user == nullptr ? Json("") : Json(user->userPrincipalName)},
                   {"userId", user == nullptr ? Json("") : Json(user->id)},
                   {"appId", entry.clientId},
                   {"appDisplayName", client == nullptr ? Json("") : Json(client->displayName)},
                   {"ipAddress", "127.0.0.1"},
                   {"clientAppUsed", isPerson(entry.kind) ? "Mobile Apps and Desktop clients" : ""},
                   {"correlationId", entry.correlationId},
                   {"conditionalAccessStatus", "notApplied"},
                   {"isInteractive", entry.kind == SignInKind::Interactive},
                   {"riskDetail", "none"},
                   {"resourceDisplayName", resource == nullptr ? Json("") : Json(resource->displayName)},
                   {"resourceId", resourceAppId},
                   {"status",
                    {{"errorCode", entry.errorCode},
                     {"failureReason", entry.failure.empty() ? "Other." : entry.failure},
                     {"additionalDetails", nullptr}}}};
    if (!beta) // the fields of workloads are the preview's
        return result;
    result["signInEventTypes"] = Json::array({eventTypeOf(entry.kind)});
    result["servicePrincipalId"] = isPerson(entry.kind) ? std::string() : entry.principalId;
    result["servicePrincipalName"] = isPerson(entry.kind) || client == nullptr ? std::string() : client->displayName;
    result["servicePrincipalCredentialKeyId"] = entry.credential == "federatedIdentityCredential" ? std::string()
                                                                                                  : entry.credentialId;
    result["clientCredentialType"] = entry.credential;
    result["federatedCredentialId"] = entry.credential == "federatedIdentityCredential" ? entry.credentialId
                                                                                        : std::string();
    result["resourceServicePrincipalId"] = resource == nullptr ? std::string() : resource->id;
    result["resourceTenantId"] = tenant.id;
    result["homeTenantId"] = tenant.id;
    result["tokenIssuerType"] = "AzureAD";
    return result;
}

Response GraphAudits::signIns(const GraphVisit &visit) const
{
    const auto &all = m_world.audit.signIns();
    // Without a word about the kind of event only people at a keyboard are told; v1.0 knows nothing else.
    const bool everything = visit.beta && visit.query.filter.find("signInEventTypes") != std::string::npos;
    std::vector<size_t> told;
    for (size_t i = 0; i < all.size(); ++i) {
        if (everything || all[i].kind == SignInKind::Interactive)
            told.push_back(i);
    }
    if (visit.path.size() == 3) {
        const auto found = std::find_if(
            all.begin(), all.end(), [&visit](const SignInEntry &entry) { return sameText(entry.id, visit.path[2]); });
        if (found == all.end())
            return visit.reply.missing(visit.path[2]);
        return visit.reply.entity(200, "auditLogs/signIns/$entity",
                                  narrowed(signIn(*found, visit.beta), visit.query.wanted()));
    }
    GraphReply::Source source;
    source.size = told.size();
    source.newestFirst = true;
    source.entity = [&](size_t i, const Wanted &wanted) { return narrowed(signIn(all[told[i]], visit.beta), wanted); };
    source.key = [&](size_t i) { return all[told[i]].id; };
    return visit.reply.page("auditLogs/signIns", source, visit.query, signInRules(visit.beta));
}

} // namespace symbolon::demo
