// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/url_opener.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QString>

namespace symbolon::auth {

// Stands in for the person and the browser, against the embedded demo tenant alone: opens the authorize address by a real
// GET with prompt=none and a known account, and follows its one redirect to our own loopback receiver by another.
// Refuses with ErrorKind::Forbidden, before anything is sent, every address whose origin is not the embedded tenant's,
// and every tenant that is not on loopback; a redirect that does not lead to the redirect_uri of the address is
// ErrorKind::Protocol.
class SelfCompletingOpener final
    : public QObject
    , public UrlOpener
{
    Q_OBJECT

public:
    // `login`: the embedded tenant's login base URL. `account`: the username that signs in.
    SelfCompletingOpener(QUrl login, QString account, QObject *parent = nullptr);

    // Ends when the loopback receiver has answered.
    [[nodiscard]] Future<void> open(const QUrl &url) override;

private:
    void get(const QUrl &url, std::function<void(QNetworkReply &)> receive);
    void follow(const QUrl &target, const QUrl &redirectUri, const Completion<void> &completion);

    QUrl m_login;
    QString m_account;
    QNetworkAccessManager m_network;
};

} // namespace symbolon::auth
