// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/apply_chain.h"

#include <QObject>

#include <optional>
#include <stop_token>

namespace symbolon::workspace {

// What the services hold of the thing that an operation adds or takes away.
struct BelongingLook
{
    bool isThere = false;
    std::optional<trust::Identity> identity; // of an operation that is about one: as far as it is there
    QString id;                              // of an application permission's assignment
};

// Looks for the belonging of an operation. `who`: the identity as the services know it; nullopt: there is none, and nothing
// that could belong to it. Errors: those of the service; ErrorKind::Conflict where an identity of that place exists that
// was not made by this change.
[[nodiscard]] Future<BelongingLook> lookFor(const ApplySetting &setting, const trust::Operation &operation,
                                            const std::optional<trust::Identity> &who, QObject *context,
                                            const std::stop_token &stop);

// How one of them ended: Written, Failed or Unknown, or NotStarted after a stop.
struct StepOutcome
{
    OperationPhase phase = OperationPhase::NotStarted;
    std::optional<Error> error;
    std::optional<trust::Identity> identity; // of an operation that created one
};

// Carries out one operation about a belonging:
//
//   Checking ── as wanted already ───────────────────────────────► Written
//      │  └──── cannot be read, is somebody else's ──────────────► Failed
//      ▼
//   Writing ─── refused ─────────────────────────────────────────► Failed, in the service's words
//      │  ├──── what it needs is not everywhere yet ─► again, a few times
//      │  └──── answer lost ─┐
//      ▼                     ▼
//   ReadingBack ─ as wanted ► Written;  still not: Failed;  cannot be read, and the answer was lost: Unknown
//
// Each of these writes may be repeated without harm: identities and roles are written under keys that are chosen here,
// and the others only where a look has shown that they are not there.
class BelongingStep final : public QObject
{
    Q_OBJECT

public:
    // Told each time the operation enters a phase before the last.
    using Enter = std::function<void(OperationPhase phase)>;

    // `setting` outlives the step.
    BelongingStep(const ApplySetting &setting, trust::Operation operation, std::optional<trust::Identity> who,
                  Enter enter, std::stop_token stop, QObject *parent);

    // Call once. The step deletes itself when the future has ended.
    [[nodiscard]] Future<StepOutcome> start();

private:
    void compare(const BelongingLook &found);
    void prepare();
    void write(int attempt);
    void written(int attempt, const Result<void> &answer);
    void readBack(int look, const std::optional<Error> &lost);
    void end(OperationPhase phase, const std::optional<Error> &error = std::nullopt);
    [[nodiscard]] Future<void> send();
    [[nodiscard]] Future<void> createIdentity();

    const ApplySetting &m_setting;
    trust::Operation m_operation;
    std::optional<trust::Identity> m_who;
    Enter m_enter;
    std::stop_token m_stop;
    BelongingLook m_found;
    Completion<StepOutcome> m_completion;
};

} // namespace symbolon::workspace
