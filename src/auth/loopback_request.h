// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QMultiMap>
#include <QString>

#include <optional>

namespace symbolon::auth {

// What matters of one HTTP/1.x request head that reached the loopback receiver. Hostile input: any program on this
// computer, and any web page through the browser, can send one.
struct LoopbackRequest
{
    QByteArray method;
    QByteArray path;                   // without the query, as sent
    QByteArray host;                   // the Host header; empty when absent or given twice
    QMultiMap<QString, QString> query; // form-decoded

    // The value of a parameter that is given exactly once.
    [[nodiscard]] std::optional<QString> single(const QString &name) const;
};

// Parses a head up to its empty line (both included in `head`). nullopt: not an HTTP/1.0 or 1.1 request.
[[nodiscard]] std::optional<LoopbackRequest> parseLoopbackRequest(const QByteArray &head);

} // namespace symbolon::auth
