// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/world.h"

namespace symbolon::demo {

// What the last 30 days left in the audit data of a tenant like this one: credentials written by the owners of their
// applications, and workloads that signed in with them. The same at every start, as seen from the start's moment.
void writeHistory(World &world);

} // namespace symbolon::demo
