// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"

namespace symbolon::exports {

// The requests themselves, in the set's order: requests.json for programs (method, url, body of each; no token), and
// requests.http for people and editors that send such files. Applications go to Microsoft Graph, managed identities to
// Azure Resource Manager, for Graph cannot write theirs.
[[nodiscard]] Generated graphRequests(const trust::ChangeSet &set, const Endpoints &endpoints);
[[nodiscard]] QString graphRequestOf(const trust::Operation &operation, const Endpoints &endpoints,
                                     QStringList &notices);

} // namespace symbolon::exports
