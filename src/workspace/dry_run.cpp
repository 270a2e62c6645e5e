// SPDX-License-Identifier: Apache-2.0
#include "workspace/dry_run.h"

#include "base/shown.h"
#include "workspace/credential_list.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace symbolon::workspace {

bool DryRunReport::isRefused() const
{
    return std::any_of(checks.cbegin(), checks.cend(),
                       [](const DryRunCheck &check) { return check.outcome == CheckOutcome::Failed; });
}

DryRun::DryRun(ApplySetting setting, trust::ChangeSet changes, std::stop_token stop, QObject *parent)
    : QObject(parent)
    , m_setting(std::move(setting))
    , m_changes(std::move(changes))
    , m_stop(std::move(stop))
{
}

Future<DryRunReport> DryRun::start()
{
    QTimer::singleShot(0, this, [this] {
        if (m_changes.tenantId != m_setting.tenantId || m_changes.loginOrigin != m_setting.loginOrigin) {
            return fail(
                Error{.kind = ErrorKind::Validation, .message = tr("These changes were made for another tenant.")});
        }
        QSet<trust::IdentityKey> known;
        for (const trust::Operation &one : std::as_const(m_changes.operations)) {
            if (!known.contains(one.identity))
                m_waiting.append(one.identity);
            known.insert(one.identity);
        }
        readMore();
    });
    return m_completion.future();
}

void DryRun::readMore()
{
    if (m_hasEnded)
        return;
    while (m_running < readersAtOnce && !m_waiting.isEmpty())
        read(m_waiting.takeFirst());
    if (m_running == 0)
        lookAtAzure();
}

// One that the set creates, or takes away again, is looked for by what tells it; the others are known.
void DryRun::read(const trust::IdentityKey &identity)
{
    ++m_running;
    for (const trust::Operation &one : std::as_const(m_changes.operations)) {
        if (one.identity == identity && one.isAboutIdentity())
            return find(one);
    }
    if (const std::optional<trust::Identity> known = m_setting.find ? m_setting.find(identity) : std::nullopt)
        m_who.insert(identity, *known);
    readCredentials(identity, identity);
}

void DryRun::find(const trust::Operation &creator)
{
    whenDone(lookFor(m_setting, creator, std::nullopt, this, m_stop), this,
             [this, creator](const Result<BelongingLook> &found) {
                 looked(creator, found);
                 if (m_hasEnded)
                     return;
                 if (!found || !found->identity)
                     return look(creator.identity, 0);
                 m_who.insert(creator.identity, *found->identity);
                 readCredentials(creator.identity, found->identity->key);
             });
}

void DryRun::readCredentials(const trust::IdentityKey &identity, const trust::IdentityKey &asTheServiceKnowsIt)
{
    const bool application = identity.kind == trust::IdentityKind::Application;
    whenDone(application ? m_setting.graph.credentials(asTheServiceKnowsIt.id, m_stop)
                         : m_setting.arm.credentials(asTheServiceKnowsIt.id, m_stop),
             this, [this, identity](const Result<Credentials> &now) {
                 if (!now) {
                     --m_running;
                     return fail(now.error());
                 }
                 m_held.insert(identity, *now);
                 look(identity, 0);
             });
}

// The identity's belongings, one after the other.
void DryRun::look(const trust::IdentityKey &identity, qsizetype from)
{
    for (qsizetype i = from; i < m_changes.operations.size(); ++i) {
        const trust::Operation &one = m_changes.operations.at(i);
        if (one.identity != identity || !one.belonging || one.isAboutIdentity())
            continue;
        const auto who = m_who.constFind(identity);
        if (who == m_who.cend() && !one.removes)
            continue; // it is there when the set has created it
        whenDone(lookFor(m_setting, one, who == m_who.cend() ? std::nullopt : std::optional(*who), this, m_stop), this,
                 [this, identity, i](const Result<BelongingLook> &found) {
                     looked(m_changes.operations.at(i), found);
                     if (!m_hasEnded)
                         look(identity, i + 1);
                 });
        return;
    }
    done();
}

void DryRun::looked(const trust::Operation &operation, const Result<BelongingLook> &found)
{
    if (found) {
        if (found->isThere != operation.removes)
            m_done.append(operation.id);
        return;
    }
    if (found.error().kind == ErrorKind::Forbidden)
        return; // rights() tells
    if (found.error().kind != ErrorKind::Conflict && found.error().kind != ErrorKind::Validation) {
        --m_running;
        return fail(found.error());
    }
    m_invalid.append(operation.id);
    if (m_firstInvalid.isEmpty())
        m_firstInvalid = found.error().message;
}

