// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLayout>
#include <QList>

namespace symbolon::ui {

// Puts widgets beside each other and begins a new line where the width ends: chips, badges.
class FlowLayout final : public QLayout
{
    Q_OBJECT

public:
    // Spacings in pixels. `parent` takes the layout as its own; nullptr for a layout inside another.
    explicit FlowLayout(QWidget *parent, int horizontal = 8, int vertical = 8);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override;
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override;
    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool apply) const;

    QList<QLayoutItem *> m_items;
    int m_horizontal;
    int m_vertical;
};

} // namespace symbolon::ui
