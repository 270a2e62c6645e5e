// SPDX-License-Identifier: Apache-2.0
#include "workspace/apply_run.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace symbolon::workspace {
namespace {

Error invalid(const QString &message)
{
    return Error{.kind = ErrorKind::Validation, .message = message};
}

bool isSettled(OperationPhase phase)
{
    return phase == OperationPhase::Written || phase == OperationPhase::Failed || phase == OperationPhase::Unknown
        || phase == OperationPhase::NotStarted;
}

} // namespace

ApplyRun::ApplyRun(ApplySetting setting, trust::ChangeSet changes, ApplyProgress progress, std::stop_token stop,
                   QObject *parent)
    : QObject(parent)
    , m_setting(std::move(setting))
    , m_changes(std::move(changes))
    , m_progress(std::move(progress))
    , m_stop(std::move(stop))
{
    for (const trust::Operation &operation : std::as_const(m_changes.operations)) {
        m_placeOf.insert(operation.id, m_report.results.size());
        OperationResult result;
        result.operation = operation.id;
        m_report.results.append(result);
    }
    m_standing.total = m_report.results.size();
}

Future<ApplyReport> ApplyRun::start()
{
    QTimer::singleShot(0, this, [this] {
        m_begun = std::chrono::steady_clock::now();
        if (m_changes.operations.isEmpty())
            return end();
        if (m_changes.tenantId != m_setting.tenantId || m_changes.loginOrigin != m_setting.loginOrigin)
            return refuse(invalid(tr("These changes were made for another tenant.")));
        if (!hasSaneWaits())
            return refuse(invalid(tr("The operations of these changes wait for each other.")));
        obtainPermission();
    });
    return m_completion.future();
}

// Each waits for an earlier one, or for none: then nobody waits for ever.
bool ApplyRun::hasSaneWaits() const
{
    if (m_placeOf.size() != m_changes.operations.size())
        return false; // an id twice
    for (qsizetype i = 0; i < m_changes.operations.size(); ++i) {
        const QUuid awaited = m_changes.operations.at(i).waitsFor;
        if (!awaited.isNull() && m_placeOf.value(awaited, i) >= i)
            return false;
    }
    return true;
}

void ApplyRun::refuse(const Error &error)
{
    OperationResult first = m_report.results.constFirst();
    first.phase = OperationPhase::Failed;
    first.error = error;
    note(first);
    end();
}

// Managed identities are written with the Azure permission that reading them takes already.
void ApplyRun::obtainPermission()
{
    QStringList scopes;
    const auto isPermission = [](const trust::Operation &one) {
        return one.belonging && std::holds_alternative<trust::AppPermissionGrant>(*one.belonging);
    };
    const auto ofDirectory = [&](const trust::Operation &one) {
        return one.identity.kind == trust::IdentityKind::Application
            && !(one.belonging && std::holds_alternative<trust::AzureRoleGrant>(*one.belonging)) && !isPermission(one);
    };
    const QList<trust::Operation> &all = m_changes.operations;
    if (std::any_of(all.cbegin(), all.cend(), ofDirectory))
        scopes = m_setting.session.tiers().edit;
    if (std::any_of(all.cbegin(), all.cend(), isPermission))
        scopes += auth::grantScopes();
    if (scopes.isEmpty())
        return makeChains();
    whenDone(m_setting.session.ensureScopes(scopes, m_stop), this, [this](const Result<void> &granted) {
        if (granted)
            return makeChains();
        refuse(granted.error());
    });
}

void ApplyRun::makeChains()
{
    QHash<trust::IdentityKey, qsizetype> chainOf;
    QList<QList<trust::Operation>> chains;
    for (const trust::Operation &operation : std::as_const(m_changes.operations)) {
        const auto known = chainOf.constFind(operation.identity);
        if (known != chainOf.cend()) {
            chains[*known].append(operation);
        } else {
            chainOf.insert(operation.identity, chains.size());
            chains.append(QList<trust::Operation>{operation});
        }
    }
    for (const QList<trust::Operation> &operations : std::as_const(chains)) {
        auto *chain = new ApplyChain(
            m_setting, operations, [this](const OperationResult &result) { note(result); }, m_stop, this);
        connect(chain, &ApplyChain::ended, this, [this, chain] { chainEnded(chain); });
        connect(chain, &ApplyChain::parked, this, [this, chain] { park(chain); });
        m_waiting.push_back(chain);
    }
    startChains();
}

void ApplyRun::startChains()
{
    while (m_running < identitiesAtOnce && !m_waiting.empty()) {
        ApplyChain *chain = m_waiting.front();
        m_waiting.pop_front();
        ++m_running;
        chain->goOn();
    }
    // Whoever is still parked waits for something that was not written.
    if (m_running == 0 && m_waiting.empty())
        end();
}

void ApplyRun::park(ApplyChain *chain)
{
    --m_running;
    m_parked.append(chain);
    QTimer::singleShot(0, this, &ApplyRun::wake); // what it waits for may be there already
}

void ApplyRun::chainEnded(ApplyChain *chain)
{
    --m_running;
    chain->deleteLater();
    QTimer::singleShot(0, this, &ApplyRun::wake);
}

void ApplyRun::wake()
{
    if (m_hasEnded)
        return;
    for (qsizetype i = m_parked.size() - 1; i >= 0; --i) {
        ApplyChain *chain = m_parked.at(i);
        const OperationResult &awaited = m_report.results.at(m_placeOf.value(chain->waitsFor()));
        if (awaited.phase != OperationPhase::Written)
            continue;
        m_parked.removeAt(i);
        chain->arrived();
        m_waiting.push_front(chain);
    }
    startChains();
}

void ApplyRun::note(const OperationResult &result)
{
    OperationResult &kept = m_report.results[m_placeOf.value(result.operation)];
    kept = result;
    if (isSettled(result.phase)) {
        ++m_standing.settled;
        const std::chrono::duration<double, std::ratio<60>> passed = std::chrono::steady_clock::now() - m_begun;
        m_standing.perMinute = passed.count() > 0 ? static_cast<double>(m_standing.settled) / passed.count() : 0;
    }
    kept.standing = m_standing;
    if (m_progress)
        m_progress(kept);
    if (result.phase == OperationPhase::Written && !m_parked.isEmpty())
        QTimer::singleShot(0, this, &ApplyRun::wake);
}

bool ApplyRun::hasChangedGrants() const
{
    return std::any_of(m_changes.operations.cbegin(), m_changes.operations.cend(), [this](const trust::Operation &one) {
        return one.belonging && m_report.results.at(m_placeOf.value(one.id)).phase == OperationPhase::Written;
    });
}

void ApplyRun::end()
{
    if (std::exchange(m_hasEnded, true))
        return;
    const QList<OperationResult> results = m_report.results;
    for (OperationResult result : results) {
        if (isSettled(result.phase))
            continue;
        result.phase = OperationPhase::NotStarted;
        note(result);
    }
    if (m_setting.grantsChanged && hasChangedGrants())
        m_setting.grantsChanged();
    m_completion.finish(m_report);
    deleteLater();
}

} // namespace symbolon::workspace
