// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_application_body.h"

#include "demo/graph_keys.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

enum class Shape { Text, Flag, List, Object };

struct WritableMember
{
    const char *name;
    Shape shape;
};

constexpr WritableMember applicationMembers[] = {{"displayName", Shape::Text},
                                                 {"description", Shape::Text},
                                                 {"signInAudience", Shape::Text},
                                                 {"identifierUris", Shape::List},
                                                 {"tags", Shape::List},
                                                 {"addIns", Shape::List},
                                                 {"appRoles", Shape::List},
                                                 {"requiredResourceAccess", Shape::List},
                                                 {"keyCredentials", Shape::List},
                                                 {"passwordCredentials", Shape::List},
                                                 {"api", Shape::Object},
                                                 {"web", Shape::Object},
                                                 {"spa", Shape::Object},
                                                 {"publicClient", Shape::Object},
                                                 {"info", Shape::Object},
                                                 {"optionalClaims", Shape::Object},
                                                 {"parentalControlSettings", Shape::Object},
                                                 {"isFallbackPublicClient", Shape::Flag},
                                                 {"isDeviceOnlyAuthSupported", Shape::Flag},
                                                 {"oauth2RequirePostResponse", Shape::Flag},
                                                 {"groupMembershipClaims", Shape::Text},
                                                 {"notes", Shape::Text},
                                                 {"serviceManagementReference", Shape::Text},
                                                 {"defaultRedirectUri", Shape::Text},
                                                 {"samlMetadataUrl", Shape::Text},
                                                 {"tokenEncryptionKeyId", Shape::Text}};

constexpr WritableMember principalMembers[] = {{"displayName", Shape::Text},
                                               {"description", Shape::Text},
                                               {"accountEnabled", Shape::Flag},
                                               {"appRoleAssignmentRequired", Shape::Flag},
                                               {"alternativeNames", Shape::List},
                                               {"homepage", Shape::Text},
                                               {"loginUrl", Shape::Text},
                                               {"logoutUrl", Shape::Text},
                                               {"notes", Shape::Text},
                                               {"notificationEmailAddresses", Shape::List},
                                               {"preferredSingleSignOnMode", Shape::Text},
                                               {"replyUrls", Shape::List},
                                               {"tags", Shape::List}};

constexpr std::string_view readOnly[] = {"id",
                                         "appId",
                                         "createdDateTime",
                                         "deletedDateTime",
                                         "publisherDomain",
                                         "uniqueName",
                                         "servicePrincipalType",
                                         "appOwnerOrganizationId"};

constexpr std::string_view audiences[] = {"AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount",
                                          "PersonalMicrosoftAccount"};

bool fits(const Json &value, Shape shape)
{
    if (value.is_null())
        return true;
    switch (shape) {
    case Shape::Text:
        return value.is_string();
    case Shape::Flag: // some clients write "True"
        return value.is_boolean()
            || (value.is_string()
                && (sameText(value.get<std::string>(), "true") || sameText(value.get<std::string>(), "false")));
    case Shape::List:
        return value.is_array();
    case Shape::Object:
        break;
    }
    return value.is_object();
}

bool isTrue(const Json &value)
{
    return value.is_boolean() ? value.get<bool>() : value.is_string() && sameText(value.get<std::string>(), "true");
}

Response invalidValue(const GraphReply &reply, const std::string &name, const char *resource)
{
    return reply.error(400, "Request_BadRequest",
                       "Invalid value specified for property '" + name + "' of resource '" + resource + "'.");
}

template<size_t Count>
std::optional<Response> checkMembers(const Json &body, const WritableMember (&members)[Count], const GraphReply &reply,
                                     const char *resource)
{
    for (const auto &item : body.items()) {
        if (item.key().rfind('@', 0) == 0)
            continue;
        if (std::find(std::begin(readOnly), std::end(readOnly), item.key()) != std::end(readOnly))
            return reply.error(400, "Request_BadRequest",
                               "Property '" + item.key() + "' is read-only and cannot be set.");
        const auto member = std::find_if(std::begin(members), std::end(members),
                                         [&item](const WritableMember &known) { return item.key() == known.name; });
        if (member == std::end(members))
            return reply.error(Unconfirmed::GraphUnknownMember, item.key());
        if (!fits(item.value(), member->shape))
            return invalidValue(reply, item.key(), resource);
    }
    return std::nullopt;
}

