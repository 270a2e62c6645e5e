// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/delegated_permissions.h"
#include "demo/oauth_scopes.h"
#include "demo/public_clients.h"

namespace symbolon::demo {

// What a client may put into a token for a person, and what somebody would have to consent to first.
struct ConsentState
{
    std::optional<Aadsts> problem;                    // the scopes themselves are wrong
    std::vector<std::string> permissions;             // of those asked for: consented to, or preauthorized
    std::vector<const DelegatedPermission *> missing; // in the order asked for
    bool preauthorizedOnly = false;                   // something is missing, and no consent can give it

    // Something missing that this account cannot consent to.
    [[nodiscard]] bool beyond(const User &user) const;
};

// `request` names one resource; with `.default` it means all that was consented to, or the least there is to consent to.
[[nodiscard]] ConsentState consentFor(const World &world, const PublicClient &client, const User &user,
                                      const ScopeRequest &request);
// The same for scopes of several resources, which may be consented to at once.
[[nodiscard]] ConsentState consentFor(const World &world, const PublicClient &client, const User &user,
                                      const std::string &scope);

// Notes that `user` consented; for `everybody` as only administrators can. The client gets a service principal with it.
void addConsent(World &world, const PublicClient &client, const User &user,
                const std::vector<const DelegatedPermission *> &permissions, bool everybody);

} // namespace symbolon::demo
