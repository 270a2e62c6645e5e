// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/status_line.h"

#include "ui/theme/iconengine.h"
#include "ui/theme/levelshape.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/announce.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/separator.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>

#include <chrono>

namespace symbolon::ui {

namespace {
constexpr std::chrono::seconds saidFor{4};
}

// A level's shape or a glyph in front of a text.
class StatusLine::Sign final : public QWidget
{
public:
    Sign(const Appearance &appearance, QWidget *parent)
        : QWidget(parent)
        , m_appearance(appearance)
    {
        const int side = appearance.theme().px(14);
        setFixedSize(side, side);
    }
    void setLevel(Level level)
    {
        m_level = level;
        setVisible(level != Level::None);
        update();
    }
    void setGlyph(Glyph glyph)
    {
        m_glyph = glyph;
        setVisible(glyph != Glyph::None);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (m_level == Level::Pass)
            paintGlyph(&painter, rect(), Glyph::CheckCircle, m_appearance.theme().ink(Ink::Pass));
        else if (m_level != Level::None)
            paintLevel(&painter, rect(), m_level, m_appearance.theme());
        else
            paintGlyph(&painter, rect(), m_glyph, m_appearance.theme().text2);
    }

private:
    const Appearance &m_appearance;
    Level m_level = Level::None;
    Glyph m_glyph = Glyph::None;
};

StatusLine::StatusLine(const Appearance &appearance, QWidget *parent)
    : QStatusBar(parent)
    , m_appearance(appearance)
{
    setSizeGripEnabled(false);
    setAccessibleName(tr("Status"));
    setFixedHeight(appearance.theme().px(metrics::statusBar));
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(appearance.theme().px(12), 0, appearance.theme().px(12), 0);
    layout->setSpacing(appearance.theme().px(metrics::space2));
    m_freshSign = new Sign(appearance, row);
    layout->addWidget(m_freshSign);
    m_fresh = addText(layout);
    m_counts = addText(layout, &m_countsLine);
    m_notice = addText(layout, &m_noticeLine);
    m_notice->setElide(Qt::ElideRight);
    layout->addStretch(1);
    m_selected = addText(layout);
    m_modeLine = new Separator(appearance, Qt::Vertical, row);
    layout->addWidget(m_modeLine);
    m_modeSign = new Sign(appearance, row);
    layout->addWidget(m_modeSign);
    m_mode = addText(layout);
    addWidget(row, 1);
    setContentsMargins(0, 0, 0, 0);
    setCounts({});
    setNotice({});
    setSelected({});
}

PlainLabel *StatusLine::addText(QLayout *layout, QWidget **separator)
{
    if (separator) {
        *separator = new Separator(m_appearance, Qt::Vertical, layout->parentWidget());
        layout->addWidget(*separator);
    }
    auto *label = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, layout->parentWidget());
    layout->addWidget(label);
    return label;
}

void StatusLine::setFreshness(const QString &text, Level level, const QString &toolTip)
{
    m_freshSign->setLevel(level);
    m_fresh->setValue(text);
    setPlainToolTip(m_fresh, toolTip);
}

void StatusLine::setCounts(const QString &text)
{
    m_counts->setValue(text);
    m_counts->setVisible(!text.isEmpty());
    m_countsLine->setVisible(!text.isEmpty());
}

void StatusLine::setNotice(const QString &text)
{
    m_noticeText = text;
    showNotice();
}

void StatusLine::showNotice()
{
    const QString text = m_said.isEmpty() ? m_noticeText : m_said;
    m_notice->setValue(text);
    m_notice->setVisible(!text.isEmpty());
    m_noticeLine->setVisible(!text.isEmpty());
}

void StatusLine::setSelected(const QString &text)
{
    m_selected->setValue(text);
    m_selected->setVisible(!text.isEmpty());
    m_modeLine->setVisible(!text.isEmpty());
}

void StatusLine::setMode(const QString &text, const QString &toolTip, Glyph glyph)
{
    m_modeSign->setGlyph(glyph);
    m_mode->setValue(text);
    setPlainToolTip(m_mode, toolTip);
}

void StatusLine::say(const QString &text)
{
    m_said = text;
    showNotice();
    announce(m_notice, text);
    QTimer::singleShot(saidFor, this, [this, text] {
        if (m_said != text)
            return;
        m_said.clear();
        showNotice();
    });
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    paintLine(&painter, rect(), Qt::TopEdge, theme.border);
}

} // namespace symbolon::ui
