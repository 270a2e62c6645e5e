// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/consent.h"
#include "demo/world.h"

namespace symbolon::demo {

// /{tenant}/adminconsent and /{tenant}/v2.0/adminconsent: an administrator lets a client do something for everybody. The
// first form names no scopes: it means what the client has already been using.
class AdminConsent final
{
public:
    explicit AdminConsent(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const Call &call);

private:
    [[nodiscard]] std::vector<const DelegatedPermission *> asked(const PublicClient &client, const User &user,
                                                                 const std::string &scope) const;
    [[nodiscard]] Response answer(const Fields &parameters, Fields fields) const;

    World &m_world;
};

} // namespace symbolon::demo
