// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/session.h"

namespace symbolon::auth {

// Access tokens that somebody else obtained (--auth token: SYMBOLON_GRAPH_TOKEN and SYMBOLON_ARM_TOKEN, read by the
// program and passed in). They cannot be renewed or widened: a missing or rejected one ends as ErrorKind::Unauthorized,
// and what they allow is the service's to say. The account stays empty: access tokens are opaque, ask Graph's /me.
class TokenSession final : public Session
{
    Q_OBJECT

public:
    // Empty: no token for that service. White space around a token is dropped; one with other characters than those of a
    // bearer token (RFC 6750, b64token) counts as missing.
    TokenSession(const QByteArray &graph, const QByteArray &arm, QObject *parent = nullptr);

    [[nodiscard]] bool holdsScopes(const QStringList &wanted) const override;
    // Ends with ErrorKind::Unauthorized without a token for Graph.
    [[nodiscard]] Future<AccountInfo> signIn(std::stop_token stop) override;
    [[nodiscard]] Future<std::optional<AccountInfo>> restore(std::stop_token stop) override;
    [[nodiscard]] Future<void> ensureScopes(const QStringList &wanted, std::stop_token stop) override;
    [[nodiscard]] Future<void> signOut() override;
    [[nodiscard]] SignInChoice choice() const override { return {Way::Token, {}, {}}; }

    [[nodiscard]] Future<QByteArray> token(net::Service service, std::stop_token stop) override;
    void rejected(net::Service service, const QByteArray &token) override;

private:
    [[nodiscard]] QByteArray *held(net::Service service);

    QByteArray m_graph;
    QByteArray m_arm;
};

} // namespace symbolon::auth
