// SPDX-License-Identifier: Apache-2.0
#include "demo/network.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <thread>
#include <type_traits>

namespace symbolon::demo {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;

constexpr std::chrono::seconds idleTimeout(120);
constexpr std::uint32_t headerLimit = 128U * 1024;
constexpr std::uint64_t bodyLimit = 4ULL * 1024 * 1024;

std::string httpDate()
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 64> text{};
    const size_t length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), length};
}

// An answer as bytes. A cut one announces its whole length and holds half of it.
std::string bytesOf(const Response &response, bool withoutBody, bool keepAlive)
{
    const bool cut = response.delivery == Delivery::Cut;
    const auto status = static_cast<http::status>(response.status);
    std::string bytes = "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(http::obsolete_reason(status))
        + "\r\n";
    for (const auto &header : response.headers)
        bytes += header.first + ": " + header.second + "\r\n";
    bytes += "Date: " + httpDate() + "\r\n";
    bytes += keepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
    // An empty body can be cut too: some bytes are announced and none come.
    const size_t announced = cut && response.body.empty() ? 64 : response.body.size();
    if (response.status != 204 || cut)
        bytes += "Content-Length: " + std::to_string(announced) + "\r\n";
    bytes += "\r\n";
    if (!withoutBody)
        bytes += cut ? response.body.substr(0, response.body.size() / 2) : response.body;
    return bytes;
}

// One connection, plain or TLS. Lives as long as one of its operations does.
//
//   handshake → read → (handler) → write → read …   until the peer closes, something breaks or an answer says so
//                         └ silent answer → linger until the peer closes
template<typename Stream>
class Session final : public std::enable_shared_from_this<Session<Stream>>
{
public:
    template<typename... Arguments>
    Session(const Network::Handler &handler, ServiceKind service, tcp::socket socket, Arguments &...arguments)
        : m_handler(handler)
        , m_service(service)
        , m_stream(std::move(socket), arguments...)
    {
    }

    void run()
    {
        if constexpr (isTls) {
            lowest().expires_after(idleTimeout);
            m_stream.async_handshake(asio::ssl::stream_base::server,
                                     [self = this->shared_from_this()](error_code error) {
                                         if (!error)
                                             self->read();
                                     });
        } else {
            read();
        }
    }

private:
    static constexpr bool isTls = !std::is_same_v<Stream, beast::tcp_stream>;

    beast::tcp_stream &lowest() { return beast::get_lowest_layer(m_stream); }

    void read()
    {
        m_parser.emplace();
        m_parser->header_limit(headerLimit);
        m_parser->body_limit(bodyLimit);
        lowest().expires_after(idleTimeout);
        http::async_read(m_stream, m_buffer, *m_parser,
                         [self = this->shared_from_this()](error_code error, size_t) { self->onRead(error); });
    }

    void onRead(error_code error)
    {
        if (error == http::error::header_limit || error == http::error::body_limit) {
            answer(textResponse(error == http::error::body_limit ? 413 : 431, "text/plain", "Too large."), false,
                   false);
            return;
        }
        if (error) {
            finish();
            return;
        }
        const auto &message = m_parser->get();
        Request request;
        request.method = std::string(message.method_string());
        request.target = std::string(message.target());
        for (const auto &field : message)
            request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
        request.body = message.body();

        const Response response = m_handler(m_service, request);
        if (response.delivery == Delivery::Silent) {
            linger();
            return;
        }
        m_underWay = response.underWay;
        const bool withoutBody = request.method == "HEAD";
        const bool keepAlive = message.keep_alive() && response.delivery == Delivery::Whole;
        if (response.delay == std::chrono::milliseconds::zero()) {
            answer(response, withoutBody, keepAlive);
            return;
        }
        lowest().expires_never();
        m_pause.expires_after(response.delay);
        m_pause.async_wait([self = this->shared_from_this(), response, withoutBody, keepAlive](error_code) {
            self->answer(response, withoutBody, keepAlive);
        });
    }

    void answer(const Response &response, bool withoutBody, bool keepAlive)
    {
        m_out = bytesOf(response, withoutBody, keepAlive);
        const bool cut = response.delivery == Delivery::Cut;
        lowest().expires_after(idleTimeout);
        asio::async_write(m_stream, asio::buffer(m_out),
                          [self = this->shared_from_this(), keepAlive, cut](error_code error, size_t) {
                              self->m_underWay.reset();
                              if (error || cut)
                                  self->close();
                              else if (keepAlive)
                                  self->read();
                              else
                                  self->finish();
                          });
    }

    // Says nothing, and takes what comes, until the peer gives up.
    void linger()
    {
        lowest().expires_never();
        m_stream.async_read_some(asio::buffer(m_scratch), [self = this->shared_from_this()](error_code error, size_t) {
            if (error)
                self->close();
            else
                self->linger();
        });
    }

