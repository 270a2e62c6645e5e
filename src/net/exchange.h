// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/transport.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace symbolon::net {

// One request on its way through the transport:
//
//   queued ── slot free ──► inFlight ── whole answer, or an error that stays ──► ended
//                           inFlight ── worth another attempt ──► pausing ── timer ──► queued
//   any state ── stop token ──► ended (Cancelled)
//
// Everything ends in end(), once.
class Exchange final : public QObject
{
    Q_OBJECT
public:
    Exchange(Transport &transport, Request request, const std::stop_token &stop);
    ~Exchange() override;

    [[nodiscard]] Future<Response> future() const { return m_completion.future(); }
    [[nodiscard]] const Request &request() const { return m_request; }
    [[nodiscard]] bool isInFlight() const { return m_reply != nullptr; }

    // The transport has a slot: sends the next attempt.
    void attempt();

    // The stop token was triggered; by name, from whatever thread, through the event loop.
    Q_INVOKABLE void stopped();

private:
    // Why an attempt was cut short from our side; Qt says OperationCanceled to all of it.
    enum class Intent { None, Idle, Total, TooLarge };

    [[nodiscard]] QNetworkRequest prepared();
    [[nodiscard]] QNetworkReply *dispatch(const QNetworkRequest &prepared);
    void cut(Intent intent);
    void readSome();
    void replied();
    [[nodiscard]] Response answer() const;
    [[nodiscard]] std::optional<Error> breakage() const;
    [[nodiscard]] Error lost(ErrorKind kind, const QString &message) const;
    // `refused`: the service asked for patience, in so many words or by failing for a moment.
    [[nodiscard]] bool tryAgain(int limit, std::chrono::milliseconds asked, bool refused);
    [[nodiscard]] std::chrono::milliseconds backOff() const;
    void record(int status, std::optional<ErrorKind> error);
    void dropReply();
    void end(Result<Response> result);

    Transport &m_transport;
    Request m_request;
    Completion<Response> m_completion;
    QNetworkReply *m_reply = nullptr;
    QByteArray m_body;
    QByteArray m_clientRequestId;
    Intent m_intent = Intent::None;
    int m_attempt = 0;
    QTimer m_idle;
    QTimer m_total;
    QTimer m_pause;
    QElapsedTimer m_elapsed;
    QDateTime m_startedAt;
    std::unique_ptr<std::stop_callback<std::function<void()>>> m_onStop;
};

} // namespace symbolon::net
