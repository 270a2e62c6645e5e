// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"
#include "demo/world.h"

namespace symbolon::demo {

// The sample issuer: discovery, keys and a place that mints tokens, under two names. `sample` stands for itself;
// `github` is where the documents of GitHub's issuer are served, so that its credentials can be tried without the internet.
class SampleIssuer final
{
public:
    explicit SampleIssuer(World &world)
        : m_world(world)
    {
    }

    [[nodiscard]] Response handle(const Call &call);

    // The base URL where the documents of issuer `name` ("sample", "github") are served.
    [[nodiscard]] static std::string servedAt(const Endpoints &endpoints, const std::string &name);
    // The issuer's own URL: what its tokens say in `iss`.
    [[nodiscard]] static std::string issuerUrl(const Endpoints &endpoints, const std::string &name);
    // Whether tokens of this issuer are signed with the sample issuer's key.
    [[nodiscard]] static bool serves(const Endpoints &endpoints, const std::string &issuer);

private:
    [[nodiscard]] Response discovery(const Call &call, const std::string &name) const;
    [[nodiscard]] Response mint(const Call &call, const std::string &name);

    World &m_world;
};

} // namespace symbolon::demo
