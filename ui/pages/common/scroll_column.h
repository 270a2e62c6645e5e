// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QScrollArea>

class QVBoxLayout;

namespace symbolon::ui {

// A column of widgets that scrolls up and down and is always as wide as its place. Filled anew with restart(),
// at once or, with fillWhenSeen(), when somebody looks: whoever goes through a list should not wait for what a tab behind
// another one holds.
class ScrollColumn : public QScrollArea
{
    Q_OBJECT

public:
    // `name` is the accessible name.
    ScrollColumn(const Appearance &appearance, const QString &name, QWidget *parent = nullptr);

    // Takes out everything; add widgets to the layout it returns, which ends with a stretch.
    QVBoxLayout *restart();

protected:
    // What it holds is out of date: calls fill() now, or when it can be seen.
    void fillWhenSeen();
    virtual void fill() {}
    void showEvent(QShowEvent *event) override;

private:
    const Appearance &m_appearance;
    bool m_isOutdated = false;
};

} // namespace symbolon::ui
