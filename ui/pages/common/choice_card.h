// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QAbstractButton>

namespace symbolon::ui {

// One of a few choices, with a sentence on what it means. In a QButtonGroup, where the arrow keys move the choice.
class ChoiceCard final : public QAbstractButton
{
    Q_OBJECT

public:
    ChoiceCard(const Appearance &appearance, Glyph glyph, const QString &name, const QString &words,
               QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int nameTop() const;

    const Appearance &m_appearance;
    Glyph m_glyph;
    QString m_words;
};

} // namespace symbolon::ui
