// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_visit.h"

namespace symbolon::demo {

// The object whose owners are read or changed.
struct OwnedObject
{
    std::string id;
    std::string displayName;
    std::string type;  // of an audit target: Application, ServicePrincipal
    std::string words; // in the activity: application, service principal
};

// …/owners, …/owners/$ref and …/owners/{id}/$ref of an application or a service principal.
[[nodiscard]] Response ownersOf(World &world, const GraphVisit &visit, std::vector<std::string> &owners, bool mayWrite,
                                const OwnedObject &owned);

} // namespace symbolon::demo
