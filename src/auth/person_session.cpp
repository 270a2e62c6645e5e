// SPDX-License-Identifier: Apache-2.0
#include "auth/person_session.h"

#include "auth/browser_sign_in.h"
#include "auth/device_sign_in.h"
#include "base/log.h"
#include "base/shown.h"

#include <algorithm>
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

// What to ask for where the tenant does not consent to `permissions`; empty: there is nothing less.
QStringList less(const QStringList &permissions, const QStringList &browse)
{
    if (permissions.size() > browse.size())
        return browse;
    return permissions.size() > 1 ? QStringList{QStringLiteral("User.Read")} : QStringList();
}

Unexpected conflict(const QString &message)
{
    return failure(Error{.kind = ErrorKind::Conflict, .message = message});
}

Unexpected noClient()
{
    return failure(
        Error{.kind = ErrorKind::Validation,
              .message = PersonSession::tr("Say which app registration signs in: its client ID. It must be a "
                                           "public client with the redirect URI http://localhost.")});
}

bool endsSession(ErrorKind kind)
{
    return kind == ErrorKind::Unauthorized || kind == ErrorKind::InteractionNeeded || kind == ErrorKind::ConsentNeeded;
}

} // namespace

PersonSession::PersonSession(SignInConfig config, net::Transport &transport, UrlOpener &opener, SecretStore &secrets,
                             Clock clock, Way way, QObject *parent)
    : Session(parent)
    , m_config(std::move(config))
    , m_transport(transport)
    , m_opener(opener)
    , m_client(m_config, transport)
    , m_kept(secrets)
    , m_renewal(
          std::move(clock), [this](net::Service service) { return !scopesFor(service).isEmpty(); },
          [this](net::Service service, const QByteArray &claims, const std::stop_token &stop) {
              return renew(service, claims, stop);
          })
    , m_way(way)
    , m_asked(m_config.tenant)
{
    m_kept.setPlace(m_config.loginOrigin(), m_config.clientId);
    connect(&m_renewal, &TokenRenewal::renewed, this, [this](net::Service service, const TokenAnswer &answer) {
        if (service == net::Service::Graph)
            setScopes(shortNames(answer.scopes));
    });
    connect(&m_renewal, &TokenRenewal::ended, this, &PersonSession::renewalEnded);
}

PersonSession::~PersonSession() = default;

SignInChoice PersonSession::choice() const
{
    return {m_way, m_config.tenant, m_config.clientId, m_config.tiers};
}

void PersonSession::choose(const SignInChoice &choice)
{
    m_way = choice.way == Way::Device ? Way::Device : Way::Browser;
    if (!choice.tenant.isEmpty())
        m_config.tenant = choice.tenant;
    if (choice.tiers && *choice.tiers != m_config.tiers) {
        const bool assesses = covers(m_config.permissions, m_config.tiers.assess);
        m_config.tiers = *choice.tiers;
        m_config.permissions = m_config.tiers.browse + (assesses ? m_config.tiers.assess : QStringList());
    }
    if (choice.clientId.isEmpty() || choice.clientId == m_config.clientId)
        return;
    // Another client has nothing of this one's: not its account, not its tokens.
    if (!isSignedIn()) {
        setAccount({});
        setScopes({});
    }
    m_config.clientId = choice.clientId;
    m_kept.setPlace(m_config.loginOrigin(), choice.clientId);
}

QUrl PersonSession::adminConsentUrl() const
{
    SignInConfig config = m_config;
    if (!account().tenantId.isEmpty())
        config.tenant = account().tenantId;
    return config.clientId.isEmpty() ? QUrl() : config.adminConsentPage();
}

Future<AccountInfo> PersonSession::signIn(std::stop_token stop)
{
    // Whoever is signed in and signs in again wants to choose another account.
    const QString known = account().username.isEmpty() ? m_config.loginHint : account().username;
    const auto anybody = [](const Outcome &) { return Result<void>(); };
    return interact({m_config.tenant, m_config.permissions, isSignedIn() ? QString() : known, anybody, true}, stop);
}

Future<void> PersonSession::ensureScopes(const QStringList &wanted, std::stop_token stop)
{
    if (isSignedIn() && holdsScopes(wanted))
        return readyFuture<void>(Result<void>());
    const Completion<void> completion;
    if (isSignedIn())
        askSilently(wanted, stop, completion);
    else
        askPerson(wanted, stop, completion);
    return completion.future();
}

