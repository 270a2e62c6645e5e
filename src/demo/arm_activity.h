// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/arm_visit.h"

#include <deque>

namespace symbolon::demo::arm {

// A write, done or refused.
struct ActivityEvent
{
    std::string id; // GUID
    std::string time;
    std::string caller;
    std::string objectId;
    std::string applicationId;
    std::string operation; // Microsoft.X/types/write
    std::string resourceId;
    std::string method;
    int status = 0; // HTTP
    std::string correlationId;
};

// The activity log: every write that reached a resource provider, with who, when and how it ended.
class ActivityLog final
{
public:
    explicit ActivityLog(World &world)
        : m_world(world)
    {
    }

    // After each request; reads are not kept.
    void note(const Visit &visit, const Response &response);
    // GET …/providers/Microsoft.Insights/eventtypes/management/values
    [[nodiscard]] Response handle(const Visit &visit) const;

private:
    World &m_world;
    std::deque<ActivityEvent> m_events; // oldest first
};

} // namespace symbolon::demo::arm
