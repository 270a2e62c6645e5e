// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QScrollArea>

class QVBoxLayout;

namespace symbolon::ui {

// A column of widgets that scrolls up and down and is always as wide as its place. Filled anew with restart().
class ScrollColumn : public QScrollArea
{
    Q_OBJECT

public:
    // `name` is the accessible name.
    ScrollColumn(const Appearance &appearance, const QString &name, QWidget *parent = nullptr);

    // Takes out everything; add widgets to the layout it returns, which ends with a stretch.
    QVBoxLayout *restart();

private:
    const Appearance &m_appearance;
};

} // namespace symbolon::ui
