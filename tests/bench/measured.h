// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

// What the benchmarks share: time, memory, and a line that compares a number with its promise.
namespace symbolon::bench {

using Clock = std::chrono::steady_clock;

inline double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

inline double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

inline double percentile(std::vector<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

// Resident memory of this process in mebibytes.
inline double residentMebibytes()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    double kibibytes = 0;
    while (status >> word) {
        if (word == "VmRSS:")
            status >> kibibytes;
    }
    return kibibytes / 1024;
}

// Prints the number, its promise and their ratio; whether the promise is kept.
inline bool kept(const char *what, double measured, double promised, const char *unit)
{
    std::printf("%-58s %10.2f %-3s of %8.2f  (%5.1f %%)%s\n", what, measured, unit, promised, 100 * measured / promised,
                measured <= promised ? "" : "  BROKEN");
    return measured <= promised;
}

} // namespace symbolon::bench
