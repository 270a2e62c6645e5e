// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "demo/certificate.h"
#include "demo/http.h"
#include "demo/world.h"

#include <functional>
#include <memory>
#include <optional>

namespace symbolon::demo {

// Sockets: listens, reads requests, hands them to a function and writes what it answers. One thread of its own.
// Implemented in session.cpp, the only file that includes Beast.
class Network final
{
public:
    // Called in the network's thread.
    using Handler = std::function<Response(ServiceKind, const Request &)>;

    // With a certificate every connection is TLS.
    Network(Handler handler, const std::optional<ServerCertificate> &certificate);
    ~Network(); // stops
    Network(const Network &) = delete;
    Network &operator=(const Network &) = delete;

    // Before start(). An empty address means loopback, in both families where the system has both; port 0 any free one.
    [[nodiscard]] Result<std::uint16_t> listen(ServiceKind service, const std::string &address, std::uint16_t port);
    void start();
    void stop(); // closes every connection and waits for the thread

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace symbolon::demo
