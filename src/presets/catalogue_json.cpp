// SPDX-License-Identifier: Apache-2.0
#include "presets/catalogue_data.h"
#include "presets/template.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

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

// Patterns as the data writes them. Many forms have the same fields: each pattern is compiled once.
class Patterns final
{
public:
    QRegularExpression operator()(const QString &text, const std::string &path)
    {
        if (text.isEmpty())
            return {};
        const auto known = m_known.constFind(text);
        if (known != m_known.cend())
            return *known;
        QRegularExpression pattern(QRegularExpression::anchoredPattern(text));
        if (!pattern.isValid())
            throw BadData(path, "not a regular expression");
        m_known.insert(text, pattern);
        return pattern;
    }

private:
    QHash<QString, QRegularExpression> m_known;
};

QStringList textsAt(const Json &object, const std::string &path, const char *key)
{
    QStringList texts;
    if (!object.contains(key))
        return texts;
    const Json &list = arrayAt(object, path, key);
    for (const Json &text : list)
        texts << stringOf(text, path + '.' + key);
    return texts;
}

QMap<QString, QString> textsByName(const Json &object, const std::string &path)
{
    QMap<QString, QString> result;
    const std::string below = path + '.';
    for (const auto &[name, text] : object.items())
        result.insert(QString::fromStdString(name), stringOf(text, below + name));
    return result;
}

QMap<QString, QString> textsByNameAt(const Json &object, const std::string &path, const char *key)
{
    const auto found = object.find(key);
    return found == object.end() ? QMap<QString, QString>() : textsByName(*found, path + '.' + key);
}

PresetField readField(const Json &json, const std::string &path, PresetTemplates &templates, Patterns &patterns)
{
    PresetField field;
    field.key = stringAt(json, path, "key");
    field.label = stringAt(json, path, "label");
    field.placeholder = stringAt(json, path, "placeholder", false);
    field.help = stringAt(json, path, "help", false);
    field.defaultValue = stringAt(json, path, "default", false);
    field.required = boolAt(json, "required");
    field.offers = stringAt(json, path, "offers", false);
    field.maxLength = countAt(json, path, "maxLength");
    field.pattern = patterns(stringAt(json, path, "pattern", false), path + ".pattern");
    field.patternBlocks = boolAt(json, "patternBlocks");
    if (stringAt(json, path, "type", false) == u"choice") {
        field.type = PresetField::Type::Choice;
        static_cast<void>(arrayAt(json, path, "options"));
        field.options = textsAt(json, path, "options");
        QStringList literal;
        for (const QString &option : std::as_const(field.options))
            literal << QRegularExpression::escape(option);
        templates.matches.insert(field.key, literal.join(u'|'));
    } else {
        const QString matches = stringAt(json, path, "matches");
        static_cast<void>(patterns(matches, path + ".matches"));
        templates.matches.insert(field.key, matches);
        if (stringAt(json, path, "type", false) == u"expression")
            field.type = PresetField::Type::Expression;
    }
    if (stringAt(json, path, "transform", false) == u"percent-encode-colon")
        templates.colonEncoded.insert(field.key);
    if (const auto when = json.find("shownWhen"); when != json.end()) {
        field.shownWhenKey = stringAt(*when, path + ".shownWhen", "key");
        field.shownWhenValue = stringAt(*when, path + ".shownWhen", "value");
    }
    return field;
}

TemplatePart readPart(const std::string &name, const Json &json, const std::string &path, PresetTemplates &templates,
                      Patterns &patterns)
{
    TemplatePart part;
    part.name = QString::fromStdString(name);
    if (json.contains("pairs")) {
        part.kind = TemplatePart::Kind::Pairs;
        part.field = stringAt(json, path, "pairs");
        part.valuesField = stringAt(json, path, "values");
        part.bareKey = stringAt(json, path, "bareKey", false);
        part.bareAlone = textsAt(json, path, "bareAlone");
        part.pairValue = patterns(stringAt(json, path, "value"), path + ".value");
        templates.matches.insert(part.name, QStringLiteral(".+"));
    } else if (json.contains("whenFilled")) {
        part.kind = TemplatePart::Kind::Filled;
        part.field = stringAt(json, path, "whenFilled");
        part.byCase.insert(filledCase, stringAt(json, path, "text"));
        part.byCase.insert(emptyCase, stringAt(json, path, "otherwise", false));
    } else {
        part.field = stringAt(json, path, "field");
        part.byCase = textsByName(json, path);
        part.byCase.remove(QStringLiteral("field"));
    }
    return part;
}

SampleTemplate readSample(const Json &json, const std::string &path)
{
    SampleTemplate sample;
    sample.title = stringAt(json, path, "title");
    sample.subject = stringAt(json, path, "subject");
    sample.claims = textsByNameAt(json, path, "claims");
    sample.replaced = textsByNameAt(json, path, "replace");
    sample.capitalised = stringAt(json, path, "capitalise", false);
    return sample;
}

