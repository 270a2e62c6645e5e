// SPDX-License-Identifier: Apache-2.0
#include "export/set_identities.h"

#include "export/quoting.h"

namespace symbolon::exports {

SetIdentities::SetIdentities(const trust::ChangeSet &set)
{
    quoted::Symbols symbols;
    for (const trust::Operation &operation : set.operations) {
        const trust::IdentityKey &key = operation.identity;
        if (!m_symbols.contains(key))
            m_symbols.insert(key, symbols.next(operation.identityName));
        if (!operation.isAboutIdentity())
            continue;
        if (!operation.removes)
            m_created.insert(key);
        if (key.kind == trust::IdentityKind::Application)
            m_named.insert(key);
    }
}

} // namespace symbolon::exports
