// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QFrame>

namespace symbolon::ui {

// A bordered surface with round corners; the page gives it a layout.
class Panel final : public QFrame
{
    Q_OBJECT

public:
    explicit Panel(const Appearance &appearance, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
};

} // namespace symbolon::ui
