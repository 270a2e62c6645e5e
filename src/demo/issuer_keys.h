// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/text.h"
#include "demo/url_fetch.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

namespace symbolon::demo {

struct IssuerKey // numbers as in the JWK: base64url
{
    std::string id;
    std::string modulus;
    std::string exponent;
};

// What an issuer says of itself.
struct KnownIssuer
{
    // Why its keys are not known.
    enum class Problem {
        None,
        Unreachable, // discovery or key set did not come, or not in time
        Unusable,    // they came, and are not what they have to be
    };
    Problem problem = Problem::None;
    std::vector<IssuerKey> keys; // those Entra can use, among the first hundred
    TimePoint read;
};

// Entra stores no more keys of an issuer than this (Microsoft Entra: "Workload identity federation").
inline constexpr size_t keysRead = 100;
// How long what was read counts. The real service keeps keys longer, how long is not documented.
inline constexpr std::chrono::seconds issuerLifetime(5);

// The keys of external issuers, read over the network and kept for a moment. Has a lock of its own, held only between
// the readings. Every member may be called from any thread.
class IssuerKeys final
{
public:
    IssuerKeys(UrlFetch fetch, std::function<TimePoint()> clock);

    // Reads the issuer's discovery document below `base` and the key set it names, unless that was done a moment ago.
    // May take seconds. Of several callers with one issuer one reads and the others wait for it.
    void read(const std::string &issuer, const std::string &base);
    // Whether read() would have nothing to do.
    [[nodiscard]] bool isFresh(const std::string &issuer) const;
    // What was read last; a problem when nothing was.
    [[nodiscard]] std::shared_ptr<const KnownIssuer> known(const std::string &issuer) const;

private:
    [[nodiscard]] KnownIssuer readNow(const std::string &issuer, const std::string &base) const;

    struct Entry
    {
        std::shared_ptr<const KnownIssuer> known;
        bool reading = false;
    };

    [[nodiscard]] bool fresh(const std::string &issuer) const; // under the lock

    const UrlFetch m_fetch;
    const std::function<TimePoint()> m_clock;
    mutable std::mutex m_lock;
    std::condition_variable m_done;
    std::map<std::string, Entry> m_entries;
};

} // namespace symbolon::demo
