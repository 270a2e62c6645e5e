// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/cache_file.h"
#include "workspace/facts.h"
#include "workspace/sync_state.h"

#include <QDateTime>

#include <optional>

namespace symbolon::workspace {

// What is known of a tenant at the end of a sync, or while one is under way: what a cache file keeps of it.
struct Snapshot
{
    trust::Tenant tenant;
    SyncState sync; // how it ended, source by source; Running: as far as it has come
    Facts facts;
    bool isWhole = true; // false: a beginning; the rest was not read from the disk yet
};

// Writes the snapshot in one transaction, and what changed since the one before into the history. What is the same
// already is not written again. The history begins where the first sync has ended: what that finds from one snapshot to
// the next is nobody's doing. `at`: now. Runs in the cache's thread. Errors: ErrorKind::Storage.
[[nodiscard]] Result<void> save(store::CacheFile &file, const Snapshot &snapshot, const QDateTime &at);

// Reads it back; nullopt: nothing was kept. Stops after so many identities, or a few more: all grants, and a beginning
// of the rest, for a first screen. Anything that is not as save() wrote it is damage (store::isDamage).
[[nodiscard]] Result<std::optional<Snapshot>> load(store::CacheFile &file, qsizetype identities);

} // namespace symbolon::workspace
