// SPDX-License-Identifier: Apache-2.0
#include "workspace/sign_in.h"

#include "auth/sign_in_config.h"

namespace symbolon::workspace {

SignIn::SignIn(auth::Session &session, cloud::GraphClient &graph, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_graph(graph)
{
    connect(&session, &auth::Session::stateChanged, this, &SignIn::refresh);
    connect(&session, &auth::Session::accountChanged, this, &SignIn::refresh);
    connect(&session, &auth::Session::scopesChanged, this, &SignIn::refresh);
    connect(&session, &auth::Session::notice, this, [this](const QString &sentence) {
        m_state.notice = sentence;
        Q_EMIT changed();
    });
    refresh();
}

SignIn::~SignIn()
{
    m_stop.request_stop();
}

void SignIn::start()
{
    if (m_attempting)
        return;
    m_attempting = true;
    std::stop_source fresh;
    m_stop.swap(fresh);
    m_state.error.reset();
    refresh();
    if (m_session.isSignedIn())
        return signInInteractively();
    whenDone(m_session.restore(m_stop.get_token()), this, [this](const Result<std::optional<auth::AccountInfo>> &kept) {
        if (!kept)
            return attemptEnded(kept.error());
        if (*kept)
            return attemptEnded(std::nullopt);
        signInInteractively();
    });
}

void SignIn::signInInteractively()
{
    whenDone(m_session.signIn(m_stop.get_token()), this, [this](const Result<auth::AccountInfo> &account) {
        attemptEnded(account ? std::nullopt : std::optional(account.error()));
    });
}

void SignIn::attemptEnded(const std::optional<Error> &error)
{
    m_attempting = false;
    m_state.error = error;
    refresh();
    if (error)
        return;
    const auth::AccountInfo &account = m_session.account();
    const QString key = account.objectId.isEmpty() ? QString() : account.accountKey();
    const bool same = key == m_lastAccount;
    m_lastAccount = key;
    if (key.isEmpty())
        askForName();
    Q_EMIT signedIn(same);
}

// Access tokens that somebody else obtained say nothing here about whose they are. A token without a person behind it
// has no /me: then there is no name to show.
void SignIn::askForName()
{
    whenDone(m_graph.me(m_stop.get_token()), this, [this](const Result<cloud::Account> &account) {
        if (!account || m_state.phase != SessionPhase::SignedIn)
            return;
        m_state.accountName = account->displayName;
        m_state.userName = account->userPrincipalName;
        Q_EMIT changed();
    });
}

void SignIn::cancel()
{
    m_stop.request_stop();
}

void SignIn::signOut()
{
    m_stop.request_stop();
    m_lastAccount.clear();
    m_wasSignedIn = false;
    m_state.error.reset();
    m_state.notice.clear();
    whenDone(m_session.signOut(), this, [this](const Result<void> &outcome) {
        if (outcome)
            return;
        m_state.error = outcome.error();
        Q_EMIT changed();
    });
    Q_EMIT signedOut();
    refresh();
}

void SignIn::refresh()
{
    const bool in = m_session.isSignedIn();
    m_state.phase = m_attempting ? SessionPhase::SigningIn : in ? SessionPhase::SignedIn : SessionPhase::SignedOut;
    m_state.canWrite = in && m_session.holdsScopes(auth::editScopes());
    if (!m_session.account().objectId.isEmpty() || !in) {
        m_state.accountName = m_session.account().displayName;
        m_state.userName = m_session.account().username;
    }
    if (m_session.state() == auth::Session::State::Expired && m_wasSignedIn && !m_state.error)
        m_state.error = Error{.kind = ErrorKind::Unauthorized};
    m_wasSignedIn = in;
    Q_EMIT changed();
}

} // namespace symbolon::workspace
