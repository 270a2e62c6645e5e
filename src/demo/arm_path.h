// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"

#include <optional>

namespace symbolon::demo::arm {

// A path taken apart at its last provider: {scope}/providers/{provider}/{type}/{name}/{type}/{name}…
// The fundamental types, which have no provider in their path, count as those of Microsoft.Resources.
struct ResourcePath
{
    std::string scope;              // "/subscriptions/…", "/providers/Microsoft.Management/…"; empty: the tenant
    std::string provider;           // empty: a path that names no resource
    std::vector<std::string> types; // as written
    std::vector<std::string> names; // as many as types, or one fewer: a list of the last type

    [[nodiscard]] bool isList() const { return names.size() < types.size(); }
    [[nodiscard]] std::string type() const; // "userAssignedIdentities/federatedIdentityCredentials"
    [[nodiscard]] bool is(std::string_view wantedProvider, std::string_view wantedType) const; // without case
    [[nodiscard]] std::string subscription() const;                                            // empty: none
    [[nodiscard]] std::string resourceGroup() const;                                           // empty: none
};

[[nodiscard]] ResourcePath resourcePathOf(const Call &call);

// The segment after `name` in an id or scope; empty when there is none.
[[nodiscard]] std::string segmentAfter(std::string_view id, std::string_view name);

// A type that is served, in Microsoft's spelling, with the versions that are.
struct ResourceType
{
    const char *provider;
    const char *type;
    std::vector<const char *> versions;

    [[nodiscard]] std::string fullName() const;
};

// nullptr: not served.
[[nodiscard]] const ResourceType *resourceTypeOf(const ResourcePath &path);
[[nodiscard]] bool providerIsServed(const std::string &provider);
// ARM's answer to the path and its api-version; nullopt: both are fine.
[[nodiscard]] std::optional<Response> refusePath(const ResourcePath &path, const Call &call);

} // namespace symbolon::demo::arm
