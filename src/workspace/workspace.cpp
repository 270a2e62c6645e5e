// SPDX-License-Identifier: Apache-2.0
#include "workspace/workspace.h"

#include "base/background.h"
#include "export/words.h"
#include "workspace/applier.h"
#include "workspace/collaborators.h"
#include "workspace/keeper.h"
#include "workspace/row_pipeline.h"
#include "workspace/sign_in.h"
#include "workspace/sync.h"

#include <QCoreApplication>
#include <QTimer>

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

// The parts of a workspace and what one tells the other.
class Workspace::Private final : public QObject
{
public:
    Private(Workspace *workspace, Collaborators collaborators);

    void refreshSyncState();
    void joinGrants();
    void setTenant(const trust::Tenant &read);
    void startOver();
    void signedIn(bool sameAccount, bool readTenant);
    void takeSnapshot(const Snapshot &snapshot);
    [[nodiscard]] std::optional<Snapshot> snapshot() const;
    [[nodiscard]] QString accountKey() const;
    void scopeCache();
    [[nodiscard]] SyncState stateOnShow() const;
    [[nodiscard]] RemarkBasis remarkBasis() const;
    [[nodiscard]] ApplySetting applySetting();
    void merge(const trust::IdentityKey &identity, const QList<trust::FederatedCredential> &credentials);
    [[nodiscard]] exchange::Setting exchangeSetting(const IdentityRow &row,
                                                    const trust::FederatedCredential &credential) const;

    Workspace *q;
    Collaborators with;
    trust::Tenant tenant;
    Facts facts;
    cloud::GraphClient graph;
    cloud::ArmClient arm;
    SignIn signIn;
    RowPipeline rows;
    Sync sync;
    QTimer tellFurther;
    SyncState shownSync;             // a sync counts as ended only when its rows are in the tables
    std::optional<SyncState> cached; // of what an earlier run read, until all of it has been read anew
    bool syncWhenSettled = false;    // the cache is still being read
    QTimer joinSoon;                 // grants with their identities
    QTimer tidySoon;                 // what reading has left behind
    store::SharedAges ages;
    Applier applier;
    Keeper keeper; // goes first, and keeps once more what the others still hold
};

Workspace::Private::Private(Workspace *workspace, Collaborators collaborators)
    : q(workspace)
    , with(std::move(collaborators))
    , graph(with.environment.graph, with.transport, with.session, with.worker)
    , arm(with.environment.arm, with.transport, with.session, with.worker)
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
            {}};
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

Workspace::Workspace(Collaborators collaborators, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(collaborators)))
{
}

Workspace::~Workspace() = default;

const SessionState &Workspace::session() const
{
    return d->signIn.state();
}

std::chrono::seconds Workspace::clockDifference() const
{
    return d->with.transport.clockDifference();
}

const trust::Tenant &Workspace::tenant() const
{
    return d->tenant;
}

QString Workspace::cloudName() const
{
    return d->with.environment.displayName;
}

bool Workspace::isDemo() const
{
    return d->with.isDemo;
}

QString Workspace::exchangeAudience() const
{
    return d->with.environment.exchangeAudience;
}

exports::Endpoints Workspace::endpoints() const
{
    const cloud::CloudEnvironment &cloud = d->with.environment;
    return {cloud.graph.toString(), cloud.arm.toString(), cloud.login.toString(),
            cloud.exchangeAudience, cloud.armScope,       d->tenant.id};
}

QStringList Workspace::knownExchangeAudiences() const
{
    return d->with.knownExchangeAudiences;
}

QUrl Workspace::portal() const
{
    return d->with.environment.portal;
}

void Workspace::signIn()
{
    openCache();
    d->signIn.start();
}

void Workspace::cancelSignIn()
{
    d->signIn.cancel();
}

void Workspace::signOut()
{
    static_cast<void>(d->signIn.signOut()); // an error shows in session()
}

void Workspace::signInAgain()
{
    // Whoever is signed in is asked for what is held already: the page confirms the account instead of changing it.
    if (d->signIn.state().phase == SessionPhase::SignedIn)
        return d->signIn.obtain(d->with.session.scopes());
    d->signIn.start();
}

void Workspace::signInOnly()
{
    d->signIn.start(SignIn::Goal::Session);
}

void Workspace::restoreSession()
{
    d->signIn.restore();
}

// The cache first: afterwards nobody knows whose it was. Whatever comes of that, the session ends.
Future<void> Workspace::endSession(bool cacheToo)
{
    if (!cacheToo)
        return d->signIn.signOut();
    const Completion<void> completion;
    whenDone(d->with.session.keptAccount(), d.get(),
             [this, completion](const Result<std::optional<auth::KnownAccount>> &kept) {
                 const bool known = kept && *kept;
                 if (known)
                     d->keeper.forget(); // what a sync goes on to read is not kept again
                 whenDone(d->keeper.wipeOf(known ? (*kept)->info.accountKey() : QString(),
                                           known ? (*kept)->asked : QString()),
                          d.get(), [this, completion](const Result<void> &wiped) {
                              whenDone(d->signIn.signOut(), d.get(), [completion, wiped](const Result<void> &ended) {
                                  completion.finish(wiped ? ended : wiped);
                              });
                          });
             });
    return completion.future();
}

