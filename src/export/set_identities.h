// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace symbolon::exports {

// Whether it is about a managed identity, in Azure Resource Manager, and not about an application in Microsoft Graph.
[[nodiscard]] inline bool isManaged(const trust::Operation &operation)
{
    return operation.identity.kind == trust::IdentityKind::ManagedIdentity;
}

// The identities that a set is about, as generated code names them. The same set gives the same names.
class SetIdentities final
{
public:
    explicit SetIdentities(const trust::ChangeSet &set);

    // Created by the set, before it is written to.
    [[nodiscard]] bool creates(const trust::IdentityKey &identity) const { return m_created.contains(identity); }
    // An application without a known object id, because this set creates it, or takes away what such a set has created:
    // it is found by trust::uniqueNameOf().
    [[nodiscard]] bool hasUniqueName(const trust::IdentityKey &identity) const { return m_named.contains(identity); }
    // A letter, then a-z, 0-9 and _; of no other identity in the set.
    [[nodiscard]] QString symbol(const trust::IdentityKey &identity) const { return m_symbols.value(identity); }

private:
    QSet<trust::IdentityKey> m_created;
    QSet<trust::IdentityKey> m_named;
    QHash<trust::IdentityKey, QString> m_symbols;
};

} // namespace symbolon::exports
