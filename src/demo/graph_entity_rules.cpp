// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_entities.h"

// Which properties take which operators, as Microsoft Graph's reference pages list them for each type.
namespace symbolon::demo::graph {

namespace {

constexpr unsigned flag = may::equal | may::differ | may::negate | may::oneOf;
constexpr unsigned name = may::usual | may::search | may::sort;
constexpr unsigned date = may::equal | may::differ | may::negate | may::compare | may::oneOf | may::sort;
constexpr unsigned list = may::any | may::negate | may::count;

EntityRules makeApplicationRules()
{
    EntityRules rules;
    rules.type = "application";
    rules.properties = {{"id", flag},
                        {"appId", flag},
                        {"displayName", name},
                        {"description", may::usual | may::search},
                        {"createdDateTime", date, LiteralKind::Date},
                        {"deletedDateTime", date, LiteralKind::Date},
                        {"uniqueName", may::equal | may::oneOf},
                        {"publisherDomain", may::usual},
                        {"signInAudience", may::equal | may::differ | may::negate},
                        {"identifierUris", may::any | may::negate | may::count | may::startWith},
                        {"tags", list | may::startWith},
                        {"serviceManagementReference", may::usual},
                        {"applicationTemplateId", may::equal | may::differ | may::negate},
                        {"createdByAppId", may::equal | may::differ | may::negate},
                        {"requiredResourceAccess/resourceAppId", may::any | may::negate, LiteralKind::Guid},
                        {"keyCredentials", may::negate},
                        {"owners", may::count},
                        {"federatedIdentityCredentials", may::count | may::startWith}};
    rules.others = {"addIns",
                    "isAuthorizationServiceEnabled",
                    "isManagementRestricted",
                    "trustedSubjectNameAndIssuers",
                    "onPremisesPublishing",
                    "api",
                    "appRoles",
                    "certification",
                    "defaultRedirectUri",
                    "disabledByMicrosoftStatus",
                    "groupMembershipClaims",
                    "info",
                    "isDeviceOnlyAuthSupported",
                    "isDisabled",
                    "isFallbackPublicClient",
                    "logo",
                    "managerApplications",
                    "nativeAuthenticationApisEnabled",
                    "notes",
                    "oauth2RequirePostResponse",
                    "optionalClaims",
                    "parentalControlSettings",
                    "passwordCredentials",
                    "publicClient",
                    "requestSignatureVerification",
                    "requiredResourceAccess",
                    "samlMetadataUrl",
                    "servicePrincipalLockConfiguration",
                    "spa",
                    "tokenEncryptionKeyId",
                    "verifiedPublisher",
                    "web",
                    "windows",
                    "authenticationBehaviors",
                    "signInAudienceRestrictions"};
    rules.expands = {"federatedIdentityCredentials", "owners"};
    return rules;
}

EntityRules makeServicePrincipalRules()
{
    EntityRules rules;
    rules.type = "servicePrincipal";
    rules.properties = {
        {"id", flag},
        {"appId", flag | may::startWith},
        {"accountEnabled", flag, LiteralKind::Flag},
        {"alternativeNames", may::any | may::negate | may::count | may::startWith},
        {"appDisplayName", may::usual},
        {"appOwnerOrganizationId", may::equal | may::differ | may::negate | may::compare, LiteralKind::Guid},
        {"applicationTemplateId", may::equal | may::differ | may::negate | may::startWith},
        {"appRoleAssignmentRequired", flag, LiteralKind::Flag},
        {"createdDateTime", date, LiteralKind::Date},
        {"deletedDateTime", date, LiteralKind::Date},
        {"displayName", name},
        {"description", may::usual | may::search},
        {"preferredSingleSignOnMode", may::equal | may::startWith},
        {"servicePrincipalNames", list | may::startWith},
        {"servicePrincipalType", may::equal | may::differ | may::negate | may::oneOf},
        {"tags", list | may::startWith},
        {"owners", may::count},
        {"federatedIdentityCredentials", may::count}};
    rules.others = {"addIns",
                    "createdByAppId",
                    "isAuthorizationServiceEnabled",
                    "isManagementRestricted",
                    "passwordSingleSignOnSettings",
                    "preferredTokenSigningKeyEndDateTime",
                    "publishedPermissionScopes",
                    "samlMetadataUrl",
                    "appDescription",
                    "appRoles",
                    "customSecurityAttributes",
                    "disabledByMicrosoftStatus",
                    "errorUrl",
                    "homepage",
                    "info",
                    "keyCredentials",
                    "loginUrl",
                    "logoutUrl",
                    "notes",
                    "notificationEmailAddresses",
                    "oauth2PermissionScopes",
                    "passwordCredentials",
                    "preferredTokenSigningKeyThumbprint",
                    "publisherName",
                    "replyUrls",
                    "resourceSpecificApplicationPermissions",
                    "samlSingleSignOnSettings",
                    "signInAudience",
                    "tokenEncryptionKeyId",
                    "verifiedPublisher",
                    "isDisabled"};
    rules.expands = {"federatedIdentityCredentials", "owners"};
    return rules;
}

EntityRules makeCredentialRules()
{
    EntityRules rules;
    rules.type = "federatedIdentityCredential";
    rules.properties = {{"id", may::equal}, {"name", may::equal}, {"subject", may::equal}};
    rules.others = {"issuer", "audiences", "description", "claimsMatchingExpression"};
    rules.oneComparison = true; // combining several properties is not supported by the real service
    return rules;
}

EntityRules makeUserRules()
{
    EntityRules rules;
    rules.type = "user";
    rules.properties = {{"id", flag},
                        {"displayName", name | may::sortPlain},
                        {"userPrincipalName", name | may::sortPlain | may::endWith},
                        {"mail", may::usual | may::search | may::endWith},
                        {"givenName", may::usual},
                        {"surname", may::usual},
                        {"jobTitle", may::usual},
                        {"accountEnabled", flag, LiteralKind::Flag}};
    return rules;
}

EntityRules makeGroupRules()
{
    EntityRules rules;
    rules.type = "group";
    rules.properties = {{"id", flag},
                        {"displayName", name | may::sortPlain},
                        {"mailNickname", may::usual},
                        {"securityEnabled", flag, LiteralKind::Flag},
                        {"mailEnabled", flag, LiteralKind::Flag},
                        {"isAssignableToRole", flag, LiteralKind::Flag},
                        {"createdDateTime", date, LiteralKind::Date}};
    return rules;
}

} // namespace

const EntityRules &applicationRules()
{
    static const EntityRules rules = makeApplicationRules();
    return rules;
}

const EntityRules &servicePrincipalRules()
{
    static const EntityRules rules = makeServicePrincipalRules();
    return rules;
}

const EntityRules &credentialRules()
{
    static const EntityRules rules = makeCredentialRules();
    return rules;
}

const EntityRules &directoryObjectRules()
{
    static const EntityRules rules{"directoryObject", {{"id", flag}, {"displayName", name}}, {}, {}};
    return rules;
}

const EntityRules &userRules()
{
    static const EntityRules rules = makeUserRules();
    return rules;
}

const EntityRules &groupRules()
{
    static const EntityRules rules = makeGroupRules();
    return rules;
}

} // namespace symbolon::demo::graph
