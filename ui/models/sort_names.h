// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCollator>
#include <QString>

#include <cstdint>
#include <vector>

namespace symbolon::ui {

// Names in the order in which people expect them: by the language's rules, "job-9" before "job-10". The keys are built
// once for each sorting, because comparing strings by those rules is slow.
class SortNames final
{
public:
    template<typename Rows, typename Text>
    SortNames(const Rows &rows, Text text)
    {
        QCollator collator = makeCollator();
        m_keys.reserve(static_cast<std::size_t>(rows.size()));
        for (const auto &row : rows)
            m_keys.push_back(collator.sortKey(text(row)));
    }

    [[nodiscard]] int compare(std::uint32_t a, std::uint32_t b) const { return m_keys[a].compare(m_keys[b]); }

private:
    [[nodiscard]] static QCollator makeCollator();

    std::vector<QCollatorSortKey> m_keys;
};

} // namespace symbolon::ui
