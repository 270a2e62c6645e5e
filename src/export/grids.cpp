// SPDX-License-Identifier: Apache-2.0
#include "export/grids.h"

#include "export/words.h"

#include <QCoreApplication>

namespace symbolon::exports {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Export", text);
}

// A column with how to fill it; `fileOnly` ones would make a terminal's lines too long to compare.
template<typename Line>
struct Column
{
    const char *id = nullptr;
    const char *title = nullptr;
    QString (*cell)(const Line &, Detail) = nullptr;
    bool fileOnly = false;
};

template<typename Line, std::size_t N>
Grid gridOf(const Column<Line> (&columns)[N], const QList<Line> &lines, Detail detail)
{
    Grid grid;
    for (const Column<Line> &column : columns) {
        if (detail == Detail::File || !column.fileOnly)
            grid.columns << GridColumn{QString::fromLatin1(column.id), tr(column.title)};
    }
    for (const Line &line : lines) {
        QStringList cells;
        for (const Column<Line> &column : columns) {
            if (detail == Detail::File || !column.fileOnly)
                cells << column.cell(line, detail);
        }
        grid.rows << cells;
    }
    return grid;
}

QString severityCell(const std::optional<risk::Severity> &severity, Detail detail)
{
    if (!severity)
        return detail == Detail::File ? QString() : QStringLiteral("–");
    return detail == Detail::File ? risk::severityId(*severity) : risk::severityName(*severity);
}

QString kindCell(trust::IdentityKind kind, Detail detail)
{
    return detail == Detail::File ? kindId(kind) : kindName(kind);
}

// Unknown is never shown as none.
QString countCell(const trust::Identity &identity)
{
    return identity.credentialsPart.isKnown() ? QString::number(identity.credentials.size()) : QStringLiteral("?");
}

QString ownersCell(const trust::Identity &identity)
{
    if (identity.key.kind == trust::IdentityKind::ManagedIdentity)
        return tr("Azure RBAC");
    if (!identity.ownersPart.isKnown())
        return QStringLiteral("?");
    QStringList labels;
    for (const trust::Owner &owner : identity.owners)
        labels << ownerLabel(owner);
    return labels.isEmpty() ? QStringLiteral("–") : labels.join(QStringLiteral("; "));
}

QString secretsCell(const trust::Identity &identity)
{
    QStringList labels;
    for (const trust::Secret &secret : identity.secrets)
        labels << secretLabel(secret) + u' ' + isoTime(secret.end);
    if (identity.key.kind == trust::IdentityKind::Application && !identity.secretsPart.isKnown())
        labels << QStringLiteral("?");
    return labels.isEmpty() ? QStringLiteral("–") : labels.join(QStringLiteral("; "));
}

QString privilegeCell(const IdentityLine &line)
{
    if (line.highest)
        return privilegeLabel(*line.highest);
    const trust::Identity &identity = line.identity;
    const bool allKnown = identity.directoryRolesPart.isKnown() && identity.appPermissionsPart.isKnown()
        && identity.azureRolesPart.isKnown();
    return allKnown ? QStringLiteral("–") : QStringLiteral("?");
}

