// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace symbolon::ui {

class Button;

// One page in the rail: glyph, name, count, and the count of what is critical. Collapsed it shows the glyph alone, with
// the name in the tool tip.
class RailItem final : public QAbstractButton
{
    Q_OBJECT

public:
    RailItem(const Appearance &appearance, Glyph glyph, const QString &name, QWidget *parent = nullptr);

    // -1: no count.
    void setCount(int count);
    // In the accent, for what waits to be written; 0: none.
    void setStaged(int count);
    // Shown instead of the count, with the shape of the level; 0: none.
    void setAlarm(int count, Level level);
    void setCollapsed(bool collapsed);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void updateName();

    const Appearance &m_appearance;
    Glyph m_glyph;
    QString m_name;
    int m_count = -1;
    int m_staged = 0;
    int m_alarm = 0;
    Level m_alarmLevel = Level::None;
    bool m_collapsed = false;
};

// The way between pages, at the left edge. One Tab stop: the arrow keys move within it.
class Rail final : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(const Appearance &appearance, QWidget *parent = nullptr);

    // One button over the pages, for what people come for.
    [[nodiscard]] QAbstractButton *addLead(Glyph glyph, const QString &name);
    // Pages are numbered in the order in which they are added.
    RailItem *addPage(Glyph glyph, const QString &name);
    [[nodiscard]] RailItem *item(int page) const;
    void setCurrent(int page); // -1: none
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

Q_SIGNALS:
    void chosen(int page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    QButtonGroup *m_group;
    QVBoxLayout *m_layout; // of the pages
    Button *m_lead = nullptr;
    QString m_leadName;
    bool m_collapsed = false;
};

} // namespace symbolon::ui
