// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"
#include "demo/token_service.h"

namespace symbolon::demo {

class GraphReply;
struct GraphQuery;

// Microsoft Graph, v1.0 and beta: what the desktop program and Microsoft's clients read and write of identities.
class Graph final
{
public:
    Graph(World &world, const TokenService &tokens)
        : m_world(world)
        , m_tokens(tokens)
    {
    }

    [[nodiscard]] Response handle(const Call &call);

private:
    // One request on its way: who asks, of which version, and the path below the version.
    struct Visit
    {
        const Call &call;
        const GraphReply &reply;
        const GraphQuery &query;
        Principal who;
        bool beta = false;
        std::vector<std::string> path; // keys in parentheses split off: applications, (appId='…')
    };

    [[nodiscard]] Response route(const Visit &visit);
    [[nodiscard]] Response applications(const Visit &visit);
    [[nodiscard]] Response applicationList(const Visit &visit) const;
    [[nodiscard]] Response applicationBelow(const Visit &visit, Application &app);
    [[nodiscard]] Response credentials(const Visit &visit, Application &app);
    [[nodiscard]] Response servicePrincipals(const Visit &visit) const;
    [[nodiscard]] Response servicePrincipalList(const Visit &visit) const;
    [[nodiscard]] Response servicePrincipalBelow(const Visit &visit, const ServicePrincipal &principal) const;
    [[nodiscard]] Response grants(const Visit &visit, const ServicePrincipal &principal, bool given) const;
    [[nodiscard]] Response memberships(const Visit &visit, const ServicePrincipal &principal, bool transitive) const;
    [[nodiscard]] Response identityCredentials(const Visit &visit, const ServicePrincipal &principal) const;
    [[nodiscard]] Response roleManagement(const Visit &visit) const;
    [[nodiscard]] Response me(const Visit &visit) const;
    [[nodiscard]] Response organization(const Visit &visit) const;
    [[nodiscard]] Response group(const Visit &visit) const;
    [[nodiscard]] Response objectsByIds(const Visit &visit) const;

    [[nodiscard]] Response denied(const Visit &visit) const;
    [[nodiscard]] Response unknownPath(const Visit &visit) const;
    [[nodiscard]] bool mayWrite(const Principal &who, const Application &app) const;

    World &m_world;
    const TokenService &m_tokens;
};

} // namespace symbolon::demo
