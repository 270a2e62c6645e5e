// SPDX-License-Identifier: Apache-2.0
#include "presets_command.h"

#include "base/shown.h"
#include "export/csv.h"
#include "export/text_table.h"
#include "offline_json.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace symbolon::cli {
namespace {

using presets::Preset;
using presets::PresetField;

QString tr(const char *text)
{
    return QCoreApplication::translate("PresetsCommand", text);
}

Unexpected usage(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

exports::GridColumn column(const char *id, const QString &title)
{
    return {QString::fromLatin1(id), title};
}

void write(const CommandContext &context, const exports::Grid &grid)
{
    if (context.format == Format::Csv)
        context.console.data(exports::csv(grid));
    else
        context.console.data(exports::textTable(grid));
}

QString conditionOf(const PresetField &field)
{
    return field.shownWhenKey.isEmpty() ? QString() : field.shownWhenKey + u'=' + field.shownWhenValue;
}

QJsonObject headOf(const Preset &preset)
{
    return {{QStringLiteral("id"), preset.id},
            {QStringLiteral("displayName"), preset.displayName},
            {QStringLiteral("platform"), preset.platform},
            {QStringLiteral("scenario"), preset.scenario},
            {QStringLiteral("flexible"), preset.flexible},
            {QStringLiteral("offered"), preset.offered},
            {QStringLiteral("summary"), preset.summary},
            {QStringLiteral("notice"), preset.notice.isEmpty() ? QJsonValue() : QJsonValue(preset.notice)}};
}

QJsonObject fieldJson(const PresetField &field, const QString &exchangeAudience)
{
    QJsonObject object{{QStringLiteral("key"), field.key},
                       {QStringLiteral("label"), field.label},
                       {QStringLiteral("required"), field.required},
                       {QStringLiteral("default"), presets::Catalogue::startValue(field, exchangeAudience)},
                       {QStringLiteral("example"), field.placeholder},
                       {QStringLiteral("help"), field.help}};
    if (field.type == PresetField::Type::Choice)
        object.insert(QStringLiteral("options"), QJsonArray::fromStringList(field.options));
    if (!field.pattern.pattern().isEmpty())
        object.insert(QStringLiteral("pattern"), field.pattern.pattern());
    if (field.maxLength > 0)
        object.insert(QStringLiteral("maxLength"), field.maxLength);
    if (!field.shownWhenKey.isEmpty())
        object.insert(QStringLiteral("when"), QJsonObject{{field.shownWhenKey, field.shownWhenValue}});
    return object;
}

// The samples of the form filled with its examples.
QJsonArray samplesJson(const presets::Catalogue &catalogue, const Preset &preset)
{
    QMap<QString, QString> values;
    for (const PresetField &field : preset.fields)
        values.insert(field.key, field.placeholder);
    QJsonArray samples;
    const QList<presets::SampleSubject> all = catalogue.samples(preset, values);
    for (const presets::SampleSubject &sample : all) {
        QJsonObject claims{{QStringLiteral("sub"), sample.subject}};
        for (auto claim = sample.claims.cbegin(); claim != sample.claims.cend(); ++claim)
            claims.insert(claim.key(), *claim);
        samples.append(QJsonObject{{QStringLiteral("title"), sample.title},
                                   {QStringLiteral("claims"), claims},
                                   {QStringLiteral("accepted"), sample.accepted}});
    }
    return samples;
}

exports::Grid fieldGrid(const Preset &preset, const QString &exchangeAudience)
{
    exports::Grid grid;
    grid.columns = {column("key", tr("Field")),         column("required", tr("Needed")),
                    column("default", tr("Default")),   column("example", tr("Example")),
                    column("options", tr("One of")),    column("when", tr("Only with")),
                    column("help", tr("What to enter"))};
    for (const PresetField &field : preset.fields)
        grid.rows << QStringList{field.key,
                                 field.required ? tr("yes") : tr("no"),
                                 presets::Catalogue::startValue(field, exchangeAudience),
                                 field.placeholder,
                                 field.options.join(QStringLiteral(" | ")),
                                 conditionOf(field),
                                 field.help};
    return grid;
}

// "Heading:" and its lines, nothing where there are none.
QString paragraph(const QString &heading, const QStringList &lines)
{
    if (lines.isEmpty())
        return {};
    return u'\n' + heading + u"\n  " + lines.join(QStringLiteral("\n  ")) + u'\n';
}

} // namespace

QString PresetsCommand::name() const
{
    return QStringLiteral("presets");
}

QString PresetsCommand::synopsis() const
{
    return QStringLiteral("presets list|show ID|render ID");
}

QString PresetsCommand::description() const
{
    return tr("The forms of the platforms; render fills one and writes issuer, subject and audience.");
}

QList<QCommandLineOption> PresetsCommand::options() const
{
    return {{QStringLiteral("field"), tr("presets render: the value of one field; may be repeated."),
             QStringLiteral("KEY=VALUE")}};
}

Result<void> PresetsCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    const QString what = arguments.value(0);
    if (what == u"list" && arguments.size() == 1)
        m_what = What::List;
    else if (what == u"show" && arguments.size() == 2)
        m_what = What::Show;
    else if (what == u"render" && arguments.size() == 2)
        m_what = What::Render;
    else
        return usage(tr("Say what to do with presets: list, show ID or render ID."));
    m_id = arguments.value(1);
    const QStringList fields = parser.values(QStringLiteral("field"));
    if (m_what != What::Render && !fields.isEmpty())
        return usage(tr("--field goes with presets render only."));
    for (const QString &field : fields) {
        const qsizetype equals = field.indexOf(u'=');
        if (equals < 1)
            return usage(tr("“%1” is no KEY=VALUE.").arg(shown(field)));
        const QString key = field.left(equals);
        if (m_values.contains(key))
            return usage(tr("The field “%1” is given twice.").arg(shown(key)));
        m_values.insert(key, field.mid(equals + 1));
    }
    return {};
}

