// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/top_bar.h"

#include "ui/shell/tenant_button.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"

#include <QKeySequence>
#include <QMenuBar>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace symbolon::ui {

namespace {

constexpr int markLeft = 14;
constexpr int markSide = 22;
constexpr int narrowBelow = 1200;
constexpr int widestSearch = 360;
constexpr int narrowestSearch = 150;

} // namespace

TopBar::TopBar(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_menuBar(new QMenuBar(this))
    , m_search(new SearchField(appearance, tr("Search identities, issuers, commands"), Glyph::Search, this))
    , m_cloud(new CloudChip(appearance, this))
    , m_tenant(new TenantButton(appearance, this))
    , m_avatar(new Avatar(appearance, this))
{
    m_menuBar->setNativeMenuBar(false);
    setPlane(m_menuBar, Plane::Tone::Window);
    m_menuBar->setAccessibleName(tr("Menus"));
    m_search->setShortcutHint(QKeySequence(Qt::CTRL | Qt::Key_K));
    // Opens the palette; with the keyboard its shortcut does.
    m_search->setReadOnly(true);
    m_search->setFocusPolicy(Qt::NoFocus);
    setTabOrder(m_menuBar, m_tenant);
    connect(&appearance, &Appearance::changed, this, &TopBar::arrange);
    arrange();
}

void TopBar::arrange()
{
    const Theme &theme = m_appearance.theme();
    setFixedHeight(theme.px(metrics::topBar));
    const auto centred = [this](int height) { return (this->height() - 1 - height) / 2; };
    const int gap = theme.px(metrics::space2);

    const int wordLeft = theme.px(markLeft + markSide + metrics::space2);
    m_wordEnd = wordLeft + textWidth(QStringLiteral("Symbolon"), theme.font(TextStyle::Section));
    const int menuLeft = std::max(theme.px(metrics::rail), m_wordEnd + theme.px(metrics::space3));
    const QSize menu = m_menuBar->sizeHint();
    m_menuBar->setGeometry(menuLeft, centred(menu.height()), menu.width(), menu.height());

    const bool narrow = width() < theme.px(narrowBelow);
    m_tenant->setNarrow(narrow);
    int right = width() - theme.px(metrics::space4);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_avatar), static_cast<QWidget *>(m_tenant), static_cast<QWidget *>(m_cloud)}) {
        if (widget->isHidden())
            continue;
        const QSize size = widget->sizeHint();
        widget->setGeometry(right - size.width(), centred(size.height()), size.width(), size.height());
        right -= size.width() + gap;
    }

    // The field stands in the middle of the window where there is room, else in the middle of what is left.
    const int left = menuLeft + menu.width() + theme.px(metrics::space3);
    const int room = right - left;
    const int wide = std::clamp(room, theme.px(narrowestSearch), theme.px(widestSearch));
    int x = (width() - wide) / 2;
    if (x < left || x + wide > right)
        x = left + std::max(0, (room - wide) / 2);
    m_search->setGeometry(x, centred(theme.px(metrics::control)), wide, theme.px(metrics::control));
    update();
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void TopBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    paintLine(&painter, rect(), Qt::BottomEdge, theme.border);
    const int side = theme.px(markSide);
    const int left = theme.px(markLeft);
    paintGlyph(&painter, QRect(left, (height() - 1 - side) / 2, side, side), Glyph::Symbolon, theme.accent);
    const int word = left + side + theme.px(metrics::space2);
    paintText(&painter, QRect(word, 0, m_wordEnd - word + 2, height() - 1), QStringLiteral("Symbolon"),
              theme.font(TextStyle::Section), theme.text);
}

} // namespace symbolon::ui
