// SPDX-License-Identifier: Apache-2.0
#include "demo/audit_log.h"

namespace symbolon::demo {

namespace {

constexpr size_t keptEntries = 20000;

template<typename Entry>
void keep(std::deque<Entry> &entries, Entry entry)
{
    if (entry.id.empty())
        entry.id = newGuid();
    entries.push_back(std::move(entry));
    if (entries.size() > keptEntries)
        entries.pop_front();
}

} // namespace

void AuditLog::add(AuditEntry entry)
{
    keep(m_entries, std::move(entry));
}

void AuditLog::add(SignInEntry entry)
{
    keep(m_signIns, std::move(entry));
}

} // namespace symbolon::demo