void PresetsCommand::runSession(workspace::Workspace & /*workspace*/, const CommandContext &context,
                                const std::function<void(ExitCode)> &done)
{
    if (m_what == What::List) {
        list(context);
        return done(ExitCode::Fine);
    }
    const Preset *preset = context.workspace.catalogue().find(m_id);
    if (!preset) {
        context.console.say(tr("There is no preset “%1”. symbolon-cli presets list shows them.").arg(shown(m_id)));
        return done(ExitCode::Usage);
    }
    if (m_what == What::Render)
        return done(render(context, *preset));
    show(context, *preset);
    done(ExitCode::Fine);
}

void PresetsCommand::list(const CommandContext &context)
{
    const QList<Preset> &all = context.workspace.catalogue().presets();
    if (context.format == Format::Json) {
        QJsonArray presets;
        for (const Preset &preset : all)
            presets.append(headOf(preset));
        context.console.data(offlineJson(context.now, {{QStringLiteral("presets"), presets}}));
        return;
    }
    exports::Grid grid;
    grid.columns = {column("id", tr("Id")), column("platform", tr("Platform")), column("scenario", tr("Form")),
                    column("displayName", tr("Name"))};
    for (const Preset &preset : all)
        grid.rows << QStringList{preset.id, preset.platform, preset.scenario, preset.displayName};
    write(context, grid);
}

void PresetsCommand::show(const CommandContext &context, const Preset &preset)
{
    const QString audience = context.workspace.exchangeAudience();
    if (context.format == Format::Json) {
        QJsonObject object = headOf(preset);
        QJsonArray fields;
        for (const PresetField &field : preset.fields)
            fields.append(fieldJson(field, audience));
        object.insert(QStringLiteral("fields"), fields);
        object.insert(QStringLiteral("pitfalls"), QJsonArray::fromStringList(preset.pitfalls));
        object.insert(QStringLiteral("notes"), QJsonArray::fromStringList(preset.notes));
        object.insert(QStringLiteral("samples"), samplesJson(context.workspace.catalogue(), preset));
        context.console.data(offlineJson(context.now, {{QStringLiteral("preset"), object}}));
        return;
    }
    if (context.format == Format::Csv) {
        write(context, fieldGrid(preset, audience));
        return;
    }
    context.console.data(preset.displayName + u'\n' + preset.summary + u'\n');
    if (!preset.notice.isEmpty())
        context.console.data(u'\n' + preset.notice + u'\n');
    context.console.data(QStringLiteral("\n"));
    write(context, fieldGrid(preset, audience));
    context.console.data(paragraph(tr("Easy to get wrong:"), preset.pitfalls));
    context.console.data(paragraph(tr("Good to know:"), preset.notes));
}

ExitCode PresetsCommand::render(const CommandContext &context, const Preset &preset) const
{
    for (auto value = m_values.cbegin(); value != m_values.cend(); ++value) {
        const bool known = std::any_of(preset.fields.begin(), preset.fields.end(),
                                       [&value](const PresetField &field) { return field.key == value.key(); });
        if (!known) {
            QStringList keys;
            for (const PresetField &field : preset.fields)
                keys << field.key;
            context.console.say(tr("%1 has no field “%2”. Its fields: %3.")
                                    .arg(preset.id, shown(value.key()), keys.join(QStringLiteral(", "))));
            return ExitCode::Usage;
        }
    }
    const presets::Rendered rendered =
        context.workspace.catalogue().render(preset, m_values, context.workspace.exchangeAudience());
    bool blocked = false;
    for (const presets::FieldRemark &remark : rendered.remarks) {
        context.console.say(tr("%1: %2").arg(remark.key, shown(remark.text)));
        blocked = blocked || remark.blocking;
    }
    if (blocked)
        return ExitCode::Usage;
    if (context.format == Format::Json) {
        QJsonArray warnings;
        for (const presets::FieldRemark &remark : rendered.remarks)
            warnings.append(QJsonObject{{QStringLiteral("field"), remark.key}, {QStringLiteral("text"), remark.text}});
        const QJsonValue subject = preset.flexible ? QJsonValue() : QJsonValue(rendered.subject);
        QJsonValue expression;
        if (preset.flexible) {
            expression =
                QJsonObject{{QStringLiteral("value"), rendered.expression}, {QStringLiteral("languageVersion"), 1}};
        }
        context.console.data(offlineJson(context.now,
                                         {{QStringLiteral("preset"), preset.id},
                                          {QStringLiteral("issuer"), rendered.issuer},
                                          {QStringLiteral("subject"), subject},
                                          {QStringLiteral("claimsMatchingExpression"), expression},
                                          {QStringLiteral("audience"), rendered.audience},
                                          {QStringLiteral("warnings"), warnings}}));
        return ExitCode::Fine;
    }
    exports::Grid grid;
    grid.columns = {column("field", tr("Field")), column("value", tr("Value"))};
    grid.rows = {{QStringLiteral("issuer"), rendered.issuer},
                 preset.flexible ? QStringList{QStringLiteral("claimsMatchingExpression"), rendered.expression}
                                 : QStringList{QStringLiteral("subject"), rendered.subject},
                 {QStringLiteral("audience"), rendered.audience}};
    write(context, grid);
    return ExitCode::Fine;
}

} // namespace symbolon::cli
