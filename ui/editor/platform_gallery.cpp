// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/platform_gallery.h"

#include "ui/models/platform_glyph.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QPainter>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

constexpr int buttonHeight = 44;

Glyph glyphNamed(const QString &name)
{
    presets::Platform platform;
    platform.glyph = name;
    return glyphOf(platform);
}

} // namespace

PlatformButton::PlatformButton(const Appearance &appearance, Glyph glyph, const QString &name, const QString &scenarios,
                               QWidget *parent)
    : QAbstractButton(parent)
    , m_appearance(appearance)
    , m_glyph(glyph)
    , m_scenarios(scenarios)
{
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(scenarios);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize PlatformButton::sizeHint() const
{
    const Theme &theme = m_appearance.theme();
    return {theme.px(180), theme.px(buttonHeight)};
}

void PlatformButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = m_appearance.theme();
    QPainter painter(this);
    if (isChecked()) {
        paintPanel(&painter, rect(), metrics::radius, theme.selection);
        painter.fillRect(0, 4, metrics::selectionBar, height() - 8, theme.accent);
    } else if (underMouse()) {
        paintPanel(&painter, rect(), metrics::radius, theme.hover);
    }
    const int side = theme.px(metrics::tile);
    const QRect tile(theme.px(metrics::space2) + metrics::selectionBar, (height() - side) / 2, side, side);
    pieces::tile(&painter, tile, theme, m_glyph, isChecked() ? Ink::Accent : Ink::Text2);
    const int left = tile.right() + theme.px(10);
    const int name = theme.lineHeight(TextStyle::BodyMedium);
    const int small = theme.lineHeight(TextStyle::Caption);
    const int top = (height() - name - small) / 2;
    paintText(&painter, QRect(left, top, width() - left - 4, name), text(), theme.font(TextStyle::BodyMedium),
              theme.text);
    paintText(&painter, QRect(left, top + name, width() - left - 4, small), m_scenarios, theme.font(TextStyle::Caption),
              theme.text2);
}

void PlatformButton::focusInEvent(QFocusEvent *event)
{
    // Qt's own would make whatever button has the focus the group's only Tab stop; here it is always the chosen one.
    QWidget::focusInEvent(event); // NOLINT(bugprone-parent-virtual-call): see above
}

PlatformGallery::PlatformGallery(const Appearance &appearance, const presets::Catalogue &catalogue, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space2, metrics::space3, metrics::space2, metrics::space3);
    column->setSpacing(metrics::space1);
    auto *title = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this);
    title->setValue(tr("Token comes from"));
    title->setContentsMargins(metrics::space2, 0, 0, metrics::space1);
    column->addWidget(title);
    for (const presets::Preset &preset : catalogue.presets()) {
        if (m_platforms.contains(preset.platform))
            continue;
        QStringList scenarios;
        for (const presets::Preset &other : catalogue.presets()) {
            if (other.platform == preset.platform && !other.scenario.isEmpty())
                scenarios << (scenarios.isEmpty()                       ? other.scenario
                                  : other.scenario.toLower().size() > 4 ? other.scenario.toLower()
                                                                        : other.scenario);
        }
        const QString words = scenarios.isEmpty() ? preset.fields.value(0).label : scenarios.join(QStringLiteral(", "));
        auto *button = new PlatformButton(appearance, glyphNamed(preset.glyph), preset.platform, words, this);
        m_group->addButton(button, static_cast<int>(m_platforms.size()));
        m_platforms << preset.platform;
        column->addWidget(button);
    }
    column->addStretch();
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        // One Tab stop, the chosen platform; the arrow keys move from there.
        m_group->button(id)->setFocusPolicy(checked ? Qt::StrongFocus : Qt::ClickFocus);
    });
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(m_platforms.at(id)); });
}

void PlatformGallery::setCurrent(const QString &platform)
{
    if (QAbstractButton *button = m_group->button(static_cast<int>(m_platforms.indexOf(platform))))
        button->setChecked(true);
}

} // namespace symbolon::ui
