// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QLabel>

namespace symbolon::ui {

// The only label: always plain text with invisible characters shown as marks, in a text style and an ink of the theme.
// Set its text with setValue(). With an elide mode it may get narrower than its text and then carries a tool tip with
// all of it. With word wrap it keeps the style's line height. A selectable label can be selected and copied from with
// mouse and keyboard, but not be elided or wrap at the style's line height.
class PlainLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(const Appearance &appearance, TextStyle style = TextStyle::Body, Ink ink = Ink::Text,
                        QWidget *parent = nullptr);

    void setValue(const QString &value);
    // As it was set, for copying and comparing; text() is what is shown.
    [[nodiscard]] QString value() const { return m_value; }

    void setTextStyle(TextStyle style);
    void setInk(Ink ink);
    void setElide(Qt::TextElideMode mode);
    void setSelectable(bool selectable);
    [[nodiscard]] bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void applyLook();
    void updateToolTip();
    void holdHeight();
    [[nodiscard]] int naturalWidth() const;
    int layOut(int width, QPainter *painter) const;
    [[nodiscard]] bool isSelectable() const;

    const Appearance &m_appearance;
    QString m_value;
    TextStyle m_style;
    Ink m_ink;
    Qt::TextElideMode m_elide = Qt::ElideNone;
    bool m_ownToolTip = false;
};

} // namespace symbolon::ui
