// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/dice.h"
#include "demo/model.h"

namespace symbolon::demo {

// Federated credentials over the issuers that companies trust: what each platform documents as issuer and subject, with
// the mistakes people make in about one of a hundred.
class ScaledCredentials final
{
public:
    ScaledCredentials(std::uint64_t seed, std::string tenantId)
        : m_seed(seed)
        , m_tenantId(std::move(tenantId))
    {
    }

    // None, one or up to twenty: most apps use secrets, most federated ones trust one repository.
    [[nodiscard]] std::vector<Credential> ofApplication(std::uint64_t number, const std::string &system) const;
    // A workload of a cluster, mostly.
    [[nodiscard]] std::vector<Credential> ofIdentity(std::uint64_t number, const std::string &system) const;

private:
    [[nodiscard]] Credential repository(Dice &dice, const std::string &system, size_t position) const;
    [[nodiscard]] Credential pipeline(Dice &dice, const std::string &system, size_t position) const;
    [[nodiscard]] Credential workload(Dice &dice, const std::string &system, size_t position) const;
    void spoil(Dice &dice, Credential &credential) const;

    std::uint64_t m_seed;
    std::string m_tenantId;
};

} // namespace symbolon::demo
