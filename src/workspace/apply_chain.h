// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/session.h"
#include "base/async.h"
#include "cloud/arm_client.h"
#include "cloud/graph_client.h"
#include "trust/validation.h"
#include "workspace/apply.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <stop_token>

namespace symbolon::workspace {

struct StepOutcome;

// What a run needs of the workspace. References and functions outlive it.
struct ApplySetting
{
    cloud::GraphClient &graph;
    cloud::ArmClient &arm;
    auth::Session &session;
    QString tenantId;
    QString loginOrigin;
    std::chrono::milliseconds readBackPause{1000};
    // Remarks on a credential as it would be written beside `others`.
    std::function<QList<trust::Remark>(const trust::IdentityKey &identity, const trust::FederatedCredential &credential,
                                       const QList<trust::FederatedCredential> &others, bool creating)>
        validate;
    // The credentials of an identity as the service holds them now.
    std::function<void(const trust::IdentityKey &identity, const QList<trust::FederatedCredential> &credentials)> merge;
    // An identity as it is known here; nullopt: it is not.
    std::function<std::optional<trust::Identity>(const trust::IdentityKey &identity)> find = {};
    // One that was created, and one that was taken away.
    std::function<void(const trust::Identity &identity)> appeared = {};
    std::function<void(const trust::IdentityKey &identity)> vanished = {};
    // A secret or a certificate was taken away.
    std::function<void(const trust::IdentityKey &identity, const trust::Secret &secret)> retired = {};
    // Roles and permissions were granted or taken back: what is known of them is old. Told once, at the end of a run.
    std::function<void()> grantsChanged = {};
    // Notes how far an operation is; a write is sent when that is on the disk. Empty: nowhere.
    std::function<Future<void>(const OperationResult &result)> note = {};
};

// The operations of one identity in a run, one after the other. Those about something else than a credential are a
// BelongingStep each; the others go
//
//   Waiting ─► Checking ── differs ─────────────────────────────────► Failed (Conflict)
//                 │  ├──── already as wanted ───────────────────────► Written
//                 ▼  └──── cannot be read, not valid ───────────────► Failed
//              Writing ─── refused ─────────────────────────────────► Failed, in the service's words
//                 │  ├──── not found ─► a few times again: what was created a moment ago is not everywhere yet
//                 │  └──── answer lost ─► ReadingBack ─┬─ there ────► Written
//                 ▼                                    ├─ not there ► Failed
//         Written, the last one ► ReadingBack ► Written└─ unclear ──► Unknown
//
// The identity's credentials are read before the first operation and kept current from then on: each is compared with them
// before it is written. They are read again when an answer was lost and after the last write. Whatever comes after one
// that was not written, or after a stop, is left as it is. A write itself is never cut off by a stop: half a second of
// patience is better than an unknown outcome.
class ApplyChain final : public QObject
{
    Q_OBJECT

public:
    // Told each time an operation enters a phase.
    using Tell = std::function<void(const OperationResult &result)>;

    // All of one identity, at least one. `setting` outlives the chain.
    ApplyChain(const ApplySetting &setting, QList<trust::Operation> operations, Tell tell, std::stop_token stop,
               QObject *parent);

    // Goes on with the next operation, until one waits for an operation of another identity (waits()), or the end.
    void goOn();
    // The operation of another identity that has to be written first; null: none.
    [[nodiscard]] QUuid waitsFor() const;
    // That one has been written: goOn() may pass.
    void arrived();

Q_SIGNALS:
    // The next operation waits for waitsFor().
    void parked();
    // Nothing of it is under way any more.
    void ended();

private:
    using Credentials = QList<trust::FederatedCredential>;

    [[nodiscard]] const trust::Operation &operation() const { return m_operations.at(m_current); }
    [[nodiscard]] bool isApplication() const;
    [[nodiscard]] bool isLast() const { return m_current + 1 == m_operations.size(); }

    // Which identity it is about, where the set itself creates it or takes it away.
    void resolve();
    void settleBelonging();
    void belongingSettled(const StepOutcome &outcome);
    // As the service knows it.
    [[nodiscard]] trust::IdentityKey serviceKey() const { return m_who ? m_who->key : operation().identity; }
    [[nodiscard]] bool hasNoIdentity() const { return m_isOfThisSet && !m_who; }
    void goToNext();
    void mergeNow(const Credentials &now);
    void check();
    void readFirst(int look);
    void compare();
    // Writes when it is noted that this is about to happen.
    void prepare();
    void write(int attempt);
    void written(int attempt, const Result<trust::FederatedCredential> &answer);
    // `lost` is set when no answer came, `answer` holds it otherwise; `look` counts from 1.
    void readBack(int look, const std::optional<Error> &lost, const trust::FederatedCredential &answer);
    void judgeReadBack(int look, const Credentials &now, const std::optional<Error> &lost,
                       const trust::FederatedCredential &answer);
    void lookAgain(int look, const std::optional<Error> &lost, const trust::FederatedCredential &answer);
    void enter(OperationPhase phase);
    void succeed(const Credentials &now);
    void fail(OperationPhase phase, const Error &error);

    [[nodiscard]] Future<Credentials> read(const std::stop_token &stop);

    const ApplySetting &m_setting;
    QList<trust::Operation> m_operations;
    Tell m_tell;
    std::stop_token m_stop;
    OperationResult m_result;
    std::optional<Credentials> m_now;     // as the service holds them, as far as is known
    std::optional<trust::Identity> m_who; // as the service knows it; nullopt: not known, or not there
    bool m_isOfThisSet = false;           // an operation creates it or takes it away
    bool m_isResolved = false;
    qsizetype m_current = 0;
    bool m_hasArrived = false; // what the current operation waits for
};

} // namespace symbolon::workspace
