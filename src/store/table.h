// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/shared.h"
#include "store/position_index.h"
#include "store/word.h"

#include <QHash>
#include <QList>
#include <QString>

#include <cstddef>
#include <iterator>
#include <optional>
#include <type_traits>
#include <utility>

namespace symbolon::store {

// What upsert() did, for whoever keeps a view of the table.
enum class Change { Inserted, Changed, Same };

// Whether a row can be found by a word: by its own holds(word), or else by its searchText().
template<typename Row>
[[nodiscard]] bool rowHolds(const Row &row, const Word &word)
{
    if constexpr (requires { row.holds(word); })
        return row.holds(word);
    else
        return word.in(row.searchText());
}

// Whether rows are held by a pointer, because others hold the same row: Row::isShared. Otherwise by value.
template<typename Row>
concept SharedRow = requires
{
    requires Row::isShared;
};

// A table of value rows: position → row, id → position. Rows keep their position until a removal, which puts the last row
// into the gap. Rows live in pieces: copies are cheap and are the snapshots that a worker reads, a change after a copy
// copies one piece, and growing moves none. Row must provide `key()` (hashable, comparable) and `holds(word)` or
// `searchText()`.
template<typename Row>
class Table final
{
public:
    using Key = decltype(std::declval<const Row &>().key());
    using Held = std::conditional_t<SharedRow<Row>, Shared<Row>, Row>;
    static constexpr qsizetype pieceSize = 256;

    // All rows in order of position. Refers to the table.
    class Rows final
    {
    public:
        class Iterator final
        {
        public:
            using iterator_category = std::forward_iterator_tag;
            using value_type = Row;
            using difference_type = qsizetype;
            using pointer = const Row *;
            using reference = const Row &;

            Iterator() = default;
            Iterator(const Table *table, qsizetype position)
                : m_table(table)
                , m_position(position)
            {
            }
            reference operator*() const { return m_table->at(m_position); }
            pointer operator->() const { return &m_table->at(m_position); }
            Iterator &operator++()
            {
                ++m_position;
                return *this;
            }
            Iterator operator++(int) { return {m_table, m_position++}; }
            bool operator==(const Iterator &) const = default;

        private:
            const Table *m_table = nullptr;
            qsizetype m_position = 0;
        };

        explicit Rows(const Table *table)
            : m_table(table)
        {
        }
        [[nodiscard]] Iterator begin() const { return {m_table, 0}; }
        [[nodiscard]] Iterator end() const { return {m_table, m_table->size()}; }
        [[nodiscard]] Iterator cbegin() const { return begin(); }
        [[nodiscard]] Iterator cend() const { return end(); }
        [[nodiscard]] qsizetype size() const { return m_table->size(); }
        [[nodiscard]] bool isEmpty() const { return size() == 0; }
        [[nodiscard]] const Row &at(qsizetype position) const { return m_table->at(position); }

    private:
        const Table *m_table;
    };

    // What plain words of a query look at. Refers to the table.
    class SearchKeys final
    {
    public:
        explicit SearchKeys(const Table *table)
            : m_table(table)
        {
        }
        [[nodiscard]] qsizetype size() const { return m_table->size(); }
        [[nodiscard]] bool holds(qsizetype position, const Word &word) const
        {
            return rowHolds(m_table->at(position), word);
        }

    private:
        const Table *m_table;
    };

    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] const Row &at(qsizetype position) const { return rowOf(held(position)); }
    [[nodiscard]] Rows rows() const { return Rows(this); }
    [[nodiscard]] SearchKeys searchKeys() const { return SearchKeys(this); }

    [[nodiscard]] std::optional<qsizetype> positionOf(const Key &key) const
    {
        return m_positions.find(hashOf(key), [&](qsizetype position) { return at(position).key() == key; });
    }
    [[nodiscard]] const Row *find(const Key &key) const
    {
        const auto position = positionOf(key);
        return position ? &at(*position) : nullptr;
    }

    std::pair<Change, qsizetype> upsert(Held row)
    {
        const Key key = rowOf(row).key();
        if (const auto position = positionOf(key)) {
            if (held(*position) == row)
                return {Change::Same, *position};
            edit(*position) = std::move(row);
            return {Change::Changed, *position};
        }
        if (m_size % pieceSize == 0) {
            m_pieces.append(QList<Held>());
            // A small table is not given the room of a big one.
            if (m_pieces.size() > 1)
                m_pieces.last().reserve(pieceSize);
        }
        m_positions.insert(hashOf(key), m_size);
        m_pieces.last().append(std::move(row));
        return {Change::Inserted, m_size++};
    }

    // The position the row had, which the last row has now; nullopt: it was not there.
    std::optional<qsizetype> remove(const Key &key)
    {
        const auto position = positionOf(key);
        if (!position)
            return std::nullopt;
        m_positions.remove(hashOf(key), *position);
        const qsizetype last = m_size - 1;
        if (*position != last) {
            m_positions.move(hashOf(at(last).key()), last, *position);
            edit(*position) = held(last);
        }
        m_pieces.last().removeLast();
        if (m_pieces.last().isEmpty())
            m_pieces.removeLast();
        m_size = last;
        return position;
    }

    void clear()
    {
        m_pieces.clear();
        m_positions.clear();
        m_size = 0;
    }

private:
    [[nodiscard]] static std::size_t hashOf(const Key &key) { return qHash(key, 0); }
    [[nodiscard]] static const Row &rowOf(const Held &held)
    {
        if constexpr (SharedRow<Row>)
            return *held;
        else
            return held;
    }
    [[nodiscard]] const Held &held(qsizetype position) const
    {
        return m_pieces.at(position / pieceSize).at(position % pieceSize);
    }
    [[nodiscard]] Held &edit(qsizetype position) { return m_pieces[position / pieceSize][position % pieceSize]; }

    QList<QList<Held>> m_pieces;
    PositionIndex m_positions;
    qsizetype m_size = 0;
};

} // namespace symbolon::store