// Where somebody consented already, nobody has to be asked.
void PersonSession::askSilently(const QStringList &wanted, const std::stop_token &stop,
                                const Completion<void> &completion)
{
    QStringList permissions = scopes() + wanted;
    permissions.removeDuplicates();
    const KnownAccount current{account(), m_asked};
    renewKept(
        current, permissions, false,
        [this, wanted, stop, completion, current, generation = m_generation](const Result<Outcome> &outcome) {
            if (generation != m_generation)
                return completion.finish(failure(Error{.kind = ErrorKind::Cancelled}));
            if (!outcome && !endsSession(outcome.error().kind))
                return completion.finish(failure(outcome.error()));
            if (!outcome || outcome->account.accountKey() != current.info.accountKey()
                || !covers(shortNames(outcome->answer.scopes), wanted))
                return askPerson(wanted, stop, completion);
            m_renewal.adopt(net::Service::Graph, outcome->answer);
            setScopes(shortNames(outcome->answer.scopes));
            if (covers(wanted, m_config.tiers.edit))
                Q_EMIT notice(tr("From now on this session may write. Nobody was asked, because %1 had been granted "
                                 "before.")
                                  .arg(m_config.tiers.edit.join(QStringLiteral(", "))));
            completion.finish(Result<void>());
        },
        stop);
}

void PersonSession::askPerson(const QStringList &wanted, const std::stop_token &stop,
                              const Completion<void> &completion)
{
    QStringList permissions = (scopes().isEmpty() ? m_config.permissions : scopes()) + wanted;
    permissions.removeDuplicates();
    const auto sameAccount = [current = account(), wanted](const Outcome &outcome) -> Result<void> {
        if (!current.objectId.isEmpty() && outcome.account.accountKey() != current.accountKey())
            return conflict(tr("You chose %1, but Symbolon works as %2.")
                                .arg(shown(outcome.account.username), shown(current.username)));
        if (!covers(shortNames(outcome.answer.scopes), wanted))
            return failure(Error{.kind = ErrorKind::ConsentNeeded,
                                 .message = tr("Not granted: %1").arg(wanted.join(QStringLiteral(", ")))});
        return {};
    };
    const QString tenant = account().tenantId.isEmpty() ? m_config.tenant : account().tenantId;
    whenDone<AccountInfo>(interact({tenant, permissions, account().username, sameAccount, false}, stop), this,
                          [completion](const Result<AccountInfo> &outcome) {
                              completion.finish(outcome ? Result<void>() : Result<void>(failure(outcome.error())));
                          });
}

Future<std::optional<AccountInfo>> PersonSession::restore(std::stop_token stop)
{
    using Restored = std::optional<AccountInfo>;
    if (state() != State::SignedOut)
        return readyFuture<Restored>(conflict(tr("A sign-in is under way already.")));
    if (m_config.clientId.isEmpty())
        return readyFuture<Restored>(Restored());
    setState(State::Restoring);
    const Completion<Restored> completion;
    const auto finish = [this, completion, generation = m_generation](const Result<Restored> &outcome) {
        const bool isCurrent = generation == m_generation;
        if (isCurrent && state() == State::Restoring)
            setState(State::SignedOut);
        completion.finish(isCurrent ? outcome : Result<Restored>(failure(Error{.kind = ErrorKind::Cancelled})));
    };
    whenDone<QList<KnownAccount>>(
        m_kept.list(), this, [this, finish, stop, generation = m_generation](const Result<QList<KnownAccount>> &kept) {
            if (!kept)
                return finish(failure(kept.error()));
            const auto meant =
                std::find_if(kept->cbegin(), kept->cend(), [this](const KnownAccount &one) { return isMeant(one); });
            if (meant == kept->cend() || generation != m_generation)
                return finish(Restored());
            renewKept(
                *meant, m_config.permissions, true,
                [this, finish, account = *meant, generation](const Result<Outcome> &outcome) {
                    if (generation != m_generation)
                        return finish(Restored());
                    if (!outcome) {
                        if (outcome.error().kind == ErrorKind::Unauthorized)
                            forget(account.info);
                        return finish(endsSession(outcome.error().kind) ? Result<Restored>(Restored())
                                                                        : failure(outcome.error()));
                    }
                    takeOver({outcome->account, account.asked}, outcome->answer, m_config.permissions);
                    finish(Restored(outcome->account));
                },
                stop);
        });
    return completion.future();
}

