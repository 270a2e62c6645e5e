// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/apply_chain.h"
#include "workspace/azure_outlook.h"
#include "workspace/belonging_step.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <stop_token>

namespace symbolon::workspace {

enum class CheckOutcome {
    Passed,
    Warning, // it can be written, but look at it
    Failed,  // the service, or the comparison before the write, would refuse it
    Unknown, // only writing tells
};

// One thing that was looked at before anything is written.
struct DryRunCheck
{
    QString id; // stable: "drift", "rights", "values", "slots", "policy"
    CheckOutcome outcome = CheckOutcome::Unknown;
    QString text;           // one sentence for people
    QList<QUuid> concerned; // operations that it is about; empty: all, or none
};

// What a set meets: always the five checks, in the order of the ids above. Nothing was written.
struct DryRunReport
{
    QList<DryRunCheck> checks;

    [[nodiscard]] bool isRefused() const; // some check failed
};

// Reads again what the set's identities hold, eight at once, and goes through its operations in their order as the service
// would: before-images, limits, uniqueness, values, rights. Identities, roles, permissions and secrets are looked for, too. What
// this account's Azure roles allow and what the known policies forbid is asked for; where Azure does not tell, it is said to
// be unknown. Reading needs the permissions of browsing alone.
class DryRun final : public QObject
{
    Q_OBJECT

public:
    static constexpr int readersAtOnce = 8;

    DryRun(ApplySetting setting, trust::ChangeSet changes, std::stop_token stop, QObject *parent);

    // Call once. Deletes itself when the future has ended. Errors: a set of another tenant, a list that cannot be read,
    // a stop.
    [[nodiscard]] Future<DryRunReport> start();

private:
    using Credentials = QList<trust::FederatedCredential>;

    void readMore();
    void read(const trust::IdentityKey &identity);
    void find(const trust::Operation &creator);
    void readCredentials(const trust::IdentityKey &identity, const trust::IdentityKey &asTheServiceKnowsIt);
    void look(const trust::IdentityKey &identity, qsizetype from);
    void looked(const trust::Operation &operation, const Result<BelongingLook> &found);
    void done();
    void fail(const Error &error);
    // What Azure would say, as far as it tells beforehand.
    void lookAtAzure();
    void judge();
    void walk(const trust::Operation &operation);
    [[nodiscard]] DryRunCheck drift() const;
    [[nodiscard]] DryRunCheck rights() const;
    [[nodiscard]] DryRunCheck values() const;
    [[nodiscard]] DryRunCheck limits() const;
    [[nodiscard]] DryRunCheck policy() const;
    [[nodiscard]] bool hasAny(trust::IdentityKind kind) const;
    [[nodiscard]] bool grantsPermissions() const;

    ApplySetting m_setting;
    trust::ChangeSet m_changes;
    std::stop_token m_stop;
    Completion<DryRunReport> m_completion;
    QList<trust::IdentityKey> m_waiting;
    QHash<trust::IdentityKey, Credentials> m_held;
    QHash<trust::IdentityKey, trust::Identity> m_who; // as the service knows them; absent: they are not there yet
    AzureOutlook m_outlook;
    int m_running = 0;
    bool m_hasEnded = false;
    QList<QUuid> m_drifted;
    QList<QUuid> m_done; // already as wanted
    QList<QUuid> m_full;
    QList<QUuid> m_invalid;
    QString m_firstInvalid; // what is wrong with it
    QList<QUuid> m_warned;
    QString m_firstWarned;
};

} // namespace symbolon::workspace
