// SPDX-License-Identifier: Apache-2.0
#include "export/change_set_document.h"

#include "export/change_set_words.h"
#include "export/words.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace symbolon::exports {

using namespace changesWords;

namespace {

using Json = nlohmann::ordered_json;
using trust::FederatedCredential;

Json text(const QString &value)
{
    return Json(value.toStdString());
}

Json textOrNull(const QString &value)
{
    return value.isEmpty() ? Json() : text(value);
}

Json image(const std::optional<FederatedCredential> &value)
{
    if (!value)
        return {};
    Json audiences = Json::array();
    for (const QString &one : value->audiences)
        audiences.push_back(text(one));
    Json object{{"id", textOrNull(value->id)},
                {"name", text(value->name)},
                {"issuer", text(value->issuer)},
                {"subject", value->subject ? text(*value->subject) : Json()},
                {"claimsMatchingExpression", Json()},
                {"audiences", std::move(audiences)},
                {"description", textOrNull(value->description)}};
    if (value->expression) {
        object["claimsMatchingExpression"] = {{"value", text(value->expression->value)},
                                              {"languageVersion", value->expression->languageVersion}};
    }
    return object;
}

Json belonging(const std::optional<trust::Belonging> &value)
{
    if (!value)
        return {};
    if (const auto *identity = std::get_if<trust::NewIdentity>(&*value))
        return {{"type", identityType},
                {"displayName", text(identity->displayName)},
                {"location", textOrNull(identity->location)},
                {"mark", textOrNull(identity->mark)}};
    if (const auto *role = std::get_if<trust::AzureRoleGrant>(&*value))
        return {{"type", azureRoleType},        {"assignment", text(role->assignment)},
                {"roleId", text(role->roleId)}, {"roleName", textOrNull(role->roleName)},
                {"scope", text(role->scope)},   {"scopeName", textOrNull(role->scopeName)}};
    if (const auto *permission = std::get_if<trust::AppPermissionGrant>(&*value))
        return {{"type", appPermissionType},
                {"resourceId", text(permission->resourceId)},
                {"resourceAppId", textOrNull(permission->resourceAppId)},
                {"resourceName", textOrNull(permission->resourceName)},
                {"appRoleId", text(permission->appRoleId)},
                {"name", textOrNull(permission->name)}};
    const auto &secret = std::get<trust::Secret>(*value);
    return {{"type", secretType(secret.kind)},
            {"keyId", text(secret.keyId.toString(QUuid::WithoutBraces))},
            {"displayName", textOrNull(secret.displayName)},
            {"mark", textOrNull(secret.mark)},
            {"end", secret.end.isValid() ? text(secret.end.toUTC().toString(Qt::ISODate)) : Json()}};
}

} // namespace

QByteArray changeSetDocument(const trust::ChangeSet &changes)
{
    Json operations = Json::array();
    for (const trust::Operation &one : changes.operations) {
        operations.push_back(
            {{"id", text(one.id.toString(QUuid::WithoutBraces))},
             {"identity",
              {{"kind", text(kindId(one.identity.kind))},
               {"id", text(one.identity.id)},
               {"displayName", textOrNull(one.identityName)}}},
             {"waitsFor", one.waitsFor.isNull() ? Json() : text(one.waitsFor.toString(QUuid::WithoutBraces))},
             {"before", image(one.before)},
             {"after", image(one.after)},
             {"removes", one.removes},
             {"belonging", belonging(one.belonging)}});
    }
    const Json document{{"schemaVersion", changesSchemaVersion},
                        {"kind", documentKind},
                        {"id", text(changes.id.toString(QUuid::WithoutBraces))},
                        {"tenantId", text(changes.tenantId)},
                        {"loginOrigin", text(changes.loginOrigin)},
                        {"title", textOrNull(changes.title)},
                        {"ticket", textOrNull(changes.ticket)},
                        {"reason", textOrNull(changes.reason)},
                        {"createdAt", text(changes.createdAt.toUTC().toString(Qt::ISODateWithMs))},
                        {"operations", std::move(operations)}};
    return QByteArray::fromStdString(document.dump(2, ' ', true, Json::error_handler_t::replace)) + '\n';
}

} // namespace symbolon::exports
