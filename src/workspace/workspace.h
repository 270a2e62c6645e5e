// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/kept_accounts.h"
#include "auth/way.h"
#include "base/async.h"
#include "cloud/sign_in_log.h"
#include "exchange/narration.h"
#include "export/infrastructure.h"
#include "net/activity_log.h"
#include "presets/catalogue.h"
#include "risk/rule_book.h"
#include "store/ages.h"
#include "store/history.h"
#include "store/table.h"
#include "trust/change_set.h"
#include "trust/validation.h"
#include "workspace/apply.h"
#include "workspace/plan.h"
#include "workspace/rows.h"
#include "workspace/session_state.h"
#include "workspace/sync_state.h"
#include "workspace/tally.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace symbolon::workspace {

struct Collaborators;
class Applier;
class Offers;
class RepositoryReader;
class Verification;

// One tenant, seen through one account: what is known of it, and everything that can be done with it. Pages and
// commands call this and nothing below it. Lives in the GUI thread; every call returns at once.
//
//   SignedOut ──signIn()──► SigningIn ──► SignedIn ──sync()──► rows arrive page by page ──► syncChanged(Complete|Partial)
//                               └─ failure: back to SignedOut with session().error
class Workspace final : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(Collaborators collaborators, QObject *parent = nullptr);
    ~Workspace() override;

    // --- who and where
    [[nodiscard]] const SessionState &session() const;
    // By how much the services are ahead of this computer's clock, beyond what they tolerate; 0: the time is right.
    // sessionChanged() tells when it changes.
    [[nodiscard]] std::chrono::seconds clockDifference() const;
    [[nodiscard]] const trust::Tenant &tenant() const;
    [[nodiscard]] QString cloudName() const; // for people: "Azure public", "Demo tenant"
    [[nodiscard]] bool isDemo() const;
    [[nodiscard]] QString exchangeAudience() const; // of the signed-in cloud
    [[nodiscard]] QStringList knownExchangeAudiences() const;
    [[nodiscard]] QUrl portal() const;                  // base URL; empty: none
    [[nodiscard]] exports::Endpoints endpoints() const; // of the services, for what is exported

    // Signs in (interactively where needed) and then syncs. sessionChanged() tells how it goes.
    void signIn();
    // After a session has ended: the same account, with a person.
    void signInAgain();
    void cancelSignIn();
    void signOut();
    // The session alone, for commands that read no tenant: with a person where needed, or (restoreSession) without.
    // sessionReady() tells the end where it is no error.
    void signInOnly();
    void restoreSession();
    // As signOut(), with its end: an error says that something kept could not be removed. `cacheToo`: what was read of the
    // tenant as this account is removed first, the history included.
    [[nodiscard]] Future<void> endSession(bool cacheToo = false);
    // Whether the sign-in outlives the program.
    [[nodiscard]] Future<bool> isSessionKept();
    // Who else signed in on this computer, the last one first; and to become one of them.
    [[nodiscard]] Future<QList<auth::KnownAccount>> knownAccounts();
    void switchTo(const auth::KnownAccount &account);
    // How the next sign-in goes; choosing changes nothing for whoever is signed in.
    [[nodiscard]] auth::SignInChoice signInChoice() const;
    void chooseSignIn(const auth::SignInChoice &choice);
    // Where an administrator consents for the whole tenant; empty: this way has no such page.
    [[nodiscard]] QUrl adminConsentUrl() const;
    // Asks the person to grant a tier's permissions, and reads the tenant again when they are granted.
    void obtain(Rights rights);

    // --- reading
    // Reads the tenant anew, long listings by what has changed in them where that can be relied on; rows are merged by id, so that views keep selection and scroll. A running sync is
    // not doubled.
    void sync();
    // The same, but for the long listings that sync() knows by what has changed since they were read last.
    void syncEverything();
    // Reads again only what failed.
    void retryFailed();
    void cancelSync();
    [[nodiscard]] const SyncState &syncState() const;
    // Every request that was sent, and remarks on what a service refused.
    [[nodiscard]] const net::ActivityLog &activityLog() const;

    // --- the cache: what was read last is on show at the next start, before the network answers, and says how old it is
    // (SyncState::cachedAt). Off in the command line and for the embedded demo tenant.
    [[nodiscard]] bool canKeepCache() const;
    [[nodiscard]] bool keepsCache() const;
    // Shows what was kept last, whoever signs in later. signIn() does the same; nothing once a sync has begun.
    void openCache();
    // Switched off, what was kept of this account is wiped.
    void setKeepsCache(bool on);
    // Removes what was kept of this account, the history included. What is on show stays. Before signOut(), which forgets
    // whose it is. An error: something is still on the disk.
    [[nodiscard]] Future<void> wipeCache();
    // The same for every account and tenant that this person has signed in to.
    [[nodiscard]] Future<void> wipeEveryCache();
    // When a credential was first seen here and what became of it since; nullopt: nothing is kept.
    [[nodiscard]] Future<std::optional<store::CredentialHistory>> history(const CredentialKey &key);
    // The same of all credentials of one identity, of those too that have gone.
    [[nodiscard]] Future<std::optional<store::IdentityHistory>> history(const trust::IdentityKey &key);

    // The same of all at once, without what changed; nullptr: nothing is kept. agesChanged() tells a new one.
    [[nodiscard]] const store::SharedAges &ages() const;

    [[nodiscard]] const store::Table<IdentityRow> &identities() const;
    [[nodiscard]] const store::Table<CredentialRow> &credentials() const;
    // What can be said of both tables without looking through them.
    [[nodiscard]] const Tally &tally() const;
    [[nodiscard]] const IdentityRow *identity(const trust::IdentityKey &key) const;
    [[nodiscard]] const CredentialRow *credential(const CredentialKey &key) const;

    // --- onboarding
    // Where identities can be created, and what can be granted; of who is signed in.
    [[nodiscard]] Offers &offers();
    // Asks GitHub what the subjects of a repository look like.
    [[nodiscard]] RepositoryReader &repositories();
    // Finds out whether a workload can sign in to this tenant; the caller's.
    [[nodiscard]] std::unique_ptr<Verification> newVerification();

    // --- judging
    [[nodiscard]] const presets::Catalogue &catalogue() const;
    [[nodiscard]] const risk::RuleBook &ruleBook() const;
    // The findings and unknowns that `after` would have, compared with now; for a live preview. Pure.
    [[nodiscard]] QList<risk::Verdict> judge(const trust::Identity &identity) const;
    // Remarks on a credential as it would be written to the identity; `replacing` is the edited credential's name, or
    // empty for a new one.
    [[nodiscard]] QList<trust::Remark> validate(const trust::IdentityKey &identity,
                                                const trust::FederatedCredential &credential,
                                                const QString &replacing) const;

    // --- the exchange
    [[nodiscard]] exchange::Narration narrate(const CredentialKey &key) const;

    // --- the sign-in log
    // The newest sign-ins of an identity since a moment, by its client id; minutes late. May be asked again every few
    // seconds. Asks nobody for anything: what it takes is of Rights::Assess (ErrorKind::ConsentNeeded: it has not been
    // granted to this session, obtain() asks for it), and a licence of the tenant (ErrorKind::Forbidden).
    [[nodiscard]] Future<cloud::SignIns> signIns(const QString &clientId, const QDateTime &since,
                                                 const std::stop_token &stop = {});
    // The same by its key. ErrorKind::NotFound: it is not in the tables, or without a client id.
    [[nodiscard]] Future<cloud::SignIns> signIns(const trust::IdentityKey &identity, const QDateTime &since,
                                                 const std::stop_token &stop = {});

    // --- changing
    // An empty set bound to this tenant and login.
    [[nodiscard]] trust::ChangeSet newChangeSet() const;
    // What the functions of plan.h work on, as of now; cheap.
    [[nodiscard]] PlanBasis planBasis() const;
    // Writes the set's operations, those of one identity in order, some identities side by side: each is validated again,
    // compared with what the service holds now (ErrorKind::Conflict when somebody changed it meanwhile), written and
    // merged into the tables; each identity is read back. One that is not written holds back the rest of its identity.
    // Asks for write permission first where the session lacks it. Never fails as a whole: the report says how each ended,
    // and what was not written is still in the caller's set. A write whose answer was lost is read back, not repeated.
    // `progress` tells the pace and what remains, too.
    [[nodiscard]] Future<ApplyReport> apply(const trust::ChangeSet &changes, const ApplyProgress &progress,
                                            const std::stop_token &stop);

    // What was applied: each set is journalled, so that one in whose middle the program ended can be resumed or undone,
    // and the others are the history.
    [[nodiscard]] Applier &applier();

Q_SIGNALS:
    void sessionChanged();
    // A sign-in ended well (true), or restoreSession() found nobody (false).
    void sessionReady(bool signedIn);
    void tenantChanged();
    void syncChanged();
    // The tables changed. Positions refer to the table after the change; several pages may be told at once.
    void identitiesChanged();
    void credentialsChanged();
    void agesChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace symbolon::workspace
