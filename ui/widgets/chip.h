// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QAbstractButton>

namespace symbolon::ui {

// A filter as a pill: at rest its label (with a chevron when it opens a menu); in force tinted, with its value and a
// cross that takes it back. Checked = in force. Delete or Backspace presses the cross. The page connects clicked() to
// open its choice and cleared() to drop the filter, and calls setValue() with the outcome.
class Chip final : public QAbstractButton
{
    Q_OBJECT

public:
    Chip(const Appearance &appearance, const QString &label, QWidget *parent = nullptr);

    // An empty value takes the filter out of force. A chip without values is used with setCheckable() and setChecked().
    void setValue(const QString &value);
    void setChevron(bool chevron);
    void setLevel(Level level);
    void setCount(int count); // -1: none
    // Whether a checked chip shows the cross; on by default with a value.
    void setClearable(bool clearable);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void cleared();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void nextCheckState() override;

private:
    [[nodiscard]] QRect crossRect() const;
    [[nodiscard]] bool showsCross() const;
    void updateName();

    const Appearance &m_appearance;
    QString m_value;
    int m_count = -1;
    Level m_level = Level::None;
    bool m_chevron = false;
    bool m_clearable = false;
    bool m_pressedCross = false;
};

} // namespace symbolon::ui
