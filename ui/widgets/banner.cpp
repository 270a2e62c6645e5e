// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/banner.h"

#include "base/shown.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace symbolon::ui {

namespace {

constexpr int shapeSide = 16;
constexpr int shapeLeft = 12;
constexpr int textLeft = 38;

} // namespace

Banner::Banner(const Appearance &appearance, ClipboardWriter clipboard, QWidget *parent)
    : QFrame(parent)
    , m_appearance(appearance)
    , m_title(new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, this))
    , m_text(new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this))
    , m_texts(new QVBoxLayout)
    , m_linesColumn(new QVBoxLayout)
    , m_copy(new CopyButton(appearance, std::move(clipboard), tr("the details"), this))
    , m_close(nullptr)
{
    const Theme &theme = appearance.theme();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);

    m_texts->setSpacing(0);
    m_texts->addWidget(m_title);
    m_texts->addWidget(m_text);
    m_linesColumn->setSpacing(theme.px(metrics::space1));
    m_texts->addLayout(m_linesColumn);

    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(textLeft), theme.px(8), theme.px(metrics::space3), theme.px(8));
    row->setSpacing(theme.px(metrics::space2));
    row->addLayout(m_texts, 1);
    row->addWidget(m_copy);
    for (int i = 0; i < 2; ++i) {
        auto *const button = new Button(appearance, QString(), ButtonRole::Secondary, Glyph::None, this);
        setSmall(button);
        button->hide();
        connect(button, &QPushButton::clicked, this, [this, i] { Q_EMIT actionTriggered(i); });
        row->addWidget(button);
        m_actions[static_cast<std::size_t>(i)] = button;
    }
    auto *const close = new IconButton(appearance, Glyph::Close, tr("Dismiss"), this);
    setSmall(close);
    close->hide();
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    row->addWidget(close);
    m_close = close;
    hide();
}

void Banner::say(const BannerText &text)
{
    m_level = text.level;
    m_title->setValue(text.title);
    m_text->setValue(text.text);
    m_text->setVisible(!text.text.isEmpty());
    // What is broken gets a button, what is advised a link.
    for (Button *button : m_actions)
        button->setRole(text.level == Level::Critical ? ButtonRole::Secondary : ButtonRole::Link);
    showLines(text.lines);
    m_copy->setValue(text.details);
    m_copy->setVisible(!text.details.isEmpty());
    setAccessibleName(levelWord(text.level));
    show();
    updateGeometry();
    update();
    QStringList words;
    for (const QString &sentence : QStringList{text.title, text.text} + text.lines) {
        if (!sentence.isEmpty())
            words << shown(sentence);
    }
    announce(this, words.join(QLatin1Char(' ')));
}

void Banner::showLines(const QStringList &lines)
{
    while (m_lines.size() < lines.size()) {
        auto *const words = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, this);
        words->setWordWrap(true);
        m_linesColumn->addWidget(words);
        m_lines.append(words);
    }
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_lines.at(i)->setValue(lines.value(i));
        m_lines.at(i)->setVisible(i < lines.size());
    }
    // Beside a list, what can be done stands by its title.
    const Qt::Alignment place = lines.isEmpty() ? Qt::Alignment() : Qt::AlignTop;
    for (Button *button : m_actions)
        layout()->setAlignment(button, place);
    layout()->setAlignment(m_close, place);
}

void Banner::setAction(int which, const QString &label)
{
    Button *const button = m_actions.at(static_cast<std::size_t>(which));
    button->setText(label);
    button->setVisible(!label.isEmpty());
}

void Banner::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    holdHeight();
}

bool Banner::event(QEvent *event)
{
    const bool done = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest)
        holdHeight();
    return done;
}

void Banner::holdHeight()
{
    // As with PlainLabel: a banner narrower than its layout's width would lose its last lines.
    const int needed = std::max(0, layout()->totalHeightForWidth(width())); // -1: nothing to lay out yet
    if (minimumHeight() != needed)
        setMinimumHeight(needed);
}

void Banner::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = m_appearance.theme();
    const LevelColors &colors = theme.level(m_level);
    QPainter painter(this);
    paintPanel(&painter, rect(), theme.px(metrics::radius), colors.tint, colors.tintBorder);
    const int side = theme.px(shapeSide);
    const QRect title = m_title->geometry();
    const int middle = title.top() + theme.lineHeight(TextStyle::BodyMedium) / 2;
    paintLevel(&painter, QRect(theme.px(shapeLeft), middle - side / 2, side, side), m_level, theme);
}

} // namespace symbolon::ui
