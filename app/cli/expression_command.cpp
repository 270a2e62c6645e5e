// SPDX-License-Identifier: Apache-2.0
#include "expression_command.h"

#include "base/shown.h"
#include "export/csv.h"
#include "export/text_table.h"
#include "offline_json.h"
#include "presets/token_trust.h"
#include "trust/expression_examples.h"
#include "trust/expression_rules.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ExpressionCommand", text);
}

Unexpected usage(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

Result<trust::PresentedClaims> claimsFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usage(tr("%1 cannot be read: %2.").arg(shown(path), file.errorString()));
    auto claims = presets::claimsOfToken(file.read(presets::largestToken + 1));
    if (!claims)
        return usage(tr("%1: %2").arg(shown(path), claims.error().message));
    return claims;
}

// How far it reaches, by a stable name.
QString reachName(trust::ExpressionBreadth::Reach reach)
{
    using Reach = trust::ExpressionBreadth::Reach;
    switch (reach) {
    case Reach::Nothing:
        return QStringLiteral("nothing");
    case Reach::Unknown:
        return QStringLiteral("unknown");
    case Reach::Project:
        return QStringLiteral("project");
    case Reach::Owner:
        return QStringLiteral("owner");
    case Reach::Strangers:
        return QStringLiteral("strangers");
    }
    Q_UNREACHABLE();
}

// Tokens of this issuer that the expression takes and refuses; none where no issuer is known.
trust::ExpressionExamples examplesFor(const QString &issuer, const QString &text)
{
    if (issuer.isEmpty())
        return {};
    trust::FederatedCredential credential;
    credential.issuer = issuer;
    credential.expression = trust::ClaimsExpression{text, 1};
    return trust::expressionExamples(credential);
}

QJsonArray examplesJson(const trust::ExpressionExamples &all)
{
    QJsonArray examples;
    for (const trust::ExpressionExample &example : all.examples) {
        QJsonObject claims{{QStringLiteral("sub"), example.token.subject}};
        for (auto claim = example.token.claims.cbegin(); claim != example.token.claims.cend(); ++claim)
            claims.insert(claim.key(), *claim);
        examples.append(
            QJsonObject{{QStringLiteral("title"), example.title},
                        {QStringLiteral("claims"), claims},
                        {QStringLiteral("strangers"), example.who == trust::ExpressionExample::Who::Stranger},
                        {QStringLiteral("accepted"), example.accepted}});
    }
    return examples;
}

QString operatorName(const trust::Comparison &comparison)
{
    return comparison.op == trust::Comparison::Operator::Eq ? QStringLiteral("eq") : QStringLiteral("matches");
}

// One comparison against the claims; nullopt where there are none.
std::optional<bool> holds(const trust::Comparison &comparison, const std::optional<trust::PresentedClaims> &claims)
{
    return claims ? std::optional(trust::fits({comparison}, *claims)) : std::nullopt;
}

QJsonObject comparisonJson(const trust::Comparison &comparison, const std::optional<trust::PresentedClaims> &claims)
{
    const auto held = holds(comparison, claims);
    return {{QStringLiteral("claim"), comparison.claim},
            {QStringLiteral("operator"), operatorName(comparison)},
            {QStringLiteral("comparand"), comparison.comparand},
            {QStringLiteral("holds"), held ? QJsonValue(*held) : QJsonValue()}};
}

exports::Grid comparisonGrid(const QList<trust::Comparison> &comparisons,
                             const std::optional<trust::PresentedClaims> &claims)
{
    exports::Grid grid;
    grid.columns = {{QStringLiteral("claim"), tr("Claim")},
                    {QStringLiteral("operator"), tr("Operator")},
                    {QStringLiteral("comparand"), tr("Compared with")}};
    if (claims) {
        grid.columns.append({QStringLiteral("presented"), tr("In the token")});
        grid.columns.append({QStringLiteral("holds"), tr("Fits")});
    }
    for (const trust::Comparison &comparison : comparisons) {
        QStringList row{comparison.claim, operatorName(comparison), comparison.comparand};
        if (claims)
            row << claims->claims.value(comparison.claim) << (*holds(comparison, claims) ? tr("yes") : tr("no"));
        grid.rows << row;
    }
    return grid;
}

} // namespace

