// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

// Reading a document of an external issuer, the way a careful service does it. Implemented with Beast in url_fetch.cpp.
namespace symbolon::demo {

struct Fetched
{
    int status = 0; // HTTP; 0: no whole answer came
    std::string body;
    std::string problem; // what went wrong when status is 0
};

using UrlFetch = std::function<Fetched(const std::string &url)>;

struct FetchLimits
{
    std::string authorities;                                  // PEM, trusted beside the system's
    std::chrono::milliseconds time = std::chrono::seconds(5); // for the whole of it
    size_t bytes = 512UL * 1024;
};

// Whether an issuer may be read from there: https, and http from loopback alone.
[[nodiscard]] bool mayFetch(const std::string &url);

// GET. Waits until the answer is there, time is over or `stop` says so. Redirects are not followed: their answer is the
// answer. Names in certificates are checked.
[[nodiscard]] Fetched fetchUrl(const std::string &url, const FetchLimits &limits, const std::stop_token &stop);

} // namespace symbolon::demo
