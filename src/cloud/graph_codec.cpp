// SPDX-License-Identifier: Apache-2.0
#include "cloud/graph_codec.h"

#include "cloud/json_cursor.h"

namespace symbolon::cloud::graph {

namespace {

template<typename Item, typename Decode>
Result<net::Page<Item>> readPage(const QByteArray &json, Decode decode)
{
    return readJson(json, [&decode](const JsonCursor &document) {
        net::Page<Item> page;
        document["value"].each([&](const JsonCursor &item) { page.items.append(decode(item)); });
        page.nextLink = document["@odata.nextLink"].optionalText();
        return page;
    });
}

trust::FederatedCredential credential(const JsonCursor &item)
{
    trust::FederatedCredential result;
    result.id = item["id"].optionalText();
    result.name = item["name"].text();
    result.issuer = item["issuer"].text();
    result.subject = item["subject"].maybeText();
    result.audiences = item["audiences"].texts();
    result.description = item["description"].optionalText();
    const JsonCursor expression = item["claimsMatchingExpression"];
    if (!expression.isAbsent()) {
        result.expression =
            trust::ClaimsExpression{expression["value"].text(), expression["languageVersion"].number(1)};
    }
    return result;
}

trust::Secret password(const JsonCursor &item)
{
    trust::Secret result;
    result.keyId = QUuid(item["keyId"].optionalText());
    result.displayName = item["displayName"].optionalText();
    result.mark = item["hint"].optionalText();
    result.start = item["startDateTime"].optionalTime();
    result.end = item["endDateTime"].optionalTime();
    return result;
}

trust::Secret key(const JsonCursor &item)
{
    trust::Secret result = password(item);
    const QString type = item["type"].optionalText();
    const bool isCertificate = type == u"AsymmetricX509Cert" || type == u"X509CertAndPassword";
    result.kind = isCertificate ? trust::SecretKind::Certificate : trust::SecretKind::OtherKey;
    result.signs = item["usage"].optionalText() == u"Sign";
    // "keyCredential resource type": the thumbprint in base64, unless whoever added the key chose other bytes.
    const QByteArray thumbprint = QByteArray::fromBase64(item["customKeyIdentifier"].optionalText().toLatin1());
    result.mark = QString::fromLatin1(thumbprint.toHex().toUpper());
    return result;
}

// Known only where both lists are told.
void readSecrets(const JsonCursor &item, trust::Identity &identity)
{
    const JsonCursor passwords = item["passwordCredentials"];
    const JsonCursor keys = item["keyCredentials"];
    if (!passwords.isAbsent())
        passwords.each([&identity](const JsonCursor &one) { identity.secrets.append(password(one)); });
    if (!keys.isAbsent())
        keys.each([&identity](const JsonCursor &one) { identity.secrets.append(key(one)); });
    if (!passwords.isAbsent() && !keys.isAbsent())
        identity.secretsPart.state = trust::Knowledge::Known;
}

trust::Identity application(const JsonCursor &item)
{
    trust::Identity result;
    result.key = {trust::IdentityKind::Application, item["id"].optionalText()};
    result.clientId = item["appId"].text();
    result.displayName = item["displayName"].optionalText();
    result.signInAudience = item["signInAudience"].optionalText();
    result.createdAt = item["createdDateTime"].optionalTime();
    readSecrets(item, result);
    const JsonCursor credentials = item["federatedIdentityCredentials"];
    if (!credentials.isAbsent()) {
        credentials.each([&result](const JsonCursor &one) { result.credentials.append(credential(one)); });
        // An expansion that was cut short says where the rest is; the caller then asks for the collection itself.
        const bool whole = item["federatedIdentityCredentials@odata.nextLink"].isAbsent();
        result.credentialsPart.state = whole ? trust::Knowledge::Known : trust::Knowledge::NotRead;
    }
    return result;
}

// An object that the account may not read comes with its id and type alone.
trust::Owner owner(const JsonCursor &item)
{
    trust::Owner result;
    result.id = item["id"].text();
    const QString type = item["@odata.type"].optionalText();
    result.kind = type == u"#microsoft.graph.user"     ? trust::OwnerKind::User
        : type == u"#microsoft.graph.servicePrincipal" ? trust::OwnerKind::ServicePrincipal
                                                       : trust::OwnerKind::Other;
    result.displayName = item["displayName"].optionalText();
    result.userPrincipalName = item["userPrincipalName"].optionalText();
    result.isGuest = item["userType"].optionalText() == u"Guest";
    result.isDisabled = !item["accountEnabled"].flag(true);
    return result;
}

ApplicationOwners applicationOwners(const JsonCursor &item)
{
    constexpr qsizetype expandedAtMost = 20; // "Use query parameters to customize responses": $expand
    ApplicationOwners result;
    result.applicationId = item["id"].text();
    item["owners"].each([&result](const JsonCursor &one) { result.owners.append(owner(one)); });
    result.isWhole = result.owners.size() < expandedAtMost && item["owners@odata.nextLink"].isAbsent();
    return result;
}

ServicePrincipal servicePrincipal(const JsonCursor &item)
{
    ServicePrincipal result;
    result.id = item["id"].text();
    result.appId = item["appId"].optionalText();
    result.displayName = item["displayName"].optionalText();
    result.type = item["servicePrincipalType"].optionalText();
    result.alternativeNames = item["alternativeNames"].optionalTexts();
    const JsonCursor roles = item["appRoles"];
    if (!roles.isAbsent()) {
        roles.each([&result](const JsonCursor &role) {
            AppRole one;
            one.id = role["id"].text();
            one.value = role["value"].optionalText();
            one.displayName = role["displayName"].optionalText();
            one.enabled = role["isEnabled"].flag(true);
            one.allowedMemberTypes = role["allowedMemberTypes"].optionalTexts();
            result.appRoles.append(one);
        });
    }
    const JsonCursor credentials = item["federatedIdentityCredentials"];
    if (!credentials.isAbsent() && item["federatedIdentityCredentials@odata.nextLink"].isAbsent()) {
        result.credentials.emplace();
        credentials.each([&result](const JsonCursor &one) { result.credentials->append(credential(one)); });
    }
    return result;
}

AppRoleAssignment appRoleAssignment(const JsonCursor &item)
{
    AppRoleAssignment result;
    result.id = item["id"].text();
    result.appRoleId = item["appRoleId"].text();
    result.principalId = item["principalId"].text();
    result.principalType = item["principalType"].optionalText();
    result.principalDisplayName = item["principalDisplayName"].optionalText();
    result.resourceId = item["resourceId"].text();
    result.resourceDisplayName = item["resourceDisplayName"].optionalText();
    return result;
}

DirectoryRole role(const JsonCursor &item)
{
    return DirectoryRole{item["id"].text(), item["templateId"].optionalText(), item["displayName"].optionalText()};
}

DirectoryRoleAssignment roleAssignment(const JsonCursor &item)
{
    DirectoryRoleAssignment result;
    result.id = item["id"].text();
    result.principalId = item["principalId"].text();
    result.directoryScopeId = item["directoryScopeId"].optionalText();
    const JsonCursor definition = item["roleDefinition"];
    if (definition.isAbsent())
        result.role.id = item["roleDefinitionId"].text();
    else
        result.role = role(definition);
    return result;
}

Membership membership(const JsonCursor &item)
{
    Membership result;
    result.id = item["id"].text();
    const QString type = item["@odata.type"].optionalText();
    result.kind = type == u"#microsoft.graph.group" ? Membership::Kind::Group
        : type == u"#microsoft.graph.directoryRole" ? Membership::Kind::DirectoryRole
                                                    : Membership::Kind::Other;
    result.displayName = item["displayName"].optionalText();
    result.isAssignableToRole = item["isAssignableToRole"].maybeFlag();
    return result;
}

Json audiencesOf(const trust::FederatedCredential &credential)
{
    Json result = Json::array();
    for (const QString &audience : credential.audiences)
        result.push_back(toJson(audience));
    return result;
}

Json subjectOf(const trust::FederatedCredential &credential)
{
    return credential.subject && !credential.expression ? toJson(*credential.subject) : Json();
}

Json expressionOf(const trust::FederatedCredential &credential)
{
    if (!credential.expression)
        return {};
    return Json{{"value", toJson(credential.expression->value)},
                {"languageVersion", credential.expression->languageVersion}};
}

// Reads members until the link to the next page or the items begin.
class LinkAhead final : public nlohmann::json_sax<Json>
{
public:
    QString link;

