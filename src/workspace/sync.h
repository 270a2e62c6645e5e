// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/worker.h"
#include "cloud/arm_client.h"
#include "cloud/graph_client.h"
#include "workspace/facts.h"
#include "workspace/sync_state.h"

#include <QHash>
#include <QMap>
#include <QObject>
#include <QSet>

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace symbolon::workspace {

// Reads a tenant into the facts. What is read is cut into units (one listing, one subscription, one identity's groups),
// which run side by side where they do not need each other; a source is done when all its units are. A unit that fails
// is remembered for retry() and stops nothing but what needs it:
//
//   Organization                                    Subscriptions ─┬─► ManagedIdentities ─► ManagedIdentityCredentials
//   ServicePrincipals ┄► AppPermissions                            └─► AzureRoles
//   Applications                        DirectoryRoles: assignments now, groups when all of the above have ended
//   Owners: all by one list now; those that it cuts short, or where it is refused those of applications with
//           credentials, when Applications has ended
//
// ┄► begins with the first page that names one who grants something, and ends after the listing.
// Azure is asked through Resource Graph for all subscriptions at once (a unit without id), and then for those alone of
// which it told less than must be there; where it refuses, for each subscription alone. Credentials of managed identities
// are taken from the directory's word once that has been seen to agree with Azure's, else asked for one by one.
// A long listing that was read whole not long ago is not read again: the service's delta query and its audit log name what
// has changed since, and that alone is asked for, by id. The one does not surely tell a changed credential, the other is
// late and may be denied; so both are asked, and where either does not go along everything is read, at once. What was
// known so says it (SourceState::wholeAt).
// A listing's pages follow each other, listings run side by side. Windows of one listing side by side would have to be cut
// by a property that every object has: createdDateTime may be null, and ids do not compare ("Advanced query capabilities on
// Microsoft Entra ID objects"), so that a window can lose objects without a word. Resource Graph could skip ahead, but
// answers some 15 queries in five seconds ("Guidance for throttled requests in Azure Resource Graph"), which pages in a row
// use up already.
// Grants are read from the granting side, once for all identities. Objects that a listing no longer names are removed
// only after the listing came to its end.
class Sync final : public QObject
{
    Q_OBJECT

public:
    // Units under way at once; the transport keeps its own, lower limit of requests per service.
    static constexpr int parallelUnits = 8;
    // Groups share requests, twenty units to one.
    static constexpr int parallelGroups = 160;
    // So many units of one source in a row that got no answer, and the rest are not asked any more: a service that is
    // gone would otherwise be waited for once per object.
    static constexpr int unansweredUntilGivingUp = 3;
    // Where groups do not tell their members each identity is asked for its groups; in a bigger tenant only identities with credentials: nobody gets at the others by federation.
    // The others say that their part was not read.
    static constexpr qsizetype groupsOfAllUpTo = 500;

    // What may be known of the applications and the service principals by what has changed since they were read last.
    // More than so many make that worth its while; so old may the last reading of everything be; the audit log is read
    // from so much before the last look at it, because it is written late. When the changes are more than this part of
    // all, or than so many, reading everything is no dearer.
    static constexpr qsizetype expensiveFrom = 2000;
    static constexpr std::chrono::hours wholeAgainAfter{24};
    static constexpr std::chrono::hours auditOverlap{1};
    static constexpr qsizetype worthReadingAgain = 20; // one in so many
    static constexpr qsizetype fewestReadAgain = 200;
    static constexpr qsizetype mostReadAgain = 2000;
    // Of applications; their certificates may be asked for 150 times a minute ("List applications").
    static constexpr qsizetype mostApplicationsAgain = 150;

    // How many objects are looked through in one go.
    static constexpr qsizetype slice = 200;

    // All outlive it. `worker` compares and groups what is long.
    Sync(cloud::GraphClient &graph, cloud::ArmClient &arm, Facts &facts, Worker &worker, Clock clock,
         QObject *parent = nullptr);
    ~Sync() override;

    [[nodiscard]] const SyncState &state() const { return m_state; }
    [[nodiscard]] bool isRunning() const { return m_state.phase == SyncPhase::Running; }
    // Whether more is to come that may concern every identity.
    [[nodiscard]] bool isReadingGrants() const;

    // Which permissions the session lacks for a part, so that a refusal can name them; empty: none that is known of.
    void setLacking(std::function<QStringList(Source)> lacking) { m_lacking = std::move(lacking); }

    // What is read is kept for another run of the program, so that a first reading is worth preparing the next one.
    void setIsKept(bool isKept) { m_isKept = isKept; }

    enum class Reading {
        Changes,    // of the long listings, where that can be relied on; all of the others
        Everything, // whatever is known already
    };
    void start(Reading reading = Reading::Changes); // nothing while one is running that was not cancelled
    void retry();                                   // what failed or was cancelled, and what needs it
    void cancel();
    void reset(); // forgets everything, as before the first sync

Q_SIGNALS:
    void changed(); // state()
    void tenantRead(const symbolon::trust::Tenant &tenant);
    void identitiesRead(const QList<symbolon::trust::IdentityKey> &keys);
    void identitiesGone(const QList<symbolon::trust::IdentityKey> &keys);
    void grantsRead(); // may concern every identity
    void ended();      // state() says how

private:
    // The unit of directory roles that asks the groups with roles for their members.
    static inline const QString everyGroup = QStringLiteral("groups");

    struct Unit
    {
        Source source = Source::Organization;
        QString id; // of the subscription, service principal, managed identity …; empty: the listing itself
    };
    // What happened to the units of one source since start().
    struct Progress
    {
        int waiting = 0;             // queued or running
        int unanswered = 0;          // in a row, up to now
        QMap<QString, Error> failed; // by unit id; ordered, so that the error that is shown is always the same

        // The one to show: a cancellation only where there is nothing worse.
        [[nodiscard]] std::optional<Error> firstError() const;
    };

    [[nodiscard]] SourceState &source(Source source);
    [[nodiscard]] Progress &progress(Source source);
    [[nodiscard]] bool hasEnded(Source source) const;

    void begin();
    void enqueue(const Unit &unit);
    void startMore();
    void run(const Unit &unit);
    void skip(const Unit &unit);
    [[nodiscard]] Error named(Error error, Source source) const;
    void unitEnded(const Unit &unit, const Result<void> &outcome, quint64 generation);
    void settle();
    [[nodiscard]] bool restHasEnded() const;
    void enqueueRest(Source one);
    void enqueueGroups();
    void endSource(Source one);
    void askWhatSubscriptionsHold();
    void finish();

    void readOrganization(const Unit &unit);
    void readOwners(const Unit &unit);
    void readOwnersOf(const Unit &unit);
    void planOwners();
    // Applications and service principals: by what has changed where mayReadChanges(), else, or where the service does
    // not go along, all of them.
    void readListing(const Unit &unit);
    [[nodiscard]] bool mayReadChanges(Source one) const;
    [[nodiscard]] bool isExpensive(Source one) const;
    [[nodiscard]] qsizetype known(Source one) const;
    void readEverything(const Unit &unit);
    void endEverything(Source one, ChangeMark mark);
    void readChanges(const Unit &unit);
    void readChangedApplications(const Unit &unit, const cloud::Changes &changes, const QStringList &audited);
    void readChangedPrincipals(const Unit &unit, const cloud::Changes &changes);
    void readTheseAgain(const Unit &unit, const cloud::Changes &changes, const QStringList &principals);
    [[nodiscard]] bool isTooMuch(const Unit &unit, qsizetype changed);
    void refuseChanges(const Unit &unit, const Error &error, const QString &why);
    void endChanges(const Unit &unit, const cloud::Changes &changes, const std::optional<Error> &failed);
    void readApplications(const Unit &unit, const ChangeMark &mark);
    void readServicePrincipals(const Unit &unit, const ChangeMark &mark);
    void askForPermissionsOf(const QList<cloud::ServicePrincipal> &principals);
    void readAppPermissions(const Unit &unit);
    void readDirectoryRoles(const Unit &unit);
    void readGroups(const Unit &unit);
    void readGroupsOf(const Unit &unit);
    void readSubscriptions(const Unit &unit);
    void readManagedIdentities(const Unit &unit);
    void readAllManagedIdentities(const Unit &unit);
    void takeManagedIdentities(const QList<trust::Identity> &page);
    // Takes pages of the run that is under way, and notes in `seen` what they name.
    [[nodiscard]] net::PageReceiver<trust::Identity>
    takingManagedIdentities(const std::shared_ptr<QSet<trust::IdentityKey>> &seen);
    void askSubscriptionsAlone(Source source);
    void planCredentials();
    // What the directory tells of its credentials; nullptr: nothing that counts.
    [[nodiscard]] const QList<trust::FederatedCredential> *directoryWord(const QString &managedIdentity) const;
    void planCredentialsOf(const QStringList &managedIdentities);
    void readManagedIdentityCredentials(const Unit &unit);
    void compareWithDirectory(const trust::IdentityKey &key, const QList<trust::FederatedCredential> &credentials);
    void takeCredentials(const trust::IdentityKey &key, const Unit &unit,
                         const Result<QList<trust::FederatedCredential>> &credentials);
    void readAzureRoles(const Unit &unit);
    void readAllAzureRoles(const Unit &unit);
    // Azure role assignments, put in order in a worker.
    struct AzureGrants
    {
        QHash<QString, ByPrincipal<cloud::AzureRoleAssignment>> held; // by subscription; empty: made above them
        QSet<QString> seenToTheTop;          // subscriptions where somebody holds a role at all
        QHash<QString, QString> definitions; // one id of each role, by its GUID
        qsizetype count = 0;
    };
    // `listing`: the subscription whose list it is, with what is made above it; empty: that of all of them.
    [[nodiscard]] static AzureGrants inOrder(const QList<cloud::AzureRoleAssignment> &assignments,
                                             const QString &listing);
    void takeAllAzureRoles(const Unit &unit, const AzureGrants &grants);
    [[nodiscard]] QStringList unnamedRoles(const QHash<QString, QString> &definitions) const;
    void readAzureRoleList(const Unit &unit, const QHash<QString, QString> &definitions);
    void readAzureRoleNames(const Unit &unit, const QStringList &definitions);
    [[nodiscard]] QStringList principalsWhoseGroupsMatter() const;
    // Why Azure is not known although every request went well: it lists only what the account may see.
    [[nodiscard]] std::optional<Error> unseenAzure() const;
    void removeThese(const QList<trust::IdentityKey> &gone);
    void removeGone(const QSet<trust::IdentityKey> &seenManaged, const QString &subscriptionId);
    void count(Source one, qsizetype objects);
    // Asks how many there are, once the first page was a whole one.
    void askHowMany(Source one, const QString &collection, qsizetype firstPage);

    cloud::GraphClient &m_graph;
    cloud::ArmClient &m_arm;
    Facts &m_facts;
    Worker &m_worker;
    Clock m_clock;
    std::function<QStringList(Source)> m_lacking;
    SyncState m_state;
    std::array<Progress, sourceCount> m_progress;
    std::deque<Unit> m_queue;
    // What was found out about this tenant's services.
    enum class DirectoryWord { Unproven, Agrees, Differs };
    Reading m_reading = Reading::Changes;
    bool m_isKept = false;
    bool m_asksResourceGraph = true; // until it refuses
    bool m_asksGroups = true;        // for their members, until the service refuses
    bool m_asksOwnersOfAll = true;   // by one list, until the service refuses to expand it
    DirectoryWord m_directoryWord = DirectoryWord::Unproven;
    QString m_probed;             // the managed identity whose credentials are compared
    QStringList m_credentialsDue; // managed identities that were listed and whose credentials were not read yet
    QSet<trust::IdentityKey> m_credentialsListed; // every managed identity that was listed since start()
    QSet<QString> m_permissionsAsked;             // service principals whose grants were asked for since start()
    bool m_unlistedAsked = false;                 // whether the directory's list was compared with Azure's
    QStringList m_ownersDue;                      // applications with more owners than the list shows
    QSet<QString> m_ownersAsked;                  // applications whose own list was asked for since start()
    bool m_ownersPlanned = false;
    QSet<QString> m_groupsRead; // principals whose groups were asked for since start()
    int m_running = 0;
    bool m_groupsEnqueued = false;
    quint64 m_generation = 0;                              // answers to an earlier run are dropped
    std::optional<std::stop_source> m_stop{std::in_place}; // never empty
};

} // namespace symbolon::workspace
