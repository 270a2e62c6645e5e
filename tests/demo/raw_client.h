// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace symbolon::demo::test {

// An answer as it stood on the wire.
struct RawAnswer
{
    int status = 0;
    std::string head;  // status line and headers
    std::string body;  // as many bytes as Content-Length says
    bool whole = true; // false: the connection ended before
};

// A blocking connection to 127.0.0.1 that sends whatever bytes it is given: what no HTTP library would do.
class RawConnection final
{
public:
    explicit RawConnection(std::uint16_t port);
    ~RawConnection();
    RawConnection(const RawConnection &) = delete;
    RawConnection &operator=(const RawConnection &) = delete;

    [[nodiscard]] bool isOpen() const { return m_socket >= 0; }
    // False when the other side is gone.
    bool send(std::string_view bytes);
    // No more will be sent; what comes can still be read.
    void finishSending();
    // Closes with a reset instead of a farewell.
    void abort();
    // The next answer; nullopt when the connection ends, or the time, before one begins.
    [[nodiscard]] std::optional<RawAnswer> read(std::chrono::milliseconds limit = std::chrono::seconds(20),
                                                bool toHead = false);
    // Whether the other side closes within the time; what it sends until then is thrown away.
    [[nodiscard]] bool closesWithin(std::chrono::milliseconds limit);

private:
    // False: closed, broken or too late.
    bool receive(std::chrono::steady_clock::time_point until);

    int m_socket = -1;
    std::string m_received;
};

// A whole GET with a Host header; `token` empty: without Authorization.
[[nodiscard]] std::string getRequest(const std::string &target, const std::string &token = {});

} // namespace symbolon::demo::test
