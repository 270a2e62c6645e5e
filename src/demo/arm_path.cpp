// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_path.h"

#include "demo/arm_reply.h"

#include <algorithm>

namespace symbolon::demo::arm {

namespace {

constexpr char resources[] = "Microsoft.Resources";

// Versions: what Microsoft's clients of the last years ask for.
const std::vector<ResourceType> &servedTypes()
{
    static const std::vector<const char *> identities = {
        "2018-11-30", "2021-09-30-preview", "2022-01-31-preview", "2023-01-31", "2023-07-31-preview",
        "2024-11-30", "2025-01-31-preview", "2025-05-31-preview", "2026-04-30", "2026-05-31"};
    static const std::vector<const char *> credentials(identities.begin() + 2, identities.end());
    static const std::vector<const char *> subscriptions = {"2016-06-01", "2018-05-01", "2019-06-01", "2019-11-01",
                                                            "2020-01-01", "2021-01-01", "2022-12-01"};
    static const std::vector<const char *> roles = {"2018-01-01-preview", "2018-07-01", "2020-04-01-preview",
                                                    "2020-10-01-preview", "2022-04-01", "2022-05-01-preview"};
    static const std::vector<ResourceType> table = {
        {resources, "subscriptions", subscriptions},
        {resources, "subscriptions/locations", subscriptions},
        {resources, "tenants", subscriptions},
        {resources,
         "subscriptions/resourceGroups",
         {"2019-10-01", "2020-10-01", "2021-04-01", "2022-09-01", "2023-07-01", "2024-03-01", "2024-11-01"}},
        {"Microsoft.ManagedIdentity", "userAssignedIdentities", identities},
        {"Microsoft.ManagedIdentity", "userAssignedIdentities/federatedIdentityCredentials", credentials},
        {"Microsoft.Authorization", "roleAssignments", roles},
        {"Microsoft.Authorization", "roleDefinitions", roles},
        {"Microsoft.Authorization", "permissions", {"2015-07-01", "2018-07-01", "2022-04-01"}},
        {"Microsoft.Authorization",
         "policyAssignments",
         {"2019-09-01", "2020-09-01", "2021-06-01", "2022-06-01", "2023-04-01", "2024-04-01", "2024-05-01",
          "2025-01-01"}},
        {"Microsoft.Authorization",
         "policyDefinitions",
         {"2019-09-01", "2020-09-01", "2021-06-01", "2023-04-01", "2024-05-01", "2025-01-01"}},
        {"Microsoft.ContainerService",
         "managedClusters",
         {"2022-06-01", "2022-11-01", "2023-01-01", "2023-06-01", "2023-11-01", "2024-02-01", "2024-05-01",
          "2024-09-01", "2025-01-01", "2025-05-01", "2025-09-01"}},
        {"Microsoft.Insights", "eventtypes/values", {"2014-04-01", "2015-04-01", "2017-03-01-preview"}},
        {"Microsoft.ResourceGraph",
         "resources",
         {"2018-09-01-preview", "2019-04-01", "2020-04-01-preview", "2021-03-01", "2021-06-01-preview", "2022-10-01",
          "2024-04-01"}},
    };
    return table;
}

std::string joined(const std::vector<const char *> &parts)
{
    std::string text;
    for (const char *part : parts) {
        text += text.empty() ? "" : ", ";
        text += part;
    }
    return text;
}

// /tenants, /subscriptions[/{s}[/locations|resourceGroups[/{g}]]]
void readFundamental(const Call &call, ResourcePath &path)
{
    const auto &segments = call.segments;
    if (segments.empty() || segments.size() > 4
        || !(sameText(segments[0], "tenants") || sameText(segments[0], "subscriptions")))
        return;
    path.provider = resources;
    for (size_t i = 0; i < segments.size(); ++i)
        (i % 2 == 0 ? path.types : path.names).push_back(segments[i]);
    path.scope = pathOf(call, segments.size() < 2 ? 0 : segments.size() / 2 * 2);
}

} // namespace

std::string ResourcePath::type() const
{
    std::string text;
    for (const std::string &part : types) {
        text += text.empty() ? "" : "/";
        text += part;
    }
    return text;
}

bool ResourcePath::is(std::string_view wantedProvider, std::string_view wantedType) const
{
    return sameText(provider, wantedProvider) && sameText(type(), wantedType);
}

std::string ResourcePath::subscription() const
{
    return startsWithText(scope, "/subscriptions/") ? segmentAfter(scope, "subscriptions") : std::string();
}

std::string ResourcePath::resourceGroup() const
{
    return segmentAfter(scope, "resourceGroups");
}

std::string segmentAfter(std::string_view id, std::string_view name)
{
    const std::vector<std::string> parts = split(id, '/');
    for (size_t i = 0; i + 1 < parts.size(); ++i) {
        if (sameText(parts[i], name))
            return parts[i + 1];
    }
    return {};
}

ResourcePath resourcePathOf(const Call &call)
{
    ResourcePath path;
    const auto &segments = call.segments;
    for (size_t i = segments.size(); i-- > 1;) {
        if (!sameText(segments[i - 1], "providers"))
            continue;
        path.scope = pathOf(call, i - 1);
        path.provider = segments[i];
        for (size_t part = i + 1; part < segments.size(); ++part)
            ((part - i) % 2 == 1 ? path.types : path.names).push_back(segments[part]);
        return path;
    }
    readFundamental(call, path);
    return path;
}

std::string ResourceType::fullName() const
{
    return std::string(provider) + "/" + type;
}

const ResourceType *resourceTypeOf(const ResourcePath &path)
{
    const auto &table = servedTypes();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&path](const ResourceType &known) { return path.is(known.provider, known.type); });
    return found == table.end() ? nullptr : &*found;
}

bool providerIsServed(const std::string &provider)
{
    const auto &table = servedTypes();
    return std::any_of(table.begin(), table.end(),
                       [&provider](const ResourceType &known) { return sameText(known.provider, provider); });
}

std::optional<Response> refusePath(const ResourcePath &path, const Call &call)
{
    const std::string version = call.queryValue("api-version");
    if (version.empty())
        return error(400, "MissingApiVersionParameter",
                     "The api-version query parameter (?api-version=) is required for all requests.");
    if (path.provider.empty())
        return error(Unconfirmed::ArmPathUnknown);
    if (!providerIsServed(path.provider))
        return error(Unconfirmed::ArmNamespaceUnknown, {path.provider});
    const ResourceType *type = resourceTypeOf(path);
    if (type == nullptr)
        return error(Unconfirmed::ArmTypeUnknown, {path.type(), path.provider, version});
    const auto &known = type->versions;
    if (std::none_of(known.begin(), known.end(), [&version](const char *one) { return version == one; })) {
        if (sameText(path.provider, resources))
            return error(Unconfirmed::ArmCoreVersionUnknown, {version, joined(known)});
        return error(Unconfirmed::ArmVersionUnknown, {version, type->type, joined(known)});
    }
    return std::nullopt;
}

} // namespace symbolon::demo::arm
