// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// A count in a pill: grey beside a tab, or in the accent for what waits to be done.
class CountBadge final : public QWidget
{
    Q_OBJECT

public:
    explicit CountBadge(const Appearance &appearance, QWidget *parent = nullptr);

    // `name` says what is counted, for assistive technology: "Credentials".
    void setCount(int count, const QString &name);
    // Takes no room until a count is set again.
    void clear();
    void setAccent(bool accent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fitToContent();

    const Appearance &m_appearance;
    QString m_text;
    bool m_accent = false;
};

} // namespace symbolon::ui
