// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/throttle.h"

#include <deque>

namespace symbolon::demo {

// One rule of a trouble file: which requests, and what happens to them.
struct TroubleRule
{
    // Which. What is empty or 0 does not narrow it down.
    std::string service; // login, graph, arm, issuer
    std::string method;
    std::string path; // "*" stands for any run of characters; without case, without the query
    int nth = 0;      // only this one of the requests that match, counted from 1
    int times = 0;    // only so often
    double probability = 1;

    // What. Latencies of several rules add up; the first rule with an answer of its own decides about that.
    int latency = 0; // ms
    int jitter = 0;  // ms, up to so many more
    int status = 0;  // answered without carrying the request out
    std::optional<int> retryAfter;
    bool claimsChallenge = false; // 401 that asks for a token with other claims, until one comes that has them
    bool garbage = false;         // 200 with bytes that are no JSON
    bool drop = false;            // not carried out, the connection closes
    bool silent = false;          // not carried out, the connection stays open without a word
    bool lostAnswer = false;      // carried out, then the connection closes
    bool truncate = false;        // carried out, half of the body arrives
    int slow = 0;                 // carried out, so many bytes a second arrive
    int missingFor = 0;           // what the request creates is answered 404 for so many seconds
};

struct TroublePlan
{
    std::uint64_t seed = 1;
    std::vector<TroubleRule> rules;
    double throttle = 0;                        // 1: the documented limits of Graph and ARM; 0.1: a tenth; 0: none
    int tokenSeconds = 0;                       // how long access tokens live; 0: as always
    int clockSkew = 0;                          // seconds the tenant's clock is ahead; negative: behind
    std::optional<FederationPolicy> federation; // what the tenant's policy allows; nullopt: as it is
};

// What was done to one request.
struct TroubleEntry
{
    std::uint64_t number = 0; // counts from 1, over all that was ever injected
    TimePoint at;
    ServiceKind service = ServiceKind::Login;
    std::string method;
    std::string path;
    int rule = -1;    // its place in the file; -1: throttled
    std::string what; // "latency 120 ms", "status 503", "drop" …
};

// Decides what goes wrong, the same way at every run: a rule's decision depends on the seed, the rule, and how many
// requests have matched it before.
class Trouble final
{
public:
    void follow(TroublePlan plan); // forgets what it has counted
    [[nodiscard]] const TroublePlan &plan() const { return m_plan; }

    struct Verdict
    {
        std::optional<Response> instead; // of carrying it out
        bool challenges = false;         // the caller owes claims from now on: `instead` has to say which
        Delivery delivery = Delivery::Whole;
        std::chrono::milliseconds delay{0};
        int bytesPerSecond = 0;
        int missingFor = 0;
        int missingRule = 0;
        Fields headers; // added to the answer

        // Puts all that happens on the way out upon the answer.
        void applyTo(Response &response) const;
    };
    [[nodiscard]] Verdict judge(ServiceKind service, const Call &call, TimePoint now);
    // After a request was carried out.
    void note(const Verdict &verdict, ServiceKind service, const Call &call, const Response &response, TimePoint now);

    [[nodiscard]] const std::deque<TroubleEntry> &log() const { return m_log; }
    [[nodiscard]] std::string logText() const; // JSON

private:
    struct Missing
    {
        ServiceKind service;
        std::string part; // of a path, lower case
        TimePoint until;
        int rule;
    };

    [[nodiscard]] bool strikes(size_t index, ServiceKind service, const Call &call);
    void apply(size_t index, ServiceKind service, const Call &call, TimePoint now, Verdict &verdict);
    void judgeMissing(ServiceKind service, const Call &call, TimePoint now, Verdict &verdict);
    void judgeThrottle(ServiceKind service, const Call &call, TimePoint now, Verdict &verdict);
    void write(ServiceKind service, const Call &call, TimePoint now, int rule, const std::string &what);

    TroublePlan m_plan;
    Throttle m_throttle;
    std::vector<std::uint64_t> m_matched; // per rule
    std::vector<int> m_struck;            // per rule
    std::vector<Missing> m_missing;
    std::deque<TroubleEntry> m_log;
    std::uint64_t m_written = 0;
};

} // namespace symbolon::demo
