// SPDX-License-Identifier: Apache-2.0
#pragma once

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

// The rows of `searchKeys` (a table's snapshot) that the query shows.
[[nodiscard]] VisibleRows visibleRows(const QList<QString> &searchKeys, const Query &query);

} // namespace symbolon::store
