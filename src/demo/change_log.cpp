// SPDX-License-Identifier: Apache-2.0
#include "demo/change_log.h"

namespace symbolon::demo {

namespace {

constexpr size_t keptChanges = 20000;

} // namespace

void ChangeLog::note(ChangedKind kind, const std::string &id, bool gone)
{
    m_changes.push_back({++m_last, kind, id, gone});
    if (m_changes.size() > keptChanges)
        m_changes.pop_front();
}

bool ChangeLog::reaches(size_t number) const
{
    return number <= m_last && number + 1 + m_changes.size() > m_last;
}

} // namespace symbolon::demo
