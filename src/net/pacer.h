// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/request.h"

#include <array>
#include <chrono>

namespace symbolon::net {

// How fast background requests may follow each other, by what the services' answers say of their token buckets. What a
// person waits for is never held up here: the service itself decides about that.
//
// Microsoft Graph ("Throttling limits", identity and access): x-ms-resource-unit is what an answer cost,
// x-ms-throttle-limit-percentage (0.8 … 1.8) appears when four fifths of the bucket are spent. From there on requests
// are spread out more and more, until at nearly the whole of it they follow each other at the rate at which the smallest
// tenant's bucket fills: so the last units stay for what a person asks, and no more than these are left over. In a larger
// tenant the share falls and with it the restraint. After a 429 requests before the end of Retry-After would count all the
// same, and the rate is kept for one window.
// Azure Resource Manager ("Understand how Azure Resource Manager throttles requests"):
// x-ms-ratelimit-remaining-…-reads is what is left of a bucket of 250 that fills by 25 a second.
class Pacer final
{
public:
    using Moment = std::chrono::steady_clock::time_point;

    // An answer of the service, or of one item of a batch.
    void heed(Service service, const Response &response, Moment now = std::chrono::steady_clock::now());

    // How long a background request to the service should wait still; 0: it may go.
    [[nodiscard]] std::chrono::milliseconds pause(Service service, Moment now = std::chrono::steady_clock::now()) const;

private:
    void heedGraph(const Response &response, Moment now);
    void heedArm(const Response &response, Moment now);
    void hold(Service service, Moment until);
    void spend(Service service, std::chrono::microseconds time, Moment from, Moment now);

    std::array<Moment, 4> m_next{}; // by service: when the next one may go
    Moment m_graphRestrained{};     // until then each unit is waited for,
    double m_graphRestraint = 0;    // in this part of the time that the bucket needs for it
    Moment m_graphRefused{};        // the end of the window after the last 429
};

} // namespace symbolon::net
