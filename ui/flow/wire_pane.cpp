// SPDX-License-Identifier: Apache-2.0
#include "ui/flow/wire_pane.h"

#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace symbolon::ui {
namespace {

constexpr int mostLines = 16; // longer texts scroll

} // namespace

WirePane::WirePane(const Appearance &appearance, ClipboardWriter clipboard, const QString &heading, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    auto *title = new PlainLabel(appearance, TextStyle::SecondaryMedium, Ink::Text2, this);
    title->setValue(heading);
    m_copy = new CopyButton(appearance, std::move(clipboard), heading, this);
    m_text = new QPlainTextEdit(this);
    m_text->setReadOnly(true);
    m_text->setAccessibleName(heading);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::panelPadding, metrics::space2, metrics::panelPadding, metrics::space2);
    column->setSpacing(metrics::space1);
    column->addLayout(head);
    column->addWidget(m_text);

    connect(&appearance, &Appearance::changed, this, &WirePane::applyLook);
    applyLook();
    setVisible(false);
}

void WirePane::setText(const QString &text)
{
    m_copy->setValue(text);
    m_text->setPlainText(shownLines(text));
    setVisible(!text.isEmpty());
    fitHeight();
}

void WirePane::setFilling(bool filling)
{
    m_filling = filling;
    fitHeight();
}

void WirePane::fitHeight()
{
    setSizePolicy(QSizePolicy::Preferred, m_filling ? QSizePolicy::Expanding : QSizePolicy::Fixed);
    if (m_filling) {
        m_text->setMinimumHeight(0);
        m_text->setMaximumHeight(QWIDGETSIZE_MAX);
        return;
    }
    const int lines = std::min<int>(m_text->document()->blockCount() + 1, mostLines);
    m_text->setFixedHeight(lines * QFontMetrics(m_text->font()).lineSpacing() + 2 * metrics::space2);
}

void WirePane::applyLook()
{
    const Theme &theme = m_appearance.theme();
    m_text->setFont(theme.font(TextStyle::MonoSmall));
    QPalette palette = m_text->palette();
    palette.setColor(QPalette::Base, theme.sunken);
    palette.setColor(QPalette::Text, theme.text);
    m_text->setPalette(palette);
}

} // namespace symbolon::ui
