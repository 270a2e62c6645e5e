// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/appearance.h"

#include "ui/theme/focusring.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QToolTip>

#include <utility>

namespace symbolon::ui {

Appearance::Appearance(const QFont &desktopFont, std::function<bool()> desktopIsDark, QObject *parent)
    : QObject(parent)
    , m_desktopIsDark(std::move(desktopIsDark))
    , m_type(desktopFont)
    , m_theme(std::make_shared<Theme>(Theme::light(m_type)))
    , m_icons(m_theme)
{
    rebuild();
}

Appearance::~Appearance() = default;

void Appearance::install(QApplication &application)
{
    m_application = &application;
    // The application owns its style, which the analyzer cannot see.
    application.setStyle(new Style(m_theme)); // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)
    application.setFont(m_theme->font(TextStyle::Body));
    QToolTip::setFont(m_theme->font(TextStyle::Secondary));
    application.installEventFilter(this);
    auto *const ring = new FocusRingKeeper(m_theme, this);
    application.installEventFilter(ring);
    connect(&application, &QApplication::focusChanged, ring, &FocusRingKeeper::follow);
    rebuild();
}

void Appearance::setChoice(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    rebuild();
}

bool Appearance::desktopPaletteIsDark()
{
    const QPalette ours = QGuiApplication::palette();
    QGuiApplication::setPalette(QPalette());
    const QPalette desktop = QGuiApplication::palette();
    QGuiApplication::setPalette(ours);
    return desktop.color(QPalette::WindowText).lightness() > desktop.color(QPalette::Window).lightness();
}

bool Appearance::eventFilter(QObject *watched, QEvent *event)
{
    // A palette of our own hides the desktop's new one from ApplicationPaletteChange; windows still hear ThemeChange.
    const bool mayHaveChanged = (event->type() == QEvent::ApplicationPaletteChange && watched == m_application)
        || event->type() == QEvent::ThemeChange;
    if (mayHaveChanged && !m_applying && m_choice == Choice::System)
        rebuild();
    return QObject::eventFilter(watched, event);
}

void Appearance::rebuild()
{
    const QScopedValueRollback<bool> guard(m_applying, true);
    const bool dark = m_choice == Choice::Dark || (m_choice == Choice::System && m_desktopIsDark());
    const bool same = dark == m_theme->isDark;
    *m_theme = dark ? Theme::dark(m_type) : Theme::light(m_type);
    if (m_application != nullptr) {
        const QPalette palette = m_theme->palette();
        QApplication::setPalette(palette);
        QToolTip::setPalette(palette);
    }
    if (!same)
        Q_EMIT changed();
}

} // namespace symbolon::ui
