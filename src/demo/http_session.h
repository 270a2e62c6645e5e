// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/network.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream_base.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <type_traits>

// Included by session.cpp alone: the only place that knows Beast.
namespace symbolon::demo {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using tcp = asio::ip::tcp;

// An answer as bytes. A cut one announces its whole length and holds half of it.
[[nodiscard]] std::string bytesOf(const Response &response, bool withoutBody, bool keepAlive);

// The answer to a request that could not be read; nullopt: the peer is gone, nothing is to be said.
[[nodiscard]] std::optional<Response> refusalOf(const error_code &error);

// What every session uses.
struct SessionEnvironment
{
    static constexpr size_t preparingThreads = 8;

    Network::Handler handler;
    Network::Preparation preparation;
    NetworkLimits limits;
    asio::thread_pool preparing{preparingThreads};
};

// One connection, plain or TLS. Everything happens in its strand; it lives as long as one of its operations does.
//
//   handshake → first byte → head → body → [preparation] → (handler) → [delay] → write → first byte …
//                                                              └ silent answer → linger until the peer closes
//
// Whoever sends the head or the body too slowly is told 408; a connection that says nothing is closed without a word.
template<typename Stream>
class Session final : public std::enable_shared_from_this<Session<Stream>>
{
public:
    template<typename... Arguments>
    Session(SessionEnvironment &environment, ServiceKind service, tcp::socket socket, Arguments &...arguments)
        : m_environment(environment)
        , m_limits(environment.limits)
        , m_service(service)
        , m_stream(std::move(socket), arguments...)
        , m_timer(m_stream.get_executor())
    {
    }

    void run()
    {
        if constexpr (isTls) {
            limitTo(m_limits.head);
            m_stream.async_handshake(asio::ssl::stream_base::server,
                                     [self = this->shared_from_this()](error_code error) {
                                         if (error)
                                             self->close();
                                         else
                                             self->waitForRequest();
                                     });
        } else {
            waitForRequest();
        }
    }

private:
    static constexpr bool isTls = !std::is_same_v<Stream, beast::tcp_stream>;

    beast::tcp_stream &lowest() { return beast::get_lowest_layer(m_stream); }

    // What is going on ends with operation_aborted when it takes longer.
    void limitTo(std::chrono::milliseconds time)
    {
        m_late = false;
        m_timer.expires_after(time);
        m_timer.async_wait([weak = this->weak_from_this()](error_code error) {
            const auto self = weak.lock();
            if (error || !self || self->m_timer.expiry() > std::chrono::steady_clock::now())
                return;
            self->m_late = true;
            self->lowest().cancel();
        });
    }

    void waitForRequest()
    {
        m_out = std::string(); // an idle connection holds nothing
        m_parser.emplace();
        m_parser->header_limit(static_cast<std::uint32_t>(m_limits.headBytes));
        m_parser->body_limit(m_limits.bodyBytes);
        if (m_buffer.size() != 0) { // sent before the last answer was read
            readHead();
            return;
        }
        m_buffer.shrink_to_fit();
        limitTo(m_limits.idle);
        m_stream.async_read_some(m_buffer.prepare(firstRead),
                                 [self = this->shared_from_this()](error_code error, size_t size) {
                                     self->m_buffer.commit(size);
                                     if (error)
                                         self->finish();
                                     else
                                         self->readHead();
                                 });
    }

    void readHead()
    {
        limitTo(m_limits.head);
        beast::http::async_read_header(
            m_stream, m_buffer, *m_parser, [self = this->shared_from_this()](error_code error, size_t) {
                if (error)
                    self->refuse(error);
                else if (beast::iequals(self->m_parser->get()[beast::http::field::expect], "100-continue"))
                    self->askForBody();
                else
                    self->readBody();
            });
    }

    void askForBody()
    {
        limitTo(m_limits.body);
        asio::async_write(m_stream, asio::buffer(goOn, sizeof goOn - 1),
                          [self = this->shared_from_this()](error_code error, size_t) {
                              if (error)
                                  self->close();
                              else
                                  self->readBody();
                          });
    }

    void readBody()
    {
        limitTo(m_limits.body);
        beast::http::async_read(m_stream, m_buffer, *m_parser,
                                [self = this->shared_from_this()](error_code error, size_t) {
                                    if (error)
                                        self->refuse(error);
                                    else
                                        self->prepare();
                                });
    }

    void refuse(const error_code &error)
    {
        if (const std::optional<Response> refusal = m_late
                ? textResponse(408, "text/plain; charset=utf-8", "The request took too long.")
                : refusalOf(error))
            answer(*refusal, false, false);
        else
            finish();
    }

    void prepare()
    {
        m_arrived = std::chrono::steady_clock::now();
        auto message = m_parser->release();
        m_parser.reset();
        Request request;
        request.method = std::string(message.method_string());
        request.target = std::string(message.target());
        for (const auto &field : message)
            request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
        request.body = std::move(message.body());

        m_timer.cancel();
        m_keepAlive = message.keep_alive();
        const std::function<void()> first = m_environment.preparation(m_service, request);
        if (!first) {
            handle(request);
            return;
        }
        asio::post(m_environment.preparing,
                   [self = this->shared_from_this(), first, request = std::move(request)]() mutable {
                       first();
                       asio::post(self->m_stream.get_executor(),
                                  [self, request = std::move(request)] { self->handle(request); });
                   });
    }

