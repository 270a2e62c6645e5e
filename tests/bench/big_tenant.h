// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/facts.h"
#include "workspace/snapshot.h"

#include <QDateTime>

#include <memory>

namespace symbolon::bench {

// A tenant of so many applications with three credentials each, and an application permission for every twentieth: the
// same at every call.
[[nodiscard]] std::unique_ptr<workspace::Facts> bigTenant(int applications);

// As after a sync that read all of it and ended at this moment.
[[nodiscard]] workspace::Snapshot snapshotOf(const workspace::Facts &facts, const QDateTime &endedAt);

} // namespace symbolon::bench
