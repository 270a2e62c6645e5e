// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/rule_book.h"

#include <QString>

namespace symbolon::risk {

// What the tests of this folder judge: the built-in data, and one identity that nothing can be said against.
[[nodiscard]] const RuleBook &ruleBook();
[[nodiscard]] Surroundings publicCloud();

// An app registration whose parts are all read, with one credential that no rule objects to, and no privileges.
[[nodiscard]] trust::Identity soundIdentity();
[[nodiscard]] trust::FederatedCredential soundCredential();

[[nodiscard]] trust::Privilege directoryRole(const QString &templateId, const QString &name,
                                             const QString &scope = QStringLiteral("/"));
[[nodiscard]] trust::Privilege graphPermission(const QString &appRoleId, const QString &name);
[[nodiscard]] trust::Privilege azureRole(const QString &roleGuid, const QString &name, const QString &scope);

[[nodiscard]] trust::Part failed(ErrorKind kind);

namespace roles {
inline constexpr char16_t globalAdministrator[] = u"62e90394-69f5-4237-9190-012177145e10";
inline constexpr char16_t owner[] = u"8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
inline constexpr char16_t contributor[] = u"b24988ac-6180-42a0-ab88-20f7382dd24c";
inline constexpr char16_t reader[] = u"acdd72a7-3385-48ef-bd42-f606fba81ae7";
inline constexpr char16_t userAccessAdministrator[] = u"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";
inline constexpr char16_t rbacAdministrator[] = u"f58310d9-a9f6-439a-9e8d-f62e7b41a168";
} // namespace roles

} // namespace symbolon::risk
