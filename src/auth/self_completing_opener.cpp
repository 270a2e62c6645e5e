// SPDX-License-Identifier: Apache-2.0
#include "auth/self_completing_opener.h"

#include "net/origin.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrlQuery>

namespace symbolon::auth {
namespace {

constexpr int timeoutMs = 30'000;

Error failedGet(const QNetworkReply &reply)
{
    return Error{.kind = ErrorKind::Offline,
                 .httpStatus = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                 .message = SelfCompletingOpener::tr("The demo tenant did not complete the sign-in.")};
}

} // namespace

SelfCompletingOpener::SelfCompletingOpener(QUrl login, QString account, QObject *parent)
    : QObject(parent)
    , m_login(std::move(login))
    , m_account(std::move(account))
{
    // A proxy is for the way out; what follows never leaves this computer.
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Future<void> SelfCompletingOpener::open(const QUrl &url)
{
    if (!net::isLoopback(m_login) || !net::sameOrigin(url, m_login))
        return readyFuture<void>(
            failure(Error{.kind = ErrorKind::Forbidden,
                          .message = tr("Signing in by itself works with the built-in demo tenant only.")}));
    QUrlQuery query(url);
    const QUrl redirectUri(query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
    query.removeQueryItem(QStringLiteral("prompt"));
    query.removeQueryItem(QStringLiteral("login_hint"));
    query.addQueryItem(QStringLiteral("prompt"), QStringLiteral("none"));
    query.addQueryItem(QStringLiteral("login_hint"), QString::fromLatin1(m_account.toUtf8().toPercentEncoding()));
    QUrl address = url;
    address.setQuery(query);
    const Completion<void> completion;
    get(address, [this, redirectUri, completion](QNetworkReply &reply) {
        const QUrl target = reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        if (target.isEmpty())
            return completion.finish(failure(failedGet(reply)));
        follow(target, redirectUri, completion);
    });
    return completion.future();
}

void SelfCompletingOpener::follow(const QUrl &target, const QUrl &redirectUri, const Completion<void> &completion)
{
    if (!net::isLoopback(redirectUri) || !net::sameOrigin(target, redirectUri)) {
        return completion.finish(
            failure(Error{.kind = ErrorKind::Protocol,
                          .message = tr("The demo tenant sent the sign-in to another address than ours.")}));
    }
    get(target, [completion](QNetworkReply &reply) {
        if (reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200)
            completion.finish(Result<void>());
        else
            completion.finish(failure(failedGet(reply)));
    });
}

void SelfCompletingOpener::get(const QUrl &url, std::function<void(QNetworkReply &)> receive)
{
    QNetworkRequest request(url);
    request.setTransferTimeout(timeoutMs);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [reply, receive = std::move(receive)] {
        reply->deleteLater();
        receive(*reply);
    });
}

} // namespace symbolon::auth
