// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/aadsts.h"
#include "demo/world.h"

namespace symbolon::demo {

// Whether an application proved that it is itself: by a secret, or by a token it signed with a registered certificate.
struct ClientVerdict
{
    std::optional<Aadsts> refusal;
    std::string objectId; // of the service principal; set without a refusal
    std::string keyId;    // of the secret or certificate that fitted
};

[[nodiscard]] ClientVerdict judgeSecret(const World &world, const std::string &clientId, const std::string &secret);

// Whether the assertion speaks for the client itself (iss is sub is client id): then a certificate must have signed it,
// and no outside issuer is asked.
[[nodiscard]] bool isSelfIssued(const std::string &clientId, const std::string &assertion);
[[nodiscard]] ClientVerdict judgeSelfIssued(const World &world, const std::string &clientId,
                                            const std::string &assertion);

} // namespace symbolon::demo
