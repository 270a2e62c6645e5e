// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QStatusBar>

namespace symbolon::ui {

class PlainLabel;

// The window's lower edge: how fresh the data are, how much was read, what is amiss; what is selected, and whether
// somebody only reads or may write.
class StatusLine final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(const Appearance &appearance, QWidget *parent = nullptr);

    // `level` Pass shows a tick, Medium a warning, None nothing in front.
    void setFreshness(const QString &text, Level level, const QString &toolTip = {});
    void setCounts(const QString &text);
    void setNotice(const QString &text);
    void setSelected(const QString &text);
    void setMode(const QString &text, const QString &toolTip, Glyph glyph);
    // For a few seconds, in the notice's place: "Copied".
    void say(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Sign;

    PlainLabel *addText(QLayout *layout, QWidget **separator = nullptr);
    void showNotice();

    const Appearance &m_appearance;
    Sign *m_freshSign;
    PlainLabel *m_fresh = nullptr;
    PlainLabel *m_counts = nullptr;
    QWidget *m_countsLine = nullptr;
    PlainLabel *m_notice = nullptr;
    QWidget *m_noticeLine = nullptr;
    PlainLabel *m_selected = nullptr;
    QWidget *m_modeLine = nullptr;
    Sign *m_modeSign;
    PlainLabel *m_mode = nullptr;
    QString m_noticeText;
    QString m_said;
};

} // namespace symbolon::ui
