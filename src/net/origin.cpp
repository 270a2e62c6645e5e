// SPDX-License-Identifier: Apache-2.0
#include "net/origin.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace symbolon::net {

QString originOf(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    const int defaultPort = scheme == u"https" ? 443 : scheme == u"http" ? 80 : 0;
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    if (!url.isValid() || defaultPort == 0 || host.isEmpty())
        return {};
    const QString shownHost = host.contains(u':') ? QString(u'[' + host + u']') : host;
    return scheme + u"://" + shownHost + u':' + QString::number(url.port(defaultPort));
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const QString origin = originOf(a);
    return !origin.isEmpty() && origin == originOf(b);
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host().toLower();
    if (host == u"localhost" || host.endsWith(u".localhost"))
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

Result<void> checkBaseUrl(const QUrl &url, const QString &what)
{
    const auto refuse = [](const QString &sentence) {
        return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
    };
    if (originOf(url).isEmpty()) {
        return refuse(
            QCoreApplication::translate("symbolon::net", "%1 must be a web address that starts with https://.")
                .arg(what));
    }
    if (!url.userInfo().isEmpty() || url.hasFragment() || url.hasQuery()) {
        return refuse(QCoreApplication::translate(
                          "symbolon::net", "%1 must be a plain web address, without user name, query or fragment.")
                          .arg(what));
    }
    if (url.scheme().toLower() == u"http" && !isLoopback(url)) {
        return refuse(QCoreApplication::translate("symbolon::net",
                                                  "%1 must use https; plain http is allowed on this computer only.")
                          .arg(what));
    }
    return {};
}

QString pathSegment(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString queryValue(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, QByteArrayLiteral("$'/:(),")));
}

} // namespace symbolon::net
