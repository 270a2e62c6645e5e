// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"

#include <QList>
#include <QString>

#include <optional>

namespace symbolon::workspace {

// Questions to the credentials of one identity as a service listed them.

// nullptr: none of this name. ARM names are path segments, which compare without regard to case.
[[nodiscard]] const trust::FederatedCredential *findByName(const QList<trust::FederatedCredential> &credentials,
                                                           const QString &name, trust::IdentityKind kind);

// Whether the service holds `image` under the operation's name (nullopt: nothing under that name): equal in everything a
// person decides; ids are the service's. An absent and an empty subject are the same.
[[nodiscard]] bool holds(const QList<trust::FederatedCredential> &now, const trust::Operation &operation,
                         const std::optional<trust::FederatedCredential> &image);

// The list with the operation carried out; `answer` is what stands there then, unless it is removed.
[[nodiscard]] QList<trust::FederatedCredential> carriedOut(QList<trust::FederatedCredential> now,
                                                           const trust::Operation &operation,
                                                           const trust::FederatedCredential &answer);

} // namespace symbolon::workspace