    void finish()
    {
        if constexpr (isTls) {
            lowest().expires_after(std::chrono::seconds(5));
            m_stream.async_shutdown([self = this->shared_from_this()](error_code) { self->close(); });
        } else {
            error_code ignored;
            m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        }
    }

    void close() { lowest().close(); }

    const Network::Handler &m_handler;
    ServiceKind m_service;
    Stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    asio::steady_timer m_pause{m_stream.get_executor()};
    std::shared_ptr<const void> m_underWay; // until the answer has left
    std::string m_out;
    std::array<char, 4096> m_scratch{};
};

using PlainSession = Session<beast::tcp_stream>;
using TlsSession = Session<beast::ssl_stream<beast::tcp_stream>>;

Error listenError(const std::string &address, std::uint16_t port, const error_code &error)
{
    Error result;
    result.kind = ErrorKind::Offline;
    result.message =
        QString::fromStdString("cannot listen on " + address + ":" + std::to_string(port) + ": " + error.message());
    return result;
}

} // namespace

struct Network::Impl
{
    struct Listener
    {
        ServiceKind service;
        tcp::acceptor acceptor;
        asio::steady_timer pause;
    };

    Impl(Handler given, const std::optional<ServerCertificate> &certificate)
        : handler(std::move(given))
    {
        if (!certificate)
            return;
        error_code ignored; // a certificate that does not load fails every handshake, which the first client reports
        tls.emplace(asio::ssl::context::tls_server);
        tls->use_certificate_chain(asio::buffer(certificate->certificate), ignored);
        tls->use_private_key(asio::buffer(certificate->privateKey), asio::ssl::context::pem, ignored);
    }

    std::optional<error_code> open(ServiceKind service, const tcp::endpoint &endpoint)
    {
        error_code error;
        tcp::acceptor acceptor(context);
        acceptor.open(endpoint.protocol(), error);
        if (!error)
            acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        if (!error && endpoint.protocol() == tcp::v6())
            acceptor.set_option(asio::ip::v6_only(true), error);
        if (!error)
            acceptor.bind(endpoint, error);
        if (!error)
            acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return error;
        listeners.push_back(
            std::make_unique<Listener>(Listener{service, std::move(acceptor), asio::steady_timer(context)}));
        return std::nullopt;
    }

    void accept(Listener &listener)
    {
        listener.acceptor.async_accept([this, &listener](error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            if (error) { // out of descriptors, for instance: wait a moment instead of spinning
                listener.pause.expires_after(std::chrono::milliseconds(100));
                listener.pause.async_wait([this, &listener](error_code) { accept(listener); });
                return;
            }
            error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            if (tls)
                std::make_shared<TlsSession>(handler, listener.service, std::move(socket), *tls)->run();
            else
                std::make_shared<PlainSession>(handler, listener.service, std::move(socket))->run();
            accept(listener);
        });
    }

    Handler handler;
    std::optional<asio::ssl::context> tls;
    asio::io_context context{1};
    std::vector<std::unique_ptr<Listener>> listeners;
    std::thread thread;
};

Network::Network(Handler handler, const std::optional<ServerCertificate> &certificate)
    : m_impl(std::make_unique<Impl>(std::move(handler), certificate))
{
}

Network::~Network()
{
    stop();
}

Result<std::uint16_t> Network::listen(ServiceKind service, const std::string &address, std::uint16_t port)
{
    if (!address.empty()) {
        error_code error;
        const asio::ip::address parsed = asio::ip::make_address(address, error);
        const std::optional<error_code> failed = error ? error : m_impl->open(service, tcp::endpoint(parsed, port));
        if (failed)
            return failure(listenError(address, port, *failed));
        return m_impl->listeners.back()->acceptor.local_endpoint().port();
    }
    // The port that IPv4 gave may be taken in IPv6: with a free choice another one is tried.
    constexpr int attempts = 20;
    for (int attempt = 0;; ++attempt) {
        if (const auto failed = m_impl->open(service, tcp::endpoint(asio::ip::address_v4::loopback(), port)))
            return failure(listenError("127.0.0.1", port, *failed));
        const std::uint16_t chosen = m_impl->listeners.back()->acceptor.local_endpoint().port();
        const auto failed = m_impl->open(service, tcp::endpoint(asio::ip::address_v6::loopback(), chosen));
        const bool taken = failed && *failed == asio::error::address_in_use;
        if (!taken) // a system without IPv6 is served in IPv4 alone
            return chosen;
        m_impl->listeners.pop_back();
        if (port != 0 || attempt == attempts)
            return failure(listenError("[::1]", chosen, *failed));
    }
}

void Network::start()
{
    for (const auto &listener : m_impl->listeners)
        m_impl->accept(*listener);
    m_impl->thread = std::thread([impl = m_impl.get()] { impl->context.run(); });
}

void Network::stop()
{
    m_impl->context.stop();
    if (m_impl->thread.joinable())
        m_impl->thread.join();
    m_impl->listeners.clear();
}

} // namespace symbolon::demo
