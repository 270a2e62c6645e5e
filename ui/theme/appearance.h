// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QObject>

#include <functional>
#include <memory>

class QApplication;

namespace symbolon::ui {

// The current look and what it is built from: passed by reference to every widget of ours. Light, Dark, or as the
// desktop is. Made once in the composition root before any window, and outlives them all.
class Appearance final : public QObject
{
    Q_OBJECT

public:
    enum class Choice : quint8 { System, Light, Dark };
    Q_ENUM(Choice)

    // `desktopFont`: the desktop's font, whose size scales ours. `desktopIsDark` is asked for Choice::System, whenever
    // the desktop's palette may have changed; desktopPaletteIsDark() is the real one.
    explicit Appearance(const QFont &desktopFont, std::function<bool()> desktopIsDark = &desktopPaletteIsDark,
                        QObject *parent = nullptr);
    ~Appearance() override;

    // Gives the application our style, font and palette and keeps them up to date from then on.
    void install(QApplication &application);

    [[nodiscard]] Choice choice() const { return m_choice; }
    void setChoice(Choice choice);

    // Valid as long as this object; its values change just before changed().
    [[nodiscard]] const Theme &theme() const { return *m_theme; }
    [[nodiscard]] const Icons &icons() const { return m_icons; }
    [[nodiscard]] QIcon icon(Glyph glyph, Ink ink = Ink::Text2, std::optional<Ink> on = {}) const
    {
        return m_icons.icon(glyph, ink, on);
    }

    // Whether the desktop's own palette has light text on a dark ground. Puts the application's palette aside while it
    // looks.
    [[nodiscard]] static bool desktopPaletteIsDark();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed();

private:
    void rebuild();

    std::function<bool()> m_desktopIsDark;
    TypeScale m_type;
    std::shared_ptr<Theme> m_theme;
    Icons m_icons;
    Choice m_choice = Choice::System;
    QApplication *m_application = nullptr;
    bool m_applying = false;
};

} // namespace symbolon::ui
