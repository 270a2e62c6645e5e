// SPDX-License-Identifier: Apache-2.0
#include "auth/kept_accounts.h"

#include "net/origin.h"

#include <nlohmann/json.hpp>

namespace symbolon::auth {
namespace {

using Json = nlohmann::json;
using State = SecretAnswer::State;

bool isDone(const Result<SecretAnswer> &answer)
{
    return answer && answer->state == State::Done;
}

QString member(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get_ref<const std::string &>())
                                                       : QString();
}

QByteArray encoded(const QList<KnownAccount> &accounts)
{
    Json all = Json::array();
    for (const KnownAccount &account : accounts) {
        all.push_back({{"tid", account.info.tenantId.toStdString()},
                       {"oid", account.info.objectId.toStdString()},
                       {"username", account.info.username.toStdString()},
                       {"name", account.info.displayName.toStdString()},
                       {"asked", account.asked.toStdString()}});
    }
    return QByteArray::fromStdString(all.dump(-1, ' ', true, Json::error_handler_t::replace));
}

// A list that somebody broke counts as empty: the next sign-in writes it anew.
QList<KnownAccount> decoded(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const Json all = Json::parse(bytes.begin(), bytes.end(), nullptr, false);
    QList<KnownAccount> accounts;
    if (!all.is_array())
        return accounts;
    for (const Json &one : all) {
        if (!one.is_object() || accounts.size() >= KeptAccounts::maxAccounts)
            continue;
        const KnownAccount account{
            {member(one, "tid"), member(one, "oid"), member(one, "username"), member(one, "name")},
            member(one, "asked")};
        if (!account.info.objectId.isEmpty() && !account.info.tenantId.isEmpty())
            accounts << account;
    }
    return accounts;
}

void drop(QList<KnownAccount> &accounts, const AccountInfo &account)
{
    accounts.removeIf(
        [&account](const KnownAccount &known) { return known.info.accountKey() == account.accountKey(); });
}

} // namespace

KeptAccounts::KeptAccounts(SecretStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

void KeptAccounts::setPlace(const QString &loginOrigin, const QString &clientId)
{
    m_login = net::pathSegment(loginOrigin);
    m_client = net::pathSegment(clientId.toLower());
}

Future<QList<KnownAccount>> KeptAccounts::list()
{
    const Completion<QList<KnownAccount>> completion;
    begin([this, completion] {
        readList([this, completion](const Answer &answer, const QList<KnownAccount> &accounts) {
            completion.finish(answer ? Result<QList<KnownAccount>>(accounts) : failure(answer.error()));
            end();
        });
    });
    return completion.future();
}

Future<QString> KeptAccounts::refreshToken(const AccountInfo &account)
{
    const Completion<QString> completion;
    begin([this, completion, key = tokenKey(account)] {
        const auto unkept = m_unkept.constFind(key);
        if (unkept != m_unkept.cend()) {
            completion.finish(*unkept);
            return end();
        }
        ask(m_store.read(key), [this, completion](const Answer &answer) {
            if (answer)
                completion.finish(isDone(answer) ? answer->secret : QString());
            else
                completion.finish(failure(answer.error()));
            end();
        });
    });
    return completion.future();
}

Future<bool> KeptAccounts::save(const KnownAccount &account, const QString &refreshToken)
{
    const Completion<bool> completion;
    begin([this, completion, account, refreshToken, key = tokenKey(account.info)] {
        const auto finish = [this, completion, refreshToken, key](const Answer &answer) {
            if (isDone(answer))
                m_unkept.remove(key);
            else
                m_unkept.insert(key, refreshToken);
            completion.finish(answer ? Result<bool>(isDone(answer)) : Result<bool>(failure(answer.error())));
            end();
        };
        ask(m_store.write(key, refreshToken), [this, finish, account](const Answer &written) {
            if (!isDone(written))
                return finish(written);
            readList([this, finish, account](const Answer &read, QList<KnownAccount> accounts) {
                if (!read)
                    return finish(read);
                if (!accounts.isEmpty() && accounts.constFirst() == account)
                    return finish(SecretAnswer{});
                drop(accounts, account.info);
                accounts.prepend(account);
                const QList<KnownAccount> shown = accounts.mid(0, maxAccounts);
                if (accounts.size() == shown.size())
                    return writeList(shown, finish);
                ask(m_store.remove(tokenKey(accounts.constLast().info)),
                    [this, shown, finish](const Answer &) { writeList(shown, finish); });
            });
        });
    });
    return completion.future();
}

Future<bool> KeptAccounts::isKept(const AccountInfo &account)
{
    const Completion<bool> completion;
    begin([this, completion, key = tokenKey(account)] {
        ask(m_store.read(key), [this, completion, key](const Answer &answer) {
            completion.finish(isDone(answer) && !m_unkept.contains(key));
            end();
        });
    });
    return completion.future();
}

Future<void> KeptAccounts::remove(const AccountInfo &account)
{
    const Completion<void> completion;
    begin([this, completion, account] {
        const auto finish = [this, completion](const Answer &answer) {
            completion.finish(answer ? Result<void>() : Result<void>(failure(answer.error())));
            end();
        };
        m_unkept.remove(tokenKey(account));
        ask(m_store.remove(tokenKey(account)), [this, finish, account](const Answer &removed) {
            if (!isDone(removed))
                return finish(removed);
            readList([this, finish, account](const Answer &read, QList<KnownAccount> accounts) {
                const qsizetype before = accounts.size();
                drop(accounts, account);
                if (!read || accounts.size() == before)
                    return finish(read);
                if (accounts.isEmpty())
                    return ask(m_store.remove(listKey()), finish);
                writeList(accounts, finish);
            });
        });
    });
    return completion.future();
}

void KeptAccounts::begin(std::function<void()> operation)
{
    m_queue.push_back(std::move(operation));
    if (m_busy)
        return;
    m_busy = true;
    // Queued: no call completes before it returns.
    QMetaObject::invokeMethod(
        this, [this] { m_queue.front()(); }, Qt::QueuedConnection);
}

void KeptAccounts::end()
{
    m_queue.pop_front();
    m_busy = !m_queue.empty();
    if (m_busy) {
        QMetaObject::invokeMethod(
            this, [this] { m_queue.front()(); }, Qt::QueuedConnection);
    }
}

void KeptAccounts::ask(Future<SecretAnswer> request, Receiver receive)
{
    whenDone<SecretAnswer>(std::move(request), this, std::move(receive));
}

void KeptAccounts::readList(std::function<void(const Answer &, const QList<KnownAccount> &)> receive)
{
    ask(m_store.read(listKey()), [receive = std::move(receive)](const Answer &answer) {
        receive(answer, isDone(answer) ? decoded(answer->secret) : QList<KnownAccount>());
    });
}

void KeptAccounts::writeList(const QList<KnownAccount> &accounts, const Receiver &receive)
{
    ask(m_store.write(listKey(), QString::fromUtf8(encoded(accounts))), receive);
}

QString KeptAccounts::listKey() const
{
    return QStringLiteral("accounts/%1/%2").arg(m_login, m_client);
}

QString KeptAccounts::tokenKey(const AccountInfo &account) const
{
    return QStringLiteral("refresh-token/%1/%2/%3/%4")
        .arg(m_login, net::pathSegment(account.tenantId.toLower()), m_client, net::pathSegment(account.objectId));
}

} // namespace symbolon::auth
