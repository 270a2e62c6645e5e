// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/verdict.h"
#include "trust/change_set.h"
#include "workspace/workspace.h"

namespace symbolon::ui {

// What one write would do to the findings about its identity.
struct ChangeEffect
{
    QList<risk::Verdict> appearing;
    QList<risk::Verdict> vanishing;
};

// The identity as it will be once the operation is carried out.
[[nodiscard]] trust::Identity afterwards(trust::Identity identity, const trust::Operation &operation);

[[nodiscard]] ChangeEffect effectOf(const workspace::Workspace &workspace, const trust::Identity &identity,
                                    const trust::Operation &operation);

} // namespace symbolon::ui
