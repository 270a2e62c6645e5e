// SPDX-License-Identifier: Apache-2.0
#include "auth/kept_sign_in.h"

#include "net/origin.h"

namespace symbolon::auth {
namespace {

using State = SecretAnswer::State;

bool isDone(const Result<SecretAnswer> &answer)
{
    return answer && answer->state == State::Done;
}

} // namespace

KeptSignIn::KeptSignIn(const SignInConfig &config, SecretStore &store, QObject *parent)
    : QObject(parent)
    , m_prefix(QStringLiteral("refresh-token/%1/%2/%3")
                   .arg(net::pathSegment(config.loginOrigin()), net::pathSegment(config.tenant.toLower()),
                        net::pathSegment(config.clientId.toLower())))
    , m_store(store)
{
}

Future<std::optional<KeptSignIn::Kept>> KeptSignIn::load()
{
    using Outcome = std::optional<Kept>;
    const Completion<Outcome> completion;
    const auto finish = [this, completion](Result<Outcome> outcome) {
        completion.finish(std::move(outcome));
        end();
    };
    begin([this, finish] {
        ask(m_store.read(key({})), [this, finish](const Answer &last) {
            if (!last)
                return finish(failure(last.error()));
            if (!isDone(last) || last->secret.isEmpty())
                return finish(Outcome());
            m_last = last->secret;
            ask(m_store.read(key(m_last)), [this, finish](const Answer &token) {
                if (!token)
                    return finish(failure(token.error()));
                finish(isDone(token) && !token->secret.isEmpty() ? Outcome(Kept{m_last, token->secret}) : Outcome());
            });
        });
    });
    return completion.future();
}

Future<bool> KeptSignIn::save(const Kept &kept)
{
    const Completion<bool> completion;
    const auto finish = [this, completion](const Answer &answer) {
        completion.finish(answer ? Result<bool>(isDone(answer)) : Result<bool>(failure(answer.error())));
        end();
    };
    begin([this, finish, kept] {
        forgetOther(kept.account, [this, finish, kept](const Answer &prepared) {
            if (!isDone(prepared))
                return finish(prepared);
            ask(m_store.write(key(kept.account), kept.refreshToken), [this, finish, kept](const Answer &token) {
                if (!isDone(token) || m_last == kept.account)
                    return finish(token);
                ask(m_store.write(key({}), kept.account), [this, finish, kept](const Answer &last) {
                    if (isDone(last))
                        m_last = kept.account;
                    finish(last);
                });
            });
        });
    });
    return completion.future();
}

Future<void> KeptSignIn::remove()
{
    const Completion<void> completion;
    begin([this, completion] {
        forgetOther({}, [this, completion](const Answer &answer) {
            completion.finish(answer ? Result<void>() : Result<void>(failure(answer.error())));
            end();
        });
    });
    return completion.future();
}

void KeptSignIn::begin(std::function<void()> operation)
{
    m_queue.push_back(std::move(operation));
    if (m_busy)
        return;
    m_busy = true;
    m_queue.front()();
}

void KeptSignIn::end()
{
    m_queue.pop_front();
    m_busy = !m_queue.empty();
    if (m_busy)
        m_queue.front()();
}

void KeptSignIn::ask(Future<SecretAnswer> request, Receiver receive)
{
    whenDone<SecretAnswer>(std::move(request), this, std::move(receive));
}

// Removes both entries of the account that the store names, unless it is the given one.
void KeptSignIn::forgetOther(const QString &account, const Receiver &receive)
{
    if (!account.isEmpty() && account == m_last)
        return receive(SecretAnswer{});
    ask(m_store.read(key({})), [this, account, receive](const Answer &last) {
        if (!last || last->state == State::Unavailable)
            return receive(last);
        if (isDone(last) && last->secret == account)
            m_last = account;
        if (last->state == State::Missing || last->secret.isEmpty() || last->secret == account)
            return receive(SecretAnswer{});
        m_last.clear();
        ask(m_store.remove(key(last->secret)), [this, receive](const Answer &token) {
            if (!isDone(token))
                return receive(token);
            ask(m_store.remove(key({})), receive);
        });
    });
}

QString KeptSignIn::key(const QString &account) const
{
    return account.isEmpty() ? m_prefix : m_prefix + u'/' + net::pathSegment(account);
}

} // namespace symbolon::auth
