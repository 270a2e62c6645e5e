// SPDX-License-Identifier: Apache-2.0
#include "presets/catalogue.h"

#include "presets/catalogue_data.h"
#include "presets/rendering.h"
#include "presets/template.h"
#include "trust/claims_match.h"
#include "trust/expression_examples.h"

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

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Whether the values lie inside every pattern of the form, hints included: a form that would warn about what it holds
// is the wrong form for it.
bool suitsForm(const Preset &preset, const QMap<QString, QString> &values)
{
    for (const PresetField &field : preset.fields) {
        if (!isCounted(preset, field, values))
            continue;
        const QString value = values.value(field.key);
        if (value.isEmpty() && !field.required)
            continue;
        if (field.type == PresetField::Type::Text && !field.pattern.pattern().isEmpty()
            && !field.pattern.match(value).hasMatch())
            return false;
    }
    return true;
}

// What is to be said of one value of the form; nullopt: nothing.
std::optional<FieldRemark> remarkOn(const Preset &preset, const PresetField &field, const QString &value)
{
    if (value.isEmpty()) {
        if (!field.required)
            return std::nullopt;
        return FieldRemark{field.key, true, QCoreApplication::translate("Presets", "%1 is needed.").arg(field.label)};
    }
    if (field.maxLength > 0 && value.size() > field.maxLength)
        return FieldRemark{field.key, true,
                           QCoreApplication::translate("Presets", "At most %1 characters.").arg(field.maxLength)};
    // It would end the comparand it stands in, and what follows would be read as more of the expression.
    if (preset.flexible && field.type != PresetField::Type::Expression && value.contains(u'\''))
        return FieldRemark{
            field.key, true,
            QCoreApplication::translate("Presets", "A single quote cannot stand in a claims expression.")};
    const bool unknownOption = field.type == PresetField::Type::Choice && !field.options.contains(value);
    const bool outside = !field.pattern.pattern().isEmpty() && !field.pattern.match(value).hasMatch();
    if (!unknownOption && !outside)
        return std::nullopt;
    return FieldRemark{
        field.key, unknownOption || field.patternBlocks,
        field.help.isEmpty()
            ? QCoreApplication::translate("Presets", "This does not look like %1.").arg(field.label.toLower())
            : QCoreApplication::translate("Presets", "This does not fit. %1").arg(field.help)};
}

bool isTypedExpression(const Preset &preset)
{
    return std::any_of(preset.fields.begin(), preset.fields.end(),
                       [](const PresetField &field) { return field.type == PresetField::Type::Expression; });
}

// What a typed expression takes and refuses.
QList<SampleSubject> samplesOf(const Rendered &rendered)
{
    trust::FederatedCredential credential;
    credential.issuer = rendered.issuer;
    credential.expression = trust::ClaimsExpression{rendered.expression, 1};
    credential.audiences = QStringList{rendered.audience};
    QList<SampleSubject> result;
    const QList<trust::ExpressionExample> examples = trust::expressionExamples(credential).examples;
    for (const trust::ExpressionExample &example : examples)
        result.append({example.title, example.token.subject, example.token.claims, example.accepted});
    return result;
}

QString capitalisedOtherwise(QString value)
{
    if (!value.isEmpty())
        value[0] = value.at(0).isUpper() ? value.at(0).toLower() : value.at(0).toUpper();
    return value;
}

} // namespace

const PresetTemplates *Catalogue::Data::templatesOf(const Preset &preset) const
{
    for (qsizetype i = 0; i < presets.size(); ++i) {
        if (presets.at(i).id == preset.id)
            return &templates.at(i);
    }
    return nullptr;
}

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

