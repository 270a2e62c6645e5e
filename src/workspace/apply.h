// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "trust/change_set.h"

#include <QList>
#include <QUuid>

#include <functional>
#include <optional>

namespace symbolon::workspace {

enum class OperationPhase {
    Waiting,
    Checking, // reading the before-image again
    Writing,
    ReadingBack,
    Written,
    Failed,
    Unknown,    // the answer was lost and reading back did not settle it
    NotStarted, // an earlier failure in its identity or a cancellation came first
};

// How far a run is.
struct ApplyStanding
{
    qsizetype total = 0;
    qsizetype settled = 0; // written or not, nothing more becomes of them
    double perMinute = 0;  // the pace so far; 0: not known yet

    [[nodiscard]] qsizetype remaining() const { return total - settled; }
};

struct OperationResult
{
    QUuid operation;
    OperationPhase phase = OperationPhase::Waiting;
    std::optional<Error> error;                        // Failed, Unknown: the service's own words
    std::optional<trust::FederatedCredential> written; // as the service holds it now
    ApplyStanding standing;                            // of the whole run when this was told
    trust::IdentityKey identity = {};                  // as the service knows it; empty: not there yet, or gone
};

struct ApplyReport
{
    QList<OperationResult> results; // in the order of the set

    [[nodiscard]] bool allWritten() const
    {
        for (const OperationResult &result : results) {
            if (result.phase != OperationPhase::Written)
                return false;
        }
        return true;
    }
};

// Told in the caller's thread each time an operation enters a phase.
using ApplyProgress = std::function<void(const OperationResult &)>;

} // namespace symbolon::workspace
