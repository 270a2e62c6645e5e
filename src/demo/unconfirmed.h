// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

// Answers of the real services whose exact code or behaviour no public source confirms. They stand here and nowhere
// else, so that one place changes when somebody tries it against a real tenant. Statuses and meanings are documented;
// a client must not depend on the codes.
namespace symbolon::demo {

enum class Unconfirmed {
    // Microsoft Graph
    GraphTooManyCredentials,
    GraphDuplicateTrust,
    GraphNameImmutable,
    GraphNameInvalid,
    GraphAudienceCount,
    GraphValueMissing,
    GraphValueTooLong,
    GraphSubjectOrExpression,
    GraphExpressionInvalid,
    GraphUnknownProperty,
    GraphInvalidToken,
    GraphSingleCredentialNeedsWrite,
    GraphUnknownMember,
    GraphBatchInvalid,
    GraphBatchDependency,
    GraphManagedPrincipal,
    GraphUniqueNameFixed,
    GraphThrottled,        // of Azure Resource Manager, too
    AuditCredentialValues, // `code` is the activity, `message` the property
    // Azure Resource Manager
    ArmAudienceCount,
    ArmValueMissing,
    ArmValueTooLong,
    ArmNameInvalid,
    ArmDuplicateTrust,
    ArmTooManyCredentials,
    ArmSubjectOrExpression,
    ArmExpressionInvalid,
    ArmParentNotFound,
    ArmNotAuthorized,
    ArmVersionUnknown,
    ArmCoreVersionUnknown,
    ArmPathUnknown,
    ArmNamespaceUnknown,
    ArmTypeUnknown,
    ArmMethodNotAllowed,
    ArmBodyInvalid,
    ArmTokenMissing,
    ArmTokenExpired,
    ArmTokenAudience,
    ArmInvalidToken,
    ArmIdentityNameInvalid,
    ArmLocationMissing,
    ArmLocationUnknown,
    ArmLocationChanged,
    ArmRoleAssignmentExists,
    ArmRoleAssignmentFixed,
    ArmRoleAssignmentId,
    ArmPrincipalType,
    ArmRoleUnknown,
    ArmRoleInUse,
    ArmRoleBuiltIn,
    ArmRoleNameTaken,
    // Entra ID; `code` is the AADSTS number
    EntraAdminConsent,
    EntraPreauthorization,
    EntraPromptUnknown,
    EntraParameterValue,
    EntraDeviceCodeUnknown,
    EntraDeviceDeclined,
    EntraDeviceTooFast,
    EntraAssertionAudience,
    EntraTenantUnknown,
    EntraRedirectMismatch,
    EntraSilentSignIn,
    EntraAccountUnknown,
    EntraCodeRedeemed,
    EntraGrantExpired,
    EntraGrantUnknown,
    EntraVerifierMismatch,
    EntraChallengeMissing,
    EntraParameterMissing,
    EntraGrantTypeUnknown,
    EntraClientSecretMissing,
    EntraScopeNotDefault,
    EntraSeveralResources,
    EntraAssertionMalformed,
    EntraIssuerUnusable,
    EntraThrottled,
    EntraTrouble,
};

struct UnconfirmedAnswer
{
    Unconfirmed which;
    int status;          // HTTP
    const char *code;    // error.code, or the AADSTS number
    const char *message; // %1 stands for the value at fault; ARM's rows also have %2 and so on
    const char *reason;  // why this answer was chosen, and what is not known
};

[[nodiscard]] const UnconfirmedAnswer &unconfirmed(Unconfirmed which);
[[nodiscard]] const std::vector<UnconfirmedAnswer> &unconfirmedAnswers();

} // namespace symbolon::demo