const Preset *Catalogue::findForFile(const QString &about) const
{
    for (const Preset &preset : d->presets) {
        if (preset.files.contains(about))
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

bool Catalogue::isShown(const Preset &preset, const PresetField &field, const QMap<QString, QString> &values)
{
    return isCounted(preset, field, values);
}

Rendered Catalogue::render(const Preset &preset, const QMap<QString, QString> &values,
                           const QString &exchangeAudience) const
{
    Rendered result;
    const PresetTemplates *templates = d->templatesOf(preset);
    QMap<QString, QString> all = values;
    all.insert(exchangeAudienceKey, exchangeAudience);
    for (const PresetField &field : preset.fields) {
        if (!all.contains(field.key))
            all.insert(field.key, startValue(field, exchangeAudience));
    }
    for (const PresetField &field : preset.fields) {
        if (!isCounted(preset, field, all))
            continue;
        if (const auto remark = remarkOn(preset, field, all.value(field.key)))
            result.remarks.append(*remark);
    }
    if (!templates)
        return result;
    for (const TemplatePart &part : templates->parts) {
        if (part.kind == TemplatePart::Kind::Pairs
            && all.value(part.field).count(u',') != all.value(part.valuesField).count(u','))
            result.remarks.append(
                {part.valuesField, true, QCoreApplication::translate("Presets", "One value for each key is needed.")});
    }
    result.issuer = filled(*templates, templates->issuer, all);
    if (preset.flexible)
        result.expression = filled(*templates, templates->expression, all);
    else
        result.subject = filled(*templates, templates->subject, all);
    result.audience = templates->audience.isEmpty() ? exchangeAudience : filled(*templates, templates->audience, all);
    return result;
}

std::optional<Recognised> Catalogue::recognise(const trust::FederatedCredential &credential,
                                               const QString &exchangeAudience) const
{
    if (credential.audiences.size() != 1 || credential.isFlexible() == credential.subject.has_value()
        || (credential.expression && credential.expression->languageVersion != 1))
        return std::nullopt;
    const QString &audience = credential.audiences.first();
    const QString match = credential.matchText();
    for (qsizetype i = 0; i < d->presets.size(); ++i) {
        const Preset &preset = d->presets.at(i);
        if (preset.flexible != credential.isFlexible())
            continue;
        const PresetTemplates &templates = d->templates.at(i);
        for (const Reading &reading : templates.readings) {
            const auto values = readBack(preset, templates, reading, credential.issuer, match, audience);
            if (!values)
                continue;
            const Rendered rendered = render(preset, *values, exchangeAudience);
            if (rendered.issuer == credential.issuer && rendered.audience == audience
                && (preset.flexible ? rendered.expression : rendered.subject) == match && suitsForm(preset, *values))
                return Recognised{preset.id, *values};
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
    const PresetTemplates *templates = d->templatesOf(preset);
    if (!templates)
        return result;
    QMap<QString, QString> all = values;
    for (const PresetField &field : preset.fields) {
        if (!all.contains(field.key))
            all.insert(field.key, field.defaultValue);
    }
    if (isTypedExpression(preset))
        return samplesOf(render(preset, values, {}));
    const QString trusted = filled(*templates, templates->subject, all);
    const auto demanded = trust::parseExpression(filled(*templates, templates->expression, all));
    for (const SampleTemplate &sample : templates->samples) {
        QMap<QString, QString> presented = all;
        presented.insert(sample.replaced);
        if (!sample.capitalised.isEmpty())
            presented[sample.capitalised] = capitalisedOtherwise(presented.value(sample.capitalised));
        SampleSubject subject;
        subject.title = fill(sample.title, [&presented](const QString &key) { return presented.value(key); });
        subject.subject = filled(*templates, sample.subject, presented);
        for (auto claim = sample.claims.cbegin(); claim != sample.claims.cend(); ++claim)
            subject.claims.insert(claim.key(), filled(*templates, *claim, presented));
        // Judged, not believed: a form filled with account "default" accepts what the sample calls another one.
        subject.accepted = preset.flexible
            ? demanded && trust::fits(*demanded, {{}, subject.subject, {}, subject.claims})
            : subject.subject == trusted;
        const bool known = std::any_of(result.begin(), result.end(), [&subject](const SampleSubject &other) {
            return other.subject == subject.subject && other.claims == subject.claims;
        });
        if (!known)
            result.append(std::move(subject));
    }
    std::stable_partition(result.begin(), result.end(), [](const SampleSubject &sample) { return sample.accepted; });
    return result;
}

} // namespace symbolon::presets