// Puts the members without a field of their own into the JSON text that keeps them.
void keepRest(const Json &body, std::initializer_list<const char *> own, std::string &written)
{
    Json kept = written.empty() ? Json::object() : parseJson(written);
    for (const auto &item : body.items()) {
        const bool taken =
            std::any_of(own.begin(), own.end(), [&item](const char *name) { return item.key() == name; });
        if (!taken && item.key().rfind('@', 0) != 0)
            kept[item.key()] = item.value();
    }
    written = kept.empty() ? std::string() : dump(kept);
}

bool readDisplayName(const Json &body, std::string &displayName)
{
    const auto found = body.find("displayName");
    if (found == body.end())
        return true;
    if (!found->is_string() || found->get_ref<const std::string &>().empty()
        || lengthOf(found->get_ref<const std::string &>()) > 256)
        return false;
    displayName = found->get<std::string>();
    return true;
}

bool readRedirects(const Json &body, std::vector<std::string> &redirects)
{
    const auto found = body.find("publicClient");
    if (found == body.end() || !found->is_object() || !found->contains("redirectUris"))
        return true;
    const Json &list = (*found)["redirectUris"];
    if (!list.is_array())
        return false;
    std::vector<std::string> wanted;
    for (const Json &entry : list) {
        if (!entry.is_string())
            return false;
        wanted.push_back(entry.get<std::string>());
    }
    redirects = std::move(wanted);
    return true;
}

} // namespace

std::optional<Response> takeOver(const Json &body, Application &app, const GraphReply &reply)
{
    if (std::optional<Response> refusal = checkMembers(body, applicationMembers, reply, "Application"))
        return refusal;
    if (!readDisplayName(body, app.displayName))
        return invalidValue(reply, "displayName", "Application");
    const std::string audience = textOf(body, "signInAudience");
    if (!audience.empty()) {
        if (std::find(std::begin(audiences), std::end(audiences), audience) == std::end(audiences))
            return invalidValue(reply, "signInAudience", "Application");
        app.signInAudience = audience;
    }
    if (!readRedirects(body, app.redirectUris))
        return invalidValue(reply, "publicClient", "Application");
    if (body.contains("passwordCredentials")) {
        // Texts of secrets come from addPassword only; an empty list takes all away.
        if (!body["passwordCredentials"].empty())
            return invalidValue(reply, "passwordCredentials", "Application");
        app.secrets.clear();
    }
    if (body.contains("keyCredentials")) {
        std::optional<std::vector<KeyCredential>> keys = readKeys(body["keyCredentials"], app.keys, reply.now());
        if (!keys)
            return invalidValue(reply, "keyCredentials", "Application");
        app.keys = std::move(*keys);
    }
    keepRest(body, {"displayName", "signInAudience", "publicClient", "passwordCredentials", "keyCredentials"},
             app.written);
    return std::nullopt;
}

std::optional<Response> takeOver(const Json &body, ServicePrincipal &principal, const GraphReply &reply)
{
    if (std::optional<Response> refusal = checkMembers(body, principalMembers, reply, "ServicePrincipal"))
        return refusal;
    if (!readDisplayName(body, principal.displayName))
        return invalidValue(reply, "displayName", "ServicePrincipal");
    if (body.contains("accountEnabled"))
        principal.accountEnabled = isTrue(body["accountEnabled"]);
    if (body.contains("alternativeNames")) {
        principal.alternativeNames.clear();
        for (const Json &name : body["alternativeNames"])
            principal.alternativeNames.push_back(name.is_string() ? name.get<std::string>() : std::string());
    }
    keepRest(body, {"displayName", "accountEnabled", "alternativeNames"}, principal.written);
    return std::nullopt;
}

} // namespace symbolon::demo
