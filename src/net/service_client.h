// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/refresh_gate.h"
#include "net/transport.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <stop_token>

namespace symbolon::net {

// One call of a service, before it has a token.
struct Call
{
    QByteArray method = QByteArrayLiteral("GET");
    QString target;  // "/v1.0/me?$select=id", percent-encoded, below the base URL; or an absolute link of the service
    QByteArray body; // JSON; empty: none
    QList<Header> headers;
    Priority priority = Priority::User;
    bool changesNothing = false; // see Request
    QString subject;             // translated, what is being done: "Reading app registrations"
};

// Calls one service at one configured base URL with its bearer token. A link that leads to another origin, however it
// came about, ends as ErrorKind::Protocol before anything is sent. A 401 is answered with one refresh and one replay
// (once more where it demands claims, and where the token had aged on its way through queue and pauses), then it stays
// ErrorKind::Unauthorized.
class ServiceClient final : public QObject
{
    Q_OBJECT
public:
    // Fills code and message of an error from the service's error body.
    using ErrorReader = std::function<void(const Response &response, Error &error)>;
    // The link to the next page, where the service writes it before the items, so that it can be had without reading
    // those; else empty.
    using LinkReader = std::function<QString(const QByteArray &body)>;

    // `base` must pass checkBaseUrl(). `transport` and `source` outlive the client.
    ServiceClient(Service service, QUrl base, Transport &transport, TokenSource &source, ErrorReader reader,
                  QObject *parent = nullptr, LinkReader linkReader = {});

    // A successful answer, or an Error; never a Response with another status.
    [[nodiscard]] Future<Response> send(const Call &call, std::stop_token stop = {});

    // Where the call would go. Errors: ErrorKind::Protocol for another origin or an unusable link.
    [[nodiscard]] Result<QUrl> resolve(const QString &target) const;

    [[nodiscard]] Service service() const { return m_service; }
    [[nodiscard]] QString linkAhead(const QByteArray &body) const
    {
        return m_linkReader ? m_linkReader(body) : QString();
    }

private:
    struct Pending;

    void authorise(const std::shared_ptr<Pending> &pending, const Result<QByteArray> &token);
    void answered(const std::shared_ptr<Pending> &pending, Result<Response> response);

    Service m_service;
    QUrl m_base;
    Transport &m_transport;
    ErrorReader m_reader;
    LinkReader m_linkReader;
    RefreshGate m_gate;
};

} // namespace symbolon::net
