// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/credential_rules.h"
#include "demo/graph_visit.h"

namespace symbolon::demo {

// federatedIdentityCredentials of one application: list, read, create, change, delete. Permissions were checked before.
class GraphCredentials final
{
public:
    GraphCredentials(Application &app, World &world, const GraphVisit &visit)
        : m_app(app)
        , m_world(world)
        , m_visit(visit)
        , m_reply(visit.reply)
        , m_beta(visit.beta)
    {
    }

    [[nodiscard]] Response list() const;
    [[nodiscard]] Response count() const;
    [[nodiscard]] Response read(const std::string &key) const;
    [[nodiscard]] Response create();
    // `byName`: the upsert form (name='…'), which creates when the request prefers so.
    [[nodiscard]] Response change(const std::string &key, bool byName);
    [[nodiscard]] Response remove(const std::string &key);

private:
    [[nodiscard]] Credential *find(const std::string &key, bool byName = false) const;
    [[nodiscard]] std::string context(const char *suffix) const;
    [[nodiscard]] Response notFound(const std::string &key) const;
    [[nodiscard]] Response refused(const CredentialFault &fault) const;
    [[nodiscard]] std::optional<Response> readBody(const Json &body, Credential &credential) const;
    [[nodiscard]] Response add(Credential credential);
    [[nodiscard]] GraphReply::Source source() const;
    void note(const std::vector<Credential> &before);

    Application &m_app;
    World &m_world;
    const GraphVisit &m_visit;
    const GraphReply &m_reply;
    bool m_beta;
};

} // namespace symbolon::demo
