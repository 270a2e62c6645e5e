// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "demo/certificate.h"
#include "demo/http.h"
#include "demo/world.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace symbolon::demo {

// What a client may take: of time, and of bytes.
struct NetworkLimits
{
    std::chrono::milliseconds idle = std::chrono::seconds(120);   // between two requests
    std::chrono::milliseconds head = std::chrono::seconds(30);    // to send a request's head once it has begun
    std::chrono::milliseconds body = std::chrono::seconds(60);    // and its body
    std::chrono::milliseconds answer = std::chrono::seconds(60);  // to take an answer
    std::chrono::milliseconds farewell = std::chrono::seconds(5); // to close after the last one
    size_t headBytes = 128UL * 1024;
    size_t bodyBytes = 4UL * 1024 * 1024;
};

// Sockets: listens, reads requests, hands them to a function and writes what it answers. A few threads of its own.
// Implemented in session.cpp, the only file that includes Beast.
class Network final
{
public:
    // Called in the network's threads, several at once.
    using Handler = std::function<Response(ServiceKind, const Request &)>;

    // Called there too: what has to be done before the request is handled. That is done in yet another thread, while other
    // requests go on. Empty: nothing.
    using Preparation = std::function<std::function<void()>(ServiceKind, const Request &)>;

    // With a certificate every connection is TLS.
    Network(Handler handler, Preparation preparation, const std::optional<ServerCertificate> &certificate,
            const NetworkLimits &limits = {});
    ~Network(); // stops
    Network(const Network &) = delete;
    Network &operator=(const Network &) = delete;

    // Before start(). An empty address means loopback, in both families where the system has both; port 0 any free one.
    [[nodiscard]] Result<std::uint16_t> listen(ServiceKind service, const std::string &address, std::uint16_t port);
    // The same at any free port, over TLS with a certificate of its own.
    [[nodiscard]] Result<std::uint16_t> listenWith(const ServerCertificate &certificate, ServiceKind service,
                                                   const std::string &address);
    void start();
    void stop(); // closes every connection and waits for the threads

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace symbolon::demo
