// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace symbolon::store {

// What upsert() did, for whoever keeps a view of the table.
enum class Change { Inserted, Changed, Same };

// A table of value rows: position → row, id → position, and one folded search key per row. Rows keep their position
// until a removal, which moves the ones behind it. Copies are cheap (implicitly shared) and are the snapshots that a
// worker reads. Row must provide `key()` (hashable, comparable) and `searchText()`.
template<typename Row>
class Table final
{
public:
    using Key = decltype(std::declval<const Row &>().key());

    [[nodiscard]] qsizetype size() const { return m_rows.size(); }
    [[nodiscard]] const Row &at(qsizetype position) const { return m_rows.at(position); }
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    // Lower-cased text of every row, by position.
    [[nodiscard]] const QList<QString> &searchKeys() const { return m_searchKeys; }

    [[nodiscard]] std::optional<qsizetype> positionOf(const Key &key) const
    {
        const auto found = m_positions.constFind(key);
        return found == m_positions.cend() ? std::nullopt : std::optional<qsizetype>(*found);
    }
    [[nodiscard]] const Row *find(const Key &key) const
    {
        const auto position = positionOf(key);
        return position ? &m_rows.at(*position) : nullptr;
    }

    std::pair<Change, qsizetype> upsert(Row row)
    {
        const Key key = row.key();
        if (const auto position = positionOf(key)) {
            if (m_rows.at(*position) == row)
                return {Change::Same, *position};
            m_searchKeys[*position] = row.searchText().toCaseFolded();
            m_rows[*position] = std::move(row);
            return {Change::Changed, *position};
        }
        const qsizetype position = m_rows.size();
        m_positions.insert(key, position);
        m_searchKeys.append(row.searchText().toCaseFolded());
        m_rows.append(std::move(row));
        return {Change::Inserted, position};
    }

    // The position the row had; nullopt: it was not there.
    std::optional<qsizetype> remove(const Key &key)
    {
        const auto position = positionOf(key);
        if (!position)
            return std::nullopt;
        m_rows.removeAt(*position);
        m_searchKeys.removeAt(*position);
        m_positions.remove(key);
        for (qsizetype i = *position; i < m_rows.size(); ++i)
            m_positions[m_rows.at(i).key()] = i;
        return position;
    }

    void clear()
    {
        m_rows.clear();
        m_searchKeys.clear();
        m_positions.clear();
    }

private:
    QList<Row> m_rows;
    QList<QString> m_searchKeys;
    QHash<Key, qsizetype> m_positions;
};

} // namespace symbolon::store
