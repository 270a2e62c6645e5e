// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/narration.h"

#include <QAbstractTableModel>

namespace symbolon::ui {

// The steps of an exchange as a table: number, what happens, from whom to whom, how it ends. The accessible twin of the
// diagram.
class FlowStepsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Number, Title, Way, State, Count };

    explicit FlowStepsModel(QObject *parent = nullptr);

    void setNarration(exchange::Narration narration);
    [[nodiscard]] const exchange::Narration &narration() const { return m_narration; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    exchange::Narration m_narration;
};

// "Expected", "Passed", "Failed", "Not reached".
[[nodiscard]] QString stepStateName(exchange::StepState state);

} // namespace symbolon::ui
