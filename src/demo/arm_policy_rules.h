// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/json.h"
#include "demo/model.h"

namespace symbolon::demo::arm {

struct AzurePolicyAssignment
{
    std::string name;
    std::string scope;
    std::string definitionId; // GUID of a built-in policy
    std::string displayName;
    std::string parameters = "{}"; // JSON: { "effect": { "value": "Deny" } … }
    bool enforced = true;
};

// A built-in policy about federated credentials of managed identities.
struct PolicyDefinition
{
    const char *id; // GUID, also its name
    const char *displayName;
    const char *description;
    const char *category;
    const char *defaultEffect;
    // Name, type, default value as JSON.
    struct Parameter
    {
        const char *name;
        const char *type;
        const char *defaultValue;
    };
    std::vector<Parameter> parameters;
};

[[nodiscard]] const std::vector<PolicyDefinition> &policyDefinitions();
// By GUID or by resource id; nullptr: there is none.
[[nodiscard]] const PolicyDefinition *policyDefinition(const std::string &wanted);

[[nodiscard]] std::string effectOf(const AzurePolicyAssignment &assignment);
// Whether the policy that is assigned has something against the credential.
[[nodiscard]] bool isAgainst(const AzurePolicyAssignment &assignment, const Credential &credential);

} // namespace symbolon::demo::arm
