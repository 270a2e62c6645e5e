// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>

class QHeaderView;

namespace symbolon::ui {

// What a column wants to be while nobody has touched the header.
struct ColumnWish
{
    int width = 80;           // pixels; the least for a column that grows
    int growth = 0;           // share of the room that is left; 0: fixed
    bool dispensable = false; // hidden first where there is not enough room
    bool absent = false;      // hidden until somebody asks for it
};

// Fits the columns of a table to its width until somebody resizes, moves or hides one; from then on, or with a state of
// an earlier run, they stay as they were left.
class ColumnFit final : public QObject
{
    Q_OBJECT

public:
    // Takes the header's view as it is; one wish a column.
    ColumnFit(QHeaderView *header, QList<ColumnWish> wishes);

    void setHandsOff() { m_handsOff = true; }
    [[nodiscard]] bool isHandsOff() const { return m_handsOff; }

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    QHeaderView *m_header;
    QList<ColumnWish> m_wishes;
    int m_room = 0; // that the columns were fitted to
    bool m_handsOff = false;
    bool m_fitting = false;
};

} // namespace symbolon::ui
