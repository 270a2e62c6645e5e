// SPDX-License-Identifier: Apache-2.0
#include "ui/flow/flow_steps_model.h"

#include "ui/theme/theme.h"
#include "ui/widgets/cells.h"

#include <QCoreApplication>

#include <utility>

namespace symbolon::ui {
namespace {

QString partyName(const exchange::Narration &narration, exchange::Party party)
{
    return narration.participants.value(static_cast<int>(party)).title;
}

QString wayOf(const exchange::Narration &narration, const exchange::Step &step)
{
    if (step.from == step.to)
        return partyName(narration, step.from);
    return FlowStepsModel::tr("%1 to %2").arg(partyName(narration, step.from), partyName(narration, step.to));
}

Level levelOf(exchange::StepState state)
{
    switch (state) {
    case exchange::StepState::Passed:
        return Level::Pass;
    case exchange::StepState::Failed:
        return Level::Failed;
    case exchange::StepState::Expected:
    case exchange::StepState::NotReached:
        return Level::None;
    }
    Q_UNREACHABLE();
}

Cell stateCell(const exchange::Step &step)
{
    Cell cell;
    cell.text = stepStateName(step.state);
    cell.level = levelOf(step.state);
    cell.kind = cell.level == Level::None ? Cell::Kind::Text : Cell::Kind::Severity;
    cell.ink = cell.level == Level::None ? Ink::Text2 : inkOf(cell.level);
    return cell;
}

} // namespace

QString stepStateName(exchange::StepState state)
{
    switch (state) {
    case exchange::StepState::Expected:
        return FlowStepsModel::tr("Expected");
    case exchange::StepState::Passed:
        return FlowStepsModel::tr("Passed");
    case exchange::StepState::Failed:
        return FlowStepsModel::tr("Failed");
    case exchange::StepState::NotReached:
        return FlowStepsModel::tr("Not reached");
    }
    Q_UNREACHABLE();
}

FlowStepsModel::FlowStepsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void FlowStepsModel::setNarration(exchange::Narration narration)
{
    beginResetModel();
    m_narration = std::move(narration);
    endResetModel();
}

int FlowStepsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_narration.steps.size());
}

int FlowStepsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant FlowStepsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const exchange::Step &step = m_narration.steps.at(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == CellRole && column == Column::State)
        return QVariant::fromValue(stateCell(step));
    if (role == Qt::TextAlignmentRole && column == Column::Number)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Column::Number:
        return QString::number(step.number);
    case Column::Title:
        return step.title;
    case Column::Way:
        return wayOf(m_narration, step);
    case Column::State:
        return stepStateName(step.state);
    case Column::Count:
        break;
    }
    return {};
}

QVariant FlowStepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Number:
        return tr("No.");
    case Column::Title:
        return tr("Step");
    case Column::Way:
        return tr("From and to");
    case Column::State:
        return tr("Outcome");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace symbolon::ui
