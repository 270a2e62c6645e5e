// SPDX-License-Identifier: Apache-2.0
#include "workspace/sync.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::workspace {
namespace {

constexpr Source allSources[] = {
    Source::Organization,      Source::Applications,      Source::Owners,
    Source::ServicePrincipals, Source::AppPermissions,    Source::DirectoryRoles,
    Source::Subscriptions,     Source::ManagedIdentities, Source::ManagedIdentityCredentials,
    Source::AzureRoles};
static_assert(std::size(allSources) == sourceCount);

// Which listing must have come to its end before the source can be read.
std::optional<Source> feederOf(Source source)
{
    switch (source) {
    case Source::AppPermissions:
        return Source::ServicePrincipals;
    case Source::ManagedIdentities:
    case Source::AzureRoles:
        return Source::Subscriptions;
    case Source::ManagedIdentityCredentials:
        return Source::ManagedIdentities;
    default:
        return std::nullopt;
    }
}

// Whether its end may change many identities at once: what they may do, or who owns them.
bool changesMany(Source source)
{
    return source == Source::Owners || source == Source::ServicePrincipals || source == Source::AppPermissions
        || source == Source::DirectoryRoles || source == Source::AzureRoles;
}

// Whether what Azure lists decides what it is worth; the directory tells what is missing there.
bool isSeenThroughAzure(Source source)
{
    return source == Source::ManagedIdentities || source == Source::AzureRoles;
}

bool gotNoAnswer(const Error &error)
{
    return error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Offline || error.kind == ErrorKind::Tls;
}

bool isEnd(SourcePhase phase)
{
    return phase == SourcePhase::Done || phase == SourcePhase::Failed || phase == SourcePhase::Cancelled;
}

SyncState freshState()
{
    SyncState state;
    for (const Source source : allSources) {
        SourceState one;
        one.source = source;
        state.sources.append(one);
    }
    return state;
}

} // namespace

Sync::Sync(cloud::GraphClient &graph, cloud::ArmClient &arm, Facts &facts, Worker &worker, Clock clock, QObject *parent)
    : QObject(parent)
    , m_graph(graph)
    , m_arm(arm)
    , m_facts(facts)
    , m_worker(worker)
    , m_clock(std::move(clock))
    , m_state(freshState())
{
}

Sync::~Sync()
{
    m_stop->request_stop();
}

bool Sync::isReadingGrants() const
{
    return isRunning() && std::any_of(std::begin(allSources), std::end(allSources), [this](Source one) {
               return changesMany(one) && !hasEnded(one);
           });
}

SourceState &Sync::source(Source source)
{
    return m_state.sources[static_cast<int>(source)];
}

Sync::Progress &Sync::progress(Source source)
{
    return m_progress[static_cast<std::size_t>(source)];
}

bool Sync::hasEnded(Source source) const
{
    return isEnd(m_state.of(source).phase);
}

void Sync::reset()
{
    m_stop->request_stop();
    ++m_generation;
    m_queue.clear();
    m_running = 0;
    m_progress = {};
    m_state = freshState();
    m_asksResourceGraph = true;
    m_asksGroups = true;
    m_asksOwnersOfAll = true;
    m_directoryWord = DirectoryWord::Unproven;
    m_credentialsDue.clear();
    Q_EMIT changed();
}

void Sync::start(Reading reading)
{
    if (isRunning()) {
        if (!m_stop->stop_requested())
            return;
        // Cancelled, but the last answers are still on their way: they belong to nobody any more.
        ++m_generation;
        m_queue.clear();
        m_running = 0;
    }
    m_reading = reading;
    m_facts.endProtection();
    m_progress = {};
    m_facts.dropWaitingOwners();
    m_ownersDue.clear();
    m_ownersAsked.clear();
    m_groupsRead.clear();
    m_credentialsDue.clear();
    m_credentialsListed.clear();
    m_permissionsAsked.clear();
    for (SourceState &state : m_state.sources) {
        state.phase = SourcePhase::Waiting;
        state.read = 0;
        state.expected = 0;
        state.error.reset();
    }
    begin();
    for (const Source source : {Source::Organization, Source::Applications, Source::ServicePrincipals,
                                Source::Subscriptions, Source::DirectoryRoles})
        enqueue({source, QString()});
    if (m_asksOwnersOfAll)
        enqueue({Source::Owners, QString()});
    startMore();
    Q_EMIT changed();
}

