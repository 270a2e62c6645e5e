// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_query.h"
#include "demo/graph_rules.h"
#include "demo/unconfirmed.h"
#include "demo/world.h"

namespace symbolon::demo {

// Answers in Graph's form for one request: entities, pages with next links, errors with their inner part.
class GraphReply final
{
public:
    GraphReply(const Call &call, std::string version, TimePoint now)
        : m_call(call)
        , m_version(std::move(version))
        , m_now(now)
    {
    }

    [[nodiscard]] Response entity(int status, const std::string &context, const Json &entity) const;
    [[nodiscard]] Response noContent() const;
    [[nodiscard]] Response error(int status, const std::string &code, const std::string &message) const;
    [[nodiscard]] Response error(Unconfirmed which, const std::string &value = {}) const;
    [[nodiscard]] Response refused(const GraphRefusal &refusal) const;
    [[nodiscard]] Response missing(const std::string &id) const; // 404 Request_ResourceNotFound
    [[nodiscard]] Response unreadableBody() const;               // 400: no JSON object

    // What a collection holds. Entities are rendered only when a page or a filter needs them, and of them only what is
    // wanted.
    struct Source
    {
        size_t size = 0;
        std::function<Json(size_t, const Wanted &)> entity;
        std::function<std::string(size_t)> key; // its id: the $skiptoken of a next link names the last one of a page
        // Where `property` equals `value`, when an index knows; nullopt: it does not. Not set: there is no index.
        std::function<std::optional<std::vector<size_t>>(const std::string &property, const std::string &value)> lookUp;
        bool newestFirst = false; // the last one comes first, unless the query sorts
    };
    // One page: filtered, searched, sorted, selected.
    [[nodiscard]] Response page(const std::string &context, const Source &source, const GraphQuery &query,
                                const EntityRules &rules) const;
    // The number of entities that the query leaves, as text; for /$count.
    [[nodiscard]] Response count(const Source &source, const GraphQuery &query, const EntityRules &rules) const;
    // What a single entity's options may not say: unknown properties and relationships.
    [[nodiscard]] std::optional<Response> refusedShape(const GraphQuery &query, const EntityRules &rules) const;

    [[nodiscard]] std::string contextUrl(const std::string &fragment) const;
    // The request's own address with another bookmark: `name` is $skiptoken or $deltatoken.
    [[nodiscard]] std::string linkWith(const std::string &name, const std::string &token) const;
    [[nodiscard]] TimePoint now() const { return m_now; }

private:
    const Call &m_call;
    std::string m_version;
    TimePoint m_now;
};

// A collection whose entities are at hand.
[[nodiscard]] GraphReply::Source sourceOf(const std::vector<Json> &entities);

} // namespace symbolon::demo
