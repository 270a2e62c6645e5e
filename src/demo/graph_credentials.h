// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/credential_rules.h"
#include "demo/graph_reply.h"

namespace symbolon::demo {

// federatedIdentityCredentials of one application: list, read, create, change, delete. Permissions were checked before.
class GraphCredentials final
{
public:
    GraphCredentials(Application &app, const GraphReply &reply, bool beta)
        : m_app(app)
        , m_reply(reply)
        , m_beta(beta)
    {
    }

    [[nodiscard]] Response list(const GraphQuery &query) const;
    [[nodiscard]] Response read(const std::string &key, const GraphQuery &query) const;
    [[nodiscard]] Response create(const Call &call);
    // `byName`: the upsert form (name='…'), which creates when the request prefers so.
    [[nodiscard]] Response change(const std::string &key, bool byName, const Call &call);
    [[nodiscard]] Response remove(const std::string &key);

private:
    [[nodiscard]] Credential *find(const std::string &key, bool byName = false) const;
    [[nodiscard]] std::string context(const char *suffix) const;
    [[nodiscard]] Response notFound(const std::string &key) const;
    [[nodiscard]] Response refused(const CredentialFault &fault) const;
    [[nodiscard]] std::optional<Response> readBody(const Json &body, Credential &credential) const;
    [[nodiscard]] Response add(Credential credential, const Call &call);

    Application &m_app;
    const GraphReply &m_reply;
    bool m_beta;
};

} // namespace symbolon::demo
