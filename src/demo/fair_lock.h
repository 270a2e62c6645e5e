// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace symbolon::demo {

// A lock that is had in the order of asking: whoever gives it up for a moment really lets the others through, which
// std::mutex does not promise.
class FairLock final
{
public:
    void lock()
    {
        std::unique_lock guard(m_mutex);
        const std::uint64_t mine = m_next++;
        m_turn.wait(guard, [&] { return m_serving == mine; });
    }

    void unlock()
    {
        {
            const std::lock_guard guard(m_mutex);
            ++m_serving;
        }
        m_turn.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_turn;
    std::uint64_t m_next = 0;
    std::uint64_t m_serving = 0;
};

} // namespace symbolon::demo