    bool key(string_t &name) override
    {
        m_atLink = m_depth == 1 && name == "@odata.nextLink";
        return m_depth != 1 || name != "value";
    }
    bool string(string_t &text) override
    {
        const bool found = m_atLink && m_depth == 1;
        if (found)
            link = QString::fromStdString(text);
        return !found;
    }
    bool start_object(std::size_t /*members*/) override { return ++m_depth < maxJsonDepth; }
    bool end_object() override { return --m_depth > 0; }
    bool start_array(std::size_t /*items*/) override { return ++m_depth < maxJsonDepth; }
    bool end_array() override { return --m_depth > 0; }
    bool null() override { return true; }
    bool boolean(bool /*value*/) override { return true; }
    bool number_integer(number_integer_t /*value*/) override { return true; }
    bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
    bool number_float(number_float_t /*value*/, const string_t & /*text*/) override { return true; }
    bool binary(binary_t & /*value*/) override { return true; }
    bool parse_error(std::size_t /*position*/, const std::string & /*token*/,
                     const nlohmann::detail::exception & /*error*/) override
    {
        return false;
    }

private:
    int m_depth = 0;
    bool m_atLink = false;
};

} // namespace

QString linkAhead(const QByteArray &json)
{
    LinkAhead reader;
    static_cast<void>(Json::sax_parse(json.begin(), json.end(), &reader));
    return reader.link;
}

Result<net::Page<trust::Identity>> decodeApplications(const QByteArray &json)
{
    return readPage<trust::Identity>(json, application);
}

Result<trust::Identity> decodeApplication(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        static_cast<void>(document["id"].text()); // one without cannot be addressed
        return application(document);
    });
}

