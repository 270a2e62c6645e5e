// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <string>

namespace symbolon::demo {

enum class ChangedKind { Application, ServicePrincipal };

// What delta queries tell: which objects changed since a given moment. Moments are counted, not timed.
class ChangeLog final
{
public:
    struct Change
    {
        size_t number = 0;
        ChangedKind kind = ChangedKind::Application;
        std::string id;
        bool gone = false;
    };

    void note(ChangedKind kind, const std::string &id, bool gone = false);
    [[nodiscard]] size_t now() const { return m_last; }
    // Whether everything after that moment is still known.
    [[nodiscard]] bool reaches(size_t number) const;
    [[nodiscard]] const std::deque<Change> &changes() const { return m_changes; }

private:
    std::deque<Change> m_changes;
    size_t m_last = 0;
};

} // namespace symbolon::demo
