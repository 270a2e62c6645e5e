// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/aadsts.h"
#include "demo/world.h"

namespace symbolon::demo {

// Whether an external token may act as an identity: the heart of workload identity federation.
//
// The order of the checks is: shape, algorithm, client, issuer, key and signature, life time, subject, audience. Each
// single mistake gives its documented code; which of two mistakes the real service names first is not documented.
struct ExchangeVerdict
{
    std::optional<Aadsts> refusal;
    std::string objectId;       // service principal or principal id; set without a refusal
    std::string credentialName; // the credential that matched
};

[[nodiscard]] ExchangeVerdict judgeExchange(const World &world, const std::string &clientId,
                                            const std::string &assertion);

} // namespace symbolon::demo
