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
};

// One application of a change set: its operations one after the other, each
//
//   Waiting ─► Checking ── differs ─────────────────────────────────► Failed (Conflict)
//                 │  ├──── already as wanted ───────────────────────► Written
//                 ▼  └──── cannot be read, not valid ───────────────► Failed
//              Writing ─── refused ─────────────────────────────────► Failed, in the service's words
//                 │  └──── answer lost ─► ReadingBack ─┬─ there ────► Written
//                 ▼                                    ├─ not there ► Failed
//            ReadingBack ─► Written                    └─ unclear ──► Unknown
//
// Whatever comes after one that was not written, or after a stop, is NotStarted. A write itself is never cut off by a
// stop: half a second of patience is better than an unknown outcome.
class ApplyRun final : public QObject
{
    Q_OBJECT

public:
    ApplyRun(ApplySetting setting, trust::ChangeSet changes, ApplyProgress progress, std::stop_token stop,
             QObject *parent);

    // Call once. The run deletes itself when the future has ended.
    [[nodiscard]] Future<ApplyReport> start();

private:
    using Credentials = QList<trust::FederatedCredential>;

    [[nodiscard]] const trust::Operation &operation() const { return m_changes.operations.at(m_current); }
    [[nodiscard]] bool isApplication() const;

    void obtainPermission();
    void next();
    void check();
    void compare(const Credentials &now);
    void write();
    void written(const Result<trust::FederatedCredential> &answer);
    // `lost` is set when no answer came, `answer` holds it otherwise; `look` counts from 1.
    void readBack(int look, const std::optional<Error> &lost, const trust::FederatedCredential &answer);
    void judgeReadBack(int look, const Credentials &now, const std::optional<Error> &lost,
                       const trust::FederatedCredential &answer);
    void lookAgain(int look, const std::optional<Error> &lost, const trust::FederatedCredential &answer);
    void enter(OperationPhase phase);
    void succeed(const Credentials &now);
    void fail(OperationPhase phase, const Error &error);
    void end();

    [[nodiscard]] Future<Credentials> read(const std::stop_token &stop);

    ApplySetting m_setting;
    trust::ChangeSet m_changes;
    ApplyProgress m_progress;
    std::stop_token m_stop;
    Completion<ApplyReport> m_completion;
    ApplyReport m_report;
    Credentials m_now; // as read before the write
    qsizetype m_current = -1;
};

} // namespace symbolon::workspace
