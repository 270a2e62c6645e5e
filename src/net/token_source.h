// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "net/service.h"

#include <QByteArray>

#include <stop_token>

namespace symbolon::net {

// Who gives out access tokens; implemented by src/auth. Used from one thread.
class TokenSource
{
public:
    virtual ~TokenSource() = default;

    // An access token for that service, opaque. Answers from memory while it holds one that is neither expired nor
    // rejected, else fetches a new one (several calls at once may share one fetch). Ends with ErrorKind::Unauthorized
    // when a person has to sign in again, ConsentNeeded when a scope is missing.
    [[nodiscard]] virtual Future<QByteArray> token(Service service, std::stop_token stop) = 0;

    // The service answered 401 to this token: it is not given out again.
    virtual void rejected(Service service, const QByteArray &token) = 0;

    // The service answered 401 and demands these claims of the next token (JSON, see claims_challenge.h). A source that
    // cannot ask for claims takes it as any other rejection.
    virtual void challenged(Service service, const QByteArray &token, const QByteArray & /*claims*/)
    {
        rejected(service, token);
    }
};

} // namespace symbolon::net
