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
#include <functional>
#include <optional>
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

// What the device code endpoint gives (RFC 8628, 3.2).
struct DeviceCode
{
    QByteArray deviceCode; // a secret, as good as the sign-in
    QString userCode;      // what the person types; hostile text
    QUrl verificationUri;  // where; https, or http on loopback
    std::chrono::seconds lifetime{0};
    std::chrono::seconds interval{5}; // between two polls
};

// One look whether the person is done (RFC 8628, 3.5).
struct DevicePoll
{
    enum class State { Pending, SlowDown, Done };
    State state = State::Pending;
    TokenAnswer answer; // Done
};

// Talks to {login}/{tenant}/oauth2/v2.0/token and …/devicecode as a public client (Microsoft identity platform: OAuth 2.0
// authorization code flow, device authorization grant, client credentials with a federated credential; RFC 6749, 8628,
// 7523). Every request declares the capability cp1; `challenge` is the JSON of a claims challenge to answer, or empty.
// Errors: see oauthError(); a broken answer is ErrorKind::Protocol.
class TokenClient final : public QObject
{
    Q_OBJECT

public:
    // `transport` outlives the client.
    TokenClient(SignInConfig config, net::Transport &transport, QObject *parent = nullptr);

    // From the next request on.
    void setConfig(const SignInConfig &config) { m_config = config; }

    [[nodiscard]] Future<TokenAnswer> redeem(const CodeGrant &grant, const QByteArray &challenge,
                                             const std::stop_token &stop);
    // One refresh token serves every resource that the client may reach; `scopes` names one of them.
    [[nodiscard]] Future<TokenAnswer> refresh(const QString &refreshToken, const QStringList &scopes,
                                              const QByteArray &challenge, const std::stop_token &stop);
    // `scopes` name one resource, which the token will be for.
    [[nodiscard]] Future<DeviceCode> startDevice(const QStringList &scopes, const QByteArray &challenge,
                                                 const std::stop_token &stop);
    // Declined ends as Cancelled, a code that has run out as Timeout.
    [[nodiscard]] Future<DevicePoll> pollDevice(const QByteArray &deviceCode, const std::stop_token &stop);
    // Workload identity federation: `assertion` is the external token, `resource` a base URL without a slash at the end.
    [[nodiscard]] Future<TokenAnswer> exchange(const QByteArray &assertion, const QString &resource,
                                               const QByteArray &challenge, const std::stop_token &stop);

private:
    using Form = QList<std::pair<QByteArray, QByteArray>>;

    [[nodiscard]] Future<TokenAnswer> ask(Form form, const QStringList &scopes, const QByteArray &challenge,
                                          const QString &subject, const std::stop_token &stop);
    void post(const QUrl &url, const Form &form, const QString &subject, const std::stop_token &stop,
              std::function<void(const Result<net::Response> &, const net::Request &)> receive);

    SignInConfig m_config;
    net::Transport &m_transport;
};

} // namespace symbolon::auth
