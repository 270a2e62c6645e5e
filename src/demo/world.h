// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/audit_log.h"
#include "demo/change_log.h"
#include "demo/claims_request.h"
#include "demo/http.h"
#include "demo/tenant.h"

#include <array>
#include <cstdint>
#include <functional>

namespace symbolon::demo {

// The four services, each at an origin of its own as in the real clouds, so that a token that strays is noticed.
enum class ServiceKind { Login, Graph, Arm, Issuer };
inline constexpr std::array<ServiceKind, 4> serviceKinds{ServiceKind::Login, ServiceKind::Graph, ServiceKind::Arm,
                                                         ServiceKind::Issuer};
[[nodiscard]] const char *nameOf(ServiceKind service); // login, graph, arm, issuer

// Where the services are served.
struct Endpoints
{
    std::string scheme = "http";
    std::string host = "localhost"; // as announced; an IPv6 address stands in brackets
    std::array<std::uint16_t, 4> ports{};
    std::uint16_t expiredPort = 0; // of the issuer whose certificate has expired; 0: without TLS there is none

    [[nodiscard]] std::uint16_t port(ServiceKind service) const { return ports[static_cast<size_t>(service)]; }
    // The announced base URL: no slash at the end.
    [[nodiscard]] std::string base(ServiceKind service) const;
    // Whether `url` is that service's base URL in any spelling of its host, with or without a slash at the end.
    [[nodiscard]] bool isBase(ServiceKind service, std::string_view url) const;
    // The part of `url` after such a base; nullopt when it lies elsewhere.
    [[nodiscard]] std::optional<std::string> below(ServiceKind service, std::string_view url) const;
};

class IssuerKeys;

// What all services share. No lock of its own: Service holds one around each request.
struct World
{
    Tenant tenant;
    AuditLog audit;
    ChangeLog changes;
    Endpoints endpoints;
    std::function<TimePoint()> clock;
    const IssuerKeys *issuerKeys = nullptr; // what external issuers were seen to sign with; with a lock of its own
    std::chrono::seconds propagation{0};    // until the token endpoint knows a credential that was written
    bool keepSecrets = false;
    std::vector<std::string> secrets; // with keepSecrets: every code, token and assertion issued or presented
    int tokenSeconds = 3599;          // how long an access token lives
    ClaimsChallenges challenges;      // who has to answer one
    size_t armPageSize = 5;           // small, so that a tenant of this size pages at all

    // How long a write of a managed identity's credential takes: as long another one to the same identity is refused.
    std::chrono::milliseconds armWriteTime{0};
    // How long Azure role assignments do not know a new service principal.
    std::chrono::seconds principalReplication{5};
    // Asked before each item of a Graph batch, which is metered as if it came alone.
    struct ItemFate
    {
        std::optional<Response> instead; // takes the item's place
        Fields headers;                  // of the item's answer otherwise: what it cost
    };
    std::function<ItemFate(const Call &)> beforeBatchItem;

    // Notes a secret where a test asked for it, and hands it on.
    std::string noted(std::string secret);
};

} // namespace symbolon::demo
