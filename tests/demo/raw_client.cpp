// SPDX-License-Identifier: Apache-2.0
#include "raw_client.h"

#include "demo/text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace symbolon::demo::test {

namespace {

constexpr size_t endOfHead = 4; // of the empty line

size_t contentLength(const std::string &head)
{
    constexpr std::string_view name = "\r\ncontent-length: ";
    const size_t found = lower(head).find(name);
    return found == std::string::npos ? 0 : std::strtoull(head.c_str() + found + name.size(), nullptr, 10);
}

} // namespace

RawConnection::RawConnection(std::uint16_t port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (m_socket >= 0 && ::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

RawConnection::~RawConnection()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool RawConnection::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
}

void RawConnection::finishSending()
{
    ::shutdown(m_socket, SHUT_WR);
}

void RawConnection::abort()
{
    const linger atOnce{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    ::close(m_socket);
    m_socket = -1;
}

bool RawConnection::receive(std::chrono::steady_clock::time_point until)
{
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    pollfd waiting{m_socket, POLLIN, 0};
    if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0)
        return false;
    std::array<char, 65536> chunk{};
    const ssize_t received = ::recv(m_socket, chunk.data(), chunk.size(), 0);
    if (received <= 0)
        return false;
    m_received.append(chunk.data(), static_cast<size_t>(received));
    return true;
}

std::optional<RawAnswer> RawConnection::read(std::chrono::milliseconds limit, bool toHead)
{
    const auto until = std::chrono::steady_clock::now() + limit;
    size_t end = 0;
    while ((end = m_received.find("\r\n\r\n")) == std::string::npos) {
        if (!receive(until))
            return std::nullopt;
    }
    RawAnswer answer;
    answer.head = m_received.substr(0, end);
    m_received.erase(0, end + endOfHead);
    if (answer.head.size() > 12)
        answer.status = std::atoi(answer.head.c_str() + 9); // behind "HTTP/1.1 "
    const size_t length = toHead ? 0 : contentLength(answer.head);
    while (m_received.size() < length) {
        if (!receive(until)) {
            answer.whole = false;
            break;
        }
    }
    answer.body = m_received.substr(0, length);
    m_received.erase(0, std::min(length, m_received.size()));
    return answer;
}

bool RawConnection::closesWithin(std::chrono::milliseconds limit)
{
    const auto until = std::chrono::steady_clock::now() + limit;
    while (receive(until))
        m_received.clear();
    return std::chrono::steady_clock::now() < until;
}

std::string getRequest(const std::string &target, const std::string &token)
{
    std::string request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    if (!token.empty())
        request += "Authorization: Bearer " + token + "\r\n";
    return request + "\r\n";
}

} // namespace symbolon::demo::test