Future<AccountInfo> PersonSession::switchTo(const KnownAccount &account, const std::stop_token &stop)
{
    if (m_interactive)
        return readyFuture<AccountInfo>(conflict(tr("A sign-in is under way already.")));
    const Completion<AccountInfo> completion;
    const auto ask = [this, account, stop, completion] {
        const auto sameAccount = [account](const Outcome &outcome) -> Result<void> {
            if (outcome.account.accountKey() != account.info.accountKey())
                return conflict(tr("You chose %1 instead of %2.")
                                    .arg(shown(outcome.account.username), shown(account.info.username)));
            return {};
        };
        whenDone<AccountInfo>(
            interact({account.info.tenantId, m_config.permissions, account.info.username, sameAccount, true}, stop),
            this, [completion](const Result<AccountInfo> &outcome) { completion.finish(outcome); });
    };
    renewKept(
        account, m_config.permissions, true,
        [this, account, completion, ask, generation = m_generation](const Result<Outcome> &outcome) {
            if (generation != m_generation)
                return completion.finish(failure(Error{.kind = ErrorKind::Cancelled}));
            if (!outcome) {
                if (endsSession(outcome.error().kind))
                    return ask();
                return completion.finish(failure(outcome.error()));
            }
            ++m_generation;
            m_renewal.forgetClaims();
            takeOver({outcome->account, account.asked}, outcome->answer, m_config.permissions);
            completion.finish(outcome->account);
        },
        stop);
    return completion.future();
}

Future<void> PersonSession::signOut()
{
    ++m_generation;
    if (m_interactive)
        m_interactive->cancel();
    m_renewal.clear(Error{.kind = ErrorKind::Unauthorized});
    m_renewal.forgetClaims();
    const AccountInfo leaving = account();
    setAccount({});
    setScopes({});
    setState(State::SignedOut);
    if (!leaving.objectId.isEmpty())
        return m_kept.remove(leaving);
    const Completion<void> completion;
    whenDone(keptAccount(), this, [this, completion](const Result<std::optional<KnownAccount>> &kept) {
        if (!kept)
            return completion.finish(failure(kept.error()));
        if (!*kept)
            return completion.finish(Result<void>());
        whenDone<void>(m_kept.remove((*kept)->info), this,
                       [completion](const Result<void> &removed) { completion.finish(removed); });
    });
    return completion.future();
}

Future<std::optional<KnownAccount>> PersonSession::keptAccount()
{
    using Kept = std::optional<KnownAccount>;
    if (!account().objectId.isEmpty())
        return readyFuture<Kept>(Kept(KnownAccount{account(), m_asked}));
    const Completion<Kept> completion;
    whenDone<QList<KnownAccount>>(m_kept.list(), this, [this, completion](const Result<QList<KnownAccount>> &kept) {
        if (!kept)
            return completion.finish(failure(kept.error()));
        const auto meant =
            std::find_if(kept->cbegin(), kept->cend(), [this](const KnownAccount &one) { return isMeant(one); });
        completion.finish(meant == kept->cend() ? Kept() : Kept(*meant));
    });
    return completion.future();
}

Future<QList<KnownAccount>> PersonSession::accounts()
{
    return m_kept.list();
}

Future<bool> PersonSession::isKept()
{
    return account().objectId.isEmpty() ? readyFuture<bool>(false) : m_kept.isKept(account());
}

Future<QByteArray> PersonSession::token(net::Service service, std::stop_token stop)
{
    return m_renewal.token(service, stop);
}

void PersonSession::rejected(net::Service service, const QByteArray &token)
{
    m_renewal.rejected(service, token);
}

void PersonSession::challenged(net::Service service, const QByteArray &token, const QByteArray &claims)
{
    m_renewal.challenged(service, token, claims);
}

