// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/server.h"

#include <cstddef>
#include <functional>

namespace symbolon::bench {

// Who reads the tenant beside us, and under which conditions.
struct Contest
{
    demo::Server &server; // over TLS: Microsoft's clients send a token nowhere else
    // Latency and throttling, the same for everybody, from full buckets on.
    std::function<demo::TroublePlan(bool expands)> plan;
    std::size_t apps = 0;
    std::size_t identities = 0; // managed
    int azCalls = 100;          // of each kind; fewer where they take more than two minutes
};

// Reads the tenant by the scripts in compare/ and by our own sync, prints every time and how many times ours it is. Whether
// what is aimed at was reached: never slower than the best script, five times as fast as the one with batches where
// $expand is allowed, a hundred times as fast as az. A script that cannot be run is told, and left out.
[[nodiscard]] bool compareWithScripts(const Contest &contest);

} // namespace symbolon::bench
