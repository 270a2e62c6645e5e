// SPDX-License-Identifier: Apache-2.0
#include "presets/catalogue_data.h"
#include "presets/template.h"

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>

namespace symbolon::presets {
namespace {

using Json = nlohmann::json;

// Thrown inside this file alone; becomes an Error at its two entrances.
class BadData final : public std::runtime_error
{
public:
    BadData(const std::string &path, const std::string &what)
        : std::runtime_error(path + ": " + what)
    {
    }
};

QString stringOf(const Json &value, const std::string &path)
{
    if (!value.is_string())
        throw BadData(path, "expected a string");
    return QString::fromStdString(value.get_ref<const std::string &>());
}

QString stringAt(const Json &object, const std::string &path, const char *key, bool required = true)
{
    const auto found = object.find(key);
    if (found == object.end()) {
        if (required)
            throw BadData(path + '.' + key, "missing");
        return {};
    }
    return stringOf(*found, path + '.' + key);
}

bool boolAt(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

int countAt(const Json &object, const std::string &path, const char *key)
{
    const auto found = object.find(key);
    if (found == object.end())
        return 0;
    if (!found->is_number_unsigned())
        throw BadData(path + '.' + key, "expected a number");
    return found->get<int>();
}

const Json &arrayAt(const Json &object, const std::string &path, const char *key)
{
    const auto found = object.find(key);
    if (found == object.end() || !found->is_array())
        throw BadData(path + '.' + key, "expected an array");
    return *found;
}

QRegularExpression patternOf(const QString &text, const std::string &path)
{
    if (text.isEmpty())
        return {};
    QRegularExpression pattern(QRegularExpression::anchoredPattern(text));
    if (!pattern.isValid())
        throw BadData(path, "not a regular expression");
    pattern.optimize();
    return pattern;
}

PresetField readField(const Json &json, const std::string &path, PresetTemplates &templates)
{
    PresetField field;
    field.key = stringAt(json, path, "key");
    field.label = stringAt(json, path, "label");
    field.placeholder = stringAt(json, path, "placeholder", false);
    field.help = stringAt(json, path, "help", false);
    field.defaultValue = stringAt(json, path, "default", false);
    field.required = boolAt(json, "required");
    field.maxLength = countAt(json, path, "maxLength");
    field.pattern = patternOf(stringAt(json, path, "pattern", false), path + ".pattern");
    field.patternBlocks = boolAt(json, "patternBlocks");
    if (stringAt(json, path, "type", false) == u"choice") {
        field.type = PresetField::Type::Choice;
        const Json &options = arrayAt(json, path, "options");
        for (const Json &option : options)
            field.options << stringOf(option, path + ".options");
    } else {
        const QString matches = stringAt(json, path, "matches");
        static_cast<void>(patternOf(matches, path + ".matches"));
        templates.matches.insert(field.key, matches);
    }
    if (stringAt(json, path, "transform", false) == u"percent-encode-colon")
        templates.colonEncoded.insert(field.key);
    if (const auto when = json.find("shownWhen"); when != json.end()) {
        field.shownWhenKey = stringAt(*when, path + ".shownWhen", "key");
        field.shownWhenValue = stringAt(*when, path + ".shownWhen", "value");
    }
    return field;
}

TemplatePart readPart(const std::string &name, const Json &json, const std::string &path)
{
    TemplatePart part;
    part.name = QString::fromStdString(name);
    part.field = stringAt(json, path, "field");
    const std::string below = path + '.';
    for (const auto &[choice, text] : json.items()) {
        if (choice != "field")
            part.byChoice.insert(QString::fromStdString(choice), stringOf(text, below + choice));
    }
    return part;
}

SampleTemplate readSample(const Json &json, const std::string &path)
{
    SampleTemplate sample;
    sample.title = stringAt(json, path, "title");
    sample.subject = stringAt(json, path, "subject");
    sample.capitalised = stringAt(json, path, "capitalise", false);
    if (const auto replaced = json.find("replace"); replaced != json.end()) {
        const std::string below = path + ".replace.";
        for (const auto &[key, value] : replaced->items())
            sample.replaced.insert(QString::fromStdString(key), stringOf(value, below + key));
    }
    return sample;
}

// A template that names what the form does not have would silently come out with a hole.
void demandKnownKeys(const Preset &preset, const PresetTemplates &templates, const std::string &path)
{
    QStringList known;
    for (const PresetField &field : preset.fields)
        known << field.key;
    const auto demand = [&known, &path](const QString &text) {
        const QStringList keys = keysOf(text);
        for (const QString &key : keys) {
            if (!known.contains(key))
                throw BadData(path, "a template names the unknown field " + key.toStdString());
        }
    };
    for (const TemplatePart &part : templates.parts) {
        for (const QString &text : part.byChoice)
            demand(text);
        if (!known.contains(part.field))
            throw BadData(path, "a part depends on the unknown field " + part.field.toStdString());
    }
    for (const TemplatePart &part : templates.parts)
        known << part.name;
    demand(templates.issuer);
    demand(templates.subject);
    demand(templates.audience);
    for (const SampleTemplate &sample : templates.samples) {
        demand(sample.subject);
        demand(sample.title);
    }
}

void readPreset(const Json &json, const std::string &path, Preset &preset, PresetTemplates &templates)
{
    preset.id = stringAt(json, path, "id");
    preset.displayName = stringAt(json, path, "displayName");
    preset.platform = stringAt(json, path, "platform");
    preset.scenario = stringAt(json, path, "scenario", false);
    preset.glyph = stringAt(json, path, "glyph");
    preset.summary = stringAt(json, path, "summary", false);
    templates.issuer = stringAt(json, path, "issuer");
    templates.subject = stringAt(json, path, "subject");
    templates.audience = stringAt(json, path, "audience", false);
    const Json &fields = arrayAt(json, path, "fields");
    for (std::size_t i = 0; i < fields.size(); ++i)
        preset.fields.append(readField(fields[i], path + ".fields[" + std::to_string(i) + ']', templates));
    const Json &pitfalls = arrayAt(json, path, "pitfalls");
    for (const Json &pitfall : pitfalls)
        preset.pitfalls << stringOf(pitfall, path + ".pitfalls");
    const Json &samples = arrayAt(json, path, "samples");
    for (std::size_t i = 0; i < samples.size(); ++i)
        templates.samples.append(readSample(samples[i], path + ".samples[" + std::to_string(i) + ']'));
    if (const auto parts = json.find("parts"); parts != json.end()) {
        const std::string below = path + ".parts.";
        for (const auto &[name, part] : parts->items())
            templates.parts.append(readPart(name, part, below + name));
    }
    demandKnownKeys(preset, templates, path);
}

// The plain text that whatever fits a pattern begins with: "https://app" of "https://app(\\.eu)?…". Empty when in doubt.
QString literalStart(const QString &pattern)
{
    const QStringView whole(pattern);
    const qsizetype group = whole.indexOf(u'(');
    if (whole.left(group).contains(u'|') || whole.mid(whole.lastIndexOf(u')') + 1).contains(u'|'))
        return {};
    QString start;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        QChar c = pattern.at(i);
        const bool escaped = c == u'\\' && i + 1 < pattern.size() && pattern.at(i + 1).isPunct();
        if (escaped)
            c = pattern.at(++i);
        else if (!c.isLetterOrNumber() && c != u':' && c != u'/' && c != u'-')
            return start;
        // What follows may make the character optional.
        if (i + 1 < pattern.size() && QStringView(u"?*{").contains(pattern.at(i + 1)))
            return start;
        start += c;
    }
    return start;
}

IssuerKind kindOf(const QString &word, const std::string &path)
{
    static const QHash<QString, IssuerKind> kinds{
        {QStringLiteral("shared"), IssuerKind::Shared},
        {QStringLiteral("dedicated"), IssuerKind::Dedicated},
        {QStringLiteral("cluster"), IssuerKind::Cluster},
        {QStringLiteral("selfHosted"), IssuerKind::SelfHosted},
        {QStringLiteral("platformManaged"), IssuerKind::PlatformManaged},
        {QStringLiteral("entra"), IssuerKind::Entra},
    };
    const auto found = kinds.constFind(word);
    if (found == kinds.cend())
        throw BadData(path + ".kind", "unknown word");
    return *found;
}

trust::TrailingSlash slashOf(const QString &word)
{
    if (word == u"required")
        return trust::TrailingSlash::Required;
    return word == u"forbidden" ? trust::TrailingSlash::Forbidden : trust::TrailingSlash::Unknown;
}

Error asError(const std::exception &exception)
{
    Error error;
    error.kind = ErrorKind::Validation;
    error.message = QString::fromUtf8(exception.what());
    return error;
}

} // namespace

Result<void> readPresets(const QByteArray &json, QList<Preset> &presets, QList<PresetTemplates> &templates)
{
    try {
        const Json document = Json::parse(json.cbegin(), json.cend());
        const Json &list = arrayAt(document, "$", "presets");
        for (std::size_t i = 0; i < list.size(); ++i) {
            Preset preset;
            PresetTemplates own;
            readPreset(list[i], "$.presets[" + std::to_string(i) + ']', preset, own);
            presets.append(std::move(preset));
            templates.append(std::move(own));
        }
        if (presets.isEmpty())
            throw BadData("$.presets", "empty");
        return {};
    } catch (const std::exception &exception) {
        return failure(asError(exception));
    }
}

Result<QList<PlatformPattern>> readPlatforms(const QByteArray &json)
{
    try {
        const Json document = Json::parse(json.cbegin(), json.cend());
        const Json &list = arrayAt(document, "$", "platforms");
        QList<PlatformPattern> result;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string path = "$.platforms[" + std::to_string(i) + ']';
            PlatformPattern pattern;
            const QString issuer = stringAt(list[i], path, "issuer");
            pattern.issuer = patternOf(issuer, path + ".issuer");
            pattern.start = literalStart(issuer);
            pattern.subject = patternOf(stringAt(list[i], path, "subject", false), path + ".subject");
            Platform platform;
            platform.id = stringAt(list[i], path, "id");
            platform.name = stringAt(list[i], path, "name");
            platform.shortName = stringAt(list[i], path, "shortName");
            platform.glyph = stringAt(list[i], path, "glyph");
            platform.kind = kindOf(stringAt(list[i], path, "kind"), path);
            platform.trailingSlash = slashOf(stringAt(list[i], path, "trailingSlash", false));
            platform.fixesAudience = boolAt(list[i], "fixesAudience");
            platform.subjectParser = stringAt(list[i], path, "subjectParser", false);
            pattern.platform = std::move(platform);
            result.append(std::move(pattern));
        }
        return result;
    } catch (const std::exception &exception) {
        return failure(asError(exception));
    }
}

} // namespace symbolon::presets
