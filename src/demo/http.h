// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/text.h"

#include <chrono>
#include <memory>

namespace symbolon::demo {

// One HTTP request as it arrived: `target` is path and query, still encoded.
struct Request
{
    std::string method;
    std::string target;
    Fields headers;
    std::string body;
};

// What happens to an answer on its way out.
enum class Delivery {
    Whole,
    Silent,  // no answer: the connection stays open and nothing comes
    Cut,     // half of the body, then the connection closes
    Dropped, // no answer: the connection closes
    Endless, // blanks after the body, until the peer has enough
};

struct Response
{
    int status = 200;
    Fields headers;
    std::string body;
    Delivery delivery = Delivery::Whole;
    std::chrono::milliseconds delay{0};   // from the request until it is sent, at least
    size_t bytesPerSecond = 0;            // 0: as fast as it goes
    std::shared_ptr<const void> underWay; // lives until it has left, or its connection is gone

    void setHeader(const std::string &name, const std::string &value);
    [[nodiscard]] std::string header(std::string_view name) const;
};

// A request taken apart.
struct Call
{
    std::string method;
    std::string origin;                // scheme://host:port the caller used; links in answers begin with it
    std::string path;                  // as sent, leading slashes collapsed
    std::vector<std::string> segments; // decoded
    Fields query;                      // decoded
    Fields headers;
    std::string body;
    TimePoint arrived{};
    std::string requestId;       // of this answer
    std::string clientRequestId; // what the caller sent, else empty

    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] bool hasQuery(std::string_view name) const; // names without case
    [[nodiscard]] std::string queryValue(std::string_view name) const;
    // Whether the path begins with these segments, without case; "*" stands for any one.
    [[nodiscard]] bool pathStarts(std::initializer_list<std::string_view> wanted) const;
};

// `scheme` is http or https; `fallbackHost` serves requests without a Host header.
[[nodiscard]] Call takeApart(const Request &request, const std::string &scheme, const std::string &fallbackHost);

[[nodiscard]] Response textResponse(int status, const std::string &contentType, std::string body);

} // namespace symbolon::demo
