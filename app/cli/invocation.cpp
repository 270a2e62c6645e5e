// SPDX-License-Identifier: Apache-2.0
#include "invocation.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

Unexpected usage(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

QString commandList(const std::vector<std::unique_ptr<Command>> &commands)
{
    qsizetype width = 0;
    for (const auto &command : commands)
        width = std::max(width, command->synopsis().size());
    QString text;
    for (const auto &command : commands)
        text += u"\n  " + command->synopsis().leftJustified(width + 2) + command->description();
    return text;
}

void declare(QCommandLineParser &parser, const std::vector<std::unique_ptr<Command>> &commands)
{
    parser.setApplicationDescription(tr("Workload identity federation of a Microsoft Entra tenant.") + u"\n\n"
                                     + tr("Commands:") + commandList(commands));
    parser.addPositionalArgument(QStringLiteral("command"), tr("What to do, see above."),
                                 QStringLiteral("COMMAND [ARGUMENT]"));
    app::addOptions(parser);
    parser.addOption({QStringLiteral("format"), tr("How to write the answer; table without this."),
                      QStringLiteral("table|json|csv")});
    // Commands may share an option, such as --out; it stands in the help once, in the words of the first.
    QStringList known;
    for (const auto &command : commands) {
        const QList<QCommandLineOption> options = command->options();
        for (const QCommandLineOption &option : options) {
            if (known.contains(option.names().constFirst()))
                continue;
            known << option.names().constFirst();
            parser.addOption(option);
        }
    }
    parser.addOptions({{{QStringLiteral("h"), QStringLiteral("help")}, tr("Show this help.")},
                       {{QStringLiteral("v"), QStringLiteral("version")}, tr("Show the version.")}});
}

Result<Format> formatFrom(const QCommandLineParser &parser)
{
    const QString text = parser.value(QStringLiteral("format"));
    if (!parser.isSet(QStringLiteral("format")) || text == u"table")
        return Format::Table;
    if (text == u"json")
        return Format::Json;
    if (text == u"csv")
        return Format::Csv;
    return usage(tr("“%1” is no format. Use table, json or csv.").arg(text));
}

// An option of another command is a mistake, not something to pass over in silence.
Result<void> checkOptions(const Command &chosen, const std::vector<std::unique_ptr<Command>> &commands,
                          const QCommandLineParser &parser)
{
    QStringList own;
    const QList<QCommandLineOption> ownOptions = chosen.options();
    for (const QCommandLineOption &option : ownOptions)
        own << option.names().constFirst();
    for (const auto &command : commands) {
        if (!command || command.get() == &chosen)
            continue;
        const QList<QCommandLineOption> options = command->options();
        for (const QCommandLineOption &option : options) {
            const QString name = option.names().constFirst();
            if (parser.isSet(name) && !own.contains(name))
                return usage(tr("--%1 does not go with %2.").arg(name, chosen.name()));
        }
    }
    return {};
}

} // namespace

Result<Invocation> readInvocation(const QStringList &arguments, const QProcessEnvironment &environment)
{
    std::vector<std::unique_ptr<Command>> commands = allCommands();
    QCommandLineParser parser;
    declare(parser, commands);
    const bool parsed = parser.parse(QStringList{QStringLiteral("symbolon-cli")} + arguments);

    Invocation invocation;
    if (parser.isSet(QStringLiteral("help"))) {
        invocation.kind = Invocation::Kind::Help;
        invocation.text = parser.helpText();
        return invocation;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        invocation.kind = Invocation::Kind::Version;
        invocation.text = QStringLiteral("symbolon-cli " SYMBOLON_VERSION "\n");
        return invocation;
    }
    if (!parsed)
        return usage(parser.errorText());
    const QStringList positional = parser.positionalArguments();
    if (positional.isEmpty())
        return usage(tr("Say what to do: sync, list, show, audit, presets, expression, export, handoff, sign-in, "
                        "sign-out or who."));
    const auto chosen = std::find_if(commands.begin(), commands.end(),
                                     [&](const auto &command) { return command->name() == positional.first(); });
    if (chosen == commands.end())
        return usage(tr("There is no command “%1”.").arg(positional.first()));

    if (const auto checked = checkOptions(**chosen, commands, parser); !checked)
        return failure(checked.error());
    const Result<Format> format = formatFrom(parser);
    if (!format)
        return failure(format.error());
    Result<app::Options> options = app::readOptions(parser, environment);
    if (!options)
        return failure(options.error());
    if (const auto taken = (*chosen)->take(positional.mid(1), parser); !taken)
        return failure(taken.error());
    invocation.command = std::move(*chosen);
    invocation.options = std::move(*options);
    // Every command that reads a tenant also shows what its identities reach.
    invocation.options.assess = invocation.command->need() == Need::Tenant;
    invocation.format = *format;
    return invocation;
}

} // namespace symbolon::cli
