// SPDX-License-Identifier: Apache-2.0
#include "workspace/workspace_parts.h"

#include "base/background.h"
#include "export/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <utility>

namespace symbolon::workspace {
namespace {

// How often a running sync tells that it has read more.
constexpr std::chrono::milliseconds furtherPause{100};
// After the last row came: whoever shows them has sorted and counted by then.
constexpr std::chrono::seconds tidyAfter{4};

// Whether a sync has read more, and nothing else: that comes with every page and every identity.
bool isOnlyFurther(const SyncState &before, const SyncState &after)
{
    return before.phase == SyncPhase::Running && after.phase == SyncPhase::Running && before.cachedAt == after.cachedAt
        && std::equal(before.sources.cbegin(), before.sources.cend(), after.sources.cbegin(), after.sources.cend(),
                      [](const SourceState &a, const SourceState &b) { return a.phase == b.phase; });
}

} // namespace

Workspace::Private::Private(Workspace *workspace, Collaborators collaborators)
    : q(workspace)
    , with(std::move(collaborators))
    , graph(with.environment.graph, with.transport, with.session, with.worker)
    , arm(with.environment.arm, with.transport, with.session, with.worker)
    , offers(arm, facts)
    , repositories(with.transport, with.worker, with.secrets, with.environment.issuerMirrors)
    , signIn(with.session, graph)
    , rows(facts, with.worker, Judge{with.catalogue, with.ruleBook, {QString(), with.environment.exchangeAudience}})
    , sync(graph, arm, facts, with.worker, with.clock)
    , shownSync(sync.state())
    , applier(with.changeLog, [this] { return applySetting(); })
    , keeper(with.cache, with.clock, with.keepPause, [this] { return snapshot(); })
{
    constexpr std::chrono::seconds joinedAgainAfter{2};
    joinSoon.setSingleShot(true);
    joinSoon.setInterval(joinedAgainAfter);
    tidySoon.setSingleShot(true);
    tidySoon.setInterval(tidyAfter);
    tellFurther.setSingleShot(true);
    tellFurther.setInterval(furtherPause);
    connect(&tellFurther, &QTimer::timeout, q, &Workspace::syncChanged);
    connect(&signIn, &SignIn::changed, q, &Workspace::sessionChanged);
    connect(&with.transport, &net::Transport::clockDifferenceChanged, q, &Workspace::sessionChanged);
    connect(&signIn, &SignIn::signedIn, this, &Private::signedIn);
    connect(&signIn, &SignIn::restored, q, &Workspace::sessionReady);
    sync.setLacking([this](Source source) {
        QStringList lacking = permissionsFor(source);
        lacking.removeIf([this](const QString &one) { return with.session.holdsScopes({one}); });
        return lacking;
    });
    sync.setIsKept(with.cache != nullptr);
    connect(&signIn, &SignIn::signedOut, this, [this] {
        keeper.forget();
        startOver();
    });
    connect(&signIn, &SignIn::mayWrite, this, [this] {
        with.transport.activityLog().note(
            net::Service::Login,
            QCoreApplication::translate("Workspace", "From now on this session may write: it holds %1.")
                .arg(permissionsFor(Rights::Edit, with.session.tiers()).join(QStringLiteral(", "))));
    });
    connect(&keeper, &Keeper::taken, this, &Private::takeSnapshot);
    connect(&keeper, &Keeper::settled, this, [this] {
        if (std::exchange(syncWhenSettled, false))
            sync.start();
    });
    connect(&keeper, &Keeper::agesRead, this, [this](const store::SharedAges &read) {
        ages = read;
        Q_EMIT q->agesChanged();
    });
    connect(&sync, &Sync::identitiesRead, &keeper, &Keeper::keepMeanwhile);
    connect(&sync, &Sync::grantsRead, &keeper, &Keeper::keepMeanwhile);
    connect(&sync, &Sync::ended, &keeper, &Keeper::keepNow);

    connect(&rows, &RowPipeline::identitiesChanged, q, &Workspace::identitiesChanged);
    connect(&rows, &RowPipeline::credentialsChanged, q, &Workspace::credentialsChanged);
    connect(&rows, &RowPipeline::idle, this, &Private::refreshSyncState);
    connect(&rows, &RowPipeline::idle, &tidySoon, qOverload<>(&QTimer::start));
    connect(&tidySoon, &QTimer::timeout, this, [this] {
        static_cast<void>(with.worker.run([] {
            returnFreeMemory();
            return Result<void>();
        }));
    });

    connect(&sync, &Sync::identitiesRead, &rows, &RowPipeline::mark);
    connect(&sync, &Sync::identitiesGone, &rows, &RowPipeline::remove);
    connect(&sync, &Sync::grantsRead, this, &Private::joinGrants);
    connect(&joinSoon, &QTimer::timeout, &rows, &RowPipeline::markAll);
    connect(&sync, &Sync::tenantRead, this, &Private::setTenant);
    connect(&sync, &Sync::changed, this, &Private::refreshSyncState);
}

void Workspace::Private::refreshSyncState()
{
    const SyncState before = std::exchange(shownSync, stateOnShow());
    if (shownSync.isComplete())
        cached.reset();
    if (!rows.isIdle() && !sync.isRunning() && shownSync.phase != SyncPhase::NotStarted)
        shownSync.phase = SyncPhase::Running;
    if (isOnlyFurther(before, shownSync)) {
        if (!tellFurther.isActive())
            tellFurther.start();
        return;
    }
    tellFurther.stop();
    Q_EMIT q->syncChanged();
}

// Each end of a part concerns every identity. In a big tenant they are joined again only now and then, and at the end.
void Workspace::Private::joinGrants()
{
    constexpr qsizetype quicklyJoined = 2000;
    if (!sync.isReadingGrants() || facts.identities().size() <= quicklyJoined) {
        joinSoon.stop();
        rows.markAll();
    } else if (!joinSoon.isActive()) {
        joinSoon.start();
    }
}

void Workspace::Private::setTenant(const trust::Tenant &read)
{
    if (tenant == read)
        return;
    tenant = read;
    rows.setSurroundings({tenant.id, with.environment.exchangeAudience});
    Q_EMIT q->tenantChanged();
}

void Workspace::Private::startOver()
{
    cached.reset();
    joinSoon.stop();
    syncWhenSettled = false;
    sync.reset();
    offers.forget();
    repositories.forgetRemembered();
    facts = {};
    rows.clear();
    setTenant({});
}

void Workspace::Private::signedIn(bool sameAccount, bool readTenant)
{
    scopeCache();
    const QString key = accountKey();
    if (!sameAccount && !keeper.holds(key))
        startOver();
    if (!readTenant)
        return;
    syncWhenSettled = true;
    keeper.openFor(key);
}

void Workspace::Private::takeSnapshot(const Snapshot &snapshot)
{
    if (sync.state().phase != SyncPhase::NotStarted)
        return;
    facts = snapshot.facts;
    cached = snapshot.sync;
    setTenant(snapshot.tenant);
    rows.markAll();
    refreshSyncState();
}

// Nobody's, or an opaque token's: empty.
QString Workspace::Private::accountKey() const
{
    const auth::AccountInfo &account = with.session.account();
    return account.objectId.isEmpty() ? QString() : account.accountKey();
}

// What is kept belongs to the tenant as it was asked for and to the client that was chosen.
void Workspace::Private::scopeCache()
{
    const auth::SignInChoice chosen = with.session.choice();
    if (with.cache)
        with.cache->setScope({with.cacheOrigin, chosen.tenant, chosen.clientId});
}

std::optional<Snapshot> Workspace::Private::snapshot() const
{
    if (!keeper.holds(accountKey()))
        return std::nullopt; // another account has signed in, and what is on show is still the last one's
    SyncState state = stateOnShow();
    if (cached && state.cachedAt.isValid()) {
        // Rows of an earlier run are kept again: they get no younger by that, and no fewer.
        state.startedAt = state.startedAt.isValid() ? std::min(state.startedAt, state.cachedAt) : state.cachedAt;
        if (!state.finishedAt.isValid())
            state.finishedAt = cached->finishedAt;
        for (SourceState &source : state.sources) {
            if (source.phase != SourcePhase::Done)
                source.read = std::max(source.read, cached->of(source.source).read);
        }
    }
    return Snapshot{tenant, state, facts, true};
}

// The state of the running program's own sync, and behind what that has not read: the earlier run's.
SyncState Workspace::Private::stateOnShow() const
{
    SyncState state = sync.state();
    if (!cached || state.isComplete())
        return state;
    for (SourceState &source : state.sources) {
        const SourceState &before = cached->of(source.source);
        if (source.phase == SourcePhase::Done)
            continue;
        // One that has never been read to its end has left rows behind, unless this run has read as many.
        const bool leftRows = before.read > source.read;
        const QDateTime ended = cached->finishedAt.isValid() ? cached->finishedAt : cached->startedAt;
        const QDateTime age = before.finishedAt.isValid() ? before.finishedAt : leftRows ? ended : QDateTime();
        if (!source.finishedAt.isValid()) {
            source.finishedAt = before.finishedAt;
            source.wholeAt = before.wholeAt;
        }
        if (age.isValid() && (!state.cachedAt.isValid() || age < state.cachedAt))
            state.cachedAt = age;
    }
    state.cachedInPart = state.cachedAt.isValid()
        && std::any_of(state.sources.cbegin(), state.sources.cend(),
                       [](const SourceState &source) { return !source.finishedAt.isValid(); });
    return state;
}

RemarkBasis Workspace::Private::remarkBasis() const
{
    return {with.catalogue, with.environment.exchangeAudience, with.knownExchangeAudiences};
}

ApplySetting Workspace::Private::applySetting()
{
    return {graph,
            arm,
            with.session,
            tenant.id,
            with.cacheOrigin,
            with.readBackPause,
            [basis = remarkBasis()](const trust::IdentityKey &identity, const trust::FederatedCredential &credential,
                                    const QList<trust::FederatedCredential> &others,
                                    bool creating) { return basis.judge(identity.kind, credential, others, creating); },
            [this](const trust::IdentityKey &identity, const QList<trust::FederatedCredential> &credentials) {
                merge(identity, credentials);
            },
            [this](const trust::IdentityKey &identity) -> std::optional<trust::Identity> {
                const IdentityRow *row = rows.identities().find(identity);
                return row ? std::optional(row->identity) : std::nullopt;
            },
            [this](const trust::Identity &identity) { add(identity); },
            [this](const trust::IdentityKey &identity) {
                facts.remove(identity);
                rows.remove({identity});
            },
            [this](const trust::IdentityKey &identity, const trust::Secret &secret) {
                facts.removeSecret(identity, secret.keyId);
                keeper.keepSoon();
                rows.refreshNow(identity);
            },
            [this] { sync.start(); },
            {}};
}

// One that was created here, as far as its own service tells it; what it is granted is read with everybody's grants.
void Workspace::Private::add(trust::Identity identity)
{
    const trust::IdentityKey key = identity.key;
    identity.credentialsPart.state = trust::Knowledge::Known;
    if (key.kind == trust::IdentityKind::Application && !identity.servicePrincipalId.isEmpty()) {
        cloud::ServicePrincipal principal;
        principal.id = identity.servicePrincipalId;
        principal.appId = identity.clientId;
        principal.displayName = identity.displayName;
        principal.type = QStringLiteral("Application");
        facts.addServicePrincipals({principal});
    }
    facts.put(std::move(identity));
    rows.refreshNow(key);
}

void Workspace::Private::merge(const trust::IdentityKey &identity, const QList<trust::FederatedCredential> &credentials)
{
    facts.setCredentials(identity, credentials);
    facts.noteWritten(identity);
    if (sync.isRunning())
        facts.protectCredentials(identity);
    else
        keeper.keepSoon();
    rows.refreshNow(identity);
}

exchange::Setting Workspace::Private::exchangeSetting(const IdentityRow &row,
                                                      const trust::FederatedCredential &credential) const
{
    const cloud::CloudEnvironment &environment = with.environment;
    const bool opensGraph = row.highest && row.highest->plane != trust::PrivilegePlane::AzureRole;
    exchange::Setting setting;
    setting.login = environment.login;
    setting.resource = opensGraph ? environment.graph : environment.arm;
    setting.resourceScope = (opensGraph ? environment.graphScope : environment.armScope) + QStringLiteral("/.default");
    setting.tenantId = row.identity.tenantId.isEmpty() ? tenant.id : row.identity.tenantId;
    setting.tenantName = tenant.displayName;
    const presets::Platform platform = *with.catalogue.platformOf(credential);
    setting.platformId = platform.id;
    setting.platformName = platform.name;
    if (row.highest)
        setting.reach = exports::privilegeLabel(*row.highest);
    setting.issuerMirror = environment.issuerMirrors.value(credential.issuer);
    return setting;
}

} // namespace symbolon::workspace
