// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/aadsts.h"
#include "demo/world.h"

namespace symbolon::demo {

// Notes what the token endpoint decided, for /auditLogs/signIns. `refusal`: nullptr when a token was issued.
void recordUserSignIn(World &world, const User &user, const std::string &clientId, const std::string &audience,
                      bool interactive, const Call &call, const Aadsts *refusal = nullptr);

// `credentialType`: federatedIdentityCredential, clientSecret or clientAssertion; `credential` is the name or key id of
// the one that matched, empty when none did. Clients that the tenant does not know leave no trace.
void recordWorkloadSignIn(World &world, const std::string &clientId, const std::string &audience,
                          const std::string &credentialType, const std::string &credential, const Call &call,
                          const Aadsts *refusal = nullptr);

} // namespace symbolon::demo