constexpr Column<IdentityLine> identityColumns[] = {
    {"displayName", QT_TRANSLATE_NOOP("Export", "Name"),
     [](const IdentityLine &l, Detail) { return l.identity.displayName; }},
    {"kind", QT_TRANSLATE_NOOP("Export", "Kind"),
     [](const IdentityLine &l, Detail d) { return kindCell(l.identity.key.kind, d); }},
    {"clientId", QT_TRANSLATE_NOOP("Export", "Client id"),
     [](const IdentityLine &l, Detail) { return l.identity.clientId; }},
    {"id", QT_TRANSLATE_NOOP("Export", "Id"), [](const IdentityLine &l, Detail) { return l.identity.key.id; }, true},
    {"credentials", QT_TRANSLATE_NOOP("Export", "Credentials"),
     [](const IdentityLine &l, Detail) { return countCell(l.identity); }},
    {"platforms", QT_TRANSLATE_NOOP("Export", "Platforms"),
     [](const IdentityLine &l, Detail) { return l.platforms.join(QStringLiteral(", ")); }},
    {"highestPrivilege", QT_TRANSLATE_NOOP("Export", "Highest privilege"),
     [](const IdentityLine &l, Detail) { return privilegeCell(l); }},
    {"risk", QT_TRANSLATE_NOOP("Export", "Risk"),
     [](const IdentityLine &l, Detail d) { return severityCell(l.risk, d); }},
    {"owners", QT_TRANSLATE_NOOP("Export", "Owners"),
     [](const IdentityLine &l, Detail) { return ownersCell(l.identity); }, true},
    {"secrets", QT_TRANSLATE_NOOP("Export", "Secrets and certificates"),
     [](const IdentityLine &l, Detail) { return secretsCell(l.identity); }, true},
    {"subscription", QT_TRANSLATE_NOOP("Export", "Subscription"),
     [](const IdentityLine &l, Detail) { return l.identity.place->subscriptionName; }, true},
    {"resourceGroup", QT_TRANSLATE_NOOP("Export", "Resource group"),
     [](const IdentityLine &l, Detail) { return l.identity.place->resourceGroup; }, true},
    {"createdAt", QT_TRANSLATE_NOOP("Export", "Created"),
     [](const IdentityLine &l, Detail) { return isoTime(l.identity.createdAt); }, true},
};

constexpr Column<CredentialLine> credentialColumns[] = {
    {"identity", QT_TRANSLATE_NOOP("Export", "Identity"),
     [](const CredentialLine &l, Detail) { return l.identityName; }},
    {"kind", QT_TRANSLATE_NOOP("Export", "Kind"),
     [](const CredentialLine &l, Detail d) { return kindCell(l.identity.kind, d); }, true},
    {"identityId", QT_TRANSLATE_NOOP("Export", "Identity id"),
     [](const CredentialLine &l, Detail) { return l.identity.id; }, true},
    {"name", QT_TRANSLATE_NOOP("Export", "Credential"),
     [](const CredentialLine &l, Detail) { return l.credential.name; }},
    {"platform", QT_TRANSLATE_NOOP("Export", "Platform"), [](const CredentialLine &l, Detail) { return l.platform; }},
    {"issuer", QT_TRANSLATE_NOOP("Export", "Issuer"),
     [](const CredentialLine &l, Detail) { return l.credential.issuer; }},
    {"subject", QT_TRANSLATE_NOOP("Export", "Subject or expression"),
     [](const CredentialLine &l, Detail d) {
         return d == Detail::File ? l.credential.subject.value_or(QString()) : l.credential.matchText();
     }},
    {"claimsMatchingExpression", QT_TRANSLATE_NOOP("Export", "Expression"),
     [](const CredentialLine &l, Detail) {
         return l.credential.expression ? l.credential.expression->value : QString();
     },
     true},
    {"audiences", QT_TRANSLATE_NOOP("Export", "Audience"),
     [](const CredentialLine &l, Detail) { return l.credential.audiences.join(QStringLiteral(" ")); }, true},
    {"description", QT_TRANSLATE_NOOP("Export", "Description"),
     [](const CredentialLine &l, Detail) { return l.credential.description; }, true},
    {"risk", QT_TRANSLATE_NOOP("Export", "Risk"),
     [](const CredentialLine &l, Detail d) { return severityCell(l.risk, d); }},
};

QString reachCell(const IssuerLine &line)
{
    if (line.highest)
        return privilegeLabel(*line.highest);
    return line.isReachKnown ? QStringLiteral("–") : QStringLiteral("?");
}