void DryRun::done()
{
    --m_running;
    readMore();
}

void DryRun::fail(const Error &error)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_completion.finish(failure(error));
    deleteLater();
}

void DryRun::lookAtAzure()
{
    QList<trust::Operation> asked = m_changes.operations;
    asked.removeIf([](const trust::Operation &one) { return !needOf(one); });
    if (asked.isEmpty())
        return judge();
    auto *reader = new OutlookReader(m_setting.arm, asked, m_stop, this);
    whenDone(reader->start(), this, [this](const Result<AzureOutlook> &outlook) {
        if (m_stop.stop_requested() || !outlook)
            return fail(Error{.kind = ErrorKind::Cancelled});
        m_outlook = *outlook;
        judge();
    });
}

void DryRun::judge()
{
    m_hasEnded = true;
    for (const trust::Operation &one : std::as_const(m_changes.operations)) {
        if (!one.belonging)
            walk(one);
    }
    DryRunReport report;
    report.checks = {drift(), rights(), values(), limits(), policy()};
    m_completion.finish(report);
    deleteLater();
}

// As ApplyChain does it, but that nothing is sent.
void DryRun::walk(const trust::Operation &operation)
{
    Credentials &now = m_held[operation.identity];
    if (holds(now, operation, operation.after)) {
        m_done.append(operation.id);
        return;
    }
    if (!holds(now, operation, operation.before)) {
        m_drifted.append(operation.id);
        return;
    }
    if (operation.after) {
        Credentials others = now;
        others.removeIf([&](const trust::FederatedCredential &one) {
            return one.name.compare(operation.credentialName(), Qt::CaseInsensitive) == 0;
        });
        if (others.size() >= trust::limits::credentialsPerIdentity)
            m_full.append(operation.id);
        const bool creating = operation.kind() == trust::OperationKind::Create;
        const QList<trust::Remark> remarks = m_setting.validate(operation.identity, *operation.after, others, creating);
        for (const trust::Remark &remark : remarks) {
            const bool isError = remark.level == trust::RemarkLevel::Error;
            QList<QUuid> &list = isError ? m_invalid : m_warned;
            QString &first = isError ? m_firstInvalid : m_firstWarned;
            if (first.isEmpty())
                first = remark.text;
            if (!list.contains(operation.id))
                list.append(operation.id);
        }
    }
    now = carriedOut(std::move(now), operation, operation.after.value_or(trust::FederatedCredential()));
}

DryRunCheck DryRun::drift() const
{
    const QString id = QStringLiteral("drift");
    if (!m_drifted.isEmpty()) {
        return {id, CheckOutcome::Failed,
                tr("%n of them differ from what was read: somebody changed them meanwhile.", nullptr,
                   static_cast<int>(m_drifted.size())),
                m_drifted};
    }
    if (!m_done.isEmpty()) {
        return {
            id, CheckOutcome::Warning,
            tr("%n of them are as wanted already: nothing is sent for them.", nullptr, static_cast<int>(m_done.size())),
            m_done};
    }
    return {id, CheckOutcome::Passed, tr("Nothing changed in the tenant since staging."), {}};
}

DryRunCheck DryRun::rights() const
{
    const QString id = QStringLiteral("rights");
    const bool grants = grantsPermissions();
    if (grants && !m_setting.session.holdsScopes(auth::grantScopes())) {
        return {id,
                CheckOutcome::Warning,
                tr("Granting application permissions takes %1, which is asked for when the changes are applied.")
                    .arg(auth::grantScopes().join(QStringLiteral(", "))),
                {}};
    }
    QList<QUuid> refused;
    QList<QUuid> unknown;
    bool isOfAzure = false;
    for (const trust::Operation &one : m_changes.operations) {
        if (!needOf(one))
            continue;
        isOfAzure = true;
        const std::optional<bool> may = m_outlook.mayCarryOut(one);
        if (may != true)
            (may ? refused : unknown).append(one.id);
    }
    if (!refused.isEmpty()) {
        return {id, CheckOutcome::Failed,
                tr("Your Azure roles do not allow %n of them: credentials take Managed Identity Contributor or "
                   "Contributor, roles take User Access Administrator or Owner.",
                   nullptr, static_cast<int>(refused.size())),
                refused};
    }
    if (!unknown.isEmpty()) {
        return {id, CheckOutcome::Unknown,
                tr("Azure did not tell whether your roles allow %n of them: known only when it is written.", nullptr,
                   static_cast<int>(unknown.size())),
                unknown};
    }
    if (!grants && !hasAny(trust::IdentityKind::Application))
        return {id, CheckOutcome::Passed, tr("Your Azure roles allow it."), {}};
    if (!m_setting.session.holdsScopes(m_setting.session.tiers().edit)) {
        return {
            id, CheckOutcome::Warning, tr("The permission to write is asked for when the changes are applied."), {}};
    }
    return {id,
            CheckOutcome::Passed,
            isOfAzure ? tr("This session may write, and your Azure roles allow it. Whether you may write to each app "
                           "registration is up to the service.")
                      : tr("This session may write. Whether you may write to each identity is up to the service."),
            {}};
}

