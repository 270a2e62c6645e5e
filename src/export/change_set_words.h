// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/secret.h"

// Words of a change-set document that its writer and its reader share.
namespace symbolon::exports::changesWords {

inline constexpr const char *documentKind = "symbolon-changes";
inline constexpr const char *identityType = "identity";
inline constexpr const char *azureRoleType = "azureRole";
inline constexpr const char *appPermissionType = "appPermission";
inline constexpr const char *passwordType = "secret";
inline constexpr const char *certificateType = "certificate";
inline constexpr const char *otherKeyType = "key";

inline const char *secretType(trust::SecretKind kind)
{
    return kind == trust::SecretKind::Password   ? passwordType
        : kind == trust::SecretKind::Certificate ? certificateType
                                                 : otherKeyType;
}

} // namespace symbolon::exports::changesWords
