// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace symbolon::auth {

// Delegated Microsoft Graph permissions in three tiers (Microsoft Graph permissions reference), short names. A sign-in asks
// for the first; the others are asked for when somebody does what needs them. Each function gives its own tier alone: the
// least that its work takes.
//
// To see identities and their credentials: User.Read and Application.Read.All.
[[nodiscard]] QStringList browseScopes();
// To judge what they reach, and who did what: RoleManagement.Read.Directory, AuditLog.Read.All, Directory.Read.All.
[[nodiscard]] QStringList assessScopes();
// To write credentials of applications: Application.ReadWrite.All.
[[nodiscard]] QStringList editScopes();
// To grant application permissions, which only onboarding does: AppRoleAssignment.ReadWrite.All. In no tier.
[[nodiscard]] QStringList grantScopes();
// Scopes of OpenID Connect that every sign-in asks for.
[[nodiscard]] QStringList identityScopes();

// What is asked for in each tier, where somebody chose otherwise.
struct Tiers
{
    QStringList browse = browseScopes();
    QStringList assess = assessScopes();
    QStringList edit = editScopes();

    bool operator==(const Tiers &) const = default;
};

// Names as somebody typed them, between blanks or commas.
[[nodiscard]] QStringList scopesFromText(const QString &text);

// What is wrong with what a tier asks for, in one sentence; empty: nothing. `mayWrite`: the third tier. A permission that
// changes something has no place in the others: a session holds none until somebody edits.
[[nodiscard]] QString remarkOnScopes(const QStringList &scopes, bool mayWrite);

} // namespace symbolon::auth
