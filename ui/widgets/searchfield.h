// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QKeySequence>
#include <QLineEdit>

namespace symbolon::ui {

// A line to search or filter with: an icon in front, a cross that clears it, and the shortcut that leads here while it
// is empty. Escape clears it; in an empty field Escape goes on to the page.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    // `name` is the placeholder and the accessible name: "Name, client ID, issuer or subject".
    SearchField(const Appearance &appearance, const QString &name, Glyph glyph = Glyph::Search,
                QWidget *parent = nullptr);

    // 24 px high with smaller text, inside panes.
    void setSmallField();
    // Shown in the field; the shortcut itself belongs to the window.
    void setShortcutHint(const QKeySequence &shortcut);
    // Underlines a part of the text that is wrong, until the text is another; length 0: nothing.
    void setMarked(int at, int length);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRect hintRect() const;

    const Appearance &m_appearance;
    QAction *m_clear;
    QString m_hint;
    bool m_isMarked = false;
};

} // namespace symbolon::ui
