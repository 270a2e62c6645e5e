// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

namespace symbolon::net {
class ActivityLog;
}

namespace symbolon::workspace {

struct SyncState;
class Workspace;

// What a supporter needs, as plain text that may be pasted anywhere: versions, cloud and tenant id, how each part of the
// sync stands with codes and request ids, requests by service and status, and the last of them. No names of people,
// no tokens: every line passes redact() and shown().
[[nodiscard]] QString diagnosticsText(const Workspace &workspace, const QDateTime &now);

// The parts of it, for whoever has no workspace.
[[nodiscard]] QString syncText(const SyncState &sync);
[[nodiscard]] QString requestsText(const net::ActivityLog &log);

} // namespace symbolon::workspace
