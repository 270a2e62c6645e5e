// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"

#include <functional>

namespace symbolon::trust {

// The set with one more operation staged. A credential is in a set once: what was staged for it before and the new
// operation become one that leads from the first before-image to the last after-image, at the old place and with the old
// id. Where that changes nothing it is taken out: a credential that is created and removed again never was.
[[nodiscard]] ChangeSet staged(ChangeSet set, const Operation &operation);
// The same for many, one after the other; what waits for an operation that became part of another one waits for that.
[[nodiscard]] ChangeSet staged(ChangeSet set, const QList<Operation> &operations);

// What the set has for this credential; nullptr: nothing. Names of managed identities' credentials compare without regard
// to case, being path segments (Azure Resource Manager).
[[nodiscard]] const Operation *find(const ChangeSet &set, const IdentityKey &identity, const QString &credentialName);

// What the set has for the same credential or belonging as that operation, of another set, say; nullptr: nothing.
[[nodiscard]] const Operation *findLike(const ChangeSet &set, const Operation &operation);

// The set without one operation, for which nothing waits then, and with one moved to another place.
[[nodiscard]] ChangeSet without(ChangeSet set, const QUuid &operation);
[[nodiscard]] ChangeSet moved(ChangeSet set, qsizetype from, qsizetype to);

// What is left of a set when some of it is written. An operation that created an identity stays as long as others of that
// identity do: through it they find the identity, and it finds that nothing is to be done.
[[nodiscard]] ChangeSet remaining(ChangeSet set, const std::function<bool(const Operation &)> &isWritten);

} // namespace symbolon::trust
