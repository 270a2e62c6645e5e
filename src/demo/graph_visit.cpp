// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_visit.h"

#include <algorithm>

namespace symbolon::demo {

bool GraphVisit::at(size_t index, std::string_view segment) const
{
    return index < path.size() && sameText(path[index], segment);
}

Response GraphVisit::denied() const
{
    return reply.error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
}

Response GraphVisit::notAllowed() const
{
    return reply.error(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
}

Response GraphVisit::unknownPath() const
{
    const std::string segment = path.empty() ? std::string() : path.back();
    return reply.error(400, "BadRequest", "Resource not found for the segment '" + segment + "'.");
}

Response GraphVisit::page(const std::string &context, const std::vector<Json> &entities, const EntityRules &rules) const
{
    return reply.page(context, sourceOf(entities), query, rules);
}

std::optional<std::string> alternateKey(const std::string &text, const std::string &name)
{
    const std::string start = "(" + name + "='";
    if (!startsWithText(text, start) || text.size() < start.size() + 2 || text.substr(text.size() - 2) != "')")
        return std::nullopt;
    std::string key;
    for (size_t i = start.size(); i < text.size() - 2; ++i) {
        key += text[i];
        if (text[i] == '\'' && text[i + 1] == '\'')
            ++i; // a quote inside is written twice
    }
    return key;
}

std::string referencedId(const Json &body)
{
    const std::string address = textOf(body, "@odata.id");
    const size_t slash = address.rfind('/');
    std::string id = slash == std::string::npos ? std::string() : address.substr(slash + 1);
    // …/directoryObjects/{id}, or …/directoryObjects('{id}')
    const size_t open = id.find("('");
    if (open != std::string::npos)
        id = id.substr(open + 2, id.find('\'', open + 2) - open - 2);
    return id;
}

bool holdsRole(const Principal &who, const Tenant &tenant, std::initializer_list<const char *> roles)
{
    if (who.appOnly)
        return true;
    for (const std::string &held : tenant.directoryRolesOf(who.objectId)) {
        const DirectoryRoleDefinition *definition = tenant.directoryRole(held);
        if (definition != nullptr && std::any_of(roles.begin(), roles.end(), [definition](const char *role) {
                return definition->displayName == role;
            }))
            return true;
    }
    return false;
}

bool mayWriteApplication(const Principal &who, const std::vector<std::string> &owners, const Tenant &tenant)
{
    if (!who.hasAny({"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All"}))
        return false;
    const bool owns = std::find(owners.begin(), owners.end(), who.objectId) != owners.end();
    if (who.appOnly)
        return owns || who.hasAny({"Application.ReadWrite.All", "Directory.ReadWrite.All"});
    return owns
        || holdsRole(who, tenant,
                     {"Application Administrator", "Cloud Application Administrator", "Global Administrator"});
}

} // namespace symbolon::demo
