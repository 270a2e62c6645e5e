// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue.h"
#include "ui/theme/appearance.h"

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;

namespace symbolon::ui {

// One platform in the gallery: its glyph on a tile, its name, and the scenarios behind it.
class PlatformButton final : public QAbstractButton
{
    Q_OBJECT

public:
    PlatformButton(const Appearance &appearance, Glyph glyph, const QString &name, const QString &scenarios,
                   QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    const Appearance &m_appearance;
    Glyph m_glyph;
    QString m_scenarios;
};

// "Token comes from": every platform of the catalogue, one of them chosen. The arrow keys move the choice.
class PlatformGallery final : public QWidget
{
    Q_OBJECT

public:
    PlatformGallery(const Appearance &appearance, const presets::Catalogue &catalogue, QWidget *parent = nullptr);

    // The gallery group of a preset, Preset::platform.
    void setCurrent(const QString &platform);

Q_SIGNALS:
    void chosen(const QString &platform);

private:
    QButtonGroup *m_group;
    QStringList m_platforms;
};

} // namespace symbolon::ui