DryRunCheck DryRun::values() const
{
    const QString id = QStringLiteral("values");
    if (!m_invalid.isEmpty()) {
        return {id, CheckOutcome::Failed,
                tr("%n of them would be refused: %1", nullptr, static_cast<int>(m_invalid.size())).arg(m_firstInvalid),
                m_invalid};
    }
    if (!m_warned.isEmpty()) {
        return {id, CheckOutcome::Warning,
                tr("%n of them should be looked at: %1", nullptr, static_cast<int>(m_warned.size())).arg(m_firstWarned),
                m_warned};
    }
    return {id, CheckOutcome::Passed, tr("Names, issuers and subjects are valid and unique."), {}};
}

DryRunCheck DryRun::limits() const
{
    const QString id = QStringLiteral("slots");
    if (!m_full.isEmpty()) {
        return {
            id, CheckOutcome::Failed,
            tr("%n of them find no slot: an identity holds %1 credentials.", nullptr, static_cast<int>(m_full.size()))
                .arg(trust::limits::credentialsPerIdentity),
            m_full};
    }
    return {id,
            CheckOutcome::Passed,
            tr("No identity goes over %1 credentials.").arg(trust::limits::credentialsPerIdentity),
            {}};
}

DryRunCheck DryRun::policy() const
{
    const QString id = QStringLiteral("policy");
    if (!hasAny(trust::IdentityKind::ManagedIdentity))
        return {id, CheckOutcome::Passed, tr("Azure Policy does not concern app registrations."), {}};
    QList<QUuid> denied;
    QList<QUuid> audited;
    QList<QUuid> unknown;
    QString assignment;
    for (const trust::Operation &one : m_changes.operations) {
        if (one.identity.kind != trust::IdentityKind::ManagedIdentity || !one.after)
            continue;
        const std::optional<PolicyAnswer> answer = m_outlook.policyOn(one);
        const PolicyVerdict verdict = answer ? answer->verdict : PolicyVerdict::Unknown;
        if (verdict == PolicyVerdict::Denies && denied.isEmpty())
            assignment = answer->assignment;
        if (verdict == PolicyVerdict::Denies)
            denied.append(one.id);
        else if (verdict == PolicyVerdict::Unknown)
            unknown.append(one.id);
        else if (verdict == PolicyVerdict::Audits)
            audited.append(one.id);
    }
    if (!denied.isEmpty()) {
        return {id, CheckOutcome::Failed,
                tr("Azure Policy would refuse %n of them, by “%1”.", nullptr, static_cast<int>(denied.size()))
                    .arg(shown(assignment)),
                denied};
    }
    if (!unknown.isEmpty()) {
        return {id, CheckOutcome::Unknown,
                tr("Policies that are not known here, or cannot be read, may refuse %n of them: known only when it is "
                   "written.",
                   nullptr, static_cast<int>(unknown.size())),
                unknown};
    }
    if (!audited.isEmpty()) {
        return {id, CheckOutcome::Warning,
                tr("Azure Policy would report %n of them as not compliant; they are written all the same.", nullptr,
                   static_cast<int>(audited.size())),
                audited};
    }
    return {id, CheckOutcome::Passed, tr("No policy assigned there speaks against it."), {}};
}

bool DryRun::hasAny(trust::IdentityKind kind) const
{
    return std::any_of(m_changes.operations.cbegin(), m_changes.operations.cend(),
                       [kind](const trust::Operation &one) { return one.identity.kind == kind; });
}

bool DryRun::grantsPermissions() const
{
    return std::any_of(m_changes.operations.cbegin(), m_changes.operations.cend(), [](const trust::Operation &one) {
        return one.belonging && std::holds_alternative<trust::AppPermissionGrant>(*one.belonging);
    });
}

} // namespace symbolon::workspace
