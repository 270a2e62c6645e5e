// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_reply.h"
#include "demo/token_service.h"

namespace symbolon::demo {

// One request to Microsoft Graph on its way: who asks, of which version, and the path below the version.
struct GraphVisit
{
    const Call &call;
    const GraphReply &reply;
    const GraphQuery &query;
    Principal who;
    bool beta = false;
    std::vector<std::string> path; // keys in parentheses split off: applications, (appId='…')

    [[nodiscard]] bool reads() const { return call.method == "GET"; }
    // Whether the path's segment at `index` is this one; without case.
    [[nodiscard]] bool at(size_t index, std::string_view segment) const;

    [[nodiscard]] Response denied() const;      // 403
    [[nodiscard]] Response unknownPath() const; // 400, or 405 for a method that the path does not take
    [[nodiscard]] Response notAllowed() const;  // 405
    // A page of entities that are at hand.
    [[nodiscard]] Response page(const std::string &context, const std::vector<Json> &entities,
                                const EntityRules &rules) const;
};

// "(appId='…')" → the text between the quotes when the key is `name`.
[[nodiscard]] std::optional<std::string> alternateKey(const std::string &text, const std::string &name);

// The object that "@odata.id" of a body refers to: the last segment of its address.
[[nodiscard]] std::string referencedId(const Json &body);

// Whether the person or workload may change an application: a delegated permission never gives a person more than the
// person's own roles and ownership do.
[[nodiscard]] bool mayWriteApplication(const Principal &who, const std::vector<std::string> &owners,
                                       const Tenant &tenant);
// Whether the caller holds one of these directory roles; app-only callers need none.
[[nodiscard]] bool holdsRole(const Principal &who, const Tenant &tenant, std::initializer_list<const char *> roles);

} // namespace symbolon::demo
