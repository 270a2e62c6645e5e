// SPDX-License-Identifier: Apache-2.0
#include "auth/token_session.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::auth {
namespace {

// What may stand behind "Bearer " in a header; a line feed from a careless `export` would split it.
QByteArray usable(const QByteArray &text)
{
    const QByteArray token = text.trimmed();
    const bool clean = std::all_of(token.cbegin(), token.cend(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("-._~+/=").contains(c);
    });
    return clean ? token : QByteArray();
}

Unexpected noToken(const QString &message)
{
    return failure(Error{.kind = ErrorKind::Unauthorized, .message = message});
}

} // namespace

TokenSession::TokenSession(const QByteArray &graph, const QByteArray &arm, QObject *parent)
    : Session(parent)
    , m_graph(usable(graph))
    , m_arm(usable(arm))
{
}

bool TokenSession::holdsScopes(const QStringList & /*wanted*/) const
{
    return true;
}

Future<AccountInfo> TokenSession::signIn(std::stop_token /*stop*/)
{
    if (m_graph.isEmpty())
        return readyFuture<AccountInfo>(
            noToken(tr("SYMBOLON_GRAPH_TOKEN holds no access token. Set it to one for Microsoft Graph.")));
    setState(State::SignedIn);
    return readyFuture<AccountInfo>(account());
}

Future<std::optional<AccountInfo>> TokenSession::restore(std::stop_token /*stop*/)
{
    if (m_graph.isEmpty())
        return readyFuture<std::optional<AccountInfo>>(std::optional<AccountInfo>());
    setState(State::SignedIn);
    return readyFuture<std::optional<AccountInfo>>(std::optional(account()));
}

Future<void> TokenSession::ensureScopes(const QStringList & /*wanted*/, std::stop_token /*stop*/)
{
    return readyFuture<void>(Result<void>());
}

Future<void> TokenSession::signOut()
{
    m_graph.clear();
    m_arm.clear();
    setState(State::SignedOut);
    return readyFuture<void>(Result<void>());
}

Future<QByteArray> TokenSession::token(net::Service service, std::stop_token /*stop*/)
{
    const QByteArray *token = held(service);
    if (!token || token->isEmpty())
        return readyFuture<QByteArray>(noToken(
            service == net::Service::Graph ? tr("The token in SYMBOLON_GRAPH_TOKEN has ended.")
                                           : tr("The token in SYMBOLON_ARM_TOKEN has ended, or there is none.")));
    return readyFuture<QByteArray>(*token);
}

void TokenSession::rejected(net::Service service, const QByteArray &token)
{
    QByteArray *kept = held(service);
    if (!kept || *kept != token)
        return;
    kept->clear();
    if (service == net::Service::Graph)
        setState(State::Expired);
}

QByteArray *TokenSession::held(net::Service service)
{
    switch (service) {
    case net::Service::Graph:
        return &m_graph;
    case net::Service::Arm:
        return &m_arm;
    case net::Service::Login:
    case net::Service::Other:
        return nullptr;
    }
    Q_UNREACHABLE();
}

} // namespace symbolon::auth
