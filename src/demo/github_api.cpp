// SPDX-License-Identifier: Apache-2.0
#include "demo/github_api.h"

#include "demo/json.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace symbolon::demo {

namespace {

struct Owner
{
    std::string_view login;
    long long id;
    bool organization;
    bool mayBeAsked;                    // by the token
    std::vector<std::string> templated; // its own template for subjects; empty: none
};

struct Repository
{
    std::string_view owner;
    std::string_view name;
    long long id;
    bool useDefault;
    std::vector<std::string> templated;
    bool immutable;
};

const std::vector<Owner> &owners()
{
    static const std::vector<Owner> all{
        {"contoso", 5544123, true, true, {"repository_owner", "job_workflow_ref"}},
        {"fabrikam", 7781004, true, false, {}},
        {"adele-v", 7012345, false, false, {}},
    };
    return all;
}

const std::vector<Repository> &repositories()
{
    static const std::vector<Repository> all{
        {"contoso", "landing-zones", 821093847, true, {}, true},
        {"contoso", "platform", 410203111, true, {}, false},
        {"contoso", "hr-sync", 410203222, false, {"repo", "context", "job_workflow_ref"}, false},
        {"contoso", "payments-api", 821100042, false, {"repository_id"}, true},
        {"contoso", "sp-migrator", 410203333, false, {}, false},
        {"fabrikam", "portal", 500100777, false, {}, false},
        {"adele-v", "scripts", 600200888, false, {}, true},
    };
    return all;
}

// GitHub takes names in any case.
bool isSame(std::string_view a, std::string_view b)
{
    return lower(std::string(a)) == lower(std::string(b));
}

Response problem(int status, const std::string &message)
{
    return jsonResponse(status, {{"message", message}, {"documentation_url", "https://docs.github.com/rest"}});
}

Json ownerJson(const Owner &owner)
{
    return {{"login", owner.login}, {"id", owner.id}, {"type", owner.organization ? "Organization" : "User"}};
}

Json repositoryJson(const Repository &repository, const Owner &owner)
{
    const std::string full = std::string(owner.login) + "/" + std::string(repository.name);
    return {{"id", repository.id}, {"name", repository.name}, {"full_name", full},       {"owner", ownerJson(owner)},
            {"private", true},     {"archived", false},       {"default_branch", "main"}};
}

Json customizationJson(const Repository &repository, const Owner &owner)
{
    const auto part = [&](std::string_view name, long long id) {
        return std::string(name) + (repository.immutable ? "@" + std::to_string(id) : std::string());
    };
    Json result = {
        {"use_default", repository.useDefault},
        {"use_immutable_subject", repository.immutable},
        {"sub_claim_prefix", "repo:" + part(owner.login, owner.id) + "/" + part(repository.name, repository.id)}};
    if (!repository.templated.empty())
        result["include_claim_keys"] = repository.templated;
    return result;
}

bool endsInCustomization(const Call &call, size_t from)
{
    constexpr std::array<std::string_view, 4> rest{"actions", "oidc", "customization", "sub"};
    return call.segments.size() == from + rest.size()
        && std::equal(rest.begin(), rest.end(), call.segments.begin() + static_cast<std::ptrdiff_t>(from));
}

const Owner *ownerOf(std::string_view login)
{
    const auto found =
        std::find_if(owners().begin(), owners().end(), [login](const Owner &one) { return isSame(one.login, login); });
    return found == owners().end() ? nullptr : &*found;
}

Response ofOrganization(const Call &call)
{
    const Owner *owner = ownerOf(call.segments[2]);
    if (owner == nullptr || !owner->organization || !endsInCustomization(call, 3))
        return problem(404, "Not Found");
    if (!owner->mayBeAsked)
        return problem(403, "Resource not accessible by personal access token");
    if (owner->templated.empty())
        return problem(404, "Not Found");
    return jsonResponse(200, {{"include_claim_keys", owner->templated}});
}

Response ofRepository(const Call &call)
{
    const auto found = std::find_if(repositories().begin(), repositories().end(), [&call](const Repository &one) {
        return isSame(one.owner, call.segments[2]) && isSame(one.name, call.segments[3]);
    });
    if (found == repositories().end())
        return problem(404, "Not Found");
    const Owner &owner = *ownerOf(found->owner);
    if (call.segments.size() == 4)
        return jsonResponse(200, repositoryJson(*found, owner));
    return endsInCustomization(call, 4) ? jsonResponse(200, customizationJson(*found, owner))
                                        : problem(404, "Not Found");
}

} // namespace

Response answerAsGithub(const Call &call)
{
    if (call.header("User-Agent").empty())
        return problem(403, "Request forbidden by administrative rules.");
    if (call.header("Authorization") != std::string("Bearer ") + github_api::token)
        return problem(401, "Bad credentials");
    if (call.method == "GET" && call.segments.size() > 3 && call.segments[1] == "repos")
        return ofRepository(call);
    if (call.method == "GET" && call.segments.size() > 2 && call.segments[1] == "orgs")
        return ofOrganization(call);
    return problem(404, "Not Found");
}

} // namespace symbolon::demo
