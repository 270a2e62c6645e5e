// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace symbolon::auth {

// Who is signed in, as the id token names them (Microsoft identity platform: ID token claims). The token's signature is
// not checked: it came over the same connection as the access token and is for display and for naming things only.
// Whatever must be right (the tenant of a change set, say) is asked of Graph. Hostile text.
struct AccountInfo
{
    QString tenantId;    // "tid"
    QString objectId;    // "oid"
    QString username;    // "preferred_username"; what login_hint takes
    QString displayName; // "name"

    // Names the account in keys of stored secrets.
    [[nodiscard]] QString accountKey() const { return objectId + u'.' + tenantId; }
    bool operator==(const AccountInfo &) const = default;
};

// Reads an id token. ErrorKind::Protocol when it is no JWT, or its nonce is not the one that was sent (empty: none was).
[[nodiscard]] Result<AccountInfo> readIdToken(const QByteArray &idToken, const QByteArray &nonce);

} // namespace symbolon::auth
