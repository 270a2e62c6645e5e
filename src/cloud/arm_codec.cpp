// SPDX-License-Identifier: Apache-2.0
#include "cloud/arm_codec.h"

#include "cloud/json_cursor.h"

#include <QCoreApplication>

namespace symbolon::cloud {

QString AzureRoleAssignment::roleGuid() const
{
    return roleDefinitionId.section(u'/', -1).toLower();
}

} // namespace symbolon::cloud

namespace symbolon::cloud::arm {

namespace {

// The tag by which whoever created an identity finds it again.
constexpr const char *identityMark = "symbolon-change";

template<typename Item, typename Decode>
Result<net::Page<Item>> readPage(const QByteArray &json, Decode decode)
{
    return readJson(json, [&decode](const JsonCursor &document) {
        net::Page<Item> page;
        document["value"].each([&](const JsonCursor &item) { page.items.append(decode(item)); });
        page.nextLink = document["nextLink"].optionalText();
        return page;
    });
}

Subscription subscription(const JsonCursor &item)
{
    return Subscription{item["subscriptionId"].text(), item["displayName"].optionalText(), item["state"].optionalText(),
                        item["tenantId"].optionalText()};
}

trust::AzurePlace placeOf(const QString &resourceId, const QString &location)
{
    return {segmentAfter(resourceId, QStringLiteral("subscriptions")), QString(),
            segmentAfter(resourceId, QStringLiteral("resourceGroups")), location};
}

trust::Identity identity(const JsonCursor &item)
{
    trust::Identity result;
    result.key = {trust::IdentityKind::ManagedIdentity, item["id"].text()};
    result.displayName = item["name"].text();
    result.place = placeOf(result.key.id, item["location"].optionalText());
    const JsonCursor properties = item["properties"];
    result.clientId = properties["clientId"].optionalText();
    result.servicePrincipalId = properties["principalId"].optionalText();
    result.tenantId = properties["tenantId"].optionalText();
    return result;
}

trust::FederatedCredential credential(const JsonCursor &item)
{
    trust::FederatedCredential result;
    result.id = item["id"].text();
    result.name = item["name"].text();
    const JsonCursor properties = item["properties"];
    result.issuer = properties["issuer"].text();
    result.subject = properties["subject"].maybeText();
    result.audiences = properties["audiences"].texts();
    const JsonCursor expression = properties["claimsMatchingExpression"];
    if (!expression.isAbsent()) {
        result.expression =
            trust::ClaimsExpression{expression["value"].text(), expression["languageVersion"].number(1)};
    }
    return result;
}

AzureRoleAssignment roleAssignment(const JsonCursor &item)
{
    const JsonCursor properties = item["properties"];
    AzureRoleAssignment result;
    result.id = item["id"].text();
    result.roleDefinitionId = properties["roleDefinitionId"].text();
    result.principalId = properties["principalId"].text();
    result.principalType = properties["principalType"].optionalText();
    result.scope = properties["scope"].text();
    result.condition = properties["condition"].optionalText();
    return result;
}

AzureRole role(const JsonCursor &item)
{
    const JsonCursor properties = item["properties"];
    AzureRole result;
    result.id = item["id"].text();
    result.guid = result.id.section(u'/', -1).toLower();
    result.name = properties["roleName"].text();
    result.builtIn = properties["type"].optionalText().compare(u"BuiltInRole", Qt::CaseInsensitive) == 0;
    return result;
}

// Rows of Azure Resource Graph ("Work with query result data sets"): resultTruncated is a text.
template<typename Item, typename Decode>
Result<net::Page<Item>> readRows(const QByteArray &json, Decode decode)
{
    bool isCut = false;
    auto page = readJson(json, [&](const JsonCursor &document) {
        net::Page<Item> rows;
        document["data"].each([&](const JsonCursor &row) { rows.items.append(decode(row)); });
        rows.nextLink = document["$skipToken"].optionalText();
        isCut = rows.nextLink.isEmpty() && document["resultTruncated"].optionalText() == u"true";
        return rows;
    });
    if (page && isCut) {
        return failure(Error{
            .kind = ErrorKind::Rejected,
            .message = QCoreApplication::translate("symbolon::cloud", "Azure Resource Graph cut its answer short.")});
    }
    return page;
}

} // namespace

QString segmentAfter(const QString &resourceId, const QString &kind)
{
    const QStringList segments = resourceId.split(u'/', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < segments.size(); ++i) {
        if (segments.at(i).compare(kind, Qt::CaseInsensitive) == 0)
            return segments.at(i + 1);
    }
    return {};
}

Result<net::Page<Subscription>> decodeSubscriptions(const QByteArray &json)
{
    return readPage<Subscription>(json, subscription);
}

Result<net::Page<trust::Identity>> decodeIdentities(const QByteArray &json)
{
    return readPage<trust::Identity>(json, identity);
}

Result<net::Page<trust::FederatedCredential>> decodeCredentials(const QByteArray &json)
{
    return readPage<trust::FederatedCredential>(json, credential);
}

Result<trust::FederatedCredential> decodeCredential(const QByteArray &json)
{
    return readJson(json, credential);
}

Result<MarkedIdentity> decodeMarkedIdentity(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        MarkedIdentity result{identity(document), {}};
        const JsonCursor tags = document["tags"];
        if (tags.isObject())
            result.mark = tags[identityMark].optionalText();
        return result;
    });
}

