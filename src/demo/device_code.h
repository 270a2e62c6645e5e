// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/consent.h"
#include "demo/world.h"

#include <map>

namespace symbolon::demo {

// Sign-in on another device (RFC 8628): a code for the program to poll with, a code for the person to type, and the page
// where it is typed.
class DeviceCodes final
{
public:
    static constexpr char pagePath[] = "/devicelogin";

    explicit DeviceCodes(World &world)
        : m_world(world)
    {
    }

    // POST /{tenant}/oauth2/v2.0/devicecode
    [[nodiscard]] Response start(const Call &call);
    // GET and POST of the page: the code, then the account, then the question.
    [[nodiscard]] Response page(const Call &call);

    // One look of the polling program. A code that was approved is handed out once.
    struct Outcome
    {
        std::optional<Aadsts> problem;
        std::string userId;
        std::string scope;
        std::string claims;
    };
    [[nodiscard]] Outcome poll(const std::string &clientId, const std::string &deviceCode);

private:
    enum class State { Waiting, Approved, Declined };
    struct Pending
    {
        std::string userCode;
        std::string clientId;
        std::string scope;
        std::string claims;
        TimePoint expires;
        std::optional<TimePoint> lastPoll;
        State state = State::Waiting;
        std::string userId;
    };

    [[nodiscard]] Pending *waiting(const std::string &userCode);
    [[nodiscard]] Response ask(const Call &call, const Fields &form, Pending &pending);

    World &m_world;
    std::map<std::string, Pending> m_pending; // by device code
};

} // namespace symbolon::demo
