// SPDX-License-Identifier: Apache-2.0
#include "presets/catalogue.h"

#include "presets/catalogue_data.h"
#include "presets/template.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <utility>

// Q_INIT_RESOURCE needs a function outside any namespace. A static library's resources register only when asked.
static void registerPresetResources()
{
    Q_INIT_RESOURCE(presets);
}

namespace symbolon::presets {
namespace {

constexpr QLatin1String exchangeAudienceKey("exchangeAudience");

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString encoded(const PresetTemplates &templates, const QString &key, QString value)
{
    if (templates.colonEncoded.contains(key))
        value.replace(u':', QStringLiteral("%3A"));
    return value;
}

// The template with its parts put in for these choices; field keys are left.
QString withParts(const PresetTemplates &templates, const QString &text, const QMap<QString, QString> &values)
{
    return fill(text, [&templates, &values](const QString &key) {
        for (const TemplatePart &part : templates.parts) {
            if (part.name == key)
                return part.byChoice.value(values.value(part.field));
        }
        return QString(u'{' + key + u'}');
    });
}

QString filled(const PresetTemplates &templates, const QString &text, const QMap<QString, QString> &values)
{
    return fill(withParts(templates, text, values),
                [&templates, &values](const QString &key) { return encoded(templates, key, values.value(key)); });
}

// Every combination of the choices that parts depend on.
QList<QMap<QString, QString>> choicesOf(const Preset &preset)
{
    QList<QMap<QString, QString>> result{{}};
    for (const PresetField &field : preset.fields) {
        if (field.type != PresetField::Type::Choice)
            continue;
        QList<QMap<QString, QString>> extended;
        for (const QMap<QString, QString> &known : std::as_const(result)) {
            for (const QString &option : field.options) {
                QMap<QString, QString> one = known;
                one.insert(field.key, option);
                extended.append(std::move(one));
            }
        }
        result = std::move(extended);
    }
    return result;
}

QList<Reading> readingsOf(const Preset &preset, const PresetTemplates &templates)
{
    const auto within = [&templates](const QString &key) { return templates.matches.value(key, QStringLiteral(".*")); };
    const auto pattern = [&](const QString &text, const QMap<QString, QString> &choices) {
        QRegularExpression expression(asPattern(withParts(templates, text, choices), within),
                                      QRegularExpression::DotMatchesEverythingOption);
        expression.optimize();
        return expression;
    };
    QList<Reading> result;
    const QList<QMap<QString, QString>> combinations = choicesOf(preset);
    for (const QMap<QString, QString> &choices : combinations) {
        Reading reading;
        reading.choices = choices;
        reading.issuer = pattern(templates.issuer, choices);
        reading.subject = pattern(templates.subject, choices);
        reading.audience =
            pattern(templates.audience.isEmpty() ? u'{' + exchangeAudienceKey + u'}' : templates.audience, choices);
        result.append(std::move(reading));
    }
    return result;
}

// Adds the named groups of a match to the values; false when the text does not fit.
bool take(const QRegularExpression &pattern, const QString &text, QMap<QString, QString> &values)
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

bool isCounted(const Preset &preset, const PresetField &field, const QMap<QString, QString> &values)
{
    if (field.shownWhenKey.isEmpty())
        return true;
    for (const PresetField &other : preset.fields) {
        if (other.key == field.shownWhenKey)
            return values.value(other.key, other.defaultValue) == field.shownWhenValue;
    }
    return true;
}

// Whether the values lie inside every pattern of the form, hints included: a form that would warn about what it holds
// is the wrong form for it.
bool suitsForm(const Preset &preset, const QMap<QString, QString> &values)
{
    for (const PresetField &field : preset.fields) {
        if (!isCounted(preset, field, values))
            continue;
        const QString value = values.value(field.key);
        if (field.type == PresetField::Type::Text && !field.pattern.pattern().isEmpty()
            && !field.pattern.match(value).hasMatch())
            return false;
    }
    return true;
}

QString capitalisedOtherwise(QString value)
{
    if (!value.isEmpty())
        value[0] = value.at(0).isUpper() ? value.at(0).toLower() : value.at(0).toUpper();
    return value;
}

} // namespace

Catalogue::Catalogue(std::shared_ptr<const Data> data)
    : d(std::move(data))
{
}

Result<Catalogue> Catalogue::builtIn()
{
    registerPresetResources();
    return fromJson(contentsOf(QStringLiteral(":/symbolon/presets/presets.json")),
                    contentsOf(QStringLiteral(":/symbolon/presets/platforms.json")));
}

Result<Catalogue> Catalogue::fromJson(const QByteArray &presets, const QByteArray &platforms)
{
    auto data = std::make_shared<Data>();
    if (auto read = readPresets(presets, data->presets, data->templates); !read)
        return failure(std::move(read.error()));
    auto patterns = readPlatforms(platforms);
    if (!patterns)
        return failure(std::move(patterns.error()));
    data->platforms = std::move(*patterns);
    Platform other;
    other.id = QStringLiteral("other");
    other.name = QCoreApplication::translate("Presets", "Other OIDC");
    other.shortName = other.name;
    other.glyph = QStringLiteral("platform-other");
    data->other = std::move(other);
    for (qsizetype i = 0; i < data->presets.size(); ++i)
        data->templates[i].readings = readingsOf(data->presets.at(i), data->templates.at(i));
    return Catalogue(std::move(data));
}

const QList<Preset> &Catalogue::presets() const
{
    return d->presets;
}

const Preset *Catalogue::find(const QString &presetId) const
{
    for (const Preset &preset : d->presets) {
        if (preset.id == presetId)
            return &preset;
    }
    return nullptr;
}

QString Catalogue::startValue(const PresetField &field, const QString &exchangeAudience)
{
    return fill(field.defaultValue, [&exchangeAudience](const QString &key) {
        return key == exchangeAudienceKey ? exchangeAudience : QString();
    });
}

Rendered Catalogue::render(const Preset &preset, const QMap<QString, QString> &values,
                           const QString &exchangeAudience) const
{
    Rendered result;
    QMap<QString, QString> all = values;
    all.insert(exchangeAudienceKey, exchangeAudience);
    for (const PresetField &field : preset.fields) {
        if (!all.contains(field.key))
            all.insert(field.key, startValue(field, exchangeAudience));
        if (!isCounted(preset, field, all))
            continue;
        const QString value = all.value(field.key);
        if (value.isEmpty()) {
            if (field.required)
                result.remarks.append(
                    {field.key, true, QCoreApplication::translate("Presets", "%1 is needed.").arg(field.label)});
            continue;
        }
        const bool tooLong = field.maxLength > 0 && value.size() > field.maxLength;
        const bool unknownOption = field.type == PresetField::Type::Choice && !field.options.contains(value);
        const bool outside = !field.pattern.pattern().isEmpty() && !field.pattern.match(value).hasMatch();
        if (tooLong) {
            result.remarks.append(
                {field.key, true,
                 QCoreApplication::translate("Presets", "At most %1 characters.").arg(field.maxLength)});
        } else if (unknownOption || outside) {
            result.remarks.append(
                {field.key, unknownOption || field.patternBlocks,
                 field.help.isEmpty()
                     ? QCoreApplication::translate("Presets", "This does not look like %1.").arg(field.label.toLower())
                     : QCoreApplication::translate("Presets", "This does not fit. %1").arg(field.help)});
        }
    }
    const PresetTemplates *templates = nullptr;
    for (qsizetype i = 0; i < d->presets.size(); ++i) {
        if (d->presets.at(i).id == preset.id)
            templates = &d->templates.at(i);
    }
    if (!templates)
        return result;
    result.issuer = filled(*templates, templates->issuer, all);
    result.subject = filled(*templates, templates->subject, all);
    result.audience = templates->audience.isEmpty() ? exchangeAudience : filled(*templates, templates->audience, all);
    return result;
}

std::optional<Recognised> Catalogue::recognise(const trust::FederatedCredential &credential,
                                               const QString &exchangeAudience) const
{
    if (credential.isFlexible() || !credential.subject || credential.audiences.size() != 1)
        return std::nullopt;
    const QString &audience = credential.audiences.first();
    for (qsizetype i = 0; i < d->presets.size(); ++i) {
        const Preset &preset = d->presets.at(i);
        const PresetTemplates &templates = d->templates.at(i);
        for (const Reading &reading : templates.readings) {
            QMap<QString, QString> values = reading.choices;
            if (!take(reading.issuer, credential.issuer, values) || !take(reading.subject, *credential.subject, values)
                || !take(reading.audience, audience, values))
                continue;
            for (const QString &key : templates.colonEncoded) {
                if (values.contains(key))
                    values[key].replace(QStringLiteral("%3A"), QStringLiteral(":"));
            }
            values.remove(exchangeAudienceKey);
            const Rendered rendered = render(preset, values, exchangeAudience);
            if (rendered.issuer == credential.issuer && rendered.subject == *credential.subject
                && rendered.audience == audience && suitsForm(preset, values))
                return Recognised{preset.id, values};
        }
    }
    return std::nullopt;
}

Shared<Platform> Catalogue::platformOf(const trust::FederatedCredential &credential) const
{
    for (const PlatformPattern &pattern : d->platforms) {
        if (!credential.issuer.startsWith(pattern.start))
            continue;
        const bool subjectFits = pattern.subject.pattern().isEmpty()
            || (credential.subject && pattern.subject.match(*credential.subject).hasMatch());
        if (subjectFits && pattern.issuer.match(credential.issuer).hasMatch())
            return pattern.platform;
    }
    return d->other;
}

Shared<Platform> Catalogue::platformOf(const QString &issuer) const
{
    trust::FederatedCredential credential;
    credential.issuer = issuer;
    return platformOf(credential);
}

QList<SampleSubject> Catalogue::samples(const Preset &preset, const QMap<QString, QString> &values) const
{
    QList<SampleSubject> result;
    for (qsizetype i = 0; i < d->presets.size(); ++i) {
        if (d->presets.at(i).id != preset.id)
            continue;
        const PresetTemplates &templates = d->templates.at(i);
        QMap<QString, QString> all = values;
        for (const PresetField &field : preset.fields) {
            if (!all.contains(field.key))
                all.insert(field.key, field.defaultValue);
        }
        const QString trusted = filled(templates, templates.subject, all);
        for (const SampleTemplate &sample : templates.samples) {
            QMap<QString, QString> presented = all;
            presented.insert(sample.replaced);
            if (!sample.capitalised.isEmpty())
                presented[sample.capitalised] = capitalisedOtherwise(presented.value(sample.capitalised));
            SampleSubject subject;
            subject.title = fill(sample.title, [&presented](const QString &key) { return presented.value(key); });
            subject.subject = filled(templates, sample.subject, presented);
            // Judged, not believed: a form filled with account "default" accepts what the sample calls another one.
            subject.accepted = subject.subject == trusted;
            const bool known = std::any_of(result.begin(), result.end(), [&subject](const SampleSubject &other) {
                return other.subject == subject.subject;
            });
            if (!known)
                result.append(std::move(subject));
        }
    }
    return result;
}

} // namespace symbolon::presets
