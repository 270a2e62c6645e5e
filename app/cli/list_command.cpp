// SPDX-License-Identifier: Apache-2.0
#include "list_command.h"

#include "export/csv.h"
#include "export/grids.h"
#include "export/json_document.h"
#include "export/text_table.h"
#include "workspace/issuers.h"
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

// The rows that the query shows, as their lines.
template<typename Line, typename Row>
void write(const CommandContext &context, const store::Table<Row> &table, const store::Query &query,
           exports::Grid (*grid)(const QList<Line> &, exports::Detail),
           QByteArray (*json)(const exports::Envelope &, const QList<Line> &))
{
    QList<Line> lines;
    for (const std::uint32_t position : store::visibleRows(table.searchKeys(), query))
        lines.append(workspace::lineOf(table.at(position)));
    exports::sort(lines);
    switch (context.format) {
    case Format::Table:
        context.console.data(exports::textTable(grid(lines, exports::Detail::Terminal)));
        break;
    case Format::Csv:
        context.console.data(exports::csv(grid(lines, exports::Detail::File)));
        break;
    case Format::Json:
        context.console.data(json(workspace::envelopeOf(context.workspace, context.now), lines));
        break;
    }
}

} // namespace

QString ListCommand::name() const
{
    return QStringLiteral("list");
}

QString ListCommand::synopsis() const
{
    return QStringLiteral("list identities|credentials|issuers");
}

QString ListCommand::description() const
{
    return tr("List app registrations and managed identities, their federated credentials, or the issuers they trust.");
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
    else if (arguments == QStringList{QStringLiteral("issuers")})
        m_what = What::Issuers;
    else
        return usage(tr("Say what to list: identities, credentials or issuers."));
    // So that a mistake shows before anybody signs in.
    const store::FilterReading reading = workspace::readFilter(scopeOf(m_what), m_filter);
    return reading.problem ? usage(reading.problem->sentence) : Result<void>();
}

workspace::FilterScope ListCommand::scopeOf(What what)
{
    switch (what) {
    case What::Credentials:
        return workspace::FilterScope::Credentials;
    case What::Issuers:
        return workspace::FilterScope::Issuers;
    case What::Identities:
        break;
    }
    return workspace::FilterScope::Identities;
}

ExitCode ListCommand::run(const CommandContext &context)
{
    const workspace::Workspace &workspace = context.workspace;
    // take() has read the same text, so none of the queries fails.
    switch (m_what) {
    case What::Identities:
        write<exports::IdentityLine>(
            context, workspace.identities(),
            workspace::identityQuery(workspace.identities(), m_filter, context.now).value_or(store::Query()),
            exports::identityGrid, exports::identitiesJson);
        break;
    case What::Credentials:
        write<exports::CredentialLine>(
            context, workspace.credentials(),
            workspace::credentialQuery(workspace.credentials(), m_filter, context.now).value_or(store::Query()),
            exports::credentialGrid, exports::credentialsJson);
        break;
    case What::Issuers: {
        const auto issuers = workspace::issuersOf(workspace.credentials(), workspace.identities());
        write<exports::IssuerLine>(context, issuers,
                                   workspace::issuerQuery(issuers, m_filter, context.now).value_or(store::Query()),
                                   exports::issuerGrid, exports::issuersJson);
        break;
    }
    }
    return ExitCode::Fine;
}

} // namespace symbolon::cli