Result<AzureRoleAssignment> decodeRoleAssignment(const QByteArray &json)
{
    return readJson(json, roleAssignment);
}

Result<net::Page<AzurePermission>> decodePermissions(const QByteArray &json)
{
    return readPage<AzurePermission>(json, [](const JsonCursor &item) {
        return AzurePermission{item["actions"].optionalTexts(), item["notActions"].optionalTexts()};
    });
}

Result<net::Page<PolicyAssignment>> decodePolicyAssignments(const QByteArray &json)
{
    return readPage<PolicyAssignment>(json, [](const JsonCursor &item) {
        const JsonCursor properties = item["properties"];
        PolicyAssignment result;
        result.id = item["id"].text();
        result.displayName = properties["displayName"].optionalText();
        result.definitionId = properties["policyDefinitionId"].text();
        result.notScopes = properties["notScopes"].optionalTexts();
        result.isEnforced = properties["enforcementMode"].optionalText() != u"DoNotEnforce";
        properties["parameters"].eachMember([&result](const QString &name, const JsonCursor &parameter) {
            if (!parameter.isObject())
                return;
            if (const std::optional<QStringList> value = parameter["value"].simpleValues())
                result.parameters.insert(name, *value);
        });
        return result;
    });
}

Result<net::Page<ResourceGroup>> decodeResourceGroups(const QByteArray &json)
{
    return readPage<ResourceGroup>(json, [](const JsonCursor &item) {
        return ResourceGroup{item["id"].text(), item["name"].text(), item["location"].optionalText()};
    });
}

Result<net::Page<Location>> decodeLocations(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        net::Page<Location> page;
        document["value"].each([&](const JsonCursor &item) {
            const JsonCursor metadata = item["metadata"];
            const QString kind = metadata.isAbsent() ? QString() : metadata["regionType"].optionalText();
            if (kind.isEmpty() || kind == u"Physical")
                page.items.append({item["name"].text(), item["displayName"].optionalText()});
        });
        return page;
    });
}

