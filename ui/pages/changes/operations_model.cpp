// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/operations_model.h"

#include "base/shown.h"
#include "ui/editor/operation_fields.h"
#include "ui/models/staged_changes.h"

#include <QMimeData>

#include <algorithm>

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

QList<int> OperationsModel::found() const
{
    QList<int> rows;
    const QList<trust::Operation> &operations = m_staged.set().operations;
    for (int i = 0; i < operations.size(); ++i) {
        const trust::Operation &one = operations.at(i);
        const auto holds = [&one](const QString &word) {
            const auto in = [&word](const std::optional<trust::FederatedCredential> &image) {
                return image
                    && (image->issuer.contains(word, Qt::CaseInsensitive)
                        || image->matchText().contains(word, Qt::CaseInsensitive));
            };
            return one.identityName.contains(word, Qt::CaseInsensitive)
                || objectOf(one).contains(word, Qt::CaseInsensitive) || in(one.before) || in(one.after);
        };
        if (std::all_of(m_words.cbegin(), m_words.cend(), holds))
            rows.append(i);
    }
    return rows;
}

// The same operations in the same order only look different; everything else is a new list.
void OperationsModel::refresh()
{
    const QList<int> rows = found();
    QList<QUuid> ids;
    for (const int position : rows)
        ids.append(m_staged.set().operations.at(position).id);
    if (ids == m_ids && rows == m_rows) {
        if (!rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(static_cast<int>(rows.size()) - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    m_ids = ids;
    endResetModel();
}

void OperationsModel::tellResult(const QUuid &operation)
{
    const int row = rowOf(operation);
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
}

const trust::Operation *OperationsModel::at(int row) const
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row) >= m_staged.set().operations.size())
        return nullptr;
    return &m_staged.set().operations.at(m_rows.at(row));
}

int OperationsModel::rowOf(const QUuid &operation) const
{
    return static_cast<int>(m_ids.indexOf(operation));
}

OperationLine OperationsModel::lineOf(int position) const
{
    const QList<trust::Operation> &operations = m_staged.set().operations;
    const trust::Operation &one = operations.at(position);
    OperationLine line;
    line.number = position + 1;
    line.kind = one.kind();
    line.verb = verbOf(one);
    line.object = objectOf(one);
    line.identity = one.identityName;
    line.isFirst = position == 0;
    line.isLast = position + 1 == operations.size();
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
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant OperationsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !at(index.row()))
        return {};
    switch (role) {
    case LineRole:
        return QVariant::fromValue(lineOf(m_rows.at(index.row())));
    case OperationRole:
        return m_ids.at(index.row());
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const OperationLine line = lineOf(m_rows.at(index.row()));
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
        data->setData(rowType, QByteArray::number(m_rows.at(indexes.constFirst().row())));
    return data;
}

// Always false: the set says what is where, and a view that was told of a move would remove the row itself.
bool OperationsModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                   const QModelIndex &parent)
{
    Q_UNUSED(column);
    if (action != Qt::MoveAction || isNarrow() || !data->hasFormat(rowType))
        return false;
    const int from = data->data(rowType).toInt();
    int to = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    if (from < to)
        --to;
    m_staged.move(from, to);
    return false;
}

} // namespace symbolon::ui
