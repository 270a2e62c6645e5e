// SPDX-License-Identifier: Apache-2.0
#include "demo/oauth_scopes.h"

#include "demo/contoso.h"
#include "demo/delegated_permissions.h"

#include <algorithm>
#include <array>

namespace symbolon::demo {

namespace {

constexpr std::string_view openIdScopes[] = {"openid", "profile", "email", "offline_access"};

bool isOneOf(std::string_view text, const std::string_view *begin, const std::string_view *end)
{
    return std::any_of(begin, end, [text](std::string_view known) { return sameText(text, known); });
}

// "https://graph.microsoft.com/User.Read" → resource and permission; a name without a prefix belongs to Graph.
std::pair<std::string, std::string> splitScope(const std::string &scope)
{
    const size_t slash = scope.rfind('/');
    if (slash == std::string::npos)
        return {"https://graph.microsoft.com", scope};
    return {scope.substr(0, slash), scope.substr(slash + 1)};
}

std::optional<Aadsts> checkPermission(Resource resource, const std::string &permission, const std::string &scope)
{
    const bool known = resource == Resource::Graph ? graphPermission(permission) != nullptr
                                                   : permission == azurePermission().name;
    if (known)
        return std::nullopt;
    return aadsts::invalidScope(scope);
}

void addScope(ScopeRequest &request, const Endpoints &endpoints, const std::string &scope)
{
    const std::pair<std::string, std::string> parts = splitScope(scope);
    const Resource resource = resourceOf(endpoints, parts.first);
    if (resource == Resource::None) {
        request.problem = aadsts::unknownResource(parts.first);
        return;
    }
    if (request.resource != Resource::None && request.resource != resource) {
        request.problem = aadstsOf(Unconfirmed::EntraSeveralResources, "invalid_request");
        return;
    }
    request.resource = resource;
    request.audience = parts.first;
    request.prefixed = scope.find('/') != std::string::npos;
    if (parts.second == ".default") {
        request.everything = true;
        return;
    }
    request.problem = checkPermission(resource, parts.second, scope);
    request.permissions.push_back(parts.second);
}

} // namespace

Resource resourceOf(const Endpoints &endpoints, std::string_view identifier)
{
    while (!identifier.empty() && identifier.back() == '/')
        identifier.remove_suffix(1);
    if (sameText(identifier, "https://graph.microsoft.com") || sameText(identifier, contoso::graphAppId)
        || endpoints.isBase(ServiceKind::Graph, identifier))
        return Resource::Graph;
    if (sameText(identifier, "https://management.azure.com")
        || sameText(identifier, "https://management.core.windows.net") || sameText(identifier, contoso::azureAppId)
        || endpoints.isBase(ServiceKind::Arm, identifier))
        return Resource::Azure;
    return Resource::None;
}

ScopeRequest parseScopes(const Endpoints &endpoints, const std::string &scope)
{
    ScopeRequest request;
    for (const std::string &part : split(scope, ' ')) {
        if (part.empty() || request.problem)
            continue;
        if (isOneOf(part, std::begin(openIdScopes), std::end(openIdScopes))) {
            request.openId = request.openId || part == "openid";
            request.offline = request.offline || part == "offline_access";
        } else {
            addScope(request, endpoints, part);
        }
    }
    // ".default" and named permissions exclude each other.
    if (!request.problem && request.everything && !request.permissions.empty())
        request.problem = aadsts::invalidScope(scope);
    return request;
}

std::optional<Aadsts> problemOfScopes(const Endpoints &endpoints, const std::string &scope)
{
    std::array<std::string, 3> ofResource; // by Resource
    for (const std::string &single : split(scope, ' ')) {
        const ScopeRequest request = parseScopes(endpoints, single);
        if (request.problem)
            return request.problem;
        ofResource[static_cast<size_t>(request.resource)].append(" ").append(single);
    }
    for (const std::string &scopes : ofResource) {
        if (std::optional<Aadsts> problem = parseScopes(endpoints, trimmed(scopes)).problem)
            return problem;
    }
    return std::nullopt;
}

std::string grantedText(const ScopeRequest &request, const std::vector<std::string> &permissions)
{
    const std::string prefix = request.prefixed ? request.audience + "/" : std::string();
    std::string text;
    for (const std::string &permission : permissions) {
        text += text.empty() ? "" : " ";
        text += prefix;
        text += permission;
    }
    if (request.everything) {
        text += text.empty() ? "" : " ";
        text += prefix;
        text += ".default";
    }
    return text;
}

} // namespace symbolon::demo
