// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/apply_chain.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <deque>
#include <optional>
#include <stop_token>

namespace symbolon::workspace {

// One application of a change set: the operations of one identity one after the other (ApplyChain), because the service
// refuses parallel writes to a managed identity; some identities side by side. One that was not written holds back what
// comes after it in its identity, and what waits for it in others; the rest goes on. After a stop, what is being written
// is finished, and nothing else begun: NotStarted.
class ApplyRun final : public QObject
{
    Q_OBJECT

public:
    // The transport sends no more than a few requests at once to one service anyway.
    static constexpr qsizetype identitiesAtOnce = 8;

    ApplyRun(ApplySetting setting, trust::ChangeSet changes, ApplyProgress progress, std::stop_token stop,
             QObject *parent);

    // Call once. The run deletes itself when the future has ended.
    [[nodiscard]] Future<ApplyReport> start();

private:
    [[nodiscard]] bool hasSaneWaits() const;
    void refuse(const Error &error);
    void obtainPermission();
    void makeChains();
    void startChains();
    void park(ApplyChain *chain);
    void chainEnded(ApplyChain *chain);
    // Parked chains whose operation has been written go on.
    void wake();
    void note(const OperationResult &result);
    [[nodiscard]] bool hasChangedGrants() const;
    void end();

    ApplySetting m_setting;
    trust::ChangeSet m_changes;
    ApplyProgress m_progress;
    std::stop_token m_stop;
    Completion<ApplyReport> m_completion;
    ApplyReport m_report;
    ApplyStanding m_standing;
    std::chrono::steady_clock::time_point m_begun;
    QHash<QUuid, qsizetype> m_placeOf; // operation → place in the set
    std::deque<ApplyChain *> m_waiting;
    QList<ApplyChain *> m_parked;
    qsizetype m_running = 0;
    bool m_hasEnded = false;
};

} // namespace symbolon::workspace
