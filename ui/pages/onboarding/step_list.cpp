// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/step_list.h"

#include "base/shown.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"

#include <QPainter>
#include <QTextLayout>
#include <QTextOption>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int circle = 26;
constexpr int stepHeight = 76;

} // namespace

StepButton::StepButton(const Appearance &appearance, int number, const QString &title, QWidget *parent)
    : QAbstractButton(parent)
    , m_appearance(appearance)
    , m_number(number)
{
    setText(title);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe();
}

void StepButton::describe()
{
    const QString state = m_state == State::Done ? tr("done")
        : m_state == State::Current              ? tr("on show")
                                                 : tr("to come");
    setAccessibleName(tr("Step %1, %2, %3").arg(QString::number(m_number), text(), state));
    setAccessibleDescription(shown(m_summary));
}

void StepButton::setState(State state)
{
    m_state = state;
    describe();
    update();
}

void StepButton::setSummary(const QString &summary)
{
    m_summary = summary;
    describe();
    update();
}

void StepButton::setLast(bool last)
{
    m_isLast = last;
    update();
}

QSize StepButton::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    return {theme.px(200), theme.px(stepHeight)};
}

void StepButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool current = m_state == State::Current;
    if (current)
        paintPanel(&painter, rect().adjusted(0, 0, 0, -theme.px(metrics::space1)), metrics::radius, theme.surface,
                   theme.border);
    else if (underMouse() && isEnabled())
        paintPanel(&painter, rect().adjusted(0, 0, 0, -theme.px(metrics::space1)), metrics::radius, theme.hover);
    const int side = theme.px(circle);
    const QRect place(theme.px(metrics::space2), theme.px(metrics::space2), side, side);
    if (!m_isLast && !current) {
        painter.setPen(QPen(theme.border, 1));
        painter.drawLine(place.center().x(), place.bottom() + 4, place.center().x(), height());
    }
    painter.setPen(QPen(current                      ? theme.accent
                            : m_state == State::Done ? theme.ink(Ink::Pass)
                                                     : theme.fieldBorder,
                        1.2));
    painter.setBrush(current ? theme.accent : theme.surface);
    painter.drawEllipse(QRectF(place).adjusted(1, 1, -1, -1));
    if (m_state == State::Done) {
        const int sign = theme.px(metrics::iconSmall);
        m_appearance.icon(Glyph::Check, Ink::Pass)
            .paint(&painter, QRect(place.center().x() - sign / 2, place.center().y() - sign / 2, sign, sign));
    } else {
        paintText(&painter, place, QString::number(m_number), theme.font(TextStyle::SecondarySemibold),
                  current ? theme.ink(Ink::OnAccent) : theme.text2, Qt::ElideNone, Qt::AlignHCenter);
    }
    const int left = place.right() + theme.px(metrics::space3);
    const int width = this->width() - left - theme.px(metrics::space2);
    const int line = theme.lineHeight(TextStyle::BodySemibold);
    paintText(&painter, QRect(left, place.center().y() - line / 2, width, line), text(),
              theme.font(current ? TextStyle::BodySemibold : TextStyle::BodyMedium), theme.text);
    // Two lines at most; names may be long.
    const QFont font = theme.font(TextStyle::Secondary);
    const int small = theme.lineHeight(TextStyle::Secondary);
    QTextLayout layout(shown(m_summary), font);
    QTextOption wraps;
    wraps.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // subjects have no blanks
    layout.setTextOption(wraps);
    layout.beginLayout();
    int top = place.center().y() + line / 2;
    for (int i = 0; i < 2; ++i) {
        QTextLine one = layout.createLine();
        if (!one.isValid())
            break;
        one.setLineWidth(width);
        const QString rest = layout.text().mid(one.textStart(), i == 0 ? one.textLength() : -1);
        paintText(&painter, QRect(left, top, width, small), rest.trimmed(), font, theme.text2);
        top += small;
    }
    layout.endLayout();
}

StepList::StepList(const Appearance &appearance, const QStringList &titles, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const QString &title : titles) {
        auto *step = new StepButton(appearance, static_cast<int>(m_steps.size()) + 1, title, this);
        connect(step, &QAbstractButton::clicked, this,
                [this, index = static_cast<int>(m_steps.size())] { Q_EMIT chosen(index); });
        m_steps.append(step);
        column->addWidget(step);
    }
    m_steps.constLast()->setLast(true);
    column->addStretch(1);
}

void StepList::setSummary(int step, const QString &summary)
{
    m_steps.at(step)->setSummary(summary);
}

void StepList::setCurrent(int step, int reached, bool done)
{
    for (int i = 0; i < m_steps.size(); ++i) {
        m_steps.at(i)->setState(i == step                 ? StepButton::State::Current
                                    : i < reached || done ? StepButton::State::Done
                                                          : StepButton::State::Ahead);
        m_steps.at(i)->setEnabled(i <= reached);
    }
}

} // namespace symbolon::ui
