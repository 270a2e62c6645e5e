// SPDX-License-Identifier: Apache-2.0
#include "export/wire_body.h"

#include "export/infrastructure.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace symbolon::exports {
namespace {

using Json = nlohmann::ordered_json; // members in the order of the service's own examples
using trust::FederatedCredential;
using trust::Operation;

constexpr int indent = 2;

Json text(const QString &value)
{
    return Json(value.toStdString());
}

QString indented(const Json &json)
{
    return QString::fromStdString(json.dump(indent, ' ', true, Json::error_handler_t::replace));
}

void addTrust(Json &json, const FederatedCredential &credential)
{
    json["issuer"] = text(credential.issuer);
    if (credential.subject)
        json["subject"] = text(*credential.subject);
    if (credential.expression) {
        json["claimsMatchingExpression"] = {{"value", text(credential.expression->value)},
                                            {"languageVersion", credential.expression->languageVersion}};
    }
    Json audiences = Json::array();
    for (const QString &audience : credential.audiences)
        audiences.push_back(text(audience));
    json["audiences"] = std::move(audiences);
}

QString bodyOf(const Operation &operation, const std::optional<FederatedCredential> &credential)
{
    if (!credential)
        return {};
    Json json = Json::object();
    if (operation.identity.kind == trust::IdentityKind::ManagedIdentity) {
        const QString type =
            QStringLiteral("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
        json["id"] = text(operation.identity.id + QStringLiteral("/federatedIdentityCredentials/") + credential->name);
        json["name"] = text(credential->name);
        json["type"] = text(type);
        json["properties"] = Json::object();
        addTrust(json["properties"], *credential);
        return indented(json);
    }
    if (const QString id = knownId(operation); !id.isEmpty())
        json["id"] = text(id);
    json["name"] = text(credential->name);
    addTrust(json, *credential);
    json["description"] = credential->description.isEmpty() ? Json() : text(credential->description);
    return indented(json);
}

// What is asked for, made readable.
QString belongingBodyOf(const Operation &operation)
{
    if (operation.isAboutIdentity())
        return indented(Json::parse(identityBodyOf(operation).toStdString(), nullptr, false));
    if (const auto *secret = std::get_if<trust::Secret>(&*operation.belonging)) {
        Json json = Json::object();
        json["keyId"] = text(secret->keyId.toString(QUuid::WithoutBraces));
        json["displayName"] = text(trust::nameOf(*operation.belonging));
        if (secret->end.isValid())
            json["endDateTime"] = text(secret->end.toUTC().toString(Qt::ISODate));
        return indented(json);
    }
    // The id of the service principal is known when it is written.
    const SplitBody body = grantBodyOf(*operation.belonging);
    const QString whole = body.front + QStringLiteral("…") + body.back;
    return indented(Json::parse(whole.toStdString(), nullptr, false));
}

} // namespace

WireBodies wireBodies(const Operation &operation)
{
    if (!operation.belonging)
        return {bodyOf(operation, operation.before), bodyOf(operation, operation.after)};
    QString body = belongingBodyOf(operation);
    return operation.removes ? WireBodies{std::move(body), {}} : WireBodies{{}, std::move(body)};
}

} // namespace symbolon::exports
