// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/focusring.h"

#include "ui/theme/metrics.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextEdit>

#include <algorithm>
#include <utility>

namespace symbolon::ui {

namespace {

constexpr char radiusProperty[] = "symbolonFocusRadius";

bool isField(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) != nullptr || qobject_cast<const QComboBox *>(widget) != nullptr
        || qobject_cast<const QAbstractSpinBox *>(widget) != nullptr
        || qobject_cast<const QPlainTextEdit *>(widget) != nullptr
        || qobject_cast<const QTextEdit *>(widget) != nullptr;
}

bool wantsRing(const QWidget *widget)
{
    if (widget == nullptr || widget->isWindow())
        return false;
    if (isField(widget))
        return true;
    // Set by Qt when Tab or a mnemonic moves the focus.
    const bool byKeyboard = widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    return byKeyboard
        && (qobject_cast<const QAbstractButton *>(widget) != nullptr || widget->property(radiusProperty).isValid());
}

} // namespace

void setFocusRadius(QWidget *widget, int radius)
{
    widget->setProperty(radiusProperty, radius);
}

FocusRing::FocusRing(std::shared_ptr<const Theme> theme, QWidget *parent)
    : QFocusFrame(parent)
    , m_theme(std::move(theme))
{
}

void FocusRing::paintEvent(QPaintEvent * /*event*/)
{
    if (widget() == nullptr)
        return;
    const QVariant own = widget()->property(radiusProperty);
    const int inner = own.isValid() ? own.toInt() : metrics::radius;
    const double radius = std::min(inner + metrics::focusGap + metrics::focusWidth, height() / 2) - 1;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->accent, metrics::focusWidth));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
}

FocusRingKeeper::FocusRingKeeper(std::shared_ptr<const Theme> theme, QObject *parent)
    : QObject(parent)
    , m_theme(std::move(theme))
{
}

FocusRingKeeper::~FocusRingKeeper()
{
    delete m_ring;
}

bool FocusRingKeeper::eventFilter(QObject *watched, QEvent *event)
{
    // Qt notes that the keyboard moved the focus and keeps the note when the mouse does so next. By the time a widget
    // hears of the press, the focus has changed already.
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
        QWidget *const window = static_cast<QWidget *>(watched)->window();
        if (window->testAttribute(Qt::WA_KeyboardFocusChange)) {
            window->setAttribute(Qt::WA_KeyboardFocusChange, false);
            follow(nullptr, QApplication::focusWidget());
        }
    }
    return QObject::eventFilter(watched, event);
}

void FocusRingKeeper::follow(QWidget * /*old*/, QWidget *now)
{
    QWidget *target = now;
    // The editor inside an editable combo box or a spin box has the focus; the ring goes around the whole control.
    if (now != nullptr && now->parentWidget() != nullptr && isField(now->parentWidget()))
        target = now->parentWidget();
    if (!wantsRing(target)) {
        if (m_ring)
            m_ring->setWidget(nullptr);
        return;
    }
    // A ring dies with the window it was last shown in.
    if (!m_ring)
        m_ring = new FocusRing(m_theme);
    m_ring->setWidget(target);
}

} // namespace symbolon::ui
