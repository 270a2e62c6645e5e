// SPDX-License-Identifier: Apache-2.0
#include "auth/browser_session.h"

#include "base/log.h"
#include "base/shown.h"

#include <utility>

namespace symbolon::auth {
namespace {

// "https://graph.microsoft.com/User.Read" and "User.Read" are the same permission; those of OpenID Connect are none.
QStringList shortNames(const QStringList &granted)
{
    QStringList result;
    for (const QString &scope : granted) {
        const QString name = scope.section(u'/', -1);
        if (!identityScopes().contains(name) && name != u"email")
            result << name;
    }
    return result;
}

Unexpected conflict(const QString &message)
{
    return failure(Error{.kind = ErrorKind::Conflict, .message = message});
}

} // namespace

BrowserSession::BrowserSession(SignInConfig config, net::Transport &transport, UrlOpener &opener, SecretStore &secrets,
                               Clock clock, QObject *parent)
    : Session(parent)
    , m_config(std::move(config))
    , m_client(m_config, transport)
    , m_renewal(m_client, std::move(clock), [this](net::Service service) { return scopesFor(service); })
    , m_kept(m_config, secrets)
    , m_opener(opener)
{
    connect(&m_renewal, &TokenRenewal::renewed, this, &BrowserSession::renewalArrived);
    connect(&m_renewal, &TokenRenewal::ended, this, &BrowserSession::renewalEnded);
}

BrowserSession::~BrowserSession() = default;

Future<AccountInfo> BrowserSession::signIn(std::stop_token stop)
{
    // Whoever is signed in and signs in again wants to choose another account.
    const QString known = account().username.isEmpty() ? m_config.loginHint : account().username;
    const auto anybody = [](const InteractiveSignIn::Outcome &) { return Result<void>(); };
    return interact({browseScopes(), isSignedIn() ? QString() : known}, anybody, stop);
}

Future<void> BrowserSession::ensureScopes(const QStringList &wanted, std::stop_token stop)
{
    if (isSignedIn() && holdsScopes(wanted))
        return readyFuture<void>(Result<void>());
    QStringList scopes = browseScopes() + wanted;
    scopes.removeDuplicates();
    const auto sameAccount = [current = account(), wanted](const InteractiveSignIn::Outcome &outcome) -> Result<void> {
        if (!current.objectId.isEmpty() && outcome.account.accountKey() != current.accountKey())
            return conflict(tr("You chose %1, but Symbolon works as %2.")
                                .arg(shown(outcome.account.username), shown(current.username)));
        if (!covers(shortNames(outcome.answer.scopes), wanted))
            return failure(Error{.kind = ErrorKind::ConsentNeeded,
                                 .message = tr("Not granted: %1").arg(wanted.join(QStringLiteral(", ")))});
        return {};
    };
    const Completion<void> completion;
    whenDone<AccountInfo>(interact({scopes, account().username}, sameAccount, stop), this,
                          [completion](const Result<AccountInfo> &outcome) {
                              completion.finish(outcome ? Result<void>() : Result<void>(failure(outcome.error())));
                          });
    return completion.future();
}

Future<std::optional<AccountInfo>> BrowserSession::restore(std::stop_token stop)
{
    using Outcome = std::optional<AccountInfo>;
    if (state() != State::SignedOut)
        return readyFuture<Outcome>(conflict(tr("A sign-in is under way already.")));
    setState(State::Restoring);
    const Completion<Outcome> completion;
    const auto finish = [this, completion, generation = m_generation](const Result<Outcome> &outcome) {
        const bool isCurrent = generation == m_generation;
        if (isCurrent && state() == State::Restoring)
            setState(State::SignedOut);
        completion.finish(isCurrent ? outcome : Result<Outcome>(failure(Error{.kind = ErrorKind::Cancelled})));
    };
    whenDone<std::optional<KeptSignIn::Kept>>(
        m_kept.load(), this,
        [this, finish, stop, generation = m_generation](const Result<std::optional<KeptSignIn::Kept>> &kept) {
            if (!kept)
                return finish(failure(kept.error()));
            if (!*kept || generation != m_generation)
                return finish(Outcome());
            redeemKept(**kept, finish, stop);
        });
    return completion.future();
}

void BrowserSession::redeemKept(const KeptSignIn::Kept &kept, const RestoreEnd &finish, const std::stop_token &stop)
{
    whenDone<TokenAnswer>(m_client.refresh(kept.refreshToken, scopesFor(net::Service::Graph), stop), this,
                          [this, kept, finish, generation = m_generation](const Result<TokenAnswer> &answer) {
                              if (generation != m_generation)
                                  return finish(std::optional<AccountInfo>());
                              if (!answer) {
                                  const ErrorKind kind = answer.error().kind;
                                  if (kind == ErrorKind::Unauthorized)
                                      forgetKept();
                                  if (kind == ErrorKind::Unauthorized || kind == ErrorKind::ConsentNeeded)
                                      return finish(std::optional<AccountInfo>());
                                  return finish(failure(answer.error()));
                              }
                              const Result<AccountInfo> account = readIdToken(answer->idToken, {});
                              if (!account)
                                  return finish(failure(account.error()));
                              InteractiveSignIn::Outcome outcome{*answer, *account};
                              if (outcome.answer.refreshToken.isEmpty())
                                  outcome.answer.refreshToken = kept.refreshToken;
                              takeOver(outcome);
                              finish(std::optional(*account));
                          });
}

Future<void> BrowserSession::signOut()
{
    ++m_generation;
    if (m_interactive)
        m_interactive->cancel();
    m_renewal.clear(Error{.kind = ErrorKind::Unauthorized});
    setAccount({});
    setScopes({});
    setState(State::SignedOut);
    return m_kept.remove();
}

Future<QByteArray> BrowserSession::token(net::Service service, std::stop_token stop)
{
    return m_renewal.token(service, stop);
}

void BrowserSession::rejected(net::Service service, const QByteArray &token)
{
    m_renewal.rejected(service, token);
}

Future<AccountInfo> BrowserSession::interact(const InteractiveSignIn::Request &request, Judge judge,
                                             const std::stop_token &stop)
{
    if (m_interactive)
        return readyFuture<AccountInfo>(conflict(tr("A sign-in is under way already.")));
    // A person at the browser wins over what an earlier run left.
    const State before = state() == State::Restoring ? State::SignedOut : state();
    ++m_generation;
    if (!isSignedIn())
        setState(State::AwaitingBrowser);
    m_interactive = std::make_unique<InteractiveSignIn>(m_config, m_client, m_opener);
    connect(m_interactive.get(), &InteractiveSignIn::redeeming, this, [this] {
        if (state() == State::AwaitingBrowser)
            setState(State::Redeeming);
    });
    const Completion<AccountInfo> completion;
    whenDone<InteractiveSignIn::Outcome>(
        m_interactive->start(request, stop), this,
        [this, judge = std::move(judge), before, completion,
         generation = m_generation](const Result<InteractiveSignIn::Outcome> &outcome) {
            const auto finished = std::exchange(m_interactive, nullptr);
            Result<void> verdict = outcome ? judge(*outcome) : Result<void>(failure(outcome.error()));
            if (generation != m_generation)
                verdict = failure(Error{.kind = ErrorKind::Cancelled});
            if (!verdict) {
                finished->conclude(LoopbackPage::failed(verdict.error()));
                if (state() == State::AwaitingBrowser || state() == State::Redeeming)
                    setState(before);
                return completion.finish(failure(verdict.error()));
            }
            finished->conclude(LoopbackPage::signedIn(outcome->account.username));
            takeOver(*outcome);
            completion.finish(outcome->account);
        });
    return completion.future();
}

void BrowserSession::takeOver(const InteractiveSignIn::Outcome &outcome)
{
    m_renewal.start(outcome.answer.refreshToken);
    m_renewal.adopt(net::Service::Graph, outcome.answer);
    setAccount(outcome.account);
    setScopes(shortNames(outcome.answer.scopes));
    setState(State::SignedIn);
    keep();
}

void BrowserSession::renewalArrived(net::Service service, const TokenAnswer &answer)
{
    if (service == net::Service::Graph)
        setScopes(shortNames(answer.scopes));
    if (!answer.refreshToken.isEmpty())
        keep();
}

void BrowserSession::renewalEnded()
{
    setState(State::Expired);
    forgetKept();
}

void BrowserSession::keep()
{
    if (m_renewal.refreshToken().isEmpty() || account().objectId.isEmpty())
        return;
    whenDone<bool>(
        m_kept.save({account().accountKey(), m_renewal.refreshToken()}), this, [this](const Result<bool> &kept) {
            if ((kept && *kept) || m_noticed)
                return;
            m_noticed = true;
            Q_EMIT notice(kept ? noKeychainSentence()
                               : tr("The keychain did not keep the sign-in, so it ends when Symbolon closes. "
                                    "(%1)")
                                     .arg(oneLine(kept.error())));
        });
}

void BrowserSession::forgetKept()
{
    whenDone<void>(m_kept.remove(), this, [](const Result<void> &removed) {
        // What stays behind is a token that the login service refuses: worth a line for a supporter, not a person's time.
        if (!removed)
            qCWarning(logAuth) << "an ended sign-in could not be removed from the keychain:"
                               << oneLine(removed.error());
    });
}

QStringList BrowserSession::scopesFor(net::Service service) const
{
    switch (service) {
    case net::Service::Graph:
        return identityScopes() + (scopes().isEmpty() ? browseScopes() : scopes());
    case net::Service::Arm:
        return m_config.armScope().isEmpty() ? QStringList() : identityScopes() + QStringList{m_config.armScope()};
    case net::Service::Login:
    case net::Service::Other:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace symbolon::auth
