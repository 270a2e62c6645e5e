// SPDX-License-Identifier: Apache-2.0
#include "auth/way_session.h"

namespace symbolon::auth {

WaySession::WaySession(std::unique_ptr<Session> person, std::unique_ptr<Session> azureCli, Way way, QObject *parent)
    : Session(parent)
    , m_person(std::move(person))
    , m_azureCli(std::move(azureCli))
    , m_chosen(way == Way::AzureCli ? m_azureCli.get() : m_person.get())
{
    follow(m_person.get());
    follow(m_azureCli.get());
}

void WaySession::follow(Session *session)
{
    const auto mirrorChosen = [this, session] {
        if (session == m_chosen)
            mirror();
    };
    connect(session, &Session::accountChanged, this, mirrorChosen);
    connect(session, &Session::scopesChanged, this, mirrorChosen);
    connect(session, &Session::stateChanged, this, mirrorChosen);
    connect(session, &Session::expired, this, [this, session](const Error &error) {
        if (session == m_chosen)
            Q_EMIT expired(error);
    });
    connect(session, &Session::devicePrompt, this, &Session::devicePrompt);
    connect(session, &Session::notice, this, &Session::notice);
}

void WaySession::mirror()
{
    setAccount(m_chosen->account());
    setScopes(m_chosen->scopes());
    setState(m_chosen->state());
}

bool WaySession::holdsScopes(const QStringList &wanted) const
{
    return m_chosen->holdsScopes(wanted);
}

Future<AccountInfo> WaySession::signIn(std::stop_token stop)
{
    return m_chosen->signIn(std::move(stop));
}

Future<std::optional<AccountInfo>> WaySession::restore(std::stop_token stop)
{
    return m_chosen->restore(std::move(stop));
}

Future<void> WaySession::ensureScopes(const QStringList &wanted, std::stop_token stop)
{
    return m_chosen->ensureScopes(wanted, std::move(stop));
}

Future<void> WaySession::signOut()
{
    return m_chosen->signOut();
}

Future<QList<KnownAccount>> WaySession::accounts()
{
    return m_person->accounts();
}

Future<AccountInfo> WaySession::switchTo(const KnownAccount &account, const std::stop_token &stop)
{
    if (m_chosen != m_person.get()) {
        // What az gave is its own to keep; here it is let go.
        static_cast<void>(m_chosen->signOut());
        m_chosen = m_person.get();
        mirror();
    }
    return m_person->switchTo(account, stop);
}

Future<std::optional<KnownAccount>> WaySession::keptAccount()
{
    return m_chosen->keptAccount();
}

Future<bool> WaySession::isKept()
{
    return m_chosen->isKept();
}

SignInChoice WaySession::choice() const
{
    return m_chosen->choice();
}

void WaySession::choose(const SignInChoice &choice)
{
    m_person->choose(choice);
    m_azureCli->choose(choice);
    if (isSignedIn())
        return;
    Session *wanted = choice.way == Way::AzureCli ? m_azureCli.get() : m_person.get();
    if (wanted == m_chosen)
        return;
    m_chosen = wanted;
    mirror();
}

QUrl WaySession::adminConsentUrl() const
{
    return m_chosen->adminConsentUrl();
}

Future<QByteArray> WaySession::token(net::Service service, std::stop_token stop)
{
    return m_chosen->token(service, std::move(stop));
}

void WaySession::rejected(net::Service service, const QByteArray &token)
{
    m_chosen->rejected(service, token);
}

void WaySession::challenged(net::Service service, const QByteArray &token, const QByteArray &claims)
{
    m_chosen->challenged(service, token, claims);
}

} // namespace symbolon::auth
