// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// The halves of a token as a verdict: fitted accept, parted refuse. The word beside it, or the accessible name, says it.
class TokenHalves final : public QWidget
{
    Q_OBJECT

public:
    explicit TokenHalves(const Appearance &appearance, QWidget *parent = nullptr);

    void setFitted(bool fitted);
    [[nodiscard]] bool isFitted() const { return m_fitted; }
    // Pixels at text scale 1.
    void setSide(int side);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    bool m_fitted = true;
};

} // namespace symbolon::ui
