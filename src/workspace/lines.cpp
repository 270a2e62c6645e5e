// SPDX-License-Identifier: Apache-2.0
#include "workspace/lines.h"

#include <QCoreApplication>

namespace symbolon::workspace {
namespace {

exports::Unknown unreadSource(const SourceState &state, const QDateTime &cachedAt)
{
    exports::Unknown unknown;
    unknown.source = sourceId(state.source);
    unknown.error = state.error;
    QString reason = state.error ? oneLine(*state.error)
                                 : QCoreApplication::translate("Workspace", "It has not been read to its end.");
    if (cachedAt.isValid() && !state.finishedAt.isValid() && !state.error) {
        reason = QCoreApplication::translate("Workspace",
                                             "%1 What is given was read at %2 or later, by an earlier run "
                                             "that did not come to its end.")
                     .arg(reason, cachedAt.toString(Qt::ISODate));
    } else if (cachedAt.isValid() && state.finishedAt.isValid()) {
        reason = QCoreApplication::translate("Workspace", "%1 What is given was read at %2, by an earlier run.")
                     .arg(reason, state.finishedAt.toString(Qt::ISODate));
    }
    unknown.reason = QCoreApplication::translate("Workspace", "%1: %2").arg(sourceName(state.source), reason);
    return unknown;
}

exports::Unknown unreadCredentials(const trust::Identity &identity)
{
    const bool isApplication = identity.key.kind == trust::IdentityKind::Application;
    exports::Unknown unknown;
    unknown.source = sourceId(isApplication ? Source::Applications : Source::ManagedIdentityCredentials);
    unknown.identity = identity.key;
    unknown.identityName = identity.displayName;
    unknown.error = identity.credentialsPart.error;
    unknown.reason = unknown.error ? oneLine(*unknown.error)
                                   : QCoreApplication::translate("Workspace", "Its credentials have not been read.");
    return unknown;
}

// Every source has ended and yet the part was never asked for: the groups of an identity without credentials.
bool groupsNotRead(const trust::Identity &identity)
{
    return identity.directoryRolesPart.state == trust::Knowledge::NotRead
        || identity.azureRolesPart.state == trust::Knowledge::NotRead;
}

// The list of app registrations does not tell owners: those without credentials were not asked one by one.
bool ownersNotRead(const trust::Identity &identity)
{
    return identity.key.kind == trust::IdentityKind::Application
        && identity.ownersPart.state == trust::Knowledge::NotRead;
}

// The list came in small pages, which do not tell certificates.
bool secretsNotRead(const trust::Identity &identity)
{
    return identity.key.kind == trust::IdentityKind::Application && !identity.secretsPart.isKnown();
}

exports::Unknown remark(Source source, const QString &reason)
{
    exports::Unknown unknown;
    unknown.source = sourceId(source);
    unknown.reason = reason;
    return unknown;
}

} // namespace

exports::IdentityLine lineOf(const IdentityRow &row)
{
    exports::IdentityLine line;
    line.identity = row.identity;
    for (const Shared<presets::Platform> &platform : row.platforms)
        line.platforms.append(platform->name);
    line.highest = row.highest;
    line.risk = row.risk;
    line.verdicts = row.verdicts;
    line.passed = row.passed;
    line.notApplicable = row.notApplicable;
    return line;
}

exports::CredentialLine lineOf(const CredentialRow &row)
{
    exports::CredentialLine line;
    line.identity = row.identity();
    line.identityName = row.identityName();
    line.credential = *row.credential;
    line.platform = row.platform->name;
    line.risk = row.risk;
    return line;
}

exports::IssuerLine lineOf(const IssuerRow &row)
{
    exports::IssuerLine line;
    line.issuer = row.issuer;
    line.platform = row.platform->name;
    line.credentials = row.credentials;
    line.identities = row.identities;
    line.risk = row.risk;
    line.highest = row.highest;
    line.highestOfName = row.highestOfName;
    line.isReachKnown = row.isReachKnown;
    return line;
}

QList<exports::IdentityLine> identityLines(const Workspace &workspace)
{
    QList<exports::IdentityLine> lines;
    for (const IdentityRow &row : workspace.identities().rows())
        lines.append(lineOf(row));
    exports::sort(lines);
    return lines;
}

exports::Envelope envelopeOf(const Workspace &workspace, const QDateTime &now)
{
    exports::Envelope envelope;
    envelope.generatedAt = now;
    envelope.tenant = workspace.tenant();
    const SyncState &sync = workspace.syncState();
    envelope.wholeAt = sync.wholeAt();
    for (const SourceState &state : sync.sources) {
        if (state.phase != SourcePhase::Done)
            envelope.unknown.append(unreadSource(state, sync.cachedAt));
    }
    int withoutGroups = 0;
    int withoutOwners = 0;
    int withoutSecrets = 0;
    for (const IdentityRow &row : workspace.identities().rows()) {
        if (!row.identity.credentialsPart.isKnown())
            envelope.unknown.append(unreadCredentials(row.identity));
        withoutGroups += sync.isComplete() && groupsNotRead(row.identity) ? 1 : 0;
        withoutSecrets += sync.isComplete() && secretsNotRead(row.identity) ? 1 : 0;
        withoutOwners += sync.isComplete() && ownersNotRead(row.identity) ? 1 : 0;
    }
    if (withoutGroups > 0) {
        envelope.unknown.append(
            remark(Source::DirectoryRoles,
                   QCoreApplication::translate(
                       "Workspace", "Groups were not asked for where an identity has no credentials (%1 identities).")
                       .arg(withoutGroups)));
    }
    if (withoutOwners > 0) {
        envelope.unknown.append(remark(
            Source::Owners,
            QCoreApplication::translate(
                "Workspace", "Owners were not asked for where an app registration has no credentials (%1 of them).")
                .arg(withoutOwners)));
    }
    if (withoutSecrets > 0) {
        envelope.unknown.append(remark(
            Source::Applications,
            QCoreApplication::translate("Workspace", "Certificates of app registrations were not read (%1 of them).")
                .arg(withoutSecrets)));
    }
    exports::sort(envelope.unknown);
    envelope.complete = sync.isComplete() && envelope.unknown.isEmpty();
    return envelope;
}

} // namespace symbolon::workspace