constexpr Column<IssuerLine> issuerColumns[] = {
    {"issuer", QT_TRANSLATE_NOOP("Export", "Issuer"), [](const IssuerLine &l, Detail) { return l.issuer; }},
    {"platform", QT_TRANSLATE_NOOP("Export", "Platform"), [](const IssuerLine &l, Detail) { return l.platform; }},
    {"credentials", QT_TRANSLATE_NOOP("Export", "Credentials"),
     [](const IssuerLine &l, Detail) { return QString::number(l.credentials); }},
    {"identities", QT_TRANSLATE_NOOP("Export", "Identities"),
     [](const IssuerLine &l, Detail) { return QString::number(l.identities); }},
    {"highestPrivilege", QT_TRANSLATE_NOOP("Export", "Highest privilege"),
     [](const IssuerLine &l, Detail) { return reachCell(l); }},
    {"highestPrivilegeOf", QT_TRANSLATE_NOOP("Export", "Held by"),
     [](const IssuerLine &l, Detail) { return l.highestOfName; }, true},
    {"risk", QT_TRANSLATE_NOOP("Export", "Risk"),
     [](const IssuerLine &l, Detail d) { return severityCell(l.risk, d); }},
};

constexpr Column<FindingLine> findingColumns[] = {
    {"severity", QT_TRANSLATE_NOOP("Export", "Severity"),
     [](const FindingLine &l, Detail d) { return severityCell(l.verdict.severity, d); }},
    {"rule", QT_TRANSLATE_NOOP("Export", "Rule"), [](const FindingLine &l, Detail) { return l.verdict.ruleId; }},
    {"title", QT_TRANSLATE_NOOP("Export", "Finding"), [](const FindingLine &l, Detail) { return l.rule.title; }, true},
    {"identity", QT_TRANSLATE_NOOP("Export", "Identity"),
     [](const FindingLine &l, Detail) { return l.verdict.identityName; }},
    {"kind", QT_TRANSLATE_NOOP("Export", "Kind"),
     [](const FindingLine &l, Detail d) { return kindCell(l.verdict.identity.kind, d); }, true},
    {"identityId", QT_TRANSLATE_NOOP("Export", "Identity id"),
     [](const FindingLine &l, Detail) { return l.verdict.identity.id; }, true},
    {"credential", QT_TRANSLATE_NOOP("Export", "Credential"),
     [](const FindingLine &l, Detail d) {
         return l.verdict.credentialName.isEmpty() && d == Detail::Terminal ? QStringLiteral("–")
                                                                            : l.verdict.credentialName;
     }},
    {"evidence", QT_TRANSLATE_NOOP("Export", "Evidence"),
     [](const FindingLine &l, Detail) { return evidenceText(l.verdict.evidence); }},
    {"remediation", QT_TRANSLATE_NOOP("Export", "Remedy"),
     [](const FindingLine &l, Detail) { return l.rule.remediation.join(QStringLiteral(" ")); }, true},
};

} // namespace

QString evidenceText(const QList<risk::Evidence> &evidence)
{
    QStringList parts;
    for (const risk::Evidence &item : evidence)
        parts << item.label + u" = " + item.value;
    return parts.join(QStringLiteral("; "));
}

Grid identityGrid(const QList<IdentityLine> &lines, Detail detail)
{
    return gridOf(identityColumns, lines, detail);
}

Grid credentialGrid(const QList<CredentialLine> &lines, Detail detail)
{
    return gridOf(credentialColumns, lines, detail);
}

Grid issuerGrid(const QList<IssuerLine> &lines, Detail detail)
{
    return gridOf(issuerColumns, lines, detail);
}

Grid findingGrid(const QList<FindingLine> &lines, Detail detail)
{
    return gridOf(findingColumns, lines, detail);
}

Grid privilegeGrid(const QList<trust::Privilege> &privileges)
{
    Grid grid;
    grid.columns = {{QStringLiteral("plane"), tr("Where")},
                    {QStringLiteral("name"), tr("Privilege")},
                    {QStringLiteral("scope"), tr("Scope")},
                    {QStringLiteral("throughGroup"), tr("Through group")}};
    for (const trust::Privilege &privilege : privileges) {
        grid.rows << QStringList{planeName(privilege.plane),
                                 privilege.name.isEmpty() ? privilege.roleId : privilege.name,
                                 privilege.scopeName.isEmpty() ? privilege.scope : privilege.scopeName,
                                 privilege.throughGroup.isEmpty() ? QStringLiteral("–") : privilege.throughGroup};
    }
    return grid;
}

