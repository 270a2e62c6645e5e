// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/diff_line.h"

#include "base/shown.h"
#include "ui/editor/diff_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"

#include <QPainter>

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
    return layOut(width, nullptr) + 2 * above();
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
    const int field = fieldPart();
    if (m_change != Change::Same) {
        const QColor tint = m_change == Change::Removed ? theme.diff.removed : theme.diff.added;
        painter.fillRect(QRect(field, 0, width() - field, height()), tint);
    }
    const int line = theme.lineHeight(TextStyle::Mono);
    if (!m_isDense && !m_isFieldHidden)
        paintText(&painter, QRect(theme.px(metrics::space3), padding, field - theme.px(metrics::space3), line), m_field,
                  theme.font(TextStyle::Secondary), theme.text2);
    const QColor sign = theme.level(m_change == Change::Removed ? Level::Critical : Level::Pass).text;
    paintText(&painter, QRect(field + 6, above(), theme.px(signWidth), line), signOf(m_change),
              theme.font(TextStyle::Mono), sign);
    if (!m_isDense)
        paintLine(&painter, rect(), Qt::BottomEdge, theme.softBorder);
    painter.setPen(theme.text);
    layOut(width(), &painter);
}

void DiffLine::setFieldHidden()
{
    m_isFieldHidden = true;
    update();
}

void DiffLine::setDense()
{
    m_isDense = true;
    updateGeometry();
    update();
}

int DiffLine::fieldPart() const
{
    return m_isDense ? 0 : m_appearance.theme().px(fieldWidth);
}

int DiffLine::above() const
{
    return m_isDense ? 0 : padding;
}

int DiffLine::valueLeft() const
{
    return fieldPart() + m_appearance.theme().px(signWidth) + 6;
}

int DiffLine::layOut(int width, QPainter *painter) const
{
    const Theme &theme = m_appearance.theme();
    const QColor mark = m_change == Change::Removed ? theme.diff.removedStrong : theme.diff.addedStrong;
    return layOutDiff(theme, {m_value, m_marked, mark}, width - valueLeft() - theme.px(metrics::space3), painter,
                      {valueLeft(), above()});
}

} // namespace symbolon::ui
