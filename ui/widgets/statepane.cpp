// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/statepane.h"

#include "base/shown.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <utility>

namespace symbolon::ui {

namespace {

// The sign over the words: a glyph on a tile, or the shape of an error.
class Sign final : public QWidget
{
public:
    Sign(const Appearance &appearance, QWidget *parent)
        : QWidget(parent)
        , m_appearance(appearance)
    {
        const int side = appearance.theme().px(44);
        setFixedSize(side, side);
    }

    void setState(StatePane::State state)
    {
        m_state = state;
        update();
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        const Theme &theme = m_appearance.theme();
        QPainter painter(this);
        const int side = theme.px(22);
        const QRect middle((width() - side) / 2, (height() - side) / 2, side, side);
        if (m_state == StatePane::State::Error) {
            paintPanel(&painter, rect(), width() / 2.0, theme.level(Level::Critical).tint);
            paintLevel(&painter, middle, Level::Critical, theme);
            return;
        }
        paintPanel(&painter, rect(), width() / 2.0, theme.sunken, theme.softBorder);
        const Glyph glyph = m_state == StatePane::State::Filtered ? Glyph::Filter
            : m_state == StatePane::State::SignedOut              ? Glyph::SignIn
                                                                  : Glyph::Symbolon;
        paintGlyph(&painter, middle, glyph, theme.text3);
    }

private:
    const Appearance &m_appearance;
    StatePane::State m_state = StatePane::State::Empty;
};

} // namespace

StatePane::StatePane(const Appearance &appearance, ClipboardWriter clipboard, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_outer(new QVBoxLayout(this))
    , m_column(new QWidget(this))
    , m_sign(new Sign(appearance, m_column))
    , m_title(new PlainLabel(appearance, TextStyle::Section, Ink::Text, m_column))
    , m_text(new PlainLabel(appearance, TextStyle::Body, Ink::Text2, m_column))
    , m_codeRow(new QWidget(m_column))
    , m_code(new PlainLabel(appearance, TextStyle::Mono, Ink::Text2, m_codeRow))
    , m_copy(new CopyButton(appearance, std::move(clipboard), tr("the code"), m_codeRow))
    , m_action(new Button(appearance, QString(), ButtonRole::Secondary, Glyph::None, m_column))
{
    const Theme &theme = appearance.theme();
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    for (PlainLabel *label : {m_title, m_text}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setMaximumWidth(theme.px(420));
    }
    m_code->setElide(Qt::ElideNone);
    auto *const codeRow = new QHBoxLayout(m_codeRow);
    codeRow->setContentsMargins(0, 0, 0, 0);
    codeRow->addStretch();
    codeRow->addWidget(m_code);
    codeRow->addWidget(m_copy);
    codeRow->addStretch();

    auto *const column = new QVBoxLayout(m_column);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(metrics::space1));
    column->addWidget(m_sign, 0, Qt::AlignHCenter);
    column->addSpacing(theme.px(metrics::space2));
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addWidget(m_text, 0, Qt::AlignHCenter);
    column->addWidget(m_codeRow);
    column->addSpacing(theme.px(metrics::space2));
    column->addWidget(m_action, 0, Qt::AlignHCenter);

    m_outer->addStretch();
    m_outer->addWidget(m_column);
    m_outer->addStretch();
    connect(m_action, &QPushButton::clicked, this, &StatePane::actionTriggered);
    setState(State::Empty, {});
}

void StatePane::setState(State state, const QString &title, const QString &text, const QString &action)
{
    m_state = state;
    static_cast<Sign *>(m_sign)->setState(state);
    m_outer->setStretch(0, state == State::Loading ? 5 : 2);
    m_outer->setStretch(2, state == State::Loading ? 2 : 3);
    m_sign->setVisible(state != State::Loading);
    m_title->setTextStyle(state == State::Loading ? TextStyle::Body : TextStyle::Section);
    m_title->setInk(state == State::Loading ? Ink::Text3 : Ink::Text);
    m_title->setValue(title);
    m_text->setValue(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_action->setRole(state == State::SignedOut ? ButtonRole::Primary : ButtonRole::Secondary);
    m_action->setGlyph(state == State::Error ? Glyph::Retry : Glyph::None);
    setCode({});
    setAccessibleName(shown(title));
    announce(this, shown(text));
    update();
}

void StatePane::setCode(const QString &code)
{
    m_code->setValue(code);
    m_copy->setValue(code);
    m_codeRow->setVisible(!code.isEmpty());
}

void StatePane::setRowHeight(int pixels)
{
    m_rowHeight = pixels;
    update();
}

void StatePane::paintEvent(QPaintEvent * /*event*/)
{
    if (m_state != State::Loading)
        return;
    // Placeholders of uneven length, fading downwards until the words begin.
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    constexpr int widths[] = {168, 132, 188, 148, 176, 120};
    const int end = m_column->geometry().top() - theme.px(metrics::space4);
    const int tile = theme.px(metrics::tile);
    for (int row = 0; (row + 1) * m_rowHeight <= end; ++row) {
        const int top = row * m_rowHeight;
        painter.setOpacity(1.0 - 0.8 * row * m_rowHeight / std::max(end, 1));
        const int middle = top + m_rowHeight / 2;
        const int left = theme.px(metrics::space4);
        paintPanel(&painter, QRect(left, middle - tile / 2, tile, tile), metrics::radius, theme.sunken,
                   theme.softBorder);
        const int text = left + tile + theme.px(metrics::space2);
        const int wide = theme.px(widths[row % 6]);
        paintPanel(&painter, QRect(text, middle - theme.px(11), wide, theme.px(9)), 4, theme.track);
        paintPanel(&painter, QRect(text, middle + theme.px(5), wide * 2 / 3, theme.px(7)), 3, theme.softBorder);
        for (int column = 1; column < 6; ++column) {
            const int x = text + theme.px(44) + column * theme.px(176);
            if (x + theme.px(100) < width())
                paintPanel(&painter,
                           QRect(x, middle - theme.px(4), theme.px(widths[(row + column) % 6] / 2), theme.px(8)), 4,
                           theme.softBorder);
        }
        paintLine(&painter, QRect(0, top, width(), m_rowHeight), Qt::BottomEdge, theme.softBorder);
    }
}

} // namespace symbolon::ui