    void handle(const Request &request)
    {
        Response response = m_environment.handler(m_service, request);
        m_underWay = std::move(response.underWay);
        switch (response.delivery) {
        case Delivery::Silent:
            linger();
            return;
        case Delivery::Dropped:
            inTime(response.delay, [](Session &self) { self.close(); });
            return;
        case Delivery::Whole:
        case Delivery::Cut:
        case Delivery::Endless:
            answer(response, request.method == "HEAD", m_keepAlive && response.delivery == Delivery::Whole);
        }
    }

    template<typename Step>
    void after(std::chrono::milliseconds delay, Step step)
    {
        if (delay.count() <= 0) {
            step(*this);
            return;
        }
        m_timer.expires_after(delay);
        m_timer.async_wait([self = this->shared_from_this(), step](error_code error) {
            if (!error)
                step(*self);
        });
    }

    // So long after the request: what it took to answer counts, as a service's own time is part of the wait for it.
    template<typename Step>
    void inTime(std::chrono::milliseconds delay, Step step)
    {
        const auto passed = std::chrono::steady_clock::now() - m_arrived;
        after(std::chrono::ceil<std::chrono::milliseconds>(delay - passed), step);
    }

    void answer(const Response &response, bool withoutBody, bool keepAlive)
    {
        m_out = bytesOf(response, withoutBody, keepAlive);
        m_written = 0;
        m_bytesPerSecond = response.bytesPerSecond;
        m_cut = response.delivery == Delivery::Cut;
        m_endless = response.delivery == Delivery::Endless;
        m_keepAlive = keepAlive;
        inTime(response.delay, [](Session &self) { self.write(); });
    }

    void write()
    {
        const size_t left = m_out.size() - m_written;
        const size_t piece = m_bytesPerSecond == 0 ? left : std::min(left, m_bytesPerSecond / piecesPerSecond + 1);
        limitTo(m_limits.answer);
        // Before its last bytes leave: whoever has them may write again at once.
        if (piece == left)
            m_underWay.reset();
        asio::async_write(m_stream, asio::buffer(m_out.data() + m_written, piece),
                          [self = this->shared_from_this()](error_code error, size_t size) {
                              self->m_written += size;
                              if (error)
                                  self->close();
                              else if (self->m_written < self->m_out.size())
                                  self->after(std::chrono::milliseconds(1000 / piecesPerSecond),
                                              [](Session &session) { session.write(); });
                              else
                                  self->onWritten();
                          });
    }

    void onWritten()
    {
        if (m_endless) {
            m_out.assign(discardedAtOnce, ' ');
            m_written = 0;
            write();
        } else if (m_cut)
            close();
        else if (m_keepAlive)
            waitForRequest();
        else
            finish();
    }

    // Says nothing, and takes what comes, until the peer gives up.
    void linger()
    {
        m_stream.async_read_some(scratch(), [self = this->shared_from_this()](error_code error, size_t) {
            if (error)
                self->close();
            else
                self->linger();
        });
    }

    // Says goodbye, and takes what was sent meanwhile: closing over unread bytes would be a reset, which may take the
    // last answer with it.
    void finish()
    {
        limitTo(m_limits.farewell);
        if constexpr (isTls)
            m_stream.async_shutdown([self = this->shared_from_this()](error_code) { self->drain(); });
        else
            drain();
    }

    void drain()
    {
        error_code ignored;
        lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
        discard();
    }

    void discard()
    {
        if (m_late) {
            close();
            return;
        }
        lowest().async_read_some(scratch(), [self = this->shared_from_this()](error_code error, size_t) {
            if (error)
                self->close();
            else
                self->discard();
        });
    }

    // The buffer is of no other use by now.
    asio::mutable_buffer scratch()
    {
        m_buffer.clear();
        return m_buffer.prepare(discardedAtOnce);
    }

    void close()
    {
        m_timer.cancel();
        m_underWay.reset();
        lowest().close();
    }

    static constexpr char goOn[] = "HTTP/1.1 100 Continue\r\n\r\n";
    static constexpr size_t firstRead = 2048;
    static constexpr size_t discardedAtOnce = 65536;
    static constexpr size_t piecesPerSecond = 10;

    SessionEnvironment &m_environment;
    const NetworkLimits &m_limits;
    ServiceKind m_service;
    Stream m_stream;
    asio::steady_timer m_timer;
    bool m_late = false;
    beast::flat_buffer m_buffer;
    std::optional<beast::http::request_parser<beast::http::string_body>> m_parser;
    std::string m_out;
    std::shared_ptr<const void> m_underWay;          // until the answer leaves
    std::chrono::steady_clock::time_point m_arrived; // of the request, whole
    size_t m_written = 0;
    size_t m_bytesPerSecond = 0;
    bool m_cut = false;
    bool m_endless = false;
    bool m_keepAlive = false;
};

} // namespace symbolon::demo
