// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"

namespace symbolon::exports {

// The requests themselves, in the set's order: requests.json for programs (method, url, body of each; no token), and
// requests.http for people and editors that send such files. Applications go to Microsoft Graph, managed identities to
// Azure Resource Manager, for Graph cannot write theirs. What a request needs from the answer of an earlier one is written
// as "name.response.body.path": in double braces in an URL, and in "fill" of requests.json by the place (JSON Pointer) in
// the body where it goes; nowhere else do braces or that member mean anything.
[[nodiscard]] Generated graphRequests(const trust::ChangeSet &set, const Endpoints &endpoints);
[[nodiscard]] QString graphRequestOf(const trust::Operation &operation, const SetIdentities &identities,
                                     const Endpoints &endpoints, QStringList &notices);

} // namespace symbolon::exports
