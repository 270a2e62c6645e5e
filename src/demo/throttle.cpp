// SPDX-License-Identifier: Apache-2.0
#include "demo/throttle.h"

#include "demo/json.h"

#include <algorithm>
#include <cmath>

namespace symbolon::demo {

namespace {

constexpr size_t mostBuckets = 20000;
constexpr double unitsPerWindow = 3500;
constexpr double unitSeconds = 10;
constexpr double writesPerWindow = 3000;
constexpr double writeSeconds = 150;
constexpr double tenantWrites = 18000;
constexpr double tenantWriteSeconds = 300;
constexpr double reportsPerWindow = 5;
constexpr double reportSeconds = 10;
constexpr double queriesPerWindow = 15;
constexpr double querySeconds = 5;
constexpr double ceilingFactor = 15;
constexpr double providerSeconds = 10;
constexpr double warnedFrom = 0.8; // x-ms-throttle-limit-percentage is sent above this share

bool isRead(const Call &call)
{
    return call.method == "GET" || call.method == "HEAD";
}

// A claim of the bearer token, unverified: whoever forges one is refused by the service afterwards.
std::string claimOf(const Call &call, const char *name)
{
    const std::string bearer = call.header("Authorization");
    const std::vector<std::string> parts = split(bearer, '.');
    const std::optional<std::string> claims = parts.size() == 3 ? fromBase64Url(parts[1]) : std::nullopt;
    return claims ? textOf(parseJson(*claims), name) : std::string();
}

bool isIdentityCall(const Call &call)
{
    return std::any_of(call.segments.begin(), call.segments.end(),
                       [](const std::string &segment) { return sameText(segment, "userAssignedIdentities"); });
}

} // namespace

int graphUnits(const Call &call)
{
    if (!isRead(call))
        return 1;
    const size_t size = call.segments.size();
    const bool applications = size == 2 && sameText(call.segments[1], "applications");
    const bool ofPrincipal = size > 2 && startsWithText(call.segments[1], "servicePrincipals");
    const bool grants = ofPrincipal && sameText(call.segments[size - 1], "appRoleAssignments");
    const bool consents = size > 1 && sameText(call.segments[size - 1], "oauth2PermissionGrants");
    int units = applications || grants || consents ? 2 : 1;
    if (call.hasQuery("$select"))
        --units;
    if (call.hasQuery("$expand"))
        ++units;
    if (call.hasQuery("$top") && std::atoi(call.queryValue("$top").c_str()) < 20)
        --units;
    return std::max(units, 1);
}

Throttle::Bill Throttle::charge(ServiceKind service, const Call &call, TimePoint now)
{
    if (service == ServiceKind::Graph)
        return chargeGraph(call, now);
    if (service == ServiceKind::Arm)
        return chargeArm(call, now);
    return {};
}

double Throttle::levelOf(const Limit &limit, TimePoint now)
{
    Bucket &bucket = m_buckets.try_emplace(limit.key, Bucket{limit.size, now}).first->second;
    const double seconds = std::chrono::duration<double>(now - bucket.filled).count();
    bucket.level = std::min(limit.size, bucket.level + std::max(0.0, seconds) * limit.perSecond);
    bucket.filled = now;
    return bucket.level;
}

int Throttle::take(const std::vector<Limit> &limits, TimePoint now, bool refusedCounts, const Limit *&broken)
{
    if (m_buckets.size() > mostBuckets)
        forgetFullOnes(now);
    for (const Limit &limit : limits) {
        if (levelOf(limit, now) < limit.cost && broken == nullptr)
            broken = &limit;
    }
    double wait = 0;
    for (const Limit &limit : limits) {
        double &level = m_buckets[limit.key].level;
        if (broken == nullptr)
            level -= limit.cost;
        else if (refusedCounts) // but nobody is locked out for ever
            level = std::max(level - limit.cost, std::min(0.0, level));
        wait = std::max(wait, (limit.cost - level) / limit.perSecond);
    }
    return broken == nullptr ? 0 : std::max(1, static_cast<int>(std::ceil(wait)));
}

void Throttle::forgetFullOnes(TimePoint now)
{
    constexpr std::chrono::minutes longEnough(10); // every bucket is full again
    for (auto bucket = m_buckets.begin(); bucket != m_buckets.end();)
        bucket = now - bucket->second.filled > longEnough ? m_buckets.erase(bucket) : std::next(bucket);
}

Throttle::Bill Throttle::chargeGraph(const Call &call, TimePoint now)
{
    if (!call.segments.empty() && sameText(call.segments.back(), "$batch"))
        return {}; // its items are metered one by one
    const std::string app = claimOf(call, "appid");
    const int units = graphUnits(call);
    const double size = std::max(1.0, unitsPerWindow * m_share);
    std::vector<Limit> limits{{"graph units " + app, size, size / unitSeconds, static_cast<double>(units)}};
    if (!isRead(call)) {
        const double writes = std::max(1.0, writesPerWindow * m_share);
        limits.push_back({"graph writes " + app, writes, writes / writeSeconds, 1});
        const double all = std::max(1.0, tenantWrites * m_share);
        limits.push_back({"graph writes of everybody", all, all / tenantWriteSeconds, 1});
    }
    if (call.segments.size() > 1 && sameText(call.segments[1], "auditLogs")) {
        const double reports = std::max(1.0, reportsPerWindow * m_share);
        limits.push_back({"graph reports " + app, reports, reports / reportSeconds, 1});
    }
    const Limit *broken = nullptr;
    Bill bill;
    bill.retryAfter = take(limits, now, true, broken);
    bill.refused = broken != nullptr;
    bill.headers = {{"x-ms-resource-unit", std::to_string(units)}};
    const double used = 1 - m_buckets[limits[0].key].level / size;
    if (used > warnedFrom || bill.refused)
        bill.headers.emplace_back("x-ms-throttle-limit-percentage",
                                  std::to_string(bill.refused ? 1.0 : used).substr(0, 4));
    if (broken != nullptr) {
        const bool overUnits = broken == limits.data();
        const bool overReports = broken->key.rfind("graph reports", 0) == 0;
        bill.headers.emplace_back("x-ms-throttle-scope",
                                  "Tenant_Application/ReadWrite/" + app + "/" + claimOf(call, "tid"));
        bill.headers.emplace_back("x-ms-throttle-information",
                                  overUnits         ? "ResourceUnitLimitExceeded"
                                      : overReports ? "RequestLimitExceeded"
                                                    : "WriteLimitExceeded");
        bill.why = overUnits ? "resource units of the app" : broken->key.substr(6);
    }
    return bill;
}

// Resource Graph has a quota of its own per user, and no part in the others.
Throttle::Bill Throttle::chargeResourceGraph(const std::string &principal, TimePoint now)
{
    const double size = std::max(1.0, queriesPerWindow * m_share);
    const std::vector<Limit> limits{{"arm queries " + principal, size, size / querySeconds, 1}};
    const Limit *broken = nullptr;
    Bill bill;
    bill.retryAfter = take(limits, now, false, broken);
    bill.refused = broken != nullptr;
    if (broken != nullptr)
        bill.why = broken->key;
    bill.headers = {
        {"x-ms-user-quota-remaining", std::to_string(static_cast<int>(std::max(0.0, m_buckets[limits[0].key].level)))},
        {"x-ms-user-quota-resets-after", "00:00:0" + std::to_string(static_cast<int>(querySeconds))}};
    return bill;
}

Throttle::Bill Throttle::chargeArm(const Call &call, TimePoint now)
{
    const std::string principal = claimOf(call, "oid");
    if (call.pathStarts({"providers", "Microsoft.ResourceGraph"}))
        return chargeResourceGraph(principal, now);
    const bool inSubscription = call.segments.size() > 1 && sameText(call.segments[0], "subscriptions");
    const std::string scope = inSubscription ? lower(call.segments[1]) : std::string("tenant");
    const std::string kind = isRead(call) ? "reads" : call.method == "DELETE" ? "deletes" : "writes";
    const double size = (kind == "reads" ? 250 : 200) * m_share;
    const double perSecond = (kind == "reads" ? 25 : 10) * m_share;
    std::vector<Limit> limits{{"arm " + kind + " " + scope + " " + principal, std::max(1.0, size), perSecond, 1}};
    if (inSubscription)
        limits.push_back(
            {"arm " + kind + " " + scope, std::max(1.0, size * ceilingFactor), perSecond * ceilingFactor, 1});
    if (isIdentityCall(call)) {
        const bool named = lower(call.segments.back()) != "userassignedidentities"
            && lower(call.segments.back()) != "federatedidentitycredentials";
        const std::array<double, 3> rates = kind != "reads" ? std::array<double, 3>{10, 2, 0.25}
            : named                                         ? std::array<double, 3>{30, 10, 0.5}
                                                            : std::array<double, 3>{15, 5, 0.25};
        const std::string what = "arm identities " + kind + (named ? " " : " list ");
        const std::array<std::string, 3> keys{what + "tenant", what + scope, what + lower(call.path)};
        for (size_t i = 0; i < keys.size(); ++i)
            limits.push_back({keys[i], std::max(1.0, rates[i] * providerSeconds * m_share), rates[i] * m_share, 1});
    }
    const Limit *broken = nullptr;
    Bill bill;
    bill.retryAfter = take(limits, now, false, broken);
    bill.refused = broken != nullptr;
    const double left = std::max(0.0, m_buckets[limits[0].key].level);
    bill.headers = {{"x-ms-ratelimit-remaining-" + std::string(inSubscription ? "subscription-" : "tenant-") + kind,
                     std::to_string(static_cast<int>(left))}};
    if (broken != nullptr)
        bill.why = broken->key;
    return bill;
}

} // namespace symbolon::demo