Future<AccountInfo> PersonSession::interact(const Attempt &attempt, const std::stop_token &stop)
{
    if (m_interactive)
        return readyFuture<AccountInfo>(conflict(tr("A sign-in is under way already.")));
    if (m_config.clientId.isEmpty())
        return readyFuture<AccountInfo>(noClient());
    // A person wins over what an earlier run left.
    const State before = state() == State::Restoring ? State::SignedOut : state();
    ++m_generation;
    if (!isSignedIn())
        setState(State::AwaitingPerson);
    const Completion<AccountInfo> completion;
    runAttempt(attempt, before, completion, stop);
    return completion.future();
}

std::unique_ptr<Interaction> PersonSession::newInteraction(const SignInConfig &config)
{
    m_interactiveClient = std::make_unique<TokenClient>(config, m_transport);
    if (m_way == Way::Device)
        return std::make_unique<DeviceSignIn>(config, *m_interactiveClient);
    return std::make_unique<BrowserSignIn>(config, *m_interactiveClient, m_opener);
}

void PersonSession::runAttempt(const Attempt &attempt, State before, const Completion<AccountInfo> &completion,
                               const std::stop_token &stop)
{
    SignInConfig config = m_config;
    config.tenant = attempt.tenant;
    m_interactive = newInteraction(config);
    connect(m_interactive.get(), &Interaction::redeeming, this, [this] {
        if (state() == State::AwaitingPerson)
            setState(State::Redeeming);
    });
    connect(m_interactive.get(), &Interaction::promptReady, this,
            [this](const DevicePrompt &prompt) { Q_EMIT devicePrompt(prompt); });
    whenDone<Outcome>(m_interactive->start({attempt.permissions, attempt.loginHint, m_renewal.pendingClaims()}, stop),
                      this,
                      [this, attempt, before, completion, stop, generation = m_generation](Result<Outcome> outcome) {
                          if (generation != m_generation)
                              outcome = failure(Error{.kind = ErrorKind::Cancelled});
                          attemptEnded(attempt, before, completion, stop, outcome);
                      });
}

void PersonSession::attemptEnded(const Attempt &attempt, State before, const Completion<AccountInfo> &completion,
                                 const std::stop_token &stop, const Result<Outcome> &outcome)
{
    const auto finished = std::exchange(m_interactive, nullptr);
    Q_EMIT devicePrompt(std::nullopt);
    const Result<void> verdict = outcome ? attempt.judge(*outcome) : Result<void>(failure(outcome.error()));
    if (!verdict) {
        finished->conclude(failure(verdict.error()));
        const QStringList fewer = less(attempt.permissions, m_config.tiers.browse);
        if (verdict.error().kind == ErrorKind::ConsentNeeded && attempt.lessWillDo && !fewer.isEmpty()) {
            if (state() == State::Redeeming)
                setState(State::AwaitingPerson);
            Attempt next = attempt;
            next.permissions = fewer;
            return runAttempt(next, before, completion, stop);
        }
        if (state() == State::AwaitingPerson || state() == State::Redeeming)
            setState(before);
        return completion.finish(failure(verdict.error()));
    }
    finished->conclude(outcome->account);
    const bool sameAccount = outcome->account.accountKey() == account().accountKey();
    if (!sameAccount)
        m_renewal.forgetClaims();
    takeOver({outcome->account, attempt.tenant}, outcome->answer, attempt.permissions);
    completion.finish(outcome->account);
}

void PersonSession::renewKept(const KnownAccount &account, const QStringList &permissions, bool lessWillDo,
                              const Receiver &receive, const std::stop_token &stop)
{
    const QStringList scopes = identityScopes() + m_config.graphScopes(permissions);
    whenDone<TokenAnswer>(redeemKept(account, scopes, {}, stop), this,
                          [this, account, permissions, lessWillDo, receive, stop](const Result<TokenAnswer> &answer) {
                              const QStringList fewer = less(permissions, m_config.tiers.browse);
                              if (!answer && answer.error().kind == ErrorKind::ConsentNeeded && lessWillDo
                                  && !fewer.isEmpty())
                                  return renewKept(account, fewer, true, receive, stop);
                              if (!answer)
                                  return receive(failure(answer.error()));
                              const Result<AccountInfo> info = readIdToken(answer->idToken, {});
                              receive(info ? Result<Outcome>(Outcome{*answer, *info}) : failure(info.error()));
                          });
}