// How deep parts stand in parts, from this template on; a part that comes back to itself would never end.
void demandShallow(const PresetTemplates &templates, const QString &text, const std::string &path, int depth = 0)
{
    constexpr int deepest = 4;
    if (depth > deepest)
        throw BadData(path, "parts stand in each other too deeply");
    const QStringList keys = keysOf(text);
    for (const TemplatePart &part : templates.parts) {
        if (!keys.contains(part.name))
            continue;
        for (const QString &below : part.byCase)
            demandShallow(templates, below, path, depth + 1);
    }
}

// A template that names what the form does not have would silently come out with a hole.
void demandKnownKeys(const Preset &preset, const PresetTemplates &templates, const std::string &path)
{
    QStringList known;
    for (const PresetField &field : preset.fields) {
        // Only on a field above, so that no two wait for each other.
        if (!field.shownWhenKey.isEmpty() && !known.contains(field.shownWhenKey))
            throw BadData(path, "a field depends on the unknown field " + field.shownWhenKey.toStdString());
        known << field.key;
    }
    for (const TemplatePart &part : templates.parts) {
        for (const QString &field : {part.field, part.valuesField}) {
            if (!field.isEmpty() && !known.contains(field))
                throw BadData(path, "a part depends on the unknown field " + field.toStdString());
        }
    }
    for (const TemplatePart &part : templates.parts)
        known << part.name;
    QStringList texts{templates.issuer, templates.subject, templates.expression, templates.audience};
    for (const TemplatePart &part : templates.parts)
        texts << part.byCase.values();
    for (const SampleTemplate &sample : templates.samples)
        texts << sample.title << sample.subject << sample.claims.values();
    for (const QString &text : std::as_const(texts)) {
        const QStringList keys = keysOf(text);
        for (const QString &key : keys) {
            if (!known.contains(fieldOf(key)) || (key != fieldOf(key) && !key.endsWith(u"|b64guid")))
                throw BadData(path, "a template names the unknown field " + key.toStdString());
        }
        demandShallow(templates, text, path);
    }
}

void readPreset(const Json &json, const std::string &path, Preset &preset, PresetTemplates &templates,
                Patterns &patterns)
{
    preset.id = stringAt(json, path, "id");
    preset.displayName = stringAt(json, path, "displayName");
    preset.platform = stringAt(json, path, "platform");
    preset.scenario = stringAt(json, path, "scenario", false);
    preset.glyph = stringAt(json, path, "glyph");
    preset.summary = stringAt(json, path, "summary", false);
    templates.issuer = stringAt(json, path, "issuer");
    preset.notice = stringAt(json, path, "notice", false);
    preset.offered = !boolAt(json, "platformManaged");
    preset.repositoryApi = stringAt(json, path, "repositoryApi", false);
    preset.flexible = json.contains("expression");
    (preset.flexible ? templates.expression : templates.subject) =
        stringAt(json, path, preset.flexible ? "expression" : "subject");
    templates.audience = stringAt(json, path, "audience", false);
    const Json &fields = arrayAt(json, path, "fields");
    for (std::size_t i = 0; i < fields.size(); ++i)
        preset.fields.append(readField(fields[i], path + ".fields[" + std::to_string(i) + ']', templates, patterns));
    preset.pitfalls = textsAt(json, path, "pitfalls");
    preset.misusers = textsAt(json, path, "misusers");
    preset.files = textsAt(json, path, "files");
    preset.notes = textsAt(json, path, "notes");
    // A typed expression makes its own.
    const bool typed = std::any_of(preset.fields.begin(), preset.fields.end(), [](const PresetField &field) {
        return field.type == PresetField::Type::Expression;
    });
    if (!typed) {
        const Json &samples = arrayAt(json, path, "samples");
        for (std::size_t i = 0; i < samples.size(); ++i)
            templates.samples.append(readSample(samples[i], path + ".samples[" + std::to_string(i) + ']'));
    }
    if (const auto parts = json.find("parts"); parts != json.end()) {
        const std::string below = path + ".parts.";
        for (const auto &[name, part] : parts->items())
            templates.parts.append(readPart(name, part, below + name, templates, patterns));
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
        Patterns patterns;
        for (std::size_t i = 0; i < list.size(); ++i) {
            Preset preset;
            PresetTemplates own;
            readPreset(list[i], "$.presets[" + std::to_string(i) + ']', preset, own, patterns);
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
        Patterns patterns;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string path = "$.platforms[" + std::to_string(i) + ']';
            PlatformPattern pattern;
            const QString issuer = stringAt(list[i], path, "issuer");
            pattern.issuer = patterns(issuer, path + ".issuer");
            pattern.start = literalStart(issuer);
            pattern.subject = patterns(stringAt(list[i], path, "subject", false), path + ".subject");
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
