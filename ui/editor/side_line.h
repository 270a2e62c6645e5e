// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/text_difference.h"
#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// One field before and after, side by side: each half on the tint of what goes or comes, with a sign, and the words that
// differ on a stronger one. What stays is on no tint. Nothing of a value is hidden.
class SideLine final : public QWidget
{
    Q_OBJECT

public:
    // Values as they are; an empty one is nothing.
    SideLine(const Appearance &appearance, const QString &field, const QString &before, const QString &after,
             QWidget *parent = nullptr);
    // The line over the others.
    [[nodiscard]] static SideLine *header(const Appearance &appearance, QWidget *parent = nullptr);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int fieldWidth(int width) const;
    [[nodiscard]] int halfWidth(int width) const;
    [[nodiscard]] int textWidth(int width) const;
    void paintHalf(QPainter *painter, int left, bool isBefore) const;

    const Appearance &m_appearance;
    QString m_field;
    QString m_before; // as shown
    QString m_after;
    QList<TextRange> m_markedBefore;
    QList<TextRange> m_markedAfter;
    bool m_isChanged = false;
    bool m_isHeader = false;
};

} // namespace symbolon::ui
