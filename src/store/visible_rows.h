// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/word.h"

#include <QList>
#include <QString>

#include <cstdint>
#include <functional>
#include <vector>

namespace symbolon::store {

// Positions in a table, in the order in which a view shows them.
using VisibleRows = std::vector<std::uint32_t>;

// What a view asks for. Plain words must all occur in a row's search key (case-folded); `accept` narrows further;
// `lessThan` orders by position, ties stay in table order. Both functions are called from a worker and read only the
// snapshot that they captured.
struct Query
{
    QString text;
    std::function<bool(std::uint32_t)> accept;                  // empty: everything
    std::function<bool(std::uint32_t, std::uint32_t)> lessThan; // empty: table order
    bool descending = false;
};

// The rows of so many that the query shows; `holds` says whether a row can be found by a word.
[[nodiscard]] VisibleRows visibleRows(qsizetype count, const std::function<bool(qsizetype, const Word &)> &holds,
                                      const Query &query);

// The rows of `searchKeys` (of a table's snapshot) that the query shows.
template<typename SearchKeys>
[[nodiscard]] VisibleRows visibleRows(const SearchKeys &searchKeys, const Query &query)
{
    return visibleRows(
        searchKeys.size(),
        [&searchKeys](qsizetype position, const Word &word) { return searchKeys.holds(position, word); }, query);
}

} // namespace symbolon::store
