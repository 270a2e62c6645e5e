// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/graph_reply.h"

namespace symbolon::demo {

// JSON batching: up to twenty requests in one, each answered as if it had come alone.
class GraphBatch final
{
public:
    // `send` answers one item; items' addresses are relative to the version of the batch itself.
    GraphBatch(const Call &call, const GraphReply &reply, std::function<Response(const Call &)> send)
        : m_call(call)
        , m_reply(reply)
        , m_send(std::move(send))
    {
    }

    [[nodiscard]] Response answer() const;

private:
    struct Item
    {
        std::string id;
        Json request;
        std::vector<std::string> dependsOn;
    };
    [[nodiscard]] std::optional<Response> read(const Json &body, std::vector<Item> &items) const;
    [[nodiscard]] std::optional<Response> readItem(const Json &request, std::vector<Item> &items) const;
    [[nodiscard]] std::optional<Response> checkDependencies(const std::vector<Item> &items) const;
    [[nodiscard]] Json run(const Item &item) const;
    [[nodiscard]] Response refused(const std::string &message) const;

    const Call &m_call;
    const GraphReply &m_reply;
    std::function<Response(const Call &)> m_send;
};

} // namespace symbolon::demo
