// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/model.h"

namespace symbolon::demo {

// The service's own limits on federated credentials, the same for both planes (Microsoft Entra: "Important
// considerations and restrictions for federated identity credentials"). Nothing else is checked at write time: http issuers, stray
// blanks and subjects that can never match are stored as they come.
enum class CredentialProblem {
    NameInvalid,         // 3 to 120 characters: letters, digits, - and _, the first one alphanumeric
    ValueMissing,        // `field`: issuer, or the name
    ValueTooLong,        // `field`: more than 600 characters
    AudienceCount,       // not exactly one
    SubjectOrExpression, // neither or both
    ExpressionInvalid,   // `field` says where
    DuplicateTrust,      // issuer + subject (or expression) exist on the object
    TooMany,             // 20 on the object
};

struct CredentialFault
{
    CredentialProblem problem;
    std::string field;
};

inline constexpr size_t maximumCredentials = 20;
inline constexpr size_t maximumFieldLength = 600;

// Whether two credentials let the same tokens in.
[[nodiscard]] bool sameTrust(const Credential &a, const Credential &b);

[[nodiscard]] bool credentialNameValid(const std::string &name);

// What the service holds against `wanted` beside its siblings. `replaced` is the entry that it takes the place of
// (nullptr: a new one).
[[nodiscard]] std::optional<CredentialFault>
checkCredential(const Credential &wanted, const std::vector<Credential> &siblings, const Credential *replaced);

} // namespace symbolon::demo
