// SPDX-License-Identifier: Apache-2.0
#include "auth/fetched_session.h"

#include "jose/jwt.h"

#include <QCoreApplication>

namespace symbolon::auth {
namespace {

// A claim as jose gives it: "a b" of scp, or the JSON text of an array of names, as roles comes.
QStringList namesIn(const QString &claim)
{
    QString text = claim;
    for (const char sign : {'[', ']', '"', ','})
        text.replace(QLatin1Char(sign), u' ');
    return text.split(u' ', Qt::SkipEmptyParts);
}

} // namespace

FetchedSession::FetchedSession(Clock clock, QObject *parent)
    : Session(parent)
    , m_renewal(
          std::move(clock), [this](net::Service service) { return reaches(service); },
          [this](net::Service service, const QByteArray &claims, const std::stop_token &stop) {
              return fetch(service, claims, stop);
          })
{
    connect(&m_renewal, &TokenRenewal::renewed, this, [this](net::Service service, const TokenAnswer &answer) {
        if (service != net::Service::Graph)
            return;
        const Result<jose::Jwt> token = jose::decodeJwt(answer.accessToken);
        m_scopesKnown = token.has_value();
        setAccount(accountOf(answer));
        setScopes(token ? namesIn(token->claims.value(QStringLiteral("scp")))
                          + namesIn(token->claims.value(QStringLiteral("roles")))
                        : QStringList());
        setState(State::SignedIn);
    });
    connect(&m_renewal, &TokenRenewal::ended, this, [this](const Error &error) {
        if (!isSignedIn())
            return;
        setState(State::Expired);
        Q_EMIT expired(error);
    });
}

FetchedSession::~FetchedSession() = default;

bool FetchedSession::holdsScopes(const QStringList &wanted) const
{
    return !m_scopesKnown || covers(scopes(), wanted);
}

Future<AccountInfo> FetchedSession::signIn(std::stop_token stop)
{
    const Completion<AccountInfo> completion;
    m_renewal.start(true);
    whenDone<QByteArray>(m_renewal.token(net::Service::Graph, stop), this,
                         [this, completion](const Result<QByteArray> &token) {
                             completion.finish(token ? Result<AccountInfo>(account()) : failure(token.error()));
                         });
    return completion.future();
}

Future<std::optional<AccountInfo>> FetchedSession::restore(std::stop_token /*stop*/)
{
    return readyFuture<std::optional<AccountInfo>>(std::optional<AccountInfo>());
}

Future<void> FetchedSession::ensureScopes(const QStringList &wanted, std::stop_token /*stop*/)
{
    if (!isSignedIn())
        return readyFuture<void>(failure(Error{.kind = ErrorKind::Unauthorized}));
    if (holdsScopes(wanted))
        return readyFuture<void>(Result<void>());
    return readyFuture<void>(failure(
        Error{.kind = ErrorKind::ConsentNeeded,
              .message = QCoreApplication::translate("Auth", "Not granted: %1.").arg(wanted.join(QStringLiteral(", ")))
                  + u' ' + howToWiden()}));
}

Future<void> FetchedSession::signOut()
{
    m_renewal.clear(Error{.kind = ErrorKind::Unauthorized});
    m_renewal.forgetClaims();
    setAccount({});
    setScopes({});
    setState(State::SignedOut);
    return readyFuture<void>(Result<void>());
}

Future<QByteArray> FetchedSession::token(net::Service service, std::stop_token stop)
{
    return m_renewal.token(service, stop);
}

void FetchedSession::rejected(net::Service service, const QByteArray &token)
{
    m_renewal.rejected(service, token);
}

void FetchedSession::challenged(net::Service service, const QByteArray &token, const QByteArray &claims)
{
    m_renewal.challenged(service, token, claims);
}

} // namespace symbolon::auth
