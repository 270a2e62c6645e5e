// SPDX-License-Identifier: Apache-2.0
#include "export/identity_text.h"

#include "base/shown.h"
#include "export/grids.h"
#include "export/text_table.h"
#include "export/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::exports {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Export", text);
}

struct Field
{
    QString label;
    QString value;
};

QList<Field> fieldsOf(const IdentityLine &line)
{
    const trust::Identity &identity = line.identity;
    QList<Field> fields{{tr("Kind"), kindName(identity.key.kind)},
                        {tr("Id"), identity.key.id},
                        {tr("Client id"), identity.clientId},
                        {tr("Service principal"), identity.servicePrincipalId},
                        {tr("Tenant"), identity.tenantId},
                        {tr("Sign-in audience"), identity.signInAudience},
                        {tr("Created"), isoTime(identity.createdAt)},
                        {tr("Subscription"), identity.place->subscriptionName},
                        {tr("Resource group"), identity.place->resourceGroup},
                        {tr("Location"), identity.place->location},
                        {tr("Highest privilege"), line.highest ? privilegeLabel(*line.highest) : QString()},
                        {tr("Risk"), line.risk ? risk::severityName(*line.risk) : QString()}};
    fields.removeIf([](const Field &field) { return field.value.isEmpty(); });
    return fields;
}

QString aligned(const QList<Field> &fields)
{
    int width = 0;
    for (const Field &field : fields)
        width = std::max(width, displayWidth(field.label));
    QString text;
    for (const Field &field : fields)
        text += field.label + QString(width - displayWidth(field.label) + 2, u' ') + shown(field.value) + u'\n';
    return text;
}

// Why a list is short of something; empty when it is whole.
QString gap(const QString &what, const trust::Part &part)
{
    switch (part.state) {
    case trust::Knowledge::Known:
        return {};
    case trust::Knowledge::NotRead:
        return tr("%1 have not been read.").arg(what) + u'\n';
    case trust::Knowledge::Failed:
        return tr("%1 could not be read: %2").arg(what, part.error ? oneLine(*part.error) : tr("no reason given."))
            + u'\n';
    }
    Q_UNREACHABLE();
}

QString section(const QString &title, const Grid &grid, const QString &gaps)
{
    QString text = u'\n' + title + u'\n';
    if (!grid.rows.isEmpty())
        text += textTable(grid);
    else if (gaps.isEmpty())
        text += tr("None.") + u'\n';
    return text + gaps;
}

QString ownersSection(const trust::Identity &identity)
{
    if (identity.key.kind == trust::IdentityKind::ManagedIdentity)
        return section(tr("Owners"), {}, ownedThroughAzure() + u'\n');
    return section(tr("Owners"), ownerGrid(identity.owners), gap(tr("Owners"), identity.ownersPart));
}

// A managed identity's own key never leaves Azure.
QString secretsSection(const trust::Identity &identity)
{
    if (identity.key.kind == trust::IdentityKind::ManagedIdentity)
        return {};
    return section(tr("Secrets and certificates"), secretGrid(identity.secrets, QDateTime::currentDateTimeUtc()),
                   gap(tr("Secrets and certificates"), identity.secretsPart));
}

} // namespace

QString identityText(const IdentityLine &line, const risk::RuleBook &rules)
{
    const trust::Identity &identity = line.identity;
    const Audit audit = auditOf({line}, rules);
    QString unknown;
    for (const Unknown &item : audit.unknown)
        unknown += tr("%1 could not be judged: %2").arg(item.ruleId, shown(item.reason)) + u'\n';

    return shown(identity.displayName) + u'\n' + aligned(fieldsOf(line))
        + section(tr("Credentials"), ownCredentialGrid(line), gap(tr("Credentials"), identity.credentialsPart))
        + section(tr("Permissions"), privilegeGrid(identity.privileges),
                  gap(tr("Directory roles"), identity.directoryRolesPart)
                      + gap(tr("Application permissions"), identity.appPermissionsPart)
                      + gap(tr("Azure roles"), identity.azureRolesPart))
        + ownersSection(identity) + secretsSection(identity)
        + section(tr("Findings"), findingGrid(audit.findings, Detail::Terminal), unknown);
}

} // namespace symbolon::exports
