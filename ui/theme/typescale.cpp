// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/typescale.h"

#include <QFontDatabase>
#include <QFontInfo>

#include <algorithm>
#include <cmath>

namespace symbolon::ui {

namespace {

struct Measure
{
    int size;
    int line;
    QFont::Weight weight;
    bool mono;
};

Measure measureOf(TextStyle style)
{
    switch (style) {
    case TextStyle::PageTitle:
        return {20, 28, QFont::DemiBold, false};
    case TextStyle::Section:
        return {15, 20, QFont::DemiBold, false};
    case TextStyle::Body:
        return {13, 20, QFont::Normal, false};
    case TextStyle::BodyMedium:
        return {13, 20, QFont::Medium, false};
    case TextStyle::BodySemibold:
        return {13, 20, QFont::DemiBold, false};
    case TextStyle::Secondary:
        return {12, 16, QFont::Normal, false};
    case TextStyle::SecondaryMedium:
        return {12, 16, QFont::Medium, false};
    case TextStyle::SecondarySemibold:
        return {12, 16, QFont::DemiBold, false};
    case TextStyle::Caption:
        return {11, 16, QFont::Normal, false};
    case TextStyle::CaptionMedium:
        return {11, 16, QFont::Medium, false};
    case TextStyle::CaptionSemibold:
        return {11, 16, QFont::DemiBold, false};
    case TextStyle::Figure:
        return {28, 34, QFont::DemiBold, false};
    case TextStyle::Mono:
        return {12, 18, QFont::Normal, true};
    case TextStyle::MonoSmall:
        return {11, 16, QFont::Normal, true};
    }
    return {13, 20, QFont::Normal, false};
}

QString firstInstalled(const QString &wanted, const QString &fallback)
{
    return QFontDatabase::hasFamily(wanted) ? wanted : fallback;
}

// Desktops differ between 10 and 11 pt without anybody having asked for larger text; only what lies outside counts.
double factorOf(const QFont &font)
{
    constexpr double usual = 10.0 * 96.0 / 72.0;
    const double ratio = QFontInfo(font).pixelSize() / usual;
    if (ratio > 0.85 && ratio < 1.15)
        return 1.0;
    return std::clamp(std::round(ratio * 20) / 20, 0.8, 2.0);
}

} // namespace

TypeScale::TypeScale(const QFont &applicationFont)
    : m_factor(factorOf(applicationFont))
{
    const QString sans = firstInstalled(QStringLiteral("Inter"), applicationFont.family());
    const QString mono =
        firstInstalled(QStringLiteral("JetBrains Mono"), QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
    for (int i = 0; i < textStyleCount; ++i) {
        const Measure measure = measureOf(static_cast<TextStyle>(i));
        QFont font(measure.mono ? mono : sans);
        font.setPixelSize(px(measure.size));
        font.setWeight(measure.weight);
        font.setStyleHint(measure.mono ? QFont::Monospace : QFont::SansSerif);
        font.setFixedPitch(measure.mono);
        if (measure.size >= 20)
            font.setLetterSpacing(QFont::PercentageSpacing, 99);
        // JetBrains Mono would join "://" and "!=" into one sign; what is compared is shown character by character.
        if (measure.mono)
            font.setStyleStrategy(QFont::PreferNoShaping);
        // Fractional advances: at 11 to 13 px whole-pixel ones tear Inter's letters apart.
        font.setHintingPreference(QFont::PreferNoHinting);
        m_fonts[static_cast<std::size_t>(i)] = font;
    }
}

const QFont &TypeScale::font(TextStyle style) const
{
    return m_fonts[static_cast<std::size_t>(style)];
}

int TypeScale::lineHeight(TextStyle style) const
{
    return px(measureOf(style).line);
}

int TypeScale::px(int length) const
{
    return static_cast<int>(std::lround(length * m_factor));
}

} // namespace symbolon::ui