void Sync::retry()
{
    if (isRunning() || m_state.phase == SyncPhase::NotStarted || m_state.phase == SyncPhase::Complete)
        return;
    const bool askForSubscriptions = unseenAzure().has_value();
    begin();
    for (SourceState &state : m_state.sources) {
        // Identities that come now have groups and owners, too.
        if (state.phase != SourcePhase::Done || state.source == Source::DirectoryRoles
            || state.source == Source::Owners) {
            state.phase = SourcePhase::Waiting;
            state.error.reset();
        }
    }
    if (askForSubscriptions && source(Source::Subscriptions).phase == SourcePhase::Done) {
        source(Source::Subscriptions).phase = SourcePhase::Waiting;
        enqueue({Source::Subscriptions, QString()});
    }
    for (const Source source : allSources) {
        progress(source).unanswered = 0;
        const QMap<QString, Error> failed = std::exchange(progress(source).failed, {});
        for (auto it = failed.keyBegin(); it != failed.keyEnd(); ++it) {
            if (*it != everyGroup) // comes by itself, when everybody is there
                enqueue({source, *it});
        }
    }
    settle();
    startMore();
    Q_EMIT changed();
}

void Sync::begin()
{
    m_stop.emplace(); // g++ 12 takes an assigned std::stop_source for uninitialised
    ++m_generation;
    m_running = 0;
    m_queue.clear();
    m_groupsEnqueued = false;
    m_ownersPlanned = false;
    m_unlistedAsked = false;
    m_probed.clear();
    m_state.phase = SyncPhase::Running;
    m_state.startedAt = m_clock();
}

void Sync::cancel()
{
    if (isRunning())
        m_stop->request_stop(); // every unit ends as cancelled, those in the queue too
}

void Sync::enqueue(const Unit &unit)
{
    ++progress(unit.source).waiting;
    m_queue.push_back(unit);
}

void Sync::startMore()
{
    bool skipped = true;
    while (skipped) {
        skipped = false;
        while (!m_queue.empty()) {
            const Unit unit = m_queue.front();
            const bool isBatched = unit.source == Source::DirectoryRoles || unit.source == Source::Owners;
            const bool sharesRequests = isBatched && !unit.id.isEmpty();
            if (m_running >= (sharesRequests ? parallelGroups : parallelUnits))
                break;
            m_queue.pop_front();
            if (progress(unit.source).unanswered >= unansweredUntilGivingUp) {
                skip(unit);
                skipped = true;
                continue;
            }
            ++m_running;
            source(unit.source).phase = SourcePhase::Running;
            run(unit);
        }
        if (skipped)
            settle();
    }
}

// Fails a unit like those before it, without asking.
void Sync::skip(const Unit &unit)
{
    Progress &units = progress(unit.source);
    const Error error = units.firstError().value_or(Error{.kind = ErrorKind::Timeout});
    --units.waiting;
    units.failed.insert(unit.id, error);
    if (unit.source == Source::ManagedIdentityCredentials) {
        const trust::IdentityKey key{trust::IdentityKind::ManagedIdentity, unit.id};
        m_facts.failCredentials(key, error);
        Q_EMIT identitiesRead({key});
    } else if (unit.source == Source::Owners) {
        m_facts.failOwners(unit.id, error);
    } else if (unit.source == Source::DirectoryRoles && !unit.id.isEmpty()) {
        if (unit.id == everyGroup)
            m_facts.failGroups(error);
        else
            m_facts.failMemberships(unit.id, error);
    }
}

