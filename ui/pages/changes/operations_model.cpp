// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/operations_model.h"

#include "base/shown.h"
#include "ui/editor/operation_fields.h"
#include "ui/models/staged_changes.h"

#include <QMimeData>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

using workspace::OperationPhase;

const QString rowType = QStringLiteral("application/x-symbolon-operation");

bool isUnderWay(OperationPhase phase)
{
    return phase == OperationPhase::Checking || phase == OperationPhase::Writing
        || phase == OperationPhase::ReadingBack;
}

// The service's words; the operation itself stands above them.
QString whatWasSaid(const Error &error)
{
    const ErrorText words = explain(error);
    return words.explanation.isEmpty() ? words.title : words.explanation;
}

} // namespace

OperationsModel::OperationsModel(StagedChanges &staged, QObject *parent)
    : QAbstractListModel(parent)
    , m_staged(staged)
{
    connect(&staged, &StagedChanges::changed, this, &OperationsModel::refresh);
    connect(&staged, &StagedChanges::resultChanged, this, &OperationsModel::tellResult);
    refresh();
}

void OperationsModel::setFilter(const QString &text)
{
    m_words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    refresh();
}

QList<QUuid> OperationsModel::found() const
{
    QList<QUuid> ids;
    const QList<trust::Operation> &operations = m_staged.set().operations;
    ids.reserve(operations.size());
    for (const trust::Operation &one : operations) {
        if (m_words.isEmpty()) {
            ids.append(one.id);
            continue;
        }
        const auto holds = [&one](const QString &word) {
            const auto in = [&word](const std::optional<trust::FederatedCredential> &image) {
                return image
                    && (image->issuer.contains(word, Qt::CaseInsensitive)
                        || image->matchText().contains(word, Qt::CaseInsensitive));
            };
            return one.identityName.contains(word, Qt::CaseInsensitive)
                || (one.belonging ? objectOf(one) : one.credentialName()).contains(word, Qt::CaseInsensitive)
                || in(one.before) || in(one.after);
        };
        if (std::all_of(m_words.cbegin(), m_words.cend(), holds))
            ids.append(one.id);
    }
    return ids;
}

// What is the same at both ends stays; views keep their selection and place.
void OperationsModel::refresh()
{
    const QList<QUuid> ids = found();
    if (ids != m_ids)
        become(ids);
    if (!ids.isEmpty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(ids.size()) - 1)); // their numbers, at least
}

void OperationsModel::become(const QList<QUuid> &ids)
{
    const qsizetype shorter = std::min(ids.size(), m_ids.size());
    qsizetype front = 0;
    while (front < shorter && ids.at(front) == m_ids.at(front))
        ++front;
    qsizetype back = 0;
    while (back < shorter - front && ids.at(ids.size() - 1 - back) == m_ids.at(m_ids.size() - 1 - back))
        ++back;
    if (ids.size() == m_ids.size()
        && std::all_of(ids.cbegin(), ids.cend(), [this](const QUuid &one) { return m_rowOf.contains(one); }))
        return reorder(ids);
    const auto first = static_cast<int>(front);
    const auto gone = static_cast<int>(m_ids.size() - front - back);
    const auto come = static_cast<int>(ids.size() - front - back);
    if (gone > 0) {
        beginRemoveRows({}, first, first + gone - 1);
        m_ids.remove(front, gone);
        remember();
        endRemoveRows();
    }
    if (come > 0) {
        beginInsertRows({}, first, first + come - 1);
        m_ids = ids;
        remember();
        endInsertRows();
    }
}

void OperationsModel::reorder(const QList<QUuid> &ids)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    QList<QUuid> held;
    held.reserve(before.size());
    for (const QModelIndex &one : before)
        held.append(m_ids.at(one.row()));
    m_ids = ids;
    remember();
    QModelIndexList after;
    after.reserve(held.size());
    for (const QUuid &one : std::as_const(held))
        after.append(index(rowOf(one)));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void OperationsModel::remember()
{
    m_rowOf.clear();
    m_rowOf.reserve(m_ids.size());
    for (qsizetype i = 0; i < m_ids.size(); ++i)
        m_rowOf.insert(m_ids.at(i), static_cast<int>(i));
}

void OperationsModel::tellResult(const QUuid &operation)
{
    const int row = rowOf(operation);
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
}

const trust::Operation *OperationsModel::at(int row) const
{
    return row < 0 || row >= m_ids.size() ? nullptr : m_staged.operation(m_ids.at(row));
}

int OperationsModel::rowOf(const QUuid &operation) const
{
    return m_rowOf.value(operation, -1);
}

OperationLine OperationsModel::lineOf(const trust::Operation &one) const
{
    const qsizetype position = m_staged.placeOf(one.id);
    OperationLine line;
    line.number = static_cast<int>(position) + 1;
    line.kind = one.kind();
    line.verb = verbOf(one);
    line.object = objectOf(one);
    line.identity = one.identityName;
    line.isFirst = position == 0;
    line.isLast = position + 1 == m_staged.set().operations.size();
    line.state = tr("Staged");
    if (const workspace::OperationResult *result = m_staged.result(one.id)) {
        line.state = phaseWords(result->phase);
        line.isUnderWay = isUnderWay(result->phase);
        line.isWritten = result->phase == OperationPhase::Written;
        line.hasFailed = result->phase == OperationPhase::Failed || result->phase == OperationPhase::Unknown;
        if (line.hasFailed && result->error)
            line.state = tr("%1: %2").arg(line.state, whatWasSaid(*result->error));
        line.stateInk = line.isWritten ? Ink::Pass
            : line.isUnderWay          ? Ink::Accent
            : line.hasFailed           ? Ink::Critical
                                       : Ink::Text2;
    }
    return line;
}

int OperationsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant OperationsModel::data(const QModelIndex &index, int role) const
{
    const trust::Operation *one = checkIndex(index, CheckIndexOption::IndexIsValid) ? at(index.row()) : nullptr;
    if (!one)
        return {};
    switch (role) {
    case LineRole:
        return QVariant::fromValue(lineOf(*one));
    case OperationRole:
        return m_ids.at(index.row());
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const OperationLine line = lineOf(*one);
        return tr("%1. %2 %3, %4. %5")
            .arg(QString::number(line.number), line.verb, line.object, shown(line.identity), line.state);
    }
    default:
        return {};
    }
}

Qt::ItemFlags OperationsModel::flags(const QModelIndex &index) const
{
    const bool moves = !isNarrow() && !m_staged.isApplying();
    if (!index.isValid())
        return moves ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    return Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
        | (moves ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QStringList OperationsModel::mimeTypes() const
{
    return {rowType};
}

QMimeData *OperationsModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(rowType, m_ids.at(indexes.constFirst().row()).toByteArray());
    return data;
}

// Always false: the set says what is where, and a view that was told of a move would remove the row itself.
bool OperationsModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                   const QModelIndex &parent)
{
    Q_UNUSED(column);
    if (action != Qt::MoveAction || isNarrow() || !data->hasFormat(rowType))
        return false;
    const int from = rowOf(QUuid(data->data(rowType)));
    int to = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    if (from >= 0 && from < to)
        --to;
    m_staged.move(from, to);
    return false;
}

} // namespace symbolon::ui
