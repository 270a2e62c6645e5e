// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/infrastructure.h"

namespace symbolon::exports {

// The part of azScript() about identities, roles, permissions and secrets. What a command needs to know of an identity is
// in shell variables: $app_… (object id of an application that has no known one), $principal_… (object id of the service
// principal).

// What a command of this operation finds in variables, told in front of it where it is not in `known` yet.
[[nodiscard]] QString azLookupsOf(const trust::Operation &operation, const SetIdentities &identities,
                                  QSet<QString> &known);
[[nodiscard]] QString azBelongingOf(const trust::Operation &operation, const SetIdentities &identities,
                                    QStringList &notices);
// A function of the shell that the commands of a set that creates identities call.
[[nodiscard]] QString azRepeating();

// Whether az takes the argument as it stands: it reads "@file" and "x=@file" from disk, newer versions read quotes,
// braces and "null" as shorthand syntax, and a dash starts an option.
[[nodiscard]] bool isPlainForAz(const QString &text);

} // namespace symbolon::exports
