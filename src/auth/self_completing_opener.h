// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/url_opener.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QString>

namespace symbolon::auth {

// Stands in for the person and the browser against the embedded demo tenant alone: opens the authorize address by a real
// GET with prompt=none, and follows its one redirect to our own loopback receiver by another. Refuses with
// ErrorKind::Forbidden, before anything is sent, every address whose origin is not the given one, and every origin that
// is not on loopback; refuses a redirect that leads anywhere but http://localhost with the port of redirect_uri.
class SelfCompletingOpener final : public QObject, public UrlOpener
{
    Q_OBJECT

public:
    // `origin`: the embedded tenant's login base URL. `caPem`: its own certificate authority when it serves TLS.
    explicit SelfCompletingOpener(QUrl origin, const QByteArray &caPem = {}, QObject *parent = nullptr);

    [[nodiscard]] Future<void> open(const QUrl &url) override;

private:
    void follow(const QUrl &redirect, const Completion<void> &completion);

    QUrl m_origin;
    QByteArray m_caPem;
    QNetworkAccessManager m_network;
};

} // namespace symbolon::auth
