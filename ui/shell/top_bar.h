// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QWidget>

class QMenu;
class QMenuBar;

namespace symbolon::ui {

class Avatar;
class CloudChip;
class SearchField;
class TenantButton;

// The window's upper edge: mark, menus, filter, cloud, tenant and person.
class TopBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(const Appearance &appearance, QWidget *parent = nullptr);

    [[nodiscard]] QMenuBar *menuBar() const { return m_menuBar; }
    [[nodiscard]] SearchField *search() const { return m_search; }
    [[nodiscard]] TenantButton *tenant() const { return m_tenant; }
    [[nodiscard]] CloudChip *cloud() const { return m_cloud; }
    [[nodiscard]] Avatar *avatar() const { return m_avatar; }
    // After a change of menus, tenant or person, whose widths decide where everything stands.
    void arrange();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    const Appearance &m_appearance;
    QMenuBar *m_menuBar;
    SearchField *m_search;
    CloudChip *m_cloud;
    TenantButton *m_tenant;
    Avatar *m_avatar;
    int m_wordEnd = 0;
};

} // namespace symbolon::ui
