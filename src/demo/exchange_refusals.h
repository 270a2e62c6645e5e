// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/aadsts.h"

// What Entra answers to an external token alone; `aadsts.h` has what other grants share.
namespace symbolon::demo::aadsts {

// A credential fits, and has not reached this node of the token service yet.
[[nodiscard]] Aadsts notPropagated(const std::string &issuer, const std::string &subject,
                                   const std::string &audience);           // 70021
[[nodiscard]] Aadsts managedIdentityAudience(const std::string &audience); // 7002121
[[nodiscard]] Aadsts federationDisabled();                                 // 700223
[[nodiscard]] Aadsts notManagedIdentity();                                 // 700226
[[nodiscard]] Aadsts userToken();                                          // 700229
[[nodiscard]] Aadsts foreignTenant(const std::string &issuer);             // 700236
[[nodiscard]] Aadsts issuerNotAllowed(const std::string &issuer);          // 700238
[[nodiscard]] Aadsts enterpriseNotAllowed(const std::string &enterprise);  // 7002381

} // namespace symbolon::demo::aadsts
