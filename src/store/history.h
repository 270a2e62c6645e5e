// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/ages.h"
#include "trust/identity.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>

class QSqlDatabase;

namespace symbolon::store {

enum class CredentialEvent {
    Added,   // not there when its identity was read before
    Found,   // there when its identity was read for the first time: how old it is, nobody saw
    Changed, // other issuer, subject, expression, audiences or description
    Removed,
};

// One difference between two snapshots. It happened after `since` (invalid: nobody knows) and not after `at`.
struct CredentialChange
{
    CredentialEvent event = CredentialEvent::Added;
    QDateTime since;                                  // UTC
    QDateTime at;                                     // UTC
    std::optional<trust::FederatedCredential> before; // Changed, Removed
    std::optional<trust::FederatedCredential> after;  // Added, Found, Changed

    bool operator==(const CredentialChange &) const = default;
};

// When did this credential first appear here, and what was it before?
struct CredentialHistory
{
    QDateTime firstSeen;             // UTC; invalid: nothing was recorded of this tenant yet
    bool maybeOlder = true;          // it was there when somebody looked for the first time
    QDateTime lastChanged;           // UTC; invalid: not since firstSeen
    QList<CredentialChange> changes; // newest first

    bool operator==(const CredentialHistory &) const = default;
};

// What became of the credentials of one identity, of those too that have gone.
struct IdentityHistory
{
    QDateTime begun; // UTC: nothing is known of before; invalid: nothing was recorded of this tenant yet
    QList<CredentialChange> changes; // newest first

    bool operator==(const IdentityHistory &) const = default;
};

// The differences between the snapshots of one cache file. Bounded: the oldest go first, and what they told becomes
// "maybe older". Called within CacheFile::transact() for writing; thread and errors are those of the file.
class History final
{
public:
    static constexpr int keptChanges = 50'000;

    explicit History(const QSqlDatabase &database);
    ~History();
    History(const History &) = delete;
    History &operator=(const History &) = delete;

    // The moment of the first snapshot: what has no difference was there by then. Kept when it is set already.
    [[nodiscard]] Result<void> begin(const QDateTime &at);
    // The same while the first reading is not at its end: the moment moves on, whatever is set.
    [[nodiscard]] Result<void> beginAgain(const QDateTime &at);
    [[nodiscard]] Result<void> record(const trust::IdentityKey &identity, const CredentialChange &change);
    // Forgets the oldest beyond the bound.
    [[nodiscard]] Result<void> trim(int kept = keptChanges);

    [[nodiscard]] Result<CredentialHistory> of(const trust::IdentityKey &identity, const QString &credential) const;
    [[nodiscard]] Result<IdentityHistory> of(const trust::IdentityKey &identity) const;

    // What of() says of each, without the changes themselves: one reading instead of one a credential.
    [[nodiscard]] Result<CredentialAges> ages() const;

private:
    [[nodiscard]] Result<QDateTime> baseline() const;

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

// What changed from one list of an identity's credentials to the next, by name; `event` for those that are new.
[[nodiscard]] QList<CredentialChange> differences(const QList<trust::FederatedCredential> &before,
                                                  const QList<trust::FederatedCredential> &after,
                                                  CredentialEvent forNew, const QDateTime &since, const QDateTime &at);

} // namespace symbolon::store
