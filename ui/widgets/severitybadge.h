// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

namespace symbolon::ui {

// The shape of a level with its word beside it; the word is also the accessible name.
class SeverityBadge final : public QWidget
{
    Q_OBJECT

public:
    explicit SeverityBadge(const Appearance &appearance, Level level = Level::None, QWidget *parent = nullptr);

    // `word` replaces levelWord(level): "Failed", "1 problem to fix".
    void setLevel(Level level, const QString &word = {});
    [[nodiscard]] Level level() const { return m_level; }
    void setTextStyle(TextStyle style);
    // Without its word the shape carries it in the tool tip.
    void setWordVisible(bool visible);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    Level m_level = Level::None;
    QString m_word;
    TextStyle m_style = TextStyle::BodyMedium;
    bool m_wordVisible = true;
};

} // namespace symbolon::ui
