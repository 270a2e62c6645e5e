// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/text_difference.h"
#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// One line of a before/after view: the field's name, a sign and the whole value in mono, on the tint of what is removed
// or added. Sign and tint say the same. The value wraps anywhere; nothing of it is hidden.
class DiffLine final : public QWidget
{
    Q_OBJECT

public:
    enum class Change : quint8 { Same, Removed, Added };

    DiffLine(const Appearance &appearance, const QString &field, Change change, const QString &value,
             QWidget *parent = nullptr);

    // Parts of the value as shown() makes it, on a stronger tint.
    void setMarked(const QList<TextRange> &ranges);

    // The line above it is about the same field: its name is spoken, and not painted again.
    void setFieldHidden();
    // As one of many lines of a text: without the field and close to the next one.
    void setDense();

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int fieldPart() const;
    [[nodiscard]] int above() const;
    [[nodiscard]] int valueLeft() const;
    int layOut(int width, QPainter *painter) const;

    const Appearance &m_appearance;
    QString m_field;
    Change m_change;
    QString m_value; // as shown
    QList<TextRange> m_marked;
    bool m_isDense = false;
    bool m_isFieldHidden = false;
};

} // namespace symbolon::ui
