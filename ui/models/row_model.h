// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/worker.h"
#include "ui/models/row_model_base.h"
#include "ui/models/row_swap.h"

#include <functional>
#include <memory>
#include <utility>

namespace symbolon::ui {

// A table model over a snapshot of store::Table<Row>. Which rows are visible, and in which order, is computed in a worker
// and swapped in by one announcement; persistent indexes (selection, current row, scroll anchor) follow their keys.
// Subclasses say what a cell holds and what the query is; everything that is easy to get wrong is here and final.
template<typename Row>
class RowModel : public RowModelBase
{
public:
    using Source = store::Table<Row>;
    using Key = typename Source::Key;
    // Turns the snapshot into a query; called in a worker, so it holds copies of all that it needs.
    using MakeQuery = std::function<store::Query(const Source &)>;

    // The rows to show from now on. Cheap: the snapshot shares its rows.
    void setSource(const Source &source)
    {
        m_worker.discard(std::exchange(m_next, source));
        m_schedule.requestForSource();
    }

    // False while a filter, an order or newer rows wait to be shown.
    [[nodiscard]] bool isSettled() const { return m_schedule.isSettled(); }

    // How many rows there are behind the filter, in the state on show.
    [[nodiscard]] qsizetype sourceSize() const { return m_shown->source.size(); }
    [[nodiscard]] const Source &source() const { return m_shown->source; }
    [[nodiscard]] const Row *rowAt(int row) const
    {
        return row >= 0 && row < m_shown->count() ? &m_shown->at(row) : nullptr;
    }
    [[nodiscard]] const Row *rowAt(const QModelIndex &index) const
    {
        return index.model() == this ? rowAt(index.row()) : nullptr;
    }
    // Positions in source(), in the order on show.
    [[nodiscard]] const store::VisibleRows &visibleRows() const { return m_shown->visible; }
    // How many of them are of the kind that marks() tells.
    [[nodiscard]] int markedCount() const { return m_shown->marked; }
    // The row in which `key` is on show; -1: nowhere.
    [[nodiscard]] int rowOf(const Key &key) const { return m_shown->rowOf(key); }

    [[nodiscard]] int sortColumn() const { return m_sortColumn; }
    [[nodiscard]] Qt::SortOrder sortOrder() const { return m_sortOrder; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : m_shown->count();
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final
    {
        if (!this->checkIndex(index, QAbstractItemModel::CheckIndexOption::IndexIsValid))
            return {};
        const Row &row = m_shown->at(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return cell(row, index.column()).plainText();
        case Qt::AccessibleTextRole:
            return accessibleText(row, index.column());
        case CellRole:
            return QVariant::fromValue(cell(row, index.column()));
        case CopyRole:
            return copyText(row, index.column());
        case SortRole:
            return sortValue(row, index.column());
        case KeyRole:
            return QVariant::fromValue(row.key());
        case IdRole:
            return id(row);
        default:
            return {};
        }
    }

    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) final
    {
        if (column == m_sortColumn && order == m_sortOrder)
            return;
        m_sortColumn = column;
        m_sortOrder = order;
        requestForQuery();
    }

protected:
    RowModel(Worker &worker, int sortColumn, Qt::SortOrder order, QObject *parent)
        : RowModelBase(parent)
        , m_worker(worker)
        , m_sortColumn(sortColumn)
        , m_sortOrder(order)
    {
        this->connect(&m_schedule, &Schedule::due, this, [this] { start(); });
    }

    void requestForQuery() { m_schedule.requestForQuery(); }

    [[nodiscard]] virtual MakeQuery query() const = 0;
    [[nodiscard]] virtual Cell cell(const Row &row, int column) const = 0;
    [[nodiscard]] virtual QVariant sortValue(const Row &row, int column) const = 0;
    [[nodiscard]] virtual QString copyText(const Row &row, int column) const = 0;
    [[nodiscard]] virtual QString accessibleText(const Row &row, int column) const
    {
        return cell(row, column).plainText();
    }
    [[nodiscard]] virtual QString id(const Row &row) const = 0;
    // What markedCount() counts, in a worker; nullptr: nothing.
    using Marks = typename Shown<Row>::Marks;
    [[nodiscard]] virtual Marks marks() const { return nullptr; }

private:
    // Shared, because a hundred thousand positions take a while to copy; and let go of in a worker, because as many rows
    // take longer to destroy.
    using State = std::shared_ptr<const Shown<Row>>;

    struct Outcome
    {
        State after;
        Swap swap;
    };

    void start()
    {
        const quint64 generation = m_schedule.generation();
        auto future =
            m_worker.run([make = query(), marks = marks(), source = m_next, before = m_shown]() -> Result<Outcome> {
                auto after = std::make_shared<const Shown<Row>>(
                    show(source, store::visibleRows(source.searchKeys(), make(source)), marks));
                const Swap swap = compare(*before, *after);
                return Outcome{std::move(after), swap};
            });
        whenDone(std::move(future), this, [this, generation](Result<Outcome> outcome) {
            const bool swapped = outcome && m_schedule.mayShow(generation);
            if (swapped)
                swapIn(*outcome);
            else if (outcome)
                m_worker.discard(std::move(outcome->after));
            // No rows are nothing that could grow too fast: the first ones come on show at once.
            m_schedule.finish(swapped && m_shown->source.size() > 0);
            if (swapped)
                Q_EMIT this->rowsChanged();
        });
    }

    void replace(const State &after) { m_worker.discard(std::exchange(m_shown, after)); }

    void swapIn(const Outcome &outcome)
    {
        switch (outcome.swap.kind) {
        case SwapKind::Same:
            replace(outcome.after);
            break;
        case SwapKind::Append:
            this->beginInsertRows({}, m_shown->count(), outcome.after->count() - 1);
            replace(outcome.after);
            this->endInsertRows();
            break;
        case SwapKind::Layout:
            swapLayout(outcome.after);
            return;
        }
        if (outcome.swap.firstChanged >= 0) {
            Q_EMIT this->dataChanged(this->index(outcome.swap.firstChanged, 0),
                                     this->index(outcome.swap.lastChanged, this->columnCount() - 1));
        }
    }

    void swapLayout(const State &after)
    {
        Q_EMIT this->layoutAboutToBeChanged();
        const QModelIndexList from = this->persistentIndexList();
        std::vector<int> rows;
        rows.reserve(static_cast<std::size_t>(from.size()));
        for (const QModelIndex &index : from)
            rows.push_back(after->rowOf(m_shown->at(index.row()).key()));
        replace(after);
        QModelIndexList to;
        to.reserve(from.size());
        for (qsizetype i = 0; i < from.size(); ++i) {
            const int row = rows[static_cast<std::size_t>(i)];
            to.append(row < 0 ? QModelIndex() : this->index(row, from.at(i).column()));
        }
        this->changePersistentIndexList(from, to);
        Q_EMIT this->layoutChanged();
    }

    Worker &m_worker;
    Schedule m_schedule;
    Source m_next;
    State m_shown = std::make_shared<const Shown<Row>>();
    int m_sortColumn;
    Qt::SortOrder m_sortOrder;
};

} // namespace symbolon::ui