Result<ServicePrincipal> decodeServicePrincipal(const QByteArray &json)
{
    return readJson(json, servicePrincipal);
}

Result<ChangesPage> decodeChanges(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        ChangesPage page;
        document["value"].each([&page](const JsonCursor &item) {
            page.changes.append({item["id"].text(), !item["@removed"].isAbsent()});
        });
        page.nextLink = document["@odata.nextLink"].optionalText();
        page.deltaLink = document["@odata.deltaLink"].optionalText();
        if (page.nextLink.isEmpty() && page.deltaLink.isEmpty())
            document["@odata.deltaLink"].complain("expected a link");
        return page;
    });
}

Result<net::Page<QString>> decodeAuditedApplications(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        net::Page<QString> page;
        document["value"].each([&page](const JsonCursor &entry) {
            const JsonCursor targets = entry["targetResources"];
            if (targets.isAbsent())
                return;
            targets.each([&page](const JsonCursor &target) {
                const QString type = target["type"].optionalText();
                const QString id = target["id"].optionalText();
                if (!id.isEmpty() && (type.isEmpty() || type == u"Application"))
                    page.items.append(id);
            });
        });
        page.nextLink = document["@odata.nextLink"].optionalText();
        return page;
    });
}

Result<net::Page<QString>> decodeIds(const QByteArray &json)
{
    return readPage<QString>(json, [](const JsonCursor &item) { return item["id"].text(); });
}

Result<net::Page<trust::FederatedCredential>> decodeCredentials(const QByteArray &json)
{
    return readPage<trust::FederatedCredential>(json, credential);
}

Result<trust::FederatedCredential> decodeCredential(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        const JsonCursor wrapped = document["value"];
        return credential(wrapped.isObject() ? wrapped : document);
    });
}

Result<net::Page<ServicePrincipal>> decodeServicePrincipals(const QByteArray &json)
{
    return readPage<ServicePrincipal>(json, servicePrincipal);
}

Result<net::Page<AppRoleAssignment>> decodeAppRoleAssignments(const QByteArray &json)
{
    return readPage<AppRoleAssignment>(json, appRoleAssignment);
}

Result<net::Page<DirectoryRoleAssignment>> decodeRoleAssignments(const QByteArray &json)
{
    return readPage<DirectoryRoleAssignment>(json, roleAssignment);
}

Result<DirectoryRole> decodeRole(const QByteArray &json)
{
    return readJson(json, role);
}

