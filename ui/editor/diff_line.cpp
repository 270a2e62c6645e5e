// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/diff_line.h"

#include "base/shown.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"

#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace symbolon::ui {
namespace {

constexpr int fieldWidth = 112;
constexpr int signWidth = 20;
constexpr int padding = 7;

QString signOf(DiffLine::Change change)
{
    switch (change) {
    case DiffLine::Change::Same:
        return {};
    case DiffLine::Change::Removed:
        return QStringLiteral("-");
    case DiffLine::Change::Added:
        return QStringLiteral("+");
    }
    Q_UNREACHABLE();
}

QString spokenChange(DiffLine::Change change)
{
    switch (change) {
    case DiffLine::Change::Same:
        return DiffLine::tr("stays");
    case DiffLine::Change::Removed:
        return DiffLine::tr("before");
    case DiffLine::Change::Added:
        return DiffLine::tr("after");
    }
    Q_UNREACHABLE();
}

} // namespace

DiffLine::DiffLine(const Appearance &appearance, const QString &field, Change change, const QString &value,
                   QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_field(field)
    , m_change(change)
    , m_value(shown(value))
{
    setAccessibleName(tr("%1, %2: %3").arg(field, spokenChange(change), m_value));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&appearance, &Appearance::changed, this, [this] { update(); });
}

void DiffLine::setMarked(const QList<TextRange> &ranges)
{
    m_marked = ranges;
    update();
}

int DiffLine::heightForWidth(int width) const
{
    return layOut(width, nullptr) + 2 * padding;
}

QSize DiffLine::sizeHint() const
{
    const int width = m_appearance.theme().px(480);
    return {width, heightForWidth(width)};
}

void DiffLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    const int field = theme.px(fieldWidth);
    if (m_change != Change::Same) {
        const QColor tint = m_change == Change::Removed ? theme.diff.removed : theme.diff.added;
        painter.fillRect(QRect(field, 0, width() - field, height()), tint);
    }
    const int line = theme.lineHeight(TextStyle::Mono);
    paintText(&painter, QRect(theme.px(metrics::space3), padding, field - theme.px(metrics::space3), line), m_field,
              theme.font(TextStyle::Secondary), theme.text2);
    const QColor sign = theme.level(m_change == Change::Removed ? Level::Critical : Level::Pass).text;
    paintText(&painter, QRect(field + 6, padding, theme.px(signWidth), line), signOf(m_change),
              theme.font(TextStyle::Mono), sign);
    paintLine(&painter, rect(), Qt::BottomEdge, theme.softBorder);
    painter.setPen(theme.text);
    layOut(width(), &painter);
}

int DiffLine::valueLeft() const
{
    return m_appearance.theme().px(fieldWidth) + m_appearance.theme().px(signWidth) + 6;
}

int DiffLine::layOut(int width, QPainter *painter) const
{
    const Theme &theme = m_appearance.theme();
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAnywhere);
    QTextLayout layout(m_value, theme.font(TextStyle::Mono));
    layout.setTextOption(option);
    const int lineHeight = theme.lineHeight(TextStyle::Mono);
    const qreal room = std::max(40, width - valueLeft() - theme.px(metrics::space3));
    int height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(room);
        line.setPosition(QPointF(0, height + (lineHeight - line.height()) / 2));
        height += lineHeight;
    }
    layout.endLayout();
    if (painter) {
        QList<QTextLayout::FormatRange> marks;
        for (const TextRange &range : m_marked) {
            QTextLayout::FormatRange mark;
            mark.start = range.from;
            mark.length = range.length;
            mark.format.setBackground(m_change == Change::Removed ? theme.diff.removedStrong : theme.diff.addedStrong);
            marks.append(mark);
        }
        layout.draw(painter, QPointF(valueLeft(), padding), marks);
    }
    return std::max(height, lineHeight);
}

} // namespace symbolon::ui
