// SPDX-License-Identifier: Apache-2.0
#include "demo/url_fetch.h"

#include "demo/text.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <openssl/ssl.h>

#include <optional>

namespace symbolon::demo {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;

struct Place
{
    bool tls = false;
    std::string host; // without brackets
    std::string port;
    std::string authority; // as the Host header has it
    std::string target;
};

std::optional<Place> placeOf(const std::string &url)
{
    Place place;
    std::string_view rest(url);
    if (startsWithText(rest, "https://"))
        place.tls = true;
    else if (!startsWithText(rest, "http://"))
        return std::nullopt;
    rest.remove_prefix(place.tls ? 8 : 7);
    const size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    const std::string_view authority = rest.substr(0, end);
    const std::string_view target = rest.substr(end, rest.find('#') - end);
    if (authority.empty() || authority.find_first_of("@ \\") != std::string_view::npos)
        return std::nullopt;
    for (const char c : target) {
        if (static_cast<unsigned char>(c) <= ' ' || c == '\x7f')
            return std::nullopt;
    }
    place.authority = std::string(authority);
    place.target = (target.empty() || target.front() != '/' ? "/" : "") + std::string(target);
    const size_t hostEnd = authority.front() == '[' ? authority.find(']') : authority.find(':');
    if (authority.front() == '[') {
        if (hostEnd == std::string_view::npos)
            return std::nullopt;
        place.host = std::string(authority.substr(1, hostEnd - 1));
    } else {
        place.host = std::string(authority.substr(0, hostEnd));
    }
    const size_t colon = authority.find(':', authority.front() == '[' ? hostEnd : 0);
    place.port = colon == std::string_view::npos ? (place.tls ? "443" : "80")
                                                 : std::string(authority.substr(colon + 1));
    const bool isNumber = !place.port.empty() && place.port.find_first_not_of("0123456789") == std::string::npos;
    return place.host.empty() || !isNumber ? std::nullopt : std::optional<Place>(place);
}

bool isLoopback(const std::string &host)
{
    return sameText(host, "localhost") || host == "::1" || host == "127.0.0.1";
}

// One request, step after step on a loop of its own, so that every step ends in time.
class Fetch final
{
public:
    Fetch(Place place, const FetchLimits &limits, const std::stop_token &stop)
        : m_place(std::move(place))
        , m_limits(limits)
        , m_stop(stop)
        , m_end(std::chrono::steady_clock::now() + limits.time)
    {
    }

    Fetched run()
    {
        tcp::resolver resolver(m_context);
        tcp::resolver::results_type found;
        const bool resolved = step(
            [&](auto done) {
                resolver.async_resolve(m_place.host, m_place.port,
                                       [&found, done](error_code error, tcp::resolver::results_type results) {
                                           found = std::move(results);
                                           done(error);
                                       });
            },
            [&resolver] { resolver.cancel(); });
        if (!resolved)
            return failed("The name cannot be resolved");
        return m_place.tls ? overTls(found) : plain(found);
    }

private:
    Fetched plain(const tcp::resolver::results_type &found)
    {
        beast::tcp_stream stream(m_context);
        return connect(stream, found) ? exchange(stream, stream) : failed("There is no connection");
    }

    Fetched overTls(const tcp::resolver::results_type &found)
    {
        asio::ssl::context tls(asio::ssl::context::tls_client);
        error_code ignored;
        tls.set_default_verify_paths(ignored);
        addAuthorities(tls);
        tls.set_verify_mode(asio::ssl::verify_peer);
        beast::ssl_stream<beast::tcp_stream> stream(m_context, tls);
        stream.set_verify_callback(asio::ssl::host_name_verification(m_place.host));
        SSL_set_tlsext_host_name(stream.native_handle(), m_place.host.c_str());
        beast::tcp_stream &lowest = beast::get_lowest_layer(stream);
        if (!connect(lowest, found))
            return failed("There is no connection");
        const bool shaken = step(
            [&](auto done) {
                stream.async_handshake(asio::ssl::stream_base::client, [done](error_code error) { done(error); });
            },
            [&lowest] { lowest.close(); });
        return shaken ? exchange(stream, lowest) : failed("TLS failed");
    }

    // PEM may hold several certificates; OpenSSL's own bundle reader takes them all.
    void addAuthorities(asio::ssl::context &tls) const
    {
        std::string_view rest(m_limits.authorities);
        constexpr std::string_view last = "-----END CERTIFICATE-----";
        for (size_t end = rest.find(last); end != std::string_view::npos; end = rest.find(last)) {
            error_code ignored; // what is no certificate is trusted by nobody
            tls.add_certificate_authority(asio::buffer(rest.data(), end + last.size()), ignored);
            rest.remove_prefix(end + last.size());
        }
    }

    bool connect(beast::tcp_stream &stream, const tcp::resolver::results_type &found)
    {
        return step(
            [&](auto done) {
                stream.async_connect(found, [done](error_code error, const tcp::endpoint &) { done(error); });
            },
            [&stream] { stream.close(); });
    }

    template<typename Stream>
    Fetched exchange(Stream &stream, beast::tcp_stream &lowest)
    {
        http::request<http::empty_body> request(http::verb::get, m_place.target, 11);
        request.set(http::field::host, m_place.authority);
        request.set(http::field::accept, "application/json");
        request.set(http::field::connection, "close");
        beast::flat_buffer buffer;
        http::response_parser<http::string_body> parser;
        parser.body_limit(m_limits.bytes);
        const auto close = [&lowest] { lowest.close(); };
        const bool sent = step(
            [&](auto done) { http::async_write(stream, request, [done](error_code error, size_t) { done(error); }); },
            close);
        const bool whole =
            sent
            && step(
                [&](auto done) {
                    http::async_read(stream, buffer, parser, [done](error_code error, size_t) { done(error); });
                },
                close);
        if (!whole)
            return failed("There is no whole answer");
        return {static_cast<int>(parser.get().result_int()), parser.get().body(), {}};
    }

    // Starts an operation and runs the loop until it is done. When time is over it is cancelled, and then awaited all
    // the same: it refers to what lives here.
    template<typename Start, typename Cancel>
    bool step(const Start &start, const Cancel &cancel)
    {
        std::optional<error_code> outcome;
        start([&outcome](error_code error) { outcome = error; });
        bool cancelled = false;
        m_context.restart();
        while (!outcome) {
            if (!cancelled && (m_stop.stop_requested() || std::chrono::steady_clock::now() >= m_end)) {
                cancel();
                cancelled = true;
            }
            m_context.run_one_for(std::chrono::milliseconds(50));
        }
        m_reason = cancelled ? "it takes too long" : outcome->message();
        return !cancelled && !*outcome;
    }

    [[nodiscard]] Fetched failed(const std::string &what) const { return {0, {}, what + ": " + m_reason + "."}; }

    Place m_place;
    const FetchLimits &m_limits;
    const std::stop_token &m_stop;
    std::chrono::steady_clock::time_point m_end;
    asio::io_context m_context{1};
    std::string m_reason;
};

} // namespace

bool mayFetch(const std::string &url)
{
    const std::optional<Place> place = placeOf(url);
    return place && (place->tls || isLoopback(place->host));
}

Fetched fetchUrl(const std::string &url, const FetchLimits &limits, const std::stop_token &stop)
{
    const std::optional<Place> place = placeOf(url);
    if (!place || !mayFetch(url))
        return {0, {}, "Nothing is read from there: it has to be https, or http on loopback."};
    return Fetch(*place, limits, stop).run();
}

} // namespace symbolon::demo
