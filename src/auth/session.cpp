// SPDX-License-Identifier: Apache-2.0
#include "auth/session.h"

#include <algorithm>

namespace symbolon::auth {

Session::Session(QObject *parent)
    : QObject(parent)
{
}

Session::~Session() = default;

bool Session::holdsScopes(const QStringList &wanted) const
{
    return covers(m_scopes, wanted);
}

Future<QList<KnownAccount>> Session::accounts()
{
    return readyFuture<QList<KnownAccount>>(QList<KnownAccount>());
}

Future<AccountInfo> Session::switchTo(const KnownAccount & /*account*/, const std::stop_token & /*stop*/)
{
    return readyFuture<AccountInfo>(
        failure(Error{.kind = ErrorKind::Conflict, .message = tr("This way to sign in knows one account only.")}));
}

Future<std::optional<KnownAccount>> Session::keptAccount()
{
    using Kept = std::optional<KnownAccount>;
    return readyFuture<Kept>(m_account.objectId.isEmpty() ? Kept() : Kept(KnownAccount{m_account, choice().tenant}));
}

Future<bool> Session::isKept()
{
    return readyFuture<bool>(false);
}

bool Session::covers(const QStringList &granted, const QStringList &wanted)
{
    return std::all_of(wanted.cbegin(), wanted.cend(), [&granted](const QString &scope) {
        QString writing = scope;
        writing.replace(QStringLiteral(".Read."), QStringLiteral(".ReadWrite."));
        return granted.contains(scope, Qt::CaseInsensitive) || granted.contains(writing, Qt::CaseInsensitive);
    });
}

void Session::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void Session::setAccount(const AccountInfo &account)
{
    if (m_account == account)
        return;
    m_account = account;
    Q_EMIT accountChanged(account);
}

void Session::setScopes(QStringList scopes)
{
    scopes.sort();
    scopes.removeDuplicates();
    if (m_scopes == scopes)
        return;
    m_scopes = std::move(scopes);
    Q_EMIT scopesChanged(m_scopes);
}

} // namespace symbolon::auth