Grid ownerGrid(const QList<trust::Owner> &owners)
{
    Grid grid;
    grid.columns = {{QStringLiteral("name"), tr("Owner")},
                    {QStringLiteral("userPrincipalName"), tr("User name")},
                    {QStringLiteral("kind"), tr("Kind")},
                    {QStringLiteral("id"), tr("Id")}};
    for (const trust::Owner &owner : owners) {
        grid.rows << QStringList{owner.displayName.isEmpty() ? QStringLiteral("–") : owner.displayName,
                                 owner.userPrincipalName.isEmpty() ? QStringLiteral("–") : owner.userPrincipalName,
                                 ownerKindName(owner), owner.id};
    }
    return grid;
}

Grid secretGrid(const QList<trust::Secret> &secrets, const QDateTime &now)
{
    Grid grid;
    grid.columns = {{QStringLiteral("name"), tr("Secret or certificate")},
                    {QStringLiteral("end"), tr("Ends")},
                    {QStringLiteral("state"), tr("State")},
                    {QStringLiteral("keyId"), tr("Key id")}};
    for (const trust::Secret &secret : secrets) {
        grid.rows << QStringList{secretLabel(secret), secret.end.isValid() ? isoTime(secret.end) : QStringLiteral("–"),
                                 secretStateWords(secret, now),
                                 secret.keyId.isNull() ? QStringLiteral("–")
                                                       : secret.keyId.toString(QUuid::WithoutBraces)};
    }
    return grid;
}

Grid ownCredentialGrid(const IdentityLine &line)
{
    Grid grid;
    grid.columns = {{QStringLiteral("name"), tr("Credential")},
                    {QStringLiteral("issuer"), tr("Issuer")},
                    {QStringLiteral("subject"), tr("Subject or expression")},
                    {QStringLiteral("audiences"), tr("Audience")}};
    for (const trust::FederatedCredential &credential : line.identity.credentials) {
        grid.rows << QStringList{credential.name, credential.issuer, credential.matchText(),
                                 credential.audiences.join(QStringLiteral(", "))};
    }
    return grid;
}

Grid recordGrid(const IdentityLine &line)
{
    const Grid whole = identityGrid({line}, Detail::File);
    Grid grid;
    grid.columns = {{QStringLiteral("field"), tr("Field")}, {QStringLiteral("value"), tr("Value")}};
    for (qsizetype i = 0; i < whole.columns.size(); ++i)
        grid.rows << QStringList{whole.columns.at(i).id, whole.rows.first().at(i)};
    for (const trust::FederatedCredential &credential : line.identity.credentials) {
        grid.rows << QStringList{QStringLiteral("credential"),
                                 QStringList{credential.name, credential.issuer, credential.matchText(),
                                             credential.audiences.join(QStringLiteral(" "))}
                                     .join(QStringLiteral(" | "))};
    }
    for (const trust::Owner &owner : line.identity.owners) {
        grid.rows << QStringList{
            QStringLiteral("owner"),
            QStringList{ownerLabel(owner), ownerKindName(owner), owner.id}.join(QStringLiteral(" | "))};
    }
    for (const trust::Secret &secret : line.identity.secrets) {
        grid.rows << QStringList{
            QStringLiteral("secret"),
            QStringList{secretLabel(secret), isoTime(secret.end), secret.keyId.toString(QUuid::WithoutBraces)}.join(
                QStringLiteral(" | "))};
    }
    for (const trust::Privilege &privilege : line.identity.privileges)
        grid.rows << QStringList{QStringLiteral("privilege"), privilegeLabel(privilege)};
    for (const risk::Verdict &verdict : line.verdicts) {
        if (verdict.outcome == risk::Outcome::Finding)
            grid.rows << QStringList{QStringLiteral("finding"),
                                     verdict.ruleId + u" | " + risk::severityId(verdict.severity) + u" | "
                                         + verdict.credentialName};
    }
    return grid;
}

} // namespace symbolon::exports
