// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/choice_card.h"

#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/pieces.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace symbolon::ui {
namespace {

constexpr int leastWidth = 140;
constexpr int usualWidth = 200;

} // namespace

ChoiceCard::ChoiceCard(const Appearance &appearance, Glyph glyph, const QString &name, const QString &words,
                       QWidget *parent)
    : QAbstractButton(parent)
    , m_appearance(appearance)
    , m_glyph(glyph)
    , m_words(words)
{
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(words);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int ChoiceCard::nameTop() const
{
    const Theme &theme = m_appearance.theme();
    return theme.px(metrics::space3) + theme.px(metrics::tile) + theme.px(metrics::space2);
}

int ChoiceCard::heightForWidth(int width) const
{
    const Theme &theme = m_appearance.theme();
    const int room = std::max(1, width - 2 * theme.px(metrics::space3));
    const QRect words =
        QFontMetrics(theme.font(TextStyle::Secondary)).boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, m_words);
    return nameTop() + theme.lineHeight(TextStyle::BodyMedium) + theme.px(metrics::space1) + words.height()
        + theme.px(metrics::space3);
}

QSize ChoiceCard::sizeHint() const
{
    const int width = m_appearance.theme().px(usualWidth);
    return {width, heightForWidth(width)};
}

QSize ChoiceCard::minimumSizeHint() const
{
    const int width = m_appearance.theme().px(leastWidth);
    return {width, heightForWidth(std::max(width, this->width()))};
}

void ChoiceCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    paintPanel(&painter, rect(), metrics::radiusPanel,
               isChecked()        ? theme.selection
                   : underMouse() ? theme.hover
                                  : theme.surface,
               isChecked() ? theme.accent : theme.border, isChecked() ? 2 : 1);
    const int margin = theme.px(metrics::space3);
    const int side = theme.px(metrics::tile);
    pieces::tile(&painter, QRect(margin, margin, side, side), theme, m_glyph, isChecked() ? Ink::Accent : Ink::Text2);
    const int top = nameTop();
    const int room = width() - 2 * margin;
    const int line = theme.lineHeight(TextStyle::BodyMedium);
    paintText(&painter, QRect(margin, top, room, line), text(), theme.font(TextStyle::BodyMedium), theme.text);
    painter.setFont(theme.font(TextStyle::Secondary));
    painter.setPen(theme.text2);
    painter.drawText(QRect(margin, top + line + theme.px(metrics::space1), room, height()), Qt::TextWordWrap, m_words);
}

} // namespace symbolon::ui
