// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_query.h"
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

    // What a collection holds. Entities are rendered only when a page or a filter needs them.
    struct Source
    {
        size_t size = 0;
        std::function<Json(size_t)> entity;
        std::function<std::string(size_t)> key; // its id: the $skiptoken of a next link names the last one of a page
    };
    // One page: filtered, searched, sorted, selected. `pageSize` is used without $top.
    [[nodiscard]] Response page(const std::string &context, const Source &source, const GraphQuery &query,
                                const FilterRules &rules, size_t pageSize = 100) const;

    [[nodiscard]] std::string contextUrl(const std::string &fragment) const;

private:
    [[nodiscard]] std::string nextLink(const std::string &skipToken) const;

    const Call &m_call;
    std::string m_version;
    TimePoint m_now;
};

} // namespace symbolon::demo