Future<bool> Workspace::isSessionKept()
{
    return d->with.session.isKept();
}

Future<QList<auth::KnownAccount>> Workspace::knownAccounts()
{
    return d->with.session.accounts();
}

void Workspace::switchTo(const auth::KnownAccount &account)
{
    d->signIn.switchTo(account);
}

auth::SignInChoice Workspace::signInChoice() const
{
    return d->with.session.choice();
}

void Workspace::chooseSignIn(const auth::SignInChoice &choice)
{
    d->with.session.choose(choice);
    if (!d->with.session.isSignedIn()) // else what is on show is kept as before, until another sign-in has ended well
        d->scopeCache();
    Q_EMIT sessionChanged();
}

QUrl Workspace::adminConsentUrl() const
{
    return d->with.session.adminConsentUrl();
}

void Workspace::obtain(Rights rights)
{
    d->signIn.obtain(permissionsFor(rights, d->with.session.tiers()));
}

void Workspace::sync()
{
    if (d->signIn.state().phase == SessionPhase::SignedIn)
        d->sync.start();
}

void Workspace::syncEverything()
{
    if (d->signIn.state().phase == SessionPhase::SignedIn)
        d->sync.start(Sync::Reading::Everything);
}

void Workspace::retryFailed()
{
    if (d->signIn.state().phase == SessionPhase::SignedIn)
        d->sync.retry();
}

void Workspace::cancelSync()
{
    d->sync.cancel();
}

const SyncState &Workspace::syncState() const
{
    return d->shownSync;
}

const net::ActivityLog &Workspace::activityLog() const
{
    return d->with.transport.activityLog();
}

bool Workspace::canKeepCache() const
{
    return d->with.cache != nullptr;
}

bool Workspace::keepsCache() const
{
    return d->keeper.isOn();
}

void Workspace::openCache()
{
    if (d->sync.state().phase == SyncPhase::NotStarted && !d->cached)
        d->keeper.openLast();
}

void Workspace::setKeepsCache(bool on)
{
    d->keeper.setOn(on);
}

Future<void> Workspace::wipeCache()
{
    return d->keeper.wipe();
}

Future<void> Workspace::wipeEveryCache()
{
    return d->keeper.wipeEverything();
}

Future<std::optional<store::CredentialHistory>> Workspace::history(const CredentialKey &key)
{
    return d->keeper.history(key.identity, key.name);
}

Future<std::optional<store::IdentityHistory>> Workspace::history(const trust::IdentityKey &key)
{
    return d->keeper.history(key);
}

const store::SharedAges &Workspace::ages() const
{
    return d->ages;
}

const store::Table<IdentityRow> &Workspace::identities() const
{
    return d->rows.identities();
}

const store::Table<CredentialRow> &Workspace::credentials() const
{
    return d->rows.credentials();
}

const Tally &Workspace::tally() const
{
    return d->rows.tally();
}

const IdentityRow *Workspace::identity(const trust::IdentityKey &key) const
{
    return d->rows.identities().find(key);
}

const CredentialRow *Workspace::credential(const CredentialKey &key) const
{
    return d->rows.credentials().find(key);
}

const presets::Catalogue &Workspace::catalogue() const
{
    return d->with.catalogue;
}

const risk::RuleBook &Workspace::ruleBook() const
{
    return d->with.ruleBook;
}

QList<risk::Verdict> Workspace::judge(const trust::Identity &identity) const
{
    const Judge &judge = d->rows.judge();
    return judge.ruleBook.judge(identity, judge.surroundings);
}

QList<trust::Remark> Workspace::validate(const trust::IdentityKey &identity,
                                         const trust::FederatedCredential &credential, const QString &replacing) const
{
    QList<trust::FederatedCredential> others;
    if (const IdentityRow *row = this->identity(identity))
        others = row->identity.credentials;
    if (!replacing.isEmpty())
        others.removeIf([&](const trust::FederatedCredential &one) { return one.name == replacing; });
    return d->remarkBasis().judge(identity.kind, credential, others, replacing.isEmpty());
}

exchange::Narration Workspace::narrate(const CredentialKey &key) const
{
    const IdentityRow *row = identity(key.identity);
    const CredentialRow *one = credential(key);
    if (!row || !one)
        return {};
    return exchange::narrate(row->identity, *one->credential, d->exchangeSetting(*row, *one->credential));
}

trust::ChangeSet Workspace::newChangeSet() const
{
    trust::ChangeSet changes;
    changes.tenantId = d->tenant.id;
    changes.loginOrigin = d->with.cacheOrigin;
    return changes;
}

PlanBasis Workspace::planBasis() const
{
    return {newChangeSet(), d->rows.identities(), d->remarkBasis()};
}

Future<ApplyReport> Workspace::apply(const trust::ChangeSet &changes, const ApplyProgress &progress,
                                     const std::stop_token &stop)
{
    return d->applier.apply(changes, progress, stop);
}

Applier &Workspace::applier()
{
    return d->applier;
}

} // namespace symbolon::workspace
