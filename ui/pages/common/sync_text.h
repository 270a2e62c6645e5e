// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "ui/theme/level.h"
#include "ui/widgets/banner.h"
#include "workspace/sync_state.h"
#include "workspace/tally.h"

#include <QString>

#include <optional>

namespace symbolon::ui {

// How a sync goes, in words.

// "Reading app registrations, 34 so far"; empty while nothing is being read.
[[nodiscard]] QString progressText(const workspace::SyncState &state);
// "Synced 2 min ago", "Read in part 2 min ago", "Not read yet"; "As of 2 h ago" while an earlier run's rows are on show,
// "In part, as of 2 h ago" where that run has not read everything.
[[nodiscard]] QString freshnessText(const workspace::SyncState &state, const QDateTime &now);
[[nodiscard]] Level freshnessLevel(const workspace::SyncState &state);
// "43 apps, 18 managed identities read"; empty before anything was read.
[[nodiscard]] QString countsText(const workspace::Tally &tally);
// What could not be read and what to do; nullopt: everything was read, or is still being read.
[[nodiscard]] std::optional<BannerText> failureText(const workspace::SyncState &state, const QDateTime &now);
// The parts that failed, in one line for the status bar; empty: none.
[[nodiscard]] QString failureLine(const workspace::SyncState &state);

} // namespace symbolon::ui