void Sync::run(const Unit &unit)
{
    switch (unit.source) {
    case Source::Organization:
        return readOrganization(unit);
    case Source::Applications:
    case Source::ServicePrincipals:
        return readListing(unit);
    case Source::Owners:
        return unit.id.isEmpty() ? readOwners(unit) : readOwnersOf(unit);
    case Source::AppPermissions:
        return readAppPermissions(unit);
    case Source::DirectoryRoles:
        return unit.id.isEmpty()    ? readDirectoryRoles(unit)
            : unit.id == everyGroup ? readGroups(unit)
                                    : readGroupsOf(unit);
    case Source::Subscriptions:
        return readSubscriptions(unit);
    case Source::ManagedIdentities:
        return readManagedIdentities(unit);
    case Source::ManagedIdentityCredentials:
        return readManagedIdentityCredentials(unit);
    case Source::AzureRoles:
        return readAzureRoles(unit);
    }
}

void Sync::unitEnded(const Unit &unit, const Result<void> &outcome, quint64 generation)
{
    if (generation != m_generation)
        return;
    --m_running;
    Progress &units = progress(unit.source);
    --units.waiting;
    units.unanswered = !outcome && gotNoAnswer(outcome.error()) ? units.unanswered + 1 : 0;
    if (outcome) {
        // Before the source can end, so that it does not end without them.
        if (unit.id.isEmpty() && unit.source == Source::ServicePrincipals)
            askForPermissionsOf(m_facts.permissionResources());
        if (unit.source == Source::Subscriptions)
            askWhatSubscriptionsHold();
    } else {
        units.failed.insert(unit.id, named(outcome.error(), unit.source));
    }
    settle();
    startMore();
    Q_EMIT changed();
}

// A refusal of a permission that was never asked for says which one it takes.
Error Sync::named(Error error, Source source) const
{
    const QStringList lacking = m_lacking ? m_lacking(source) : QStringList();
    if (error.kind != ErrorKind::Forbidden || lacking.isEmpty())
        return error;
    error.kind = ErrorKind::ConsentNeeded;
    error.message = tr("Needs %1.").arg(lacking.join(QStringLiteral(", ")));
    return error;
}

void Sync::askWhatSubscriptionsHold()
{
    if (m_facts.subscriptions().isEmpty())
        return;
    for (const Source one : {Source::ManagedIdentities, Source::AzureRoles}) {
        if (m_asksResourceGraph)
            enqueue({one, QString()});
        else
            askSubscriptionsAlone(one);
    }
}

// Ends every source whose units have ended and whose feeder has; asks for groups once everything else is in.
void Sync::settle()
{
    bool again = true;
    while (again) {
        again = false;
        for (const Source one : allSources) {
            const auto feeder = feederOf(one);
            if (hasEnded(one) || progress(one).waiting > 0 || (feeder && !hasEnded(*feeder)))
                continue;
            const bool needsTheDirectory = isSeenThroughAzure(one) || one == Source::ManagedIdentityCredentials;
            if (needsTheDirectory && !hasEnded(Source::ServicePrincipals))
                continue;
            if (one == Source::Owners && !hasEnded(Source::Applications))
                continue;
            if (one == Source::DirectoryRoles && !m_groupsEnqueued && !restHasEnded())
                continue;
            enqueueRest(one);
            if (progress(one).waiting > 0)
                continue;
            endSource(one);
            again = true;
        }
    }
    if (std::all_of(std::begin(allSources), std::end(allSources), [this](Source one) { return hasEnded(one); }))
        finish();
}

bool Sync::restHasEnded() const
{
    // Nobody's groups depend on owners.
    return std::all_of(std::begin(allSources), std::end(allSources), [this](Source other) {
        return other == Source::DirectoryRoles || other == Source::Owners || hasEnded(other);
    });
}

// From the groups' side, where few requests answer for all; else from the side of each identity.
void Sync::enqueueGroups()
{
    if (!m_facts.somebodyElseHoldsDirectoryRoles() && !m_facts.groupsHoldAzureRoles())
        return;
    if (m_asksGroups)
        return enqueue({Source::DirectoryRoles, everyGroup});
    const QStringList principals = principalsWhoseGroupsMatter();
    for (const QString &principal : principals)
        enqueue({Source::DirectoryRoles, principal});
}