Result<net::Page<Cluster>> decodeClusters(const QByteArray &json)
{
    return readPage<Cluster>(json, [](const JsonCursor &item) {
        Cluster cluster;
        cluster.id = item["id"].text();
        cluster.name = item["name"].text();
        cluster.resourceGroup = segmentAfter(cluster.id, QStringLiteral("resourceGroups"));
        cluster.location = item["location"].optionalText();
        const JsonCursor properties = item["properties"];
        if (!properties.isObject())
            return cluster;
        if (const JsonCursor issuer = properties["oidcIssuerProfile"]; issuer.isObject()) {
            cluster.issuesTokens = issuer["enabled"].flag(false);
            cluster.issuer = issuer["issuerURL"].optionalText();
        }
        const JsonCursor security = properties["securityProfile"];
        if (security.isObject()) {
            const JsonCursor identity = security["workloadIdentity"];
            cluster.hasWorkloadIdentity = identity.isObject() && identity["enabled"].flag(false);
        }
        return cluster;
    });
}

Result<net::Page<AzureRoleAssignment>> decodeRoleAssignments(const QByteArray &json)
{
    return readPage<AzureRoleAssignment>(json, roleAssignment);
}

Result<AzureRole> decodeRole(const QByteArray &json)
{
    return readJson(json, role);
}

Result<net::Page<AzureRole>> decodeRoles(const QByteArray &json)
{
    return readPage<AzureRole>(json, role);
}

Result<net::Page<trust::Identity>> decodeIdentityRows(const QByteArray &json)
{
    return readRows<trust::Identity>(json, [](const JsonCursor &row) {
        trust::Identity result;
        result.key = {trust::IdentityKind::ManagedIdentity, row["id"].text()};
        result.displayName = row["name"].text();
        result.place = placeOf(result.key.id, row["location"].optionalText());
        result.clientId = row["clientId"].optionalText();
        result.servicePrincipalId = row["principalId"].optionalText();
        result.tenantId = row["identityTenant"].optionalText();
        return result;
    });
}

Result<net::Page<AzureRoleAssignment>> decodeRoleAssignmentRows(const QByteArray &json)
{
    return readRows<AzureRoleAssignment>(json, [](const JsonCursor &row) {
        AzureRoleAssignment result;
        result.id = row["id"].text();
        result.roleDefinitionId = row["roleDefinitionId"].text();
        result.principalId = row["principalId"].text();
        result.principalType = row["principalType"].optionalText();
        result.scope = row["scope"].text();
        result.condition = row["condition"].optionalText();
        return result;
    });
}

Result<net::Page<AzureRole>> decodeRoleRows(const QByteArray &json)
{
    return readRows<AzureRole>(json, [](const JsonCursor &row) {
        AzureRole result;
        result.id = row["id"].text();
        result.guid = result.id.section(u'/', -1).toLower();
        result.name = row["roleName"].text();
        result.builtIn = row["roleType"].optionalText().compare(u"BuiltInRole", Qt::CaseInsensitive) == 0;
        return result;
    });
}

QByteArray encodeCredential(const trust::FederatedCredential &credential)
{
    Json audiences = Json::array();
    for (const QString &audience : credential.audiences)
        audiences.push_back(toJson(audience));
    Json properties{{"issuer", toJson(credential.issuer)}, {"audiences", audiences}};
    if (credential.expression) {
        properties["claimsMatchingExpression"] = {{"value", toJson(credential.expression->value)},
                                                  {"languageVersion", credential.expression->languageVersion}};
    } else {
        properties["subject"] = toJson(credential.subject.value_or(QString()));
    }
    return writeJson(Json{{"properties", properties}});
}

QByteArray encodeIdentity(const QString &location, const QString &mark)
{
    return writeJson(Json{{"location", toJson(location)}, {"tags", {{identityMark, toJson(mark)}}}});
}

QByteArray encodeRoleAssignment(const QString &roleDefinitionId, const QString &principalId)
{
    // Without its type a principal that was made a moment ago is refused (Azure RBAC: troubleshooting).
    return writeJson(Json{{"properties",
                           {{"roleDefinitionId", toJson(roleDefinitionId)},
                            {"principalId", toJson(principalId)},
                            {"principalType", "ServicePrincipal"}}}});
}

} // namespace symbolon::cloud::arm
