// SPDX-License-Identifier: Apache-2.0
#include "auth/account_info.h"

#include "jose/jwt.h"

#include <QCoreApplication>

namespace symbolon::auth {

Result<AccountInfo> readIdToken(const QByteArray &idToken, const QByteArray &nonce)
{
    const Result<jose::Jwt> token = jose::decodeJwt(idToken);
    if (!token)
        return failure(Error{.kind = ErrorKind::Protocol, .message = token.error().message});
    if (!nonce.isEmpty() && token->claims.value(QStringLiteral("nonce")).toUtf8() != nonce)
        return failure(Error{.kind = ErrorKind::Protocol,
                             .message = QCoreApplication::translate(
                                 "Auth", "The answer belongs to another sign-in than the one that was begun.")});
    return AccountInfo{token->claims.value(QStringLiteral("tid")), token->claims.value(QStringLiteral("oid")),
                       token->claims.value(QStringLiteral("preferred_username")),
                       token->claims.value(QStringLiteral("name"))};
}

} // namespace symbolon::auth
