// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_access.h"
#include "demo/arm_path.h"
#include "demo/token_service.h"

namespace symbolon::demo::arm {

// One request whose caller, path and version are known.
struct Visit
{
    const Call &call;
    ResourcePath path;
    Principal who;
    std::string caller; // user principal name, or the application's id
    Access access;
    std::string version; // api-version
};

// 403 when the caller may not do `action` at `scope`; nullopt: it may.
[[nodiscard]] std::optional<Response> forbid(const Visit &visit, const std::string &action, const std::string &scope);
// 404 when the path's subscription or resource group does not exist.
[[nodiscard]] std::optional<Response> missingContainer(const Tenant &tenant, const ResourcePath &path);
// How this request is named in answers and in the activity log: as the caller names it, when that is a GUID.
[[nodiscard]] std::string correlationOf(const Call &call);
// The path as an id: decoded, without a slash at its end.
[[nodiscard]] std::string requestedId(const Visit &visit);

} // namespace symbolon::demo::arm
