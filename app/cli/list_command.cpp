// SPDX-License-Identifier: Apache-2.0
#include "list_command.h"

#include "export/csv.h"
#include "export/grids.h"
#include "export/json_document.h"
#include "export/text_table.h"
#include "workspace/lines.h"
#include "workspace/row_filter.h"

#include <QCoreApplication>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ListCommand", text);
}

Unexpected usage(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

} // namespace

QString ListCommand::name() const
{
    return QStringLiteral("list");
}

QString ListCommand::synopsis() const
{
    return QStringLiteral("list identities|credentials");
}

QString ListCommand::description() const
{
    return tr("List app registrations and managed identities, or their federated credentials.");
}

QList<QCommandLineOption> ListCommand::options() const
{
    return {{QStringLiteral("filter"),
             tr("list: show only what holds these words. Fields: %1. -field:value excludes, a,b is one of several, "
                "severity:>=high and age:>90d compare.")
                 .arg(workspace::filterFieldNames(workspace::FilterScope::Identities).join(QStringLiteral(", "))),
             QStringLiteral("'WORDS FIELD:VALUE'")}};
}

Result<void> ListCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    m_filter = parser.value(QStringLiteral("filter"));
    if (arguments == QStringList{QStringLiteral("identities")})
        m_what = What::Identities;
    else if (arguments == QStringList{QStringLiteral("credentials")})
        m_what = What::Credentials;
    else
        return usage(tr("Say what to list: identities or credentials."));
    // Against empty tables, so that a mistake shows before anybody signs in.
    const Result<store::Query> query = m_what == What::Identities ? workspace::identityQuery({}, m_filter, {})
                                                                  : workspace::credentialQuery({}, m_filter);
    return query ? Result<void>() : failure(query.error());
}

ExitCode ListCommand::run(const CommandContext &context)
{
    const bool identities = m_what == What::Identities;
    const Result<store::Query> query = identities
        ? workspace::identityQuery(context.workspace.identities(), m_filter, context.now)
        : workspace::credentialQuery(context.workspace.credentials(), m_filter);
    if (!query) // take() has read the same text
        return ExitCode::Usage;
    if (identities)
        listIdentities(context, *query);
    else
        listCredentials(context, *query);
    return ExitCode::Fine;
}

void ListCommand::listIdentities(const CommandContext &context, const store::Query &query) const
{
    const store::Table<workspace::IdentityRow> &table = context.workspace.identities();
    QList<exports::IdentityLine> lines;
    for (const std::uint32_t position : store::visibleRows(table.searchKeys(), query))
        lines.append(workspace::lineOf(table.at(position)));
    exports::sort(lines);
    switch (context.format) {
    case Format::Table:
        context.console.data(exports::textTable(exports::identityGrid(lines, exports::Detail::Terminal)));
        break;
    case Format::Csv:
        context.console.data(exports::csv(exports::identityGrid(lines, exports::Detail::File)));
        break;
    case Format::Json:
        context.console.data(exports::identitiesJson(workspace::envelopeOf(context.workspace, context.now), lines));
        break;
    }
}

void ListCommand::listCredentials(const CommandContext &context, const store::Query &query) const
{
    const store::Table<workspace::CredentialRow> &table = context.workspace.credentials();
    QList<exports::CredentialLine> lines;
    for (const std::uint32_t position : store::visibleRows(table.searchKeys(), query))
        lines.append(workspace::lineOf(table.at(position)));
    exports::sort(lines);
    switch (context.format) {
    case Format::Table:
        context.console.data(exports::textTable(exports::credentialGrid(lines, exports::Detail::Terminal)));
        break;
    case Format::Csv:
        context.console.data(exports::csv(exports::credentialGrid(lines, exports::Detail::File)));
        break;
    case Format::Json:
        context.console.data(exports::credentialsJson(workspace::envelopeOf(context.workspace, context.now), lines));
        break;
    }
}

} // namespace symbolon::cli
