// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"
#include "demo/issuer_profiles.h"
#include "demo/signing_key.h"

namespace symbolon::demo {

// The issuers outside of the tenant, each below a path of its own: discovery, keys, and a place that mints tokens of its
// platform's shape. And what a managed identity is to a workload: Azure's metadata endpoint, which signs as Entra does; and
// what GitHub tells of its repositories.
class SampleIssuers final
{
public:
    explicit SampleIssuers(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const Call &call);
    // The name of the key that issuer `name` signs with now, for issuerSigningKey(); empty: there is no such issuer.
    [[nodiscard]] std::string keyName(std::string_view name) const;

private:
    [[nodiscard]] Response discovery(const Call &call, const IssuerProfile &profile) const;
    [[nodiscard]] Response keySetOf(const IssuerProfile &profile) const;
    [[nodiscard]] Response mint(const Call &call, const IssuerProfile &profile);
    [[nodiscard]] Response mintForManagedIdentity(const Call &call);
    [[nodiscard]] Response managedIdentityToken(const Call &call);
    [[nodiscard]] Response rotate(const Call &call);
    [[nodiscard]] Json managedIdentityClaims(const ManagedIdentity &identity) const;

    World &m_world;
    int m_rotations = 0;
};

} // namespace symbolon::demo
