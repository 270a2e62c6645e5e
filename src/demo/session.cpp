// SPDX-License-Identifier: Apache-2.0
#include "demo/http_session.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/strand.hpp>

#include <thread>

namespace symbolon::demo {

namespace {

namespace http = beast::http;

// A header must not become two, whatever it was made of.
std::string withoutLineBreaks(std::string text)
{
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; }),
               text.end());
    return text;
}

} // namespace

std::string bytesOf(const Response &response, bool withoutBody, bool keepAlive)
{
    const bool cut = response.delivery == Delivery::Cut;
    const auto status = static_cast<http::status>(response.status);
    std::string bytes = "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(http::obsolete_reason(status))
        + "\r\n";
    for (const auto &header : response.headers)
        bytes.append(header.first).append(": ").append(withoutLineBreaks(header.second)).append("\r\n");
    if (response.header("Date").empty())
        bytes += "Date: " + httpTime(std::chrono::system_clock::now()) + "\r\n";
    bytes += keepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n";
    // An empty body can be cut too: some bytes are announced and none come.
    const size_t announced = cut && response.body.empty() ? 64 : response.body.size();
    if (response.delivery != Delivery::Endless && (response.status != 204 || cut))
        bytes += "Content-Length: " + std::to_string(announced) + "\r\n";
    bytes += "\r\n";
    if (!withoutBody)
        bytes += cut ? response.body.substr(0, response.body.size() / 2) : response.body;
    return bytes;
}

std::optional<Response> refusalOf(const error_code &error)
{
    const char *const type = "text/plain; charset=utf-8";
    if (error == http::error::body_limit)
        return textResponse(413, type, "The body is too large.");
    if (error == http::error::header_limit)
        return textResponse(431, type, "The headers are too large.");
    if (error == http::error::end_of_stream || error == http::error::partial_message)
        return std::nullopt;
    if (error.category() == make_error_code(http::error::bad_method).category())
        return textResponse(400, type, "This is no HTTP request.");
    return std::nullopt;
}

namespace {

using PlainSession = Session<beast::tcp_stream>;
using TlsSession = Session<beast::ssl_stream<beast::tcp_stream>>;

// More than one, so that an answer that needs its time holds nobody up.
constexpr int threadCount = 4;

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
        asio::ssl::context *tls; // nullptr: plain
    };

    Impl(Handler handler, Preparation preparation, const std::optional<ServerCertificate> &certificate,
         const NetworkLimits &limits)
        : environment{std::move(handler), std::move(preparation), limits}
    {
        if (certificate)
            load(tls, *certificate);
    }

    static void load(std::optional<asio::ssl::context> &tls, const ServerCertificate &certificate)
    {
        error_code ignored; // a certificate that does not load fails every handshake, which the first client reports
        tls.emplace(asio::ssl::context::tls_server);
        tls->use_certificate_chain(asio::buffer(certificate.certificate), ignored);
        tls->use_private_key(asio::buffer(certificate.privateKey), asio::ssl::context::pem, ignored);
    }

    Result<std::uint16_t> listen(ServiceKind service, const std::string &address, std::uint16_t port,
                                 asio::ssl::context *secured);

    std::optional<error_code> open(ServiceKind service, const tcp::endpoint &endpoint, asio::ssl::context *secured)
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
            std::make_unique<Listener>(Listener{service, std::move(acceptor), asio::steady_timer(context), secured}));
        return std::nullopt;
    }

    void accept(Listener &listener)
    {
        listener.acceptor.async_accept(
            asio::make_strand(context), [this, &listener](error_code error, tcp::socket socket) {
                if (error == asio::error::operation_aborted)
                    return;
                if (error) { // out of descriptors, for instance: wait a moment instead of spinning
                    listener.pause.expires_after(std::chrono::milliseconds(100));
                    listener.pause.async_wait([this, &listener](error_code) { accept(listener); });
                    return;
                }
                error_code ignored;
                socket.set_option(tcp::no_delay(true), ignored);
                if (listener.tls != nullptr)
                    std::make_shared<TlsSession>(environment, listener.service, std::move(socket), *listener.tls)
                        ->run();
                else
                    std::make_shared<PlainSession>(environment, listener.service, std::move(socket))->run();
                accept(listener);
            });
    }

    SessionEnvironment environment;
    std::optional<asio::ssl::context> tls;
    std::optional<asio::ssl::context> otherTls; // of listenWith()
    asio::io_context context{threadCount};
    std::vector<std::unique_ptr<Listener>> listeners;
    std::vector<std::thread> threads;
};

Network::Network(Handler handler, Preparation preparation, const std::optional<ServerCertificate> &certificate,
                 const NetworkLimits &limits)
    : m_impl(std::make_unique<Impl>(std::move(handler), std::move(preparation), certificate, limits))
{
}

Network::~Network()
{
    stop();
}

Result<std::uint16_t> Network::Impl::listen(ServiceKind service, const std::string &address, std::uint16_t port,
                                            asio::ssl::context *secured)
{
    if (!address.empty()) {
        error_code error;
        const asio::ip::address parsed = asio::ip::make_address(address, error);
        const std::optional<error_code> failed = error ? error : open(service, tcp::endpoint(parsed, port), secured);
        if (failed)
            return failure(listenError(address, port, *failed));
        return listeners.back()->acceptor.local_endpoint().port();
    }
    // The port that IPv4 gave may be taken in IPv6: with a free choice another one is tried.
    constexpr int attempts = 20;
    for (int attempt = 0;; ++attempt) {
        if (const auto failed = open(service, tcp::endpoint(asio::ip::address_v4::loopback(), port), secured))
            return failure(listenError("127.0.0.1", port, *failed));
        const std::uint16_t chosen = listeners.back()->acceptor.local_endpoint().port();
        const auto failed = open(service, tcp::endpoint(asio::ip::address_v6::loopback(), chosen), secured);
        const bool taken = failed && *failed == asio::error::address_in_use;
        if (!taken) // a system without IPv6 is served in IPv4 alone
            return chosen;
        listeners.pop_back();
        if (port != 0 || attempt == attempts)
            return failure(listenError("[::1]", chosen, *failed));
    }
}

Result<std::uint16_t> Network::listen(ServiceKind service, const std::string &address, std::uint16_t port)
{
    return m_impl->listen(service, address, port, m_impl->tls ? &*m_impl->tls : nullptr);
}

Result<std::uint16_t> Network::listenWith(const ServerCertificate &certificate, ServiceKind service,
                                          const std::string &address)
{
    Impl::load(m_impl->otherTls, certificate);
    return m_impl->listen(service, address, 0, &*m_impl->otherTls);
}

void Network::start()
{
    for (const auto &listener : m_impl->listeners)
        m_impl->accept(*listener);
    for (int i = 0; i < threadCount; ++i)
        m_impl->threads.emplace_back([impl = m_impl.get()] { impl->context.run(); });
}

void Network::stop()
{
    m_impl->context.stop();
    for (std::thread &thread : m_impl->threads)
        thread.join();
    m_impl->threads.clear();
    m_impl->environment.preparing.join();
    m_impl->listeners.clear();
}

} // namespace symbolon::demo
