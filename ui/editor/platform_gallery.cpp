// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/platform_gallery.h"

#include "ui/models/platform_glyph.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint.h"
#include "ui/widgets/pieces.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/searchfield.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

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
    , m_filter(new SearchField(appearance, tr("Find a platform"), Glyph::Search, this))
    , m_area(new QScrollArea(this))
    , m_nothing(new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this))
{
    auto *title = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this);
    title->setValue(tr("Token comes from"));
    m_filter->setSmallField();
    m_filter->installEventFilter(this);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(metrics::space2, 0, metrics::space2, metrics::space1);
    head->setSpacing(metrics::space2);
    head->addWidget(title);
    head->addWidget(m_filter);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(metrics::space2, 0, metrics::space2, 0);
    m_nothing->setValue(tr("No platform is called that. Other OIDC takes any issuer."));
    m_nothing->hide();
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setAccessibleName(tr("Where the token comes from"));
    addPlatforms(appearance, catalogue);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space2, metrics::space3, 0, 0);
    column->setSpacing(metrics::space1);
    column->addLayout(head);
    column->addWidget(m_nothing);
    column->addWidget(m_area, 1);
    connect(m_group, &QButtonGroup::idToggled, this, &PlatformGallery::updateTabStop);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(m_platforms.at(id)); });
    connect(m_filter, &QLineEdit::textChanged, this, &PlatformGallery::setFilter);
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (QAbstractButton *first = firstShown(); first && !m_filter->text().isEmpty())
            first->click();
    });
}

void PlatformGallery::addPlatforms(const Appearance &appearance, const presets::Catalogue &catalogue)
{
    auto *list = new QWidget(m_area);
    setPlane(list, Plane::Tone::Page);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, metrics::space2, metrics::space3);
    column->setSpacing(metrics::space1);
    for (const presets::Preset &preset : catalogue.presets()) {
        if (m_platforms.contains(preset.platform))
            continue;
        QStringList scenarios;
        QStringList words{preset.platform};
        for (const presets::Preset &other : catalogue.presets()) {
            if (other.platform != preset.platform)
                continue;
            words << other.displayName << other.scenario << other.summary;
            if (!other.scenario.isEmpty() && other.offered)
                scenarios << other.scenario;
        }
        const QString caption = scenarios.join(QStringLiteral(", "));
        auto *button = new PlatformButton(appearance, glyphNamed(preset.glyph), preset.platform, caption, list);
        m_group->addButton(button, static_cast<int>(m_platforms.size()));
        m_platforms << preset.platform;
        m_words << words.join(u'\n').toCaseFolded();
        column->addWidget(button);
    }
    column->addStretch();
    m_area->setWidget(list);
}

void PlatformGallery::setCurrent(const QString &platform)
{
    QAbstractButton *button = m_group->button(static_cast<int>(m_platforms.indexOf(platform)));
    if (!button)
        return;
    button->setChecked(true);
    if (button->isHidden())
        m_filter->clear();
    // Where it stands is known after the next layout.
    QMetaObject::invokeMethod(this, &PlatformGallery::showCurrent, Qt::QueuedConnection);
}

void PlatformGallery::setFilter(const QString &text)
{
    if (m_filter->text() != text) {
        m_filter->setText(text); // comes back here
        return;
    }
    const QStringList words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    bool any = false;
    for (int id = 0; id < m_platforms.size(); ++id) {
        const bool fits = std::all_of(words.begin(), words.end(),
                                      [this, id](const QString &word) { return m_words.at(id).contains(word); });
        m_group->button(id)->setVisible(fits);
        any = any || fits;
    }
    m_nothing->setVisible(!any);
    if (!any)
        m_group->buttons().constLast()->setVisible(true); // Other OIDC
    updateTabStop();
}

QStringList PlatformGallery::shownPlatforms() const
{
    QStringList shown;
    for (int id = 0; id < m_platforms.size(); ++id) {
        if (!m_group->button(id)->isHidden())
            shown << m_platforms.at(id);
    }
    return shown;
}

bool PlatformGallery::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        if (QAbstractButton *first = firstShown())
            first->setFocus(Qt::TabFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void PlatformGallery::updateTabStop()
{
    // One Tab stop, the chosen platform or, where the filter hides it, the first; the arrow keys move from there.
    const QAbstractButton *chosen = m_group->checkedButton();
    const QAbstractButton *stop = chosen && !chosen->isHidden() ? chosen : firstShown();
    const QList<QAbstractButton *> buttons = m_group->buttons();
    for (QAbstractButton *button : buttons)
        button->setFocusPolicy(button == stop ? Qt::StrongFocus : Qt::ClickFocus);
}

void PlatformGallery::showCurrent()
{
    if (QAbstractButton *chosen = m_group->checkedButton())
        m_area->ensureWidgetVisible(chosen, 0, metrics::space2);
}

QAbstractButton *PlatformGallery::firstShown() const
{
    const QList<QAbstractButton *> buttons = m_group->buttons();
    for (QAbstractButton *button : buttons) {
        if (!button->isHidden())
            return button;
    }
    return nullptr;
}

} // namespace symbolon::ui
