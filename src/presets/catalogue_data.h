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

// A piece of a template that depends on a choice: {repository} is "repo:{owner}/{repo}" or the immutable form.
struct TemplatePart
{
    QString name;
    QString field;                   // the Choice field that decides
    QMap<QString, QString> byChoice; // choice → template
};

struct SampleTemplate
{
    QString title;
    QString subject;
    QMap<QString, QString> replaced; // values that stand in for the form's
    QString capitalised;             // key of a value whose first letter changes case; empty: none
};

// One way to read a credential back: the patterns of issuer, subject and audience for one combination of choices.
struct Reading
{
    QMap<QString, QString> choices;
    QRegularExpression issuer;
    QRegularExpression subject;
    QRegularExpression audience;
};

// The templates of one preset, beside what Preset shows.
struct PresetTemplates
{
    QString issuer;
    QString subject;
    QString audience; // empty: the cloud's exchange audience
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
};

[[nodiscard]] Result<void> readPresets(const QByteArray &json, QList<Preset> &presets,
                                       QList<PresetTemplates> &templates);
[[nodiscard]] Result<QList<PlatformPattern>> readPlatforms(const QByteArray &json);

} // namespace symbolon::presets
