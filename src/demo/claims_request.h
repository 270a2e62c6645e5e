// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/text.h"

#include <set>

namespace symbolon::demo {

// What the parameter `claims` asks of an access token.
struct ClaimsRequest
{
    bool capable = false;               // xms_cc cp1: the client understands claims challenges
    std::optional<long long> notBefore; // the answer to a challenge
};

// JSON; what is not understood is ignored, as unknown parameters are.
[[nodiscard]] ClaimsRequest parseClaimsRequest(const std::string &json);

// Continuous access evaluation: whose tokens are no longer enough, until one is got that answers the challenge.
class ClaimsChallenges final
{
public:
    // `who`: the object id of a user, service principal or managed identity, or a client id. Every token of theirs that
    // can be challenged is, until one was issued for the claims demanded. Gives them, as `owed` does.
    std::string demand(const std::string &who, TimePoint now);
    // The claims a token still owes: JSON, as it goes into `claims` of the next token request. nullopt: none.
    [[nodiscard]] std::optional<std::string> owed(const std::string &objectId, const std::string &clientId,
                                                  const std::string &tokenId) const;
    // A token was issued: notes which demands it answers.
    void issued(const std::string &objectId, const std::string &clientId, const std::string &tokenId,
                const ClaimsRequest &request);

private:
    struct Demand
    {
        std::string who;
        long long notBefore = 0;
        std::set<std::string> answers; // ids of tokens

        [[nodiscard]] std::string claims() const;
    };
    std::vector<Demand> m_demands;
};

} // namespace symbolon::demo
