// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QHeaderView>

class QMenu;

namespace symbolon::ui {

// The header of a table: sorts, resizes, reorders and hides. A double click on a handle fits the column to the rows on
// screen, never to all of them.
class HeaderView final : public QHeaderView
{
    Q_OBJECT

public:
    explicit HeaderView(const Appearance &appearance, QWidget *parent = nullptr);

    // A menu that shows and hides columns; the last visible one stays. For a button of the page and for the context
    // menu. The caller owns it.
    [[nodiscard]] QMenu *makeColumnsMenu(QWidget *parent);

Q_SIGNALS:
    // Somebody showed or hid one with the menu; it happens right behind this.
    void columnsChosen();

private:
    void showColumnsMenu(const QPoint &position);
};

} // namespace symbolon::ui
