// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/identity.h"

#include <QSet>

namespace symbolon::trust {

// A set of identities, asked about one operation after the other. Those of one identity mostly stand together, and a key that is
// the one before is answered without being hashed: a resource ID of Azure Resource Manager has some two hundred characters.
class IdentitySet final
{
public:
    void insert(const IdentityKey &key)
    {
        if (isLast(key) && m_holdsLast)
            return;
        m_keys.insert(key);
        m_last = key;
        m_holdsLast = true;
    }

    [[nodiscard]] bool contains(const IdentityKey &key)
    {
        if (!isLast(key)) {
            m_last = key;
            m_holdsLast = m_keys.contains(key);
        }
        return m_holdsLast;
    }

    [[nodiscard]] qsizetype size() const { return m_keys.size(); }

private:
    // Exactly: written otherwise it is looked up.
    [[nodiscard]] bool isLast(const IdentityKey &key) const { return key.kind == m_last.kind && key.id == m_last.id; }

    QSet<IdentityKey> m_keys;
    IdentityKey m_last;
    bool m_holdsLast = false; // m_keys has it
};

} // namespace symbolon::trust
