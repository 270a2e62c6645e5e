// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/aadsts.h"
#include "demo/world.h"

namespace symbolon::demo {

// Whether an external token may act as an identity: the heart of workload identity federation.
//
// The order of the checks is: shape, algorithm, client, issuer, the tenant's policy, key and signature, life time, subject,
// audience, propagation. Each single mistake gives its documented code; which of two mistakes the real service names first
// is not documented.
struct ExchangeVerdict
{
    std::optional<Aadsts> refusal;
    std::string objectId;       // service principal or principal id; set without a refusal
    std::string credentialName; // the credential that matched
};

// Looks at no network: an external issuer's keys are those in `world.issuerKeys`.
[[nodiscard]] ExchangeVerdict judgeExchange(const World &world, const std::string &clientId,
                                            const std::string &assertion);

// The issuer whose keys judgeExchange() will look for; empty when it will not come to that. An issuer that no credential
// of the client names is never asked.
[[nodiscard]] std::string issuerToRead(const World &world, const std::string &clientId, const std::string &assertion);

} // namespace symbolon::demo
