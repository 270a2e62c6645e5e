// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/segmentedcontrol.h"

#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace symbolon::ui {

namespace {

class Segment final : public QAbstractButton
{
public:
    Segment(const Appearance &appearance, const QString &label, QWidget *parent)
        : QAbstractButton(parent)
        , m_appearance(appearance)
    {
        setText(label);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    }

    void setEnds(bool first, bool last)
    {
        m_first = first;
        m_last = last;
    }

    QSize sizeHint() const override
    {
        const Theme &theme = m_appearance.theme();
        const int wide = textWidth(text(), theme.font(style(true)), Qt::TextShowMnemonic);
        return {wide + 2 * theme.px(small() ? 9 : metrics::space3) + 1,
                theme.px(small() ? metrics::controlSmall : metrics::control)};
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Theme &theme = m_appearance.theme();
        QPainter painter(this);
        const QColor fill = isChecked() ? theme.accentSoft : underMouse() && isEnabled() ? theme.hover : theme.surface;
        // Inside the frame that the control draws, with its corners cut off.
        QPainterPath clip;
        const double radius = theme.px(metrics::radius) - 1;
        const QRectF inside = QRectF(rect()).adjusted(m_first ? 1 : 0, 1, m_last ? -1 : 0, -1);
        clip.addRoundedRect(inside.adjusted(m_first ? 0 : -radius, 0, m_last ? 0 : radius, 0), radius, radius);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipRect(inside);
        painter.fillPath(clip, fill);
        painter.setClipping(false);
        if (!m_last)
            painter.fillRect(QRect(width() - 1, 1, 1, height() - 2), theme.border);
        const QColor ink = !isEnabled() ? theme.text3 : isChecked() ? theme.accent : theme.text2;
        paintText(&painter, rect().adjusted(0, 0, m_last ? 0 : -1, 0), text(), theme.font(style(isChecked())), ink,
                  Qt::ElideNone, Qt::AlignHCenter | Qt::TextShowMnemonic);
    }

    // Qt's own would make whatever segment has the focus the group's only Tab stop; here it is always the chosen one.
    void focusInEvent(QFocusEvent *event) override
    {
        QWidget::focusInEvent(event); // NOLINT(bugprone-parent-virtual-call): see above
    }

private:
    [[nodiscard]] bool small() const { return isSmall(parentWidget()); }

    [[nodiscard]] TextStyle style(bool strong) const
    {
        if (small())
            return strong ? TextStyle::SecondarySemibold : TextStyle::Secondary;
        return strong ? TextStyle::BodySemibold : TextStyle::Body;
    }

    const Appearance &m_appearance;
    bool m_first = false;
    bool m_last = false;
};

} // namespace

SegmentedControl::SegmentedControl(const Appearance &appearance, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_name(name)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_group->setExclusive(true);
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool checked) {
        // One Tab stop, the chosen segment: Qt would stop at the first and then skip the chosen one.
        m_group->button(index)->setFocusPolicy(checked ? Qt::StrongFocus : Qt::ClickFocus);
        if (checked)
            Q_EMIT currentChanged(index);
    });
}

void SegmentedControl::setSegments(const QStringList &labels)
{
    const auto old = m_group->buttons();
    for (QAbstractButton *button : old) {
        m_group->removeButton(button);
        delete button;
    }
    for (int i = 0; i < labels.size(); ++i) {
        auto *const segment = new Segment(m_appearance, labels[i], this);
        segment->setEnds(i == 0, i + 1 == labels.size());
        segment->setAccessibleName(tr("%1: %2").arg(m_name, QString(labels[i]).remove(QLatin1Char('&'))));
        layout()->addWidget(segment);
        m_group->addButton(segment, i);
    }
}

int SegmentedControl::currentIndex() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

void SegmentedControl::setSmallHeight(bool small)
{
    setSmall(this, small);
    const auto buttons = m_group->buttons();
    for (QAbstractButton *button : buttons)
        button->updateGeometry();
}

void SegmentedControl::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    paintPanel(&painter, rect(), theme.px(metrics::radius), theme.surface, theme.fieldBorder);
}

} // namespace symbolon::ui
