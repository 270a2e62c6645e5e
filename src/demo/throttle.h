// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"
#include "demo/world.h"

#include <map>

namespace symbolon::demo {

// What requests cost and who has spent too much: token buckets with the documented numbers.
//
// Graph ("Microsoft Graph service-specific throttling limits", identity and access): an app in a small tenant has 3,500
// resource units per 10 s and 3,000 writes per 150 s; all apps of a tenant have 18,000 writes per 5 min; the audit and
// sign-in logs take 5 requests per 10 s and app. A request that is refused counts as well.
// ARM ("Understand how Azure Resource Manager throttles requests"): per subscription, principal and kind of operation a
// bucket of 250 reads (25 more a second), 200 writes (10) or 200 deletes (10); the same for the tenant; a ceiling of
// fifteen times that for all principals of a subscription. Managed identities have limits of their own per tenant,
// subscription and resource, given per second: here as what ten seconds bring, at least one request. Resource Graph
// ("Guidance for throttled requests in Azure Resource Graph"): 15 queries per 5 s and user.
class Throttle final
{
public:
    // 1: the documented numbers; 0.1: a tenth of them.
    explicit Throttle(double share = 1)
        : m_share(share)
    {
    }

    struct Bill
    {
        bool refused = false;
        int retryAfter = 0; // seconds
        Fields headers;     // what the services tell about it
        std::string why;    // which limit, for people
    };
    [[nodiscard]] Bill charge(ServiceKind service, const Call &call, TimePoint now);

private:
    struct Bucket
    {
        double level = 0;
        TimePoint filled;
    };
    struct Limit
    {
        std::string key;
        double size;
        double perSecond;
        double cost;
    };

    [[nodiscard]] Bill chargeGraph(const Call &call, TimePoint now);
    [[nodiscard]] Bill chargeArm(const Call &call, TimePoint now);
    [[nodiscard]] Bill chargeResourceGraph(const std::string &principal, TimePoint now);
    // Takes from every bucket, or from none: then `broken` is the first that cannot pay, and the result the seconds until
    // all can.
    [[nodiscard]] int take(const std::vector<Limit> &limits, TimePoint now, bool refusedCounts, const Limit *&broken);
    [[nodiscard]] double levelOf(const Limit &limit, TimePoint now);
    void forgetFullOnes(TimePoint now);

    double m_share;
    std::map<std::string, Bucket> m_buckets;
};

// What a Graph request costs in resource units.
[[nodiscard]] int graphUnits(const Call &call);

} // namespace symbolon::demo
