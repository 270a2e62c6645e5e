// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHashFunctions>
#include <QString>

namespace symbolon::trust {

enum class OwnerKind {
    User,
    ServicePrincipal,
    Other, // the service did not say, or something newer
};

// Who may change an app registration, its credentials included, without holding any role: one entry of Microsoft Graph's
// `owners` of an application ("List owners of an application"). Managed identities have no owners: whoever holds a role
// in Azure on them may change them.
struct Owner
{
    QString id;                // object id
    QString displayName;       // hostile text; empty: this account may not read it
    QString userPrincipalName; // of users; hostile text; empty: as above
    OwnerKind kind = OwnerKind::Other;
    bool isGuest = false;    // userType "Guest"
    bool isDisabled = false; // accountEnabled false

    bool operator==(const Owner &) const = default;
    friend size_t qHash(const Owner &owner, size_t seed = 0) { return qHash(owner.id, seed); }

    // How people call it: by name, else by what is known.
    [[nodiscard]] QString label() const
    {
        return !displayName.isEmpty() ? displayName : !userPrincipalName.isEmpty() ? userPrincipalName : id;
    }
};

} // namespace symbolon::trust