// What of a source can only be asked for once others have ended.
void Sync::enqueueRest(Source one)
{
    if (one == Source::DirectoryRoles && !std::exchange(m_groupsEnqueued, true)) {
        enqueueGroups();
    } else if (one == Source::Owners && !std::exchange(m_ownersPlanned, true)) {
        planOwners();
    } else if (one == Source::ManagedIdentities && m_asksResourceGraph && !std::exchange(m_unlistedAsked, true)) {
        const QStringList subscriptions = m_facts.subscriptionsWithUnlistedIdentities();
        for (const QString &subscription : subscriptions)
            enqueue({Source::ManagedIdentities, subscription});
    } else if (one == Source::ManagedIdentityCredentials) {
        planCredentials();
    }
}

void Sync::endSource(Source one)
{
    SourceState &state = source(one);
    const Progress &units = progress(one);
    const auto feeder = feederOf(one);
    state.error = units.firstError();
    if (!state.error && feeder)
        state.error = m_state.of(*feeder).error;
    if (!state.error && isSeenThroughAzure(one))
        state.error = unseenAzure();

    // What was known before a cancellation is still known.
    const bool cancelled = state.error && state.error->kind == ErrorKind::Cancelled;
    // A directory role may be known although the groups of one identity are not, and the owners of the others: that is
    // said per identity.
    const bool saidPerIdentity = one == Source::DirectoryRoles || one == Source::Owners;
    const bool someOnly = saidPerIdentity && !units.failed.contains(QString());
    if (!state.error) {
        state.phase = SourcePhase::Done;
        state.finishedAt = m_clock();
    } else {
        state.phase = cancelled ? SourcePhase::Cancelled : SourcePhase::Failed;
    }
    if (!state.error || someOnly)
        m_facts.setPart(one, {trust::Knowledge::Known, std::nullopt});
    else if (!cancelled)
        m_facts.setPart(one, {trust::Knowledge::Failed, state.error});
    if (changesMany(one))
        Q_EMIT grantsRead();
}

std::optional<Error> Sync::unseenAzure() const
{
    if (m_state.of(Source::Subscriptions).phase != SourcePhase::Done)
        return std::nullopt;
    const auto unseen = m_facts.unseenSubscriptions().size();
    if (unseen == 0 && !m_facts.subscriptions().isEmpty())
        return std::nullopt;
    Error error{.kind = ErrorKind::Forbidden};
    error.subject = QCoreApplication::translate("Workspace", "Looking for Azure subscriptions");
    error.message = m_facts.subscriptions().isEmpty()
        ? QCoreApplication::translate("Workspace", "This account sees no Azure subscription, and so no role in Azure.")
        : QCoreApplication::translate("Workspace",
                                      "This account sees %1 of at least %2 Azure subscriptions with managed identities "
                                      "of this tenant.")
              .arg(m_facts.subscriptions().size())
              .arg(m_facts.subscriptions().size() + unseen);
    return error;
}

void Sync::finish()
{
    if (!isRunning())
        return;
    const bool allDone = std::all_of(m_state.sources.cbegin(), m_state.sources.cend(),
                                     [](const SourceState &state) { return state.phase == SourcePhase::Done; });
    m_state.phase = allDone        ? SyncPhase::Complete
        : m_stop->stop_requested() ? SyncPhase::Cancelled
                                   : SyncPhase::Partial;
    m_state.finishedAt = m_clock();
    Q_EMIT ended();
}

std::optional<Error> Sync::Progress::firstError() const
{
    for (const Error &error : failed) {
        if (error.kind != ErrorKind::Cancelled)
            return error;
    }
    return failed.isEmpty() ? std::nullopt : std::optional(failed.first());
}

void Sync::count(Source one, qsizetype objects)
{
    source(one).read += objects;
    Q_EMIT changed();
}

} // namespace symbolon::workspace
