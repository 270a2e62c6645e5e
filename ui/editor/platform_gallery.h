// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue.h"
#include "ui/theme/appearance.h"

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;
class QScrollArea;

namespace symbolon::ui {

class PlainLabel;
class SearchField;

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

// "Token comes from": every platform of the catalogue, one of them chosen, and a line that narrows them down. The arrow
// keys move the choice.
class PlatformGallery final : public QWidget
{
    Q_OBJECT

public:
    PlatformGallery(const Appearance &appearance, const presets::Catalogue &catalogue, QWidget *parent = nullptr);

    // The gallery group of a preset, Preset::platform.
    void setCurrent(const QString &platform);
    // Shows the platforms that every word fits: their names, forms and what these are for. Empty: all.
    void setFilter(const QString &text);
    [[nodiscard]] QStringList shownPlatforms() const;

Q_SIGNALS:
    void chosen(const QString &platform);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addPlatforms(const Appearance &appearance, const presets::Catalogue &catalogue);
    void updateTabStop();
    void showCurrent();
    [[nodiscard]] QAbstractButton *firstShown() const;

    QButtonGroup *m_group;
    SearchField *m_filter;
    QScrollArea *m_area;
    PlainLabel *m_nothing;
    QStringList m_platforms;
    QStringList m_words; // folded, what the filter looks at, by platform
};

} // namespace symbolon::ui
