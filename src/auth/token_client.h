// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/sign_in_config.h"
#include "base/async.h"
#include "net/transport.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <stop_token>
#include <utility>

namespace symbolon::auth {

// What the token endpoint gives. Secrets: never logged, never part of an error.
struct TokenAnswer
{
    QByteArray accessToken;           // opaque
    QString refreshToken;             // empty: none came back
    QByteArray idToken;               // empty: "openid" was not asked for
    QStringList scopes;               // as granted; may name resources ("https://graph.microsoft.com/User.Read")
    std::chrono::seconds lifetime{0}; // expires_in
};

// One authorization code with what proves that it was asked for here.
struct CodeGrant
{
    QByteArray code;
    QByteArray verifier;
    QUrl redirectUri;   // the same string as in the authorize request
    QStringList scopes; // of one resource
};

// Talks to {login}/{tenant}/oauth2/v2.0/token as a public client (Microsoft identity platform: OAuth 2.0 authorization
// code flow; RFC 6749 4.1.3 and 6). Errors: see oauthError(); a broken answer is ErrorKind::Protocol.
class TokenClient final : public QObject
{
    Q_OBJECT

public:
    // `transport` outlives the client.
    TokenClient(SignInConfig config, net::Transport &transport, QObject *parent = nullptr);

    [[nodiscard]] Future<TokenAnswer> redeem(const CodeGrant &grant, const std::stop_token &stop);
    // One refresh token serves every resource that the client may reach; `scopes` names one of them.
    [[nodiscard]] Future<TokenAnswer> refresh(const QString &refreshToken, const QStringList &scopes,
                                              const std::stop_token &stop);

private:
    [[nodiscard]] Future<TokenAnswer> post(QList<std::pair<QByteArray, QByteArray>> form, const QStringList &scopes,
                                           const QString &subject, const std::stop_token &stop);

    SignInConfig m_config;
    net::Transport &m_transport;
};

} // namespace symbolon::auth
