// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/operation_delegate.h"

#include "base/shown.h"
#include "ui/pages/changes/operations_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/pieces.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace symbolon::ui {
namespace {

constexpr int circle = 24;
constexpr int lineGap = 2;

struct KindLook
{
    Glyph glyph = Glyph::None;
    Level level = Level::None;
    bool accent = false;
};

KindLook lookOf(trust::OperationKind kind)
{
    switch (kind) {
    case trust::OperationKind::Create:
        return {Glyph::Add, Level::Pass};
    case trust::OperationKind::Update:
        return {Glyph::Edit, Level::None, true};
    case trust::OperationKind::Delete:
        return {Glyph::Delete, Level::Critical};
    }
    Q_UNREACHABLE();
}

// The step's number, or the sign of its end, on the line between its neighbours.
void paintStep(QPainter *painter, const QRect &row, const QRect &place, const Appearance &appearance,
               const OperationLine &line)
{
    const Theme &theme = appearance.theme();
    const int middle = place.center().x();
    painter->setPen(QPen(theme.border, 1));
    if (!line.isFirst)
        painter->drawLine(middle, row.top(), middle, place.top() - 1);
    if (!line.isLast)
        painter->drawLine(middle, place.bottom() + 1, middle, row.bottom());
    const Level level = line.isWritten ? Level::Pass : line.hasFailed ? Level::Critical : Level::None;
    const QColor ring = level != Level::None ? theme.level(level).text
        : line.isUnderWay                    ? theme.accent
                                             : theme.fieldBorder;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(theme.surface);
    painter->setPen(QPen(ring, line.isUnderWay ? 2 : 1.2));
    painter->drawEllipse(QRectF(place).adjusted(1, 1, -1, -1));
    painter->restore();
    const QRect sign(place.center().x() - theme.px(7), place.center().y() - theme.px(7), theme.px(14), theme.px(14));
    if (line.isWritten)
        appearance.icon(Glyph::Check, Ink::Pass).paint(painter, sign);
    else if (line.hasFailed)
        appearance.icon(Glyph::Cross, Ink::Critical).paint(painter, sign);
    else
        paintText(painter, place, QString::number(line.number), theme.font(TextStyle::SecondarySemibold),
                  line.isUnderWay ? theme.accent : theme.text2, Qt::ElideNone, Qt::AlignHCenter);
}

} // namespace

OperationDelegate::OperationDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize OperationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const Theme &theme = m_appearance.theme();
    const int padding = theme.px(m_isCompact ? metrics::space1 : metrics::space2 + 2);
    const int lines = theme.lineHeight(TextStyle::Body) + 2 * (theme.lineHeight(TextStyle::Secondary) + lineGap);
    return {theme.px(240), lines + 2 * padding};
}

void OperationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = m_appearance.theme();
    const auto line = index.data(OperationsModel::LineRole).value<OperationLine>();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(option.rect, theme.selection);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, theme.hover);
    paintLine(painter, option.rect, Qt::BottomEdge, theme.softBorder);
    if (selected)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(metrics::selectionBar, option.rect.height())),
                          theme.accent);

    const int padding = theme.px(m_isCompact ? metrics::space1 : metrics::space2 + 2);
    const int side = theme.px(circle);
    const QRect place(option.rect.left() + theme.px(metrics::space4), option.rect.top() + padding, side, side);
    paintStep(painter, option.rect, place, m_appearance, line);

    const int left = place.right() + theme.px(metrics::space3);
    const int width = option.rect.right() - theme.px(metrics::space4) - left;
    const KindLook look = lookOf(line.kind);
    QRect first(left, option.rect.top() + padding, width, theme.lineHeight(TextStyle::Body));
    const QSize pill = pieces::pillSize(theme, line.verb, look.glyph);
    pieces::pill(painter, QRect(QPoint(left, first.center().y() - pill.height() / 2), pill), theme, line.verb,
                 look.level, look.glyph, look.accent);
    paintText(painter, first.adjusted(pill.width() + theme.px(metrics::space2), 0, 0, 0), line.object,
              theme.font(TextStyle::BodyMedium), theme.text);
    const int height = theme.lineHeight(TextStyle::Secondary);
    const QRect second(left, first.bottom() + 1 + lineGap, width, height);
    paintText(painter, second, shown(line.identity), theme.font(TextStyle::Secondary), theme.text2);
    paintText(painter, second.translated(0, height + lineGap), line.state, theme.font(TextStyle::Secondary),
              theme.ink(line.stateInk));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(option);
        focus.rect = option.rect.adjusted(1, 1, -1, -1);
        const QWidget *widget = option.widget;
        (widget ? widget->style() : QApplication::style())
            ->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, widget);
    }
}

} // namespace symbolon::ui
