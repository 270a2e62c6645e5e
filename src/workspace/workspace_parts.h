// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/applier.h"
#include "workspace/collaborators.h"
#include "workspace/keeper.h"
#include "workspace/offers.h"
#include "workspace/repository_reader.h"
#include "workspace/row_pipeline.h"
#include "workspace/sign_in.h"
#include "workspace/sync.h"
#include "workspace/workspace.h"

#include <QTimer>

#include <optional>

namespace symbolon::workspace {

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
    void add(trust::Identity identity);
    void merge(const trust::IdentityKey &identity, const QList<trust::FederatedCredential> &credentials);
    [[nodiscard]] exchange::Setting exchangeSetting(const IdentityRow &row,
                                                    const trust::FederatedCredential &credential) const;

    Workspace *q;
    Collaborators with;
    trust::Tenant tenant;
    Facts facts;
    cloud::GraphClient graph;
    cloud::ArmClient arm;
    Offers offers;
    RepositoryReader repositories;
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

} // namespace symbolon::workspace
