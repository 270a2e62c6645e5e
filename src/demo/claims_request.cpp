// SPDX-License-Identifier: Apache-2.0
#include "demo/claims_request.h"

#include "demo/json.h"

#include <algorithm>
#include <cstdlib>

namespace symbolon::demo {

ClaimsRequest parseClaimsRequest(const std::string &json)
{
    ClaimsRequest request;
    const Json all = parseJson(json);
    if (!all.is_object() || !all.contains("access_token") || !all["access_token"].is_object())
        return request;
    const Json &wanted = all["access_token"];
    if (wanted.contains("xms_cc") && wanted["xms_cc"].is_object() && wanted["xms_cc"].contains("values")) {
        const Json &values = wanted["xms_cc"]["values"];
        request.capable = values.is_array()
            && std::any_of(values.begin(), values.end(), [](const Json &value) { return value == "cp1"; });
    }
    if (wanted.contains("nbf")) {
        const std::string value = textOf(wanted["nbf"], "value");
        if (!value.empty() && value.size() < 12 && value.find_first_not_of("0123456789") == std::string::npos)
            request.notBefore = std::atoll(value.c_str());
    }
    return request;
}

std::string ClaimsChallenges::Demand::claims() const
{
    return R"({"access_token":{"nbf":{"essential":true,"value":")" + std::to_string(notBefore) + "\"}}}";
}

std::string ClaimsChallenges::demand(const std::string &who, TimePoint now)
{
    std::erase_if(m_demands, [&who](const Demand &known) { return sameText(known.who, who); });
    m_demands.push_back({who, unixSeconds(now), {}});
    return m_demands.back().claims();
}

std::optional<std::string> ClaimsChallenges::owed(const std::string &objectId, const std::string &clientId,
                                                  const std::string &tokenId) const
{
    for (const Demand &demand : m_demands) {
        if ((sameText(demand.who, objectId) || sameText(demand.who, clientId)) && demand.answers.count(tokenId) == 0)
            return demand.claims();
    }
    return std::nullopt;
}

void ClaimsChallenges::issued(const std::string &objectId, const std::string &clientId, const std::string &tokenId,
                              const ClaimsRequest &request)
{
    for (Demand &demand : m_demands) {
        const bool meant = sameText(demand.who, objectId) || sameText(demand.who, clientId);
        if (meant && request.notBefore.value_or(0) >= demand.notBefore)
            demand.answers.insert(tokenId);
    }
}

} // namespace symbolon::demo
