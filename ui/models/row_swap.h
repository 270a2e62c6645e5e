// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/table.h"
#include "store/visible_rows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace symbolon::ui {

// What a view shows of a table: the snapshot, the visible positions in order, and the way back from a position to its
// row (-1: not visible).
template<typename Row>
struct Shown
{
    using Marks = bool (*)(const Row &);

    store::Table<Row> source;
    store::VisibleRows visible;
    std::vector<int> rowOfPosition;
    int marked = 0; // visible ones of the kind that somebody counts

    [[nodiscard]] int count() const { return static_cast<int>(visible.size()); }
    [[nodiscard]] const Row &at(int row) const { return source.at(visible[static_cast<std::size_t>(row)]); }
    // The row in which `key` is on show; -1: nowhere.
    [[nodiscard]] int rowOf(const typename store::Table<Row>::Key &key) const
    {
        const auto position = source.positionOf(key);
        return position ? rowOfPosition[static_cast<std::size_t>(*position)] : -1;
    }
};

// How one state of a view leads to the next: the smallest announcement that is true.
enum class SwapKind {
    Same,   // the same rows in the same order; some may hold other values
    Append, // the same rows in the same order, and more behind them
    Layout, // anything else
};

struct Swap
{
    SwapKind kind = SwapKind::Layout;
    int firstChanged = -1; // Same, Append: the span of common rows whose values differ; -1: none
    int lastChanged = -1;
};

template<typename Row>
[[nodiscard]] Shown<Row> show(const store::Table<Row> &source, store::VisibleRows visible,
                              typename Shown<Row>::Marks marks = nullptr)
{
    Shown<Row> shown{source, std::move(visible), std::vector<int>(static_cast<std::size_t>(source.size()), -1)};
    for (std::size_t row = 0; row < shown.visible.size(); ++row)
        shown.rowOfPosition[shown.visible[row]] = static_cast<int>(row);
    if (marks) {
        for (const std::uint32_t position : shown.visible)
            shown.marked += marks(source.at(position)) ? 1 : 0;
    }
    return shown;
}

template<typename Row>
[[nodiscard]] Swap compare(const Shown<Row> &before, const Shown<Row> &after)
{
    Swap swap;
    if (before.count() > after.count())
        return swap;
    for (int row = 0; row < before.count(); ++row) {
        const Row &old = before.at(row);
        const Row &now = after.at(row);
        if (!(old.key() == now.key()))
            return swap;
        if (!(old == now)) {
            if (swap.firstChanged < 0)
                swap.firstChanged = row;
            swap.lastChanged = row;
        }
    }
    swap.kind = before.count() == after.count() ? SwapKind::Same : SwapKind::Append;
    return swap;
}

} // namespace symbolon::ui
