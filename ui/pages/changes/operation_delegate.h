// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QStyledItemDelegate>

namespace symbolon::ui {

// Draws an operation of the order of execution: its number on the line that leads from one to the next, or a sign of how
// it ended; what it does to which credential of which identity; and how far it is.
class OperationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OperationDelegate(const Appearance &appearance, QObject *parent = nullptr);

    void setCompact(bool compact) { m_isCompact = compact; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Appearance &m_appearance;
    bool m_isCompact = false;
};

} // namespace symbolon::ui