void PersonSession::takeOver(const KnownAccount &account, const TokenAnswer &answer, const QStringList &asked)
{
    m_asked = account.asked;
    keep(account, answer.refreshToken);
    m_renewal.start(true);
    m_renewal.adopt(net::Service::Graph, answer);
    setAccount(account.info);
    setScopes(shortNames(answer.scopes));
    setState(State::SignedIn);
    if (holdsScopes(m_config.tiers.edit) && !covers(asked, m_config.tiers.edit))
        Q_EMIT notice(
            tr("This session may write although nobody asked for that: %1 had been granted before, and the login "
               "service gives it with every token.")
                .arg(m_config.tiers.edit.join(QStringLiteral(", "))));
}

Future<TokenAnswer> PersonSession::renew(net::Service service, const QByteArray &claims, const std::stop_token &stop)
{
    return redeemKept({account(), m_asked}, scopesFor(service), claims, stop);
}

// The refresh token is in this process between the store's answer and the request, no longer.
Future<TokenAnswer> PersonSession::redeemKept(const KnownAccount &account, const QStringList &scopes,
                                              const QByteArray &claims, const std::stop_token &stop)
{
    const Completion<TokenAnswer> completion;
    whenDone<QString>(
        m_kept.refreshToken(account.info), this,
        [this, account, scopes, claims, stop, completion,
         generation = m_generation](const Result<QString> &refreshToken) {
            if (!refreshToken || refreshToken->isEmpty())
                return completion.finish(
                    failure(refreshToken ? Error{.kind = ErrorKind::Unauthorized} : refreshToken.error()));
            SignInConfig config = m_config;
            if (!account.info.tenantId.isEmpty())
                config.tenant = account.info.tenantId; // a guest's tokens come from the tenant that was entered
            m_client.setConfig(config);
            whenDone<TokenAnswer>(m_client.refresh(*refreshToken, scopes, claims, stop), this,
                                  [this, account, completion, generation](Result<TokenAnswer> answer) {
                                      // Whoever signed out meanwhile leaves nothing behind.
                                      QString next = answer ? std::exchange(answer->refreshToken, {}) : QString();
                                      if (generation == m_generation)
                                          keep(account, next);
                                      completion.finish(std::move(answer));
                                  });
        });
    return completion.future();
}

void PersonSession::renewalEnded(const Error &error)
{
    setState(State::Expired);
    if (error.kind == ErrorKind::Unauthorized)
        forget(account());
    Q_EMIT expired(error);
}

void PersonSession::keep(const KnownAccount &account, const QString &refreshToken)
{
    if (refreshToken.isEmpty() || account.info.objectId.isEmpty())
        return;
    whenDone<bool>(m_kept.save(account, refreshToken), this, [this](const Result<bool> &kept) {
        if ((kept && *kept) || m_noticed)
            return;
        m_noticed = true;
        Q_EMIT notice(kept ? noKeychainSentence()
                           : tr("The keychain did not keep the sign-in, so it ends when Symbolon closes. (%1)")
                                 .arg(oneLine(kept.error())));
    });
}

void PersonSession::forget(const AccountInfo &account)
{
    whenDone<void>(m_kept.remove(account), this, [](const Result<void> &removed) {
        // What stays behind is a token that the login service refuses: worth a line for a supporter, not a person's time.
        if (!removed)
            qCWarning(logAuth) << "an ended sign-in could not be removed from the keychain:"
                               << oneLine(removed.error());
    });
}

// An account that was entered by its tenant's name is found by either spelling; "organizations" means whoever came last.
bool PersonSession::isMeant(const KnownAccount &account) const
{
    const QString tenant = m_config.tenant.toLower();
    return tenant == u"organizations" || tenant == u"common" || tenant == account.asked.toLower()
        || tenant == account.info.tenantId.toLower();
}

QStringList PersonSession::scopesFor(net::Service service) const
{
    switch (service) {
    case net::Service::Graph:
        return identityScopes() + m_config.graphScopes(scopes().isEmpty() ? m_config.permissions : scopes());
    case net::Service::Arm:
        return m_config.armScope().isEmpty() ? QStringList() : identityScopes() + QStringList{m_config.armScope()};
    case net::Service::Login:
    case net::Service::Other:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace symbolon::auth
