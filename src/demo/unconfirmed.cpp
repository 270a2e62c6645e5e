// SPDX-License-Identifier: Apache-2.0
#include "demo/unconfirmed.h"

#include <algorithm>
#include <cstdlib>

namespace symbolon::demo {

namespace {

constexpr char supportGuide[] =
    "Status and words from a public copy of a Microsoft support guide; it names no error.code.";
constexpr char armErrorPage[] =
    "Microsoft's considerations page lists status and words under one row, without error.code.";
constexpr char armFrontDoor[] = "Code and words as commonly seen from Azure Resource Manager's front door; the "
                                "reference documentation has neither.";
constexpr char armToken[] = "Commonly seen code; only the status is certain.";
constexpr char armRoles[] =
    "Code as commonly reported for role assignments and definitions; no reference page lists it.";
constexpr char ests[] = "Number as commonly reported for this situation; not on the pages about federation.";

std::vector<UnconfirmedAnswer> makeTable()
{
    using U = Unconfirmed;
    return {
        {U::GraphTooManyCredentials, 403, "Directory_QuotaExceeded",
         "The size of the object has exceeded its limit. Please reduce the number of values and retry your request.",
         supportGuide},
        {U::GraphDuplicateTrust, 400, "Request_BadRequest",
         "FederatedIdentityCredential with the same issuer and subject already exists: the combination of issuer and "
         "subject must be unique on the object.",
         supportGuide},
        {U::GraphNameImmutable, 400, "Request_BadRequest", "Name is immutable and cannot be changed after creation.",
         supportGuide},
        {U::GraphNameInvalid, 400, "Request_BadRequest",
         "The name '%1' of the federated identity credential is not a valid URI last segment.", supportGuide},
        {U::GraphAudienceCount, 400, "Request_BadRequest",
         "Federated identity credential must have exactly one audience.",
         "Microsoft's considerations page has the words for both planes and no error.code."},
        {U::GraphValueMissing, 400, "Request_BadRequest",
         "Invalid value specified for property '%1' of resource 'FederatedIdentityCredential'.",
         "Form of other property errors of the directory; not seen for this type."},
        {U::GraphValueTooLong, 400, "Request_BadRequest",
         "Invalid value specified for property '%1' of resource 'FederatedIdentityCredential'. The value is longer "
         "than "
         "600 characters.",
         "The limit is documented, the answer to breaking it is not."},
        {U::GraphSubjectOrExpression, 400, "Request_BadRequest",
         "Exactly one of subject and claimsMatchingExpression must be set on a federated identity credential.",
         "The rule is documented, the answer to breaking it is not."},
        {U::GraphExpressionInvalid, 400, "Request_BadRequest", "The claims matching expression could not be parsed: %1",
         "The language is documented, the answer to a broken expression is not."},
        {U::GraphUnknownProperty, 400, "RequestBodyRead",
         "The property '%1' does not exist on type 'microsoft.graph.federatedIdentityCredential'. Make sure to only "
         "use "
         "property names that are defined by the type.",
         "Form of OData errors; what v1.0 says to claimsMatchingExpression is not documented."},
        {U::GraphInvalidToken, 401, "InvalidAuthenticationToken", "%1",
         "Commonly seen code; the documentation names only the status."},
        {U::GraphSingleCredentialNeedsWrite, 403, "Authorization_RequestDenied",
         "Insufficient privileges to complete the operation.",
         "Graph's permission metadata lists only write permissions for reading a single federated credential."},
        {U::GraphUnknownMember, 400, "Request_BadRequest", "Invalid property '%1'.",
         "Form of the directory's errors for users; OData layers in front may answer RequestBodyRead instead."},
        {U::GraphBatchInvalid, 400, "BadRequest", "Invalid batch payload format: %1",
         "The limits of a batch are documented and so is the status; the words are not."},
        {U::GraphBatchDependency, 424, "FailedDependency",
         "The request did not run because a request it depends on failed.",
         "The status is documented, the body of the item's answer is not."},
        {U::GraphManagedPrincipal, 403, "Authorization_RequestDenied",
         "Insufficient privileges to complete the operation.",
         "Documented is only that service principals of managed identities cannot be edited directly."},
        {U::GraphUniqueNameFixed, 400, "Request_BadRequest",
         "Property 'uniqueName' is immutable and cannot be changed.", "The rule is documented, the answer is not."},
        {U::GraphThrottled, 429, "TooManyRequests", "Too many requests: wait as long as Retry-After says.",
         "Commonly seen code; the documentation names only the status and the header."},
        {U::AuditCredentialValues, 200, "Update application", "FederatedIdentityCredentials",
         "Names as detection rules of several vendors read them. Whether oldValue and newValue hold the full set or "
         "the "
         "difference is not documented; the demo tenant writes the full set."},
        {U::ArmAudienceCount, 400, "BadRequest", "Federated identity credential must have exactly one audience.",
         armErrorPage},
        {U::ArmValueMissing, 400, "BadRequest", "The request body has empty properties: '%1'.", armErrorPage},
        {U::ArmValueTooLong, 400, "BadRequest", "The value of '%1' is longer than 600 characters.",
         "The limit is documented, the answer to breaking it is not."},
        {U::ArmNameInvalid, 400, "BadRequest",
         "The federated identity credential name '%1' is invalid: it must be 3 to 120 letters, digits, '-' or '_' and "
         "begin with a letter or a digit.",
         armErrorPage},
        {U::ArmDuplicateTrust, 400, "BadRequest",
         "Issuer and subject combination already exists for this managed identity.", armErrorPage},
        {U::ArmTooManyCredentials, 400, "BadRequest",
         "The managed identity already has the maximum of 20 federated identity credentials.",
         "The limit is documented, the answer to breaking it is not."},
        {U::ArmSubjectOrExpression, 400, "BadRequest",
         "Exactly one of 'subject' and 'claimsMatchingExpression' must be set.",
         "The rule is documented, the answer to breaking it is not."},
        {U::ArmExpressionInvalid, 400, "BadRequest", "The claims matching expression could not be parsed: %1",
         "The language is documented, the answer to a broken expression is not."},
        {U::ArmParentNotFound, 404, "ParentResourceNotFound",
         "Failed to perform 'write' on resource(s) of type "
         "'userAssignedIdentities/federatedIdentityCredentials', because the parent resource '%1' could not be found.",
         "Both NotFound and ParentResourceNotFound are reported."},
        {U::ArmNotAuthorized, 403, "AuthorizationFailed",
         "The client '%1' with object id '%2' does not have authorization to perform action '%3' over scope '%4' or "
         "the scope is invalid. If access was recently granted, please refresh your credentials.",
         "Azure's general code and words; not confirmed for these calls."},
        {U::ArmVersionUnknown, 400, "NoRegisteredProviderFound",
         "No registered resource provider found for API version '%1' for type '%2'. The supported api-versions are "
         "'%3'.",
         "Either this or InvalidApiVersionParameter is reported, depending on the layer that answers."},
        {U::ArmCoreVersionUnknown, 400, "InvalidApiVersionParameter",
         "The api-version '%1' is invalid. The supported versions are '%2'.", armFrontDoor},
        {U::ArmPathUnknown, 404, "MissingSubscription",
         "The request did not have a subscription or a valid tenant level resource provider.", armFrontDoor},
        {U::ArmNamespaceUnknown, 404, "InvalidResourceNamespace", "The resource namespace '%1' is invalid.",
         armFrontDoor},
        {U::ArmTypeUnknown, 404, "InvalidResourceType",
         "The resource type '%1' could not be found in the namespace '%2' for api version '%3'.", armFrontDoor},
        {U::ArmMethodNotAllowed, 405, "HttpMethodNotSupported",
         "The requested resource does not support the http method '%1'.", armFrontDoor},
        {U::ArmBodyInvalid, 400, "InvalidRequestContent",
         "The request content was invalid and could not be deserialized: '%1'.", armFrontDoor},
        {U::ArmTokenMissing, 401, "AuthenticationFailed",
         "Authentication failed. The 'Authorization' header is missing.", armToken},
        {U::ArmTokenExpired, 401, "ExpiredAuthenticationToken", "The access token has expired. %1", armToken},
        {U::ArmTokenAudience, 401, "InvalidAuthenticationTokenAudience",
         "The access token has been obtained for the wrong audience or resource. It should exactly match with one of "
         "the allowed audiences 'https://management.core.windows.net/', 'https://management.core.windows.net', "
         "'https://management.azure.com/', 'https://management.azure.com'.",
         armToken},
        {U::ArmInvalidToken, 401, "InvalidAuthenticationToken", "The access token is invalid. %1", armToken},
        {U::ArmIdentityNameInvalid, 400, "InvalidResourceName",
         "The resource name '%1' is invalid: 3 to 128 letters, digits, '-' and '_', the first a letter or a digit.",
         "The rule is documented, the answer to breaking it is not."},
        {U::ArmLocationMissing, 400, "LocationRequired", "The location property is required for this definition.",
         armFrontDoor},
        {U::ArmLocationUnknown, 400, "LocationNotAvailableForResourceType",
         "The provided location '%1' is not available for resource type '%2'. List of available regions for the "
         "resource type is '%3'.",
         armFrontDoor},
        {U::ArmLocationChanged, 409, "InvalidResourceLocation",
         "The resource '%1' already exists in location '%2' in resource group '%3'. A resource with the same name "
         "cannot be created in location '%4'. Please select a new resource name.",
         armFrontDoor},
        {U::ArmRoleAssignmentExists, 409, "RoleAssignmentExists",
         "The role assignment already exists. The ID of the existing role assignment is %1.",
         "Commonly seen code; not on the pages about role assignments."},
        {U::ArmRoleAssignmentFixed, 400, "RoleAssignmentUpdateNotPermitted",
         "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.", armRoles},
        {U::ArmRoleAssignmentId, 400, "InvalidRoleAssignmentId",
         "The role assignment ID '%1' is not valid. The role assignment ID must be a GUID.", armRoles},
        {U::ArmPrincipalType, 400, "UnmatchedPrincipalType",
         "The PrincipalId '%1' has type '%3', which is different from the specified PrincipalType '%2'.", armRoles},
        {U::ArmRoleUnknown, 404, "RoleDefinitionDoesNotExist",
         "The specified role definition with ID '%1' does not exist.", armRoles},
        {U::ArmRoleInUse, 400, "RoleDefinitionHasAssignments",
         "There are existing role assignments referencing role (code: RoleDefinitionHasAssignments).", armRoles},
        {U::ArmRoleBuiltIn, 403, "RoleDefinitionIsReadOnly", "The built-in role '%1' cannot be changed.", armRoles},
        {U::ArmRoleNameTaken, 409, "RoleDefinitionWithSameNameExists",
         "A custom role with the same name already exists in this directory. Use a different name.", armRoles},
        {U::EntraAdminConsent, 400, "90094",
         "An administrator of Contoso has to grant the permission '%1' before this account can use it.",
         "65001 and 90094 are both reported for permissions that only administrators can grant."},
        {U::EntraPreauthorization, 400, "65002",
         "Consent between first party application '%1' and first party resource "
         "'00000003-0000-0000-c000-000000000000' must be configured via preauthorization - applications owned and "
         "operated by Microsoft must get approval from the API owner before requesting tokens for that API.",
         ests},
        {U::EntraPromptUnknown, 400, "90023", "Unsupported 'prompt' value.", ests},
        {U::EntraParameterValue, 400, "9000144", "The value of the parameter '%1' is not supported.",
         "What the real service says to an unknown response_mode is not documented."},
        {U::EntraDeviceCodeUnknown, 400, "70018",
         "Bad verification code: the device_code that was sent was not recognized.",
         "The error bad_verification_code is documented, its number and words are not."},
        {U::EntraDeviceDeclined, 400, "70017", "The end user denied the authorization request.",
         "The error authorization_declined is documented, its number and words are not."},
        {U::EntraDeviceTooFast, 400, "50196",
         "The device code is polled more often than its interval allows. Slow down and retry.",
         "RFC 8628 has the error slow_down; Entra's page does not list it."},
        {U::EntraAssertionAudience, 401, "700023", "Client assertion audience claim does not match Realm issuer.",
         ests},
        {U::EntraTenantUnknown, 400, "90002",
         "Tenant '%1' not found. Check to make sure you have the correct tenant ID and are signing into the correct "
         "cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for "
         "the tenant.",
         ests},
        {U::EntraRedirectMismatch, 400, "50011",
         "The redirect URI '%1' specified in the request does not match the redirect URIs configured for the "
         "application.",
         ests},
        {U::EntraSilentSignIn, 400, "50058", "A silent sign-in request was sent but no user is signed in.", ests},
        {U::EntraAccountUnknown, 400, "50034", "The user account '%1' does not exist in the Contoso directory.", ests},
        {U::EntraCodeRedeemed, 400, "54005",
         "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing "
         "refresh "
         "token.",
         ests},
        {U::EntraGrantExpired, 400, "70008", "The provided authorization code or refresh token has expired.", ests},
        {U::EntraGrantUnknown, 400, "70000", "Provided grant is invalid or malformed.", ests},
        {U::EntraVerifierMismatch, 400, "501481",
         "The Code_Verifier does not match the code_challenge supplied in the authorization request.", ests},
        {U::EntraChallengeMissing, 400, "9002325",
         "Proof Key for Code Exchange (S256) is required to redeem the authorization code.",
         "The real service demands PKCE of browser apps only; the demo tenant demands it of everybody."},
        {U::EntraParameterMissing, 400, "900144", "The request must contain the following parameter: '%1'.", ests},
        {U::EntraGrantTypeUnknown, 400, "70003", "The app requested an unsupported grant type '%1'.", ests},
        {U::EntraClientSecretMissing, 401, "7000218",
         "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.", ests},
        {U::EntraScopeNotDefault, 400, "1002012",
         "The provided value for scope %1 is not valid. Client credential flows must have a scope value with /.default "
         "suffixed to the resource identifier (application ID URI).",
         ests},
        {U::EntraSeveralResources, 400, "28000",
         "Provided value for the input parameter scope is not valid because it contains more than one resource.", ests},
        {U::EntraAssertionMalformed, 401, "50027", "JWT token is invalid or malformed.", ests},
        {U::EntraIssuerUnusable, 400, "501661", "Request to External OIDC endpoint failed.",
         "90061, 50166 and 501661 are all reported for issuers that cannot be used; which of them says that the "
         "documents "
         "came and are wrong is not documented."},
        {U::EntraThrottled, 429, "90055", "The tenant is throttled: there are too many incoming requests.",
         "Number and meaning from Microsoft's list of AADSTS errors; how it is answered over HTTP is not said."},
        {U::EntraTrouble, 503, "90033", "A transient error has occurred. Please try again.",
         "Number and words from Microsoft's list of AADSTS errors; which statuses carry it is not said."},
    };
}

} // namespace

const std::vector<UnconfirmedAnswer> &unconfirmedAnswers()
{
    static const std::vector<UnconfirmedAnswer> table = makeTable();
    return table;
}

const UnconfirmedAnswer &unconfirmed(Unconfirmed which)
{
    const auto &table = unconfirmedAnswers();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [which](const UnconfirmedAnswer &answer) { return answer.which == which; });
    if (found == table.end())
        std::abort(); // a case without a row; the test walks them all
    return *found;
}

} // namespace symbolon::demo
