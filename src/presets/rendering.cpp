// SPDX-License-Identifier: Apache-2.0
#include "presets/rendering.h"

#include "presets/template.h"

#include <QUuid>

#include <utility>

namespace symbolon::presets {
namespace {

using Values = QMap<QString, QString>;

const TemplatePart *partNamed(const PresetTemplates &templates, const QString &name)
{
    for (const TemplatePart &part : templates.parts) {
        if (part.name == name)
            return &part;
    }
    return nullptr;
}

// Base64url of a GUID's 16 bytes in the order .NET keeps them, the first three groups little-endian: how Entra's own
// subjects write a tenant. What is no GUID stays as it is, so that a form being filled in shows what was typed.
QString guidAsBase64(const QString &value)
{
    const QUuid guid = QUuid::fromString(value);
    if (guid.isNull())
        return value;
    QByteArray bytes = guid.toRfc4122();
    const auto turn = [&bytes](qsizetype first, qsizetype last) {
        for (; first < last; ++first, --last)
            std::swap(bytes[first], bytes[last]);
    };
    turn(0, 3);
    turn(4, 5);
    turn(6, 7);
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString colonsEncoded(QString value)
{
    return value.replace(u':', QStringLiteral("%3A"));
}

// "key:value:key:value" of two comma-separated lists. The bare key's value stands alone: "environment:prod".
QString joinedPairs(const TemplatePart &part, const Values &values)
{
    const QStringList keys = values.value(part.field).split(u',');
    const QStringList texts = values.value(part.valuesField).split(u',');
    QStringList pairs;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const QString text = texts.value(i);
        if (keys.at(i) != part.bareKey) {
            pairs << keys.at(i) + u':' + colonsEncoded(text);
            continue;
        }
        const qsizetype colon = text.indexOf(u':');
        pairs << text.left(colon + 1) + colonsEncoded(text.mid(colon + 1));
    }
    return pairs.join(u':');
}

// The way back of joinedPairs(): false where the text is not made of pairs.
bool splitPairs(const TemplatePart &part, const QString &text, Values &values)
{
    const QStringList pieces = text.split(u':');
    QStringList keys;
    QStringList texts;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        // The bare key's value without a colon of its own: "pull_request".
        const bool bare = part.bareAlone.contains(pieces.at(i));
        const QString value = bare ? pieces.at(i) : pieces.value(++i);
        keys << (bare ? part.bareKey : pieces.at(i - 1));
        texts << value;
        texts.last().replace(QStringLiteral("%3A"), QStringLiteral(":"));
        if (!part.pairValue.match(value).hasMatch())
            return false;
    }
    values.insert(part.field, keys.join(u','));
    values.insert(part.valuesField, texts.join(u','));
    return true;
}

// The template with its parts put in for these values; field keys are left, and so are pairs.
QString withParts(const PresetTemplates &templates, const QString &text, const Values &values)
{
    return fill(text, [&templates, &values](const QString &key) {
        const TemplatePart *part = partNamed(templates, key);
        if (!part || part->kind == TemplatePart::Kind::Pairs)
            return QString(u'{' + key + u'}');
        const QString chosen = part->kind == TemplatePart::Kind::Choice
            ? values.value(part->field)
            : (values.value(part->field).isEmpty() ? emptyCase : filledCase);
        return withParts(templates, part->byCase.value(chosen), values);
    });
}

// Every combination of what parts depend on. A field that is filled or not stands as any text or none.
QList<Values> casesOf(const Preset &preset, const PresetTemplates &templates)
{
    QList<Values> result{{}};
    QStringList seen;
    for (const TemplatePart &part : templates.parts) {
        if (part.kind == TemplatePart::Kind::Pairs || seen.contains(part.field))
            continue;
        seen << part.field;
        QStringList cases{QString(), filledCase};
        if (part.kind == TemplatePart::Kind::Choice) {
            for (const PresetField &field : preset.fields) {
                if (field.key == part.field)
                    cases = field.options;
            }
        }
        QList<Values> extended;
        for (const Values &known : std::as_const(result)) {
            for (const QString &one : std::as_const(cases)) {
                Values more = known;
                more.insert(part.field, one);
                extended.append(std::move(more));
            }
        }
        result = std::move(extended);
    }
    return result;
}

// Adds the named groups of a match to the values; false when the text does not fit.
bool take(const QRegularExpression &pattern, const QString &text, Values &values)
{
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return false;
    const QStringList names = pattern.namedCaptureGroups();
    for (const QString &name : names) {
        if (!name.isEmpty())
            values.insert(name, match.captured(name));
    }
    return true;
}

} // namespace

bool isCounted(const Preset &preset, const PresetField &field, const QMap<QString, QString> &values)
{
    if (field.shownWhenKey.isEmpty())
        return true;
    for (const PresetField &other : preset.fields) {
        if (other.key == field.shownWhenKey)
            return values.value(other.key, other.defaultValue) == field.shownWhenValue
                && isCounted(preset, other, values);
    }
    return true;
}

QString filled(const PresetTemplates &templates, const QString &text, const QMap<QString, QString> &values)
{
    return fill(withParts(templates, text, values), [&templates, &values](const QString &key) {
        if (const TemplatePart *pairs = partNamed(templates, key))
            return joinedPairs(*pairs, values);
        const QString value = values.value(fieldOf(key));
        if (key != fieldOf(key))
            return guidAsBase64(value);
        return templates.colonEncoded.contains(key) ? colonsEncoded(value) : value;
    });
}

QList<Reading> readingsOf(const Preset &preset, const PresetTemplates &templates)
{
    const auto within = [&templates](const QString &key) {
        if (key != fieldOf(key))
            return QStringLiteral("[A-Za-z0-9_-]{22}");
        return templates.matches.value(key, QStringLiteral(".*"));
    };
    // Compiled at their first use: most programs never open most forms.
    const auto pattern = [&](const QString &text, const Values &values) {
        return QRegularExpression(asPattern(withParts(templates, text, values), within),
                                  QRegularExpression::DotMatchesEverythingOption);
    };
    const QString match = preset.flexible ? templates.expression : templates.subject;
    const QString audience = templates.audience.isEmpty() ? u'{' + exchangeAudienceKey + u'}' : templates.audience;
    QList<Reading> result;
    const QList<Values> cases = casesOf(preset, templates);
    for (const Values &values : cases)
        result.append({values, pattern(templates.issuer, values), pattern(match, values), pattern(audience, values)});
    return result;
}

std::optional<QMap<QString, QString>> readBack(const Preset &preset, const PresetTemplates &templates,
                                               const Reading &reading, const QString &issuer, const QString &match,
                                               const QString &audience)
{
    Values values = reading.cases;
    if (!take(reading.issuer, issuer, values) || !take(reading.match, match, values)
        || !take(reading.audience, audience, values))
        return std::nullopt;
    for (const TemplatePart &part : templates.parts) {
        if (part.kind != TemplatePart::Kind::Pairs)
            continue;
        if (!splitPairs(part, values.take(part.name), values))
            return std::nullopt;
    }
    for (const QString &key : templates.colonEncoded) {
        if (values.contains(key))
            values[key].replace(QStringLiteral("%3A"), QStringLiteral(":"));
    }
    values.remove(exchangeAudienceKey);
    // What the form does not ask for with these choices is no value of it.
    const Values all = values;
    for (const PresetField &field : preset.fields) {
        if (!isCounted(preset, field, all) || (field.defaultValue.isEmpty() && all.value(field.key).isEmpty()))
            values.remove(field.key);
    }
    return values;
}

} // namespace symbolon::presets
