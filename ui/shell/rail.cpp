// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/rail.h"

#include "ui/theme/controls.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plaintooltip.h"

#include <QButtonGroup>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {

RailItem::RailItem(const Appearance &appearance, Glyph glyph, const QString &name, QWidget *parent)
    : QAbstractButton(parent)
    , m_appearance(appearance)
    , m_glyph(glyph)
    , m_name(name)
{
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
    updateName();
}

void RailItem::setCount(int count)
{
    m_count = count;
    updateName();
}

void RailItem::setStaged(int count)
{
    m_staged = count;
    updateName();
}

void RailItem::setAlarm(int count, Level level)
{
    m_alarm = count;
    m_alarmLevel = level;
    updateName();
}

void RailItem::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    updateGeometry();
    updateName();
}

void RailItem::updateName()
{
    QString name = m_name;
    if (m_count >= 0)
        name = tr("%1, %2").arg(m_name).arg(m_count);
    if (m_staged > 0)
        name = tr("%1, %2 staged").arg(m_name).arg(m_staged);
    if (m_alarm > 0)
        name = tr("%1, %2 %3").arg(name).arg(m_alarm).arg(levelWord(m_alarmLevel).toLower());
    setAccessibleName(name);
    setPlainToolTip(this, m_collapsed ? name : QString());
    update();
}

QSize RailItem::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    return {theme.px(m_collapsed ? metrics::railItem : metrics::rail - 2 * metrics::space2),
            theme.px(metrics::railItem)};
}

void RailItem::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked())
        paintPanel(&painter, rect(), metrics::radius, theme.surface);
    else if (underMouse())
        paintPanel(&painter, rect(), metrics::radius, theme.hover);
    if (isChecked()) {
        const int inset = theme.px(7);
        paintPanel(&painter, QRect(0, inset, theme.px(metrics::selectionBar), height() - 2 * inset), 1.5, theme.accent);
    }
    const int side = theme.px(metrics::icon);
    const int lead = m_collapsed ? (width() - side) / 2 : theme.px(10);
    paintGlyph(&painter, QRect(lead, (height() - side) / 2, side, side), m_glyph,
               isChecked() ? theme.text : theme.text2);
    if (m_collapsed) {
        if (m_staged > 0)
            paintPanel(&painter, QRect(width() - theme.px(12), 4, theme.px(8), theme.px(8)), theme.px(4), theme.accent);
        if (m_alarm > 0) {
            const int shape = theme.px(10);
            paintLevel(&painter, QRectF(width() - shape - 2, 3, shape, shape), m_alarmLevel, theme);
        }
        return;
    }

    int right = width() - theme.px(10);
    const QFont small = theme.font(TextStyle::Secondary);
    if (m_staged > 0) {
        const QString count = QString::number(m_staged);
        const QFont &font = theme.font(TextStyle::SecondarySemibold);
        const int high = theme.px(18);
        const int wide = std::max(high + theme.px(4), textWidth(count, font) + theme.px(12));
        const QRect pill(right - wide, (height() - high) / 2, wide, high);
        paintPanel(&painter, pill, high / 2.0, theme.accent);
        paintText(&painter, pill, count, font, theme.onAccent, Qt::ElideNone, Qt::AlignHCenter);
        right -= wide + theme.px(metrics::space1);
    }
    const int shown = m_alarm > 0 ? m_alarm : m_count;
    if (shown >= 0) {
        const QString count = QString::number(shown);
        const int wide = textWidth(count, small);
        paintText(&painter, QRect(right - wide, 0, wide + 1, height()), count, small, theme.text2);
        right -= wide + theme.px(metrics::space1);
    }
    if (m_alarm > 0) {
        const int shape = theme.px(14);
        paintLevel(&painter, QRectF(right - shape, (height() - shape) / 2.0, shape, shape), m_alarmLevel, theme);
        right -= shape + theme.px(metrics::space1);
    }
    const int left = lead + side + theme.px(10);
    paintText(&painter, QRect(left, 0, right - left, height()), m_name,
              theme.font(isChecked() ? TextStyle::BodySemibold : TextStyle::Body),
              isChecked() ? theme.text : theme.text2);
}

Rail::Rail(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_group(new QButtonGroup(this))
    , m_layout(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space2, metrics::space3, metrics::space2, metrics::space2);
    column->setSpacing(metrics::space3);
    column->addLayout(m_layout, 1);
    setAccessibleName(tr("Pages"));
    m_group->setExclusive(true);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::space1);
    m_layout->addStretch(1);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::chosen);
    connect(&appearance, &Appearance::changed, this, [this] { setCollapsed(m_collapsed); });
    setCollapsed(false);
}

QAbstractButton *Rail::addLead(Glyph glyph, const QString &name)
{
    m_leadName = name;
    m_lead = new Button(m_appearance, name, ButtonRole::Primary, glyph, this);
    m_lead->setAccessibleName(name);
    setSmall(m_lead); // its name is longer than the pages'
    m_lead->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_lead->setFixedHeight(m_appearance.theme().px(metrics::railItem));
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_lead);
    setCollapsed(m_collapsed);
    return m_lead;
}

RailItem *Rail::addPage(Glyph glyph, const QString &name)
{
    auto *item = new RailItem(m_appearance, glyph, name, this);
    const int page = static_cast<int>(m_group->buttons().size());
    m_group->addButton(item, page);
    m_layout->insertWidget(page, item);
    return item;
}

RailItem *Rail::item(int page) const
{
    return static_cast<RailItem *>(m_group->button(page));
}

void Rail::setCurrent(int page)
{
    if (QAbstractButton *button = m_group->button(page)) {
        button->setChecked(true);
        return;
    }
    if (QAbstractButton *checked = m_group->checkedButton()) {
        m_group->setExclusive(false);
        checked->setChecked(false);
        m_group->setExclusive(true);
    }
}

void Rail::setCollapsed(bool collapsed)
{
    if (m_lead) {
        m_lead->setText(collapsed ? QString() : m_leadName);
        m_lead->setToolTip(collapsed ? plainToolTip(m_leadName) : QString());
    }
    m_collapsed = collapsed;
    setFixedWidth(m_appearance.theme().px(collapsed ? metrics::railCollapsed : metrics::rail));
    const QList<QAbstractButton *> buttons = m_group->buttons();
    for (QAbstractButton *button : buttons)
        static_cast<RailItem *>(button)->setCollapsed(collapsed);
}

void Rail::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    paintLine(&painter, rect(), Qt::RightEdge, theme.border);
}

} // namespace symbolon::ui
