// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

namespace symbolon::presets {

// The key that stands for the signed-in cloud's exchange audience.
inline const QString exchangeAudienceKey = QStringLiteral("exchangeAudience");

// The two cases of a part that depends on whether a field is filled.
inline const QString filledCase = QStringLiteral("filled");
inline const QString emptyCase = QStringLiteral("empty");

// A piece of a template that depends on what the form holds.
struct TemplatePart
{
    enum class Kind {
        Choice, // {repository} is "repo:{owner}/{repo}" or the immutable form, by a choice field
        Filled, // {tenantPart} is ":tenant:{tenant}" where that field is filled
        Pairs,  // "key:value:key:value" of two fields that hold lists
    };

    QString name;
    Kind kind = Kind::Choice;
    QString field;                 // the field that decides; Pairs: the one with the keys
    QMap<QString, QString> byCase; // option, or filledCase and emptyCase → template; parts may stand in parts
    QString valuesField;           // Pairs: the field with the values, in the keys' order
    QString bareKey;               // Pairs: the key that is not written before its value
    QStringList bareAlone;         // Pairs: values of that key that hold no colon
    QRegularExpression pairValue;  // Pairs: what one value may hold when it is read back
};

struct SampleTemplate
{
    QString title;
    QString subject;
    QMap<QString, QString> claims;   // beside the subject; templates, for flexible presets
    QMap<QString, QString> replaced; // values that stand in for the form's
    QString capitalised;             // key of a value whose first letter changes case; empty: none
};

// One way to read a credential back: the patterns of issuer, subject or expression, and audience for one combination of
// what the parts depend on.
struct Reading
{
    QMap<QString, QString> cases;
    QRegularExpression issuer;
    QRegularExpression match;
    QRegularExpression audience;
};

// The templates of one preset, beside what Preset shows.
struct PresetTemplates
{
    QString issuer;
    QString subject;    // flexible presets: empty
    QString expression; // flexible presets only
    QString audience;   // empty: the cloud's exchange audience
    QList<TemplatePart> parts;
    QHash<QString, QString> matches; // field key → pattern of what it may hold in a template
    QSet<QString> colonEncoded;      // keys whose ':' is written %3A
    QList<SampleTemplate> samples;
    QList<Reading> readings;
};

struct PlatformPattern
{
    QString start; // what every issuer that fits begins with: a cheap look before the pattern
    QRegularExpression issuer;
    QRegularExpression subject; // empty pattern: any
    Shared<Platform> platform;
};

struct Catalogue::Data
{
    QList<Preset> presets;
    QList<PresetTemplates> templates; // same order
    QList<PlatformPattern> platforms;
    Shared<Platform> other; // what fits none

    [[nodiscard]] const PresetTemplates *templatesOf(const Preset &preset) const;
};

[[nodiscard]] Result<void> readPresets(const QByteArray &json, QList<Preset> &presets,
                                       QList<PresetTemplates> &templates);
[[nodiscard]] Result<QList<PlatformPattern>> readPlatforms(const QByteArray &json);

} // namespace symbolon::presets
