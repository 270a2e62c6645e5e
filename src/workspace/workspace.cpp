// SPDX-License-Identifier: Apache-2.0
#include "workspace/workspace.h"

#include "workspace/verification.h"
#include "workspace/workspace_parts.h"

#include <utility>

namespace symbolon::workspace {

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

RepositoryReader &Workspace::repositories()
{
    return d->repositories;
}

Offers &Workspace::offers()
{
    return d->offers;
}

std::unique_ptr<Verification> Workspace::newVerification()
{
    auth::SignInConfig config;
    config.login = d->with.environment.login;
    config.graph = d->with.environment.graph;
    config.graphAudience = d->with.environment.graphScope;
    config.tenant = d->tenant.id;
    const auto readLog = [this](const QString &clientId, const QDateTime &since, const std::stop_token &stop) {
        return signIns(clientId, since, stop);
    };
    return std::make_unique<Verification>(config, d->with.transport, readLog, d->with.verificationPace);
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

Future<cloud::SignIns> Workspace::signIns(const QString &clientId, const QDateTime &since, const std::stop_token &stop)
{
    const QString permission = QStringLiteral("AuditLog.Read.All");
    if (!d->with.session.holdsScopes({permission})) {
        return readyFuture<cloud::SignIns>(failure(Error{.kind = ErrorKind::ConsentNeeded,
                                                         .message = tr("It takes %1.").arg(permission),
                                                         .subject = tr("Reading the sign-in log")}));
    }
    return d->graph.servicePrincipalSignIns(clientId, since, stop);
}

Future<cloud::SignIns> Workspace::signIns(const trust::IdentityKey &identity, const QDateTime &since,
                                          const std::stop_token &stop)
{
    const IdentityRow *row = this->identity(identity);
    if (!row || row->identity.clientId.isEmpty()) {
        return readyFuture<cloud::SignIns>(
            failure(Error{.kind = ErrorKind::NotFound, .subject = tr("Reading the sign-in log")}));
    }
    return signIns(row->identity.clientId, since, stop);
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
