// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

class QButtonGroup;

namespace symbolon::ui {

// One choice among a few, side by side. The arrow keys move the choice.
class SegmentedControl final : public QWidget
{
    Q_OBJECT

public:
    // `name` says what is chosen, for assistive technology: "Applies to".
    SegmentedControl(const Appearance &appearance, const QString &name, QWidget *parent = nullptr);

    void setSegments(const QStringList &labels);
    [[nodiscard]] int currentIndex() const;
    void setCurrentIndex(int index);
    void setSmallHeight(bool small);

Q_SIGNALS:
    // By the user or by setCurrentIndex().
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    QString m_name;
    QButtonGroup *m_group;
};

} // namespace symbolon::ui