QString ExpressionCommand::name() const
{
    return QStringLiteral("expression");
}

QString ExpressionCommand::synopsis() const
{
    return QStringLiteral("expression check 'TEXT'");
}

QString ExpressionCommand::description() const
{
    return tr("Read a claims expression, hold it to the rules of its issuer and to the claims of a token.");
}

QList<QCommandLineOption> ExpressionCommand::options() const
{
    return {
        {QStringLiteral("claims"), tr("expression: JSON object with the claims of a token."), QStringLiteral("FILE")},
        {QStringLiteral("issuer"), tr("expression: the issuer whose rules count; without this the claims' iss."),
         QStringLiteral("URL")}};
}

Result<void> ExpressionCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    if (arguments.size() != 2 || arguments.first() != u"check")
        return usage(tr("Say what to check: expression check 'TEXT'."));
    m_text = arguments.at(1);
    if (parser.isSet(QStringLiteral("claims"))) {
        auto claims = claimsFrom(parser.value(QStringLiteral("claims")));
        if (!claims)
            return failure(claims.error());
        m_claims = std::move(*claims);
        m_issuer = m_claims->issuer;
    }
    if (parser.isSet(QStringLiteral("issuer")))
        m_issuer = parser.value(QStringLiteral("issuer"));
    return {};
}

void ExpressionCommand::runSession(workspace::Workspace & /*workspace*/, const CommandContext &context,
                                   const std::function<void(ExitCode)> &done)
{
    const auto comparisons = trust::parseExpression(m_text);
    QList<trust::Remark> remarks;
    if (comparisons) {
        remarks = trust::judgeComparisons(m_issuer, *comparisons);
    } else {
        remarks.append({trust::Field::Expression,
                        trust::RemarkLevel::Error,
                        QStringLiteral("expression-unreadable"),
                        comparisons.error().message,
                        {}});
    }
    const bool fits = comparisons && (!m_claims || trust::fits(*comparisons, *m_claims));
    const ExitCode code = remarks.isEmpty() && fits ? ExitCode::Fine : ExitCode::Findings;
    const trust::ExpressionExamples examples = examplesFor(m_issuer, m_text);
    if (context.format == Format::Json) {
        QJsonArray problems;
        for (const trust::Remark &remark : std::as_const(remarks))
            problems.append(QJsonObject{{QStringLiteral("code"), remark.code}, {QStringLiteral("text"), remark.text}});
        QJsonArray parts;
        for (const trust::Comparison &comparison : comparisons.value_or(QList<trust::Comparison>()))
            parts.append(comparisonJson(comparison, m_claims));
        context.console.data(
            offlineJson(context.now,
                        {{QStringLiteral("expression"), m_text},
                         {QStringLiteral("issuer"), m_issuer.isEmpty() ? QJsonValue() : QJsonValue(m_issuer)},
                         {QStringLiteral("valid"), comparisons.has_value()},
                         {QStringLiteral("comparisons"), parts},
                         {QStringLiteral("problems"), problems},
                         {QStringLiteral("reach"), reachName(examples.breadth.reach)},
                         {QStringLiteral("examples"), examplesJson(examples)},
                         {QStringLiteral("matches"), comparisons && m_claims ? QJsonValue(fits) : QJsonValue()}}));
        return done(code);
    }
    for (const trust::Remark &remark : std::as_const(remarks))
        context.console.say(shown(remark.text));
    if (!examples.breadth.words.isEmpty())
        context.console.say(shown(examples.breadth.words));
    if (!comparisons)
        return done(code);
    const exports::Grid grid = comparisonGrid(*comparisons, m_claims);
    if (context.format == Format::Csv)
        context.console.data(exports::csv(grid));
    else
        context.console.data(exports::textTable(grid));
    if (m_claims && context.format == Format::Table)
        context.console.data(u'\n' + (fits ? tr("The token fits.") : tr("The token does not fit.")) + u'\n');
    done(code);
}

} // namespace symbolon::cli
