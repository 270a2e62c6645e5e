// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/loopback_page.h"
#include "auth/stop_hook.h"
#include "base/async.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <optional>
#include <stop_token>

class QTcpSocket;

namespace symbolon::auth {

struct LoopbackRequest;

// Waits on this computer's loopback for the browser to come back from the authorize page (RFC 8252, 7.3).
//
//   idle ──listen()──► listening ── GET / with the right state ──► held (the tab waits) ──conclude()──► closed
//                       │     ▲ └── stop, time-out ────────────────────────────────────────────────────► closed
//                       └─────┘ wrong state, other path, POST …: a page that says so, and on
//
// Both loopback families share one random port, because "localhost" may resolve to either. A request is read up to
// maxRequestBytes; anything but a GET of "/" whose Host is this listener is refused. The first request with the right
// state ends the listening; its browser tab stays open until conclude() says how the whole sign-in ended, so that the
// tab and the program tell the same story.
class LoopbackReceiver final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype maxRequestBytes = 16 * qsizetype(1024);
    static constexpr int maxConnections = 32;
    static constexpr std::chrono::seconds requestTimeout{10};

    // `state` is what the authorize request carries.
    explicit LoopbackReceiver(QByteArray state, QObject *parent = nullptr);
    // A tab that still waits is told that the sign-in was given up.
    ~LoopbackReceiver() override;

    // Binds and returns the redirect URI, http://localhost:PORT without a path. ErrorKind::Storage when no loopback
    // address can be bound.
    [[nodiscard]] Result<QUrl> listen();

    // The authorization code. Errors: Cancelled, Timeout, and what the login service sent back instead of a code (see
    // oauthError()). Call once, after listen().
    [[nodiscard]] Future<QByteArray> receive(const std::stop_token &stop, std::chrono::milliseconds timeout);

    // Answers the waiting browser tab, if there is one. Later calls do nothing.
    void conclude(const LoopbackPage &page);

private:
    void accept(QTcpServer &server);
    void read(QTcpSocket *socket);
    void handle(QTcpSocket *socket, const LoopbackRequest &request);
    void answer(QTcpSocket *socket, const LoopbackPage &page);
    [[nodiscard]] bool isOurHost(const QByteArray &host) const;
    void end(Result<QByteArray> outcome);

    QByteArray m_state;
    quint16 m_port = 0;
    QTcpServer m_server4;
    QTcpServer m_server6;
    QTimer m_timeout;
    QHash<QTcpSocket *, QByteArray> m_reading; // what has arrived of a request
    QPointer<QTcpSocket> m_held;
    Completion<QByteArray> m_completion;
    std::optional<StopHook> m_stop;
};

} // namespace symbolon::auth
