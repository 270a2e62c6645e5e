// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// A short word on a soft tint: "Recommended", "Draft", "401 Unauthorized", or a privilege with its key.
class Badge final : public QWidget
{
    Q_OBJECT

public:
    explicit Badge(const Appearance &appearance, QWidget *parent = nullptr);

    // Level::None gives a border instead of a tint.
    void setBadge(const QString &text, Level level, Glyph glyph = Glyph::None);
    // A privilege: tinted by its level, with a key when it is tier 0, which the accessible name says too.
    void setPrivilege(const QString &name, Level level, bool tierZero);
    // In the accent, for what the user himself has done: "Fix staged".
    void setAccent(const QString &text, Glyph glyph = Glyph::None);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void set(const QString &text, Level level, Glyph glyph, bool accent);

    const Appearance &m_appearance;
    QString m_text;
    Level m_level = Level::None;
    Glyph m_glyph = Glyph::None;
    bool m_accent = false;
};

} // namespace symbolon::ui
