// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_policy_rules.h"
#include "demo/arm_visit.h"

namespace symbolon::demo::arm {

// Azure Policy, as far as it is about federated credentials: built-in definitions, their assignments, and the refusal of a
// credential that one of them denies.
class Policies final
{
public:
    explicit Policies(World &world); // with the assignments of the cast

    [[nodiscard]] Response assignments(const Visit &visit);
    [[nodiscard]] Response definitions(const Visit &visit) const;
    // 403 when a policy that is in force at the visit's path denies the credential.
    [[nodiscard]] std::optional<Response> deny(const Visit &visit, const Credential &wanted) const;

private:
    [[nodiscard]] Response list(const Visit &visit) const;
    [[nodiscard]] Response put(const Visit &visit, AzurePolicyAssignment *existing);

    World &m_world;
    std::vector<AzurePolicyAssignment> m_assignments;
};

} // namespace symbolon::demo::arm
