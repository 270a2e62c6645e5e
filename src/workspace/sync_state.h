// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace symbolon::workspace {

// What a sync reads, each by calls of its own.
enum class Source {
    Organization,
    Applications, // app registrations with their credentials
    Owners,       // of app registrations
    ServicePrincipals,
    AppPermissions, // app role assignments of Microsoft Graph and other APIs
    DirectoryRoles, // and the groups they come through
    Subscriptions,
    ManagedIdentities,
    ManagedIdentityCredentials,
    AzureRoles,
};
inline constexpr int sourceCount = 10;

[[nodiscard]] QString sourceName(Source source); // translated: "App registrations"
[[nodiscard]] QString sourceId(Source source);   // "applications", for JSON

enum class SourcePhase { Waiting, Running, Done, Failed, Cancelled };

struct SourceState
{
    Source source = Source::Organization;
    SourcePhase phase = SourcePhase::Waiting;
    qsizetype read = 0;         // objects so far
    qsizetype expected = 0;     // about so many there will be; 0: not known
    std::optional<Error> error; // Failed: why. What was read before stays.
    QDateTime finishedAt;       // UTC, of the last success
    // Valid: the last success read what had changed, on top of a reading of everything that ended then, UTC. `read` is
    // what is known by that.
    QDateTime wholeAt;
};

enum class SyncPhase {
    NotStarted,
    Running,
    Complete, // every source was read to its end
    Partial,  // ended, but a source failed: never shown as complete
    Cancelled,
};

struct SyncState
{
    SyncPhase phase = SyncPhase::NotStarted;
    QList<SourceState> sources; // in the order of Source
    QDateTime startedAt;        // UTC
    QDateTime finishedAt;       // UTC, of the last sync that ended
    // Something on show was read by an earlier run of the program, at this time (UTC) at the earliest, and not since.
    // Invalid: everything on show was read by this run.
    QDateTime cachedAt;
    // What an earlier run has left on show is not the whole of it: it was ended, or failed, while it read those sources
    // that have no finishedAt.
    bool cachedInPart = false;

    // When everything was read last, where a listing is known by its changes since; else invalid.
    [[nodiscard]] QDateTime wholeAt() const;
    [[nodiscard]] bool isComplete() const { return phase == SyncPhase::Complete; }
    [[nodiscard]] const SourceState &of(Source source) const { return sources.at(static_cast<int>(source)); }
};

} // namespace symbolon::workspace
