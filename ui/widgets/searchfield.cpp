// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/searchfield.h"

#include "ui/theme/controls.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/plaintooltip.h"

#include <QAction>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTextCharFormat>

namespace symbolon::ui {

SearchField::SearchField(const Appearance &appearance, const QString &name, Glyph glyph, QWidget *parent)
    : QLineEdit(parent)
    , m_appearance(appearance)
{
    setPlaceholderText(name);
    setAccessibleName(name);
    auto *const lead = new QAction(appearance.icon(glyph, Ink::Text3), QString(), this);
    lead->setEnabled(true);
    addAction(lead, QLineEdit::LeadingPosition);
    connect(lead, &QAction::triggered, this, [this] { setFocus(Qt::MouseFocusReason); });
    m_clear = addAction(appearance.icon(Glyph::Close, Ink::Text2), QLineEdit::TrailingPosition);
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(plainToolTip(tr("Clear")));
    m_clear->setVisible(false);
    connect(m_clear, &QAction::triggered, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_clear->setVisible(!text.isEmpty());
        update();
    });
}

void SearchField::setSmallField()
{
    setSmall(this);
    setFont(m_appearance.theme().font(TextStyle::Secondary));
}

void SearchField::setShortcutHint(const QKeySequence &shortcut)
{
    m_hint = shortcut.toString(QKeySequence::NativeText);
    setAccessibleDescription(m_hint);
    update();
}

void SearchField::setMarked(int at, int length)
{
    if (length == 0 && !m_isMarked)
        return;
    m_isMarked = length > 0;
    // A line edit takes formats of its text from an input method alone.
    QList<QInputMethodEvent::Attribute> attributes;
    if (m_isMarked) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(m_appearance.theme().ink(Ink::Critical));
        attributes.append(
            QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat, at - cursorPosition(), length, format));
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

QSize SearchField::sizeHint() const
{
    return {m_appearance.theme().px(268), QLineEdit::sizeHint().height()};
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_hint.isEmpty() || !text().isEmpty())
        return;
    const Theme &theme = m_appearance.theme();
    // In a narrow field the words matter more.
    const int lead = theme.px(metrics::icon + metrics::space6);
    if (lead + textWidth(placeholderText(), font()) > hintRect().left())
        return;
    QPainter painter(this);
    paintPanel(&painter, hintRect(), metrics::radiusBadge, theme.sunken, theme.border);
    paintText(&painter, hintRect(), m_hint, theme.font(TextStyle::CaptionMedium), theme.text2, Qt::ElideNone,
              Qt::AlignHCenter);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

QRect SearchField::hintRect() const
{
    const Theme &theme = m_appearance.theme();
    const int wide = textWidth(m_hint, theme.font(TextStyle::CaptionMedium)) + theme.px(13);
    const int high = theme.px(20);
    return {width() - wide - theme.px(6), (height() - high) / 2, wide, high};
}

} // namespace symbolon::ui
