// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/identity.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <memory>

namespace symbolon::store {

// How long a credential has been known here.
struct CredentialAge
{
    QDateTime firstSeen;    // UTC; invalid: nothing is kept of it
    bool maybeOlder = true; // it was there when somebody looked for the first time
    QDateTime lastChanged;  // UTC; invalid: not since firstSeen

    bool operator==(const CredentialAge &) const = default;
};

// The ages of all credentials of one cache file, read at once; made by History::ages(). Those without a recorded
// difference were there when the history began.
class CredentialAges final
{
public:
    CredentialAges() = default;
    explicit CredentialAges(const QDateTime &baseline)
        : m_baseline(baseline)
    {
    }

    void set(const trust::IdentityKey &identity, const QString &credential, const CredentialAge &age)
    {
        m_changed[identity].insert(credential, age);
    }
    [[nodiscard]] CredentialAge of(const trust::IdentityKey &identity, const QString &credential) const
    {
        CredentialAge untouched{m_baseline, true, {}};
        if (m_changed.isEmpty())
            return untouched;
        const auto found = m_changed.constFind(identity);
        return found == m_changed.cend() ? untouched : found->value(credential, untouched);
    }

    bool operator==(const CredentialAges &) const = default;

private:
    QDateTime m_baseline;
    QHash<trust::IdentityKey, QHash<QString, CredentialAge>> m_changed;
};

// nullptr: nothing is kept.
using SharedAges = std::shared_ptr<const CredentialAges>;

} // namespace symbolon::store