Result<net::Page<Membership>> decodeMemberships(const QByteArray &json)
{
    return readPage<Membership>(json, membership);
}

Result<net::Page<GroupMembers>> decodeGroups(const QByteArray &json)
{
    bool isHidden = false;
    auto page = readPage<GroupMembers>(json, [&isHidden](const JsonCursor &item) {
        isHidden = isHidden || item["visibility"].optionalText() == u"HiddenMembership";
        return GroupMembers{item["id"].text(), item["displayName"].optionalText(), {}};
    });
    if (page && isHidden)
        return failure(Error{.kind = ErrorKind::Rejected});
    return page;
}

Result<net::Page<QString>> decodeServicePrincipalMembers(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        net::Page<QString> page;
        document["value"].each([&page](const JsonCursor &item) {
            const QString type = item["@odata.type"].optionalText();
            if (type.isEmpty() || type == u"#microsoft.graph.servicePrincipal")
                page.items.append(item["id"].text());
        });
        page.nextLink = document["@odata.nextLink"].optionalText();
        return page;
    });
}

Result<net::Page<ApplicationOwners>> decodeApplicationOwners(const QByteArray &json)
{
    return readPage<ApplicationOwners>(json, applicationOwners);
}

Result<net::Page<trust::Owner>> decodeOwners(const QByteArray &json)
{
    return readPage<trust::Owner>(json, owner);
}

QByteArray encodeIds(const QStringList &ids, const char *type)
{
    Json list = Json::array();
    for (const QString &id : ids)
        list.push_back(toJson(id));
    return writeJson(Json{{"ids", std::move(list)}, {"types", Json::array({type})}});
}

Result<Account> decodeAccount(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        return Account{document["id"].text(), document["displayName"].optionalText(),
                       document["userPrincipalName"].optionalText()};
    });
}

Result<trust::Tenant> decodeOrganization(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        trust::Tenant tenant;
        int count = 0;
        document["value"].each([&tenant, &count](const JsonCursor &item) {
            if (++count > 1)
                return;
            tenant.id = item["id"].text();
            tenant.displayName = item["displayName"].optionalText();
            const JsonCursor domains = item["verifiedDomains"];
            if (domains.isAbsent())
                return;
            domains.each([&tenant](const JsonCursor &domain) {
                if (domain["isDefault"].flag(false))
                    tenant.defaultDomain = domain["name"].text();
            });
        });
        if (count == 0)
            document["value"].complain("expected one organization");
        return tenant;
    });
}

QByteArray encodeNewApplication(const QString &displayName)
{
    return writeJson(Json{{"displayName", toJson(displayName)}, {"signInAudience", "AzureADMyOrg"}});
}

QByteArray encodeAppId(const QString &appId)
{
    return writeJson(Json{{"appId", toJson(appId)}});
}

QByteArray encodeAppRoleAssignment(const QString &principalId, const QString &resourceId, const QString &appRoleId)
{
    return writeJson(Json{
        {"principalId", toJson(principalId)}, {"resourceId", toJson(resourceId)}, {"appRoleId", toJson(appRoleId)}});
}

QByteArray encodeCredential(const trust::FederatedCredential &credential)
{
    Json body{{"name", toJson(credential.name)},
              {"issuer", toJson(credential.issuer)},
              {"audiences", audiencesOf(credential)}};
    if (credential.expression)
        body["claimsMatchingExpression"] = expressionOf(credential);
    else
        body["subject"] = subjectOf(credential);
    if (!credential.description.isEmpty())
        body["description"] = toJson(credential.description);
    return writeJson(body);
}

QByteArray encodeChanges(const trust::FederatedCredential &before, const trust::FederatedCredential &after)
{
    Json body = Json::object();
    if (before.issuer != after.issuer)
        body["issuer"] = toJson(after.issuer);
    if (subjectOf(before) != subjectOf(after))
        body["subject"] = subjectOf(after);
    if (before.expression != after.expression)
        body["claimsMatchingExpression"] = expressionOf(after);
    if (before.audiences != after.audiences)
        body["audiences"] = audiencesOf(after);
    if (before.description != after.description)
        body["description"] = after.description.isEmpty() ? Json() : toJson(after.description);
    return body.empty() ? QByteArray() : writeJson(body);
}

} // namespace symbolon::cloud::graph
