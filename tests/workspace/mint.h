// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/server.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

namespace symbolon::test {

// A token as GitHub would give it to a workflow with this subject, made by the demo tenant's own issuer; empty: none came.
inline QByteArray mintGithubToken(const demo::Server &server, const QString &subject)
{
    QNetworkAccessManager network;
    const QUrl sample(QString::fromStdString(server.issuerUrl()));
    QNetworkRequest request(sample.resolved(QUrl(QStringLiteral("/github/mint"))));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const QJsonObject claims{{QStringLiteral("sub"), subject},
                             {QStringLiteral("aud"), QStringLiteral("api://AzureADTokenExchange")}};
    QNetworkReply *reply = network.post(request, QJsonDocument(claims).toJson());
    constexpr int patience = 20000; // ms
    return QTest::qWaitFor([reply] { return reply->isFinished(); }, patience) ? reply->readAll().trimmed()
                                                                              : QByteArray();
}

} // namespace symbolon::test
