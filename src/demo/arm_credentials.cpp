// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_credentials.h"

#include "demo/arm_reply.h"

#include <algorithm>

namespace symbolon::demo::arm {

namespace {

constexpr char typeName[] = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials";

// Only these previews know claimsMatchingExpression.
bool knowsExpressions(const std::string &version)
{
    return version == "2025-01-31-preview" || version == "2025-05-31-preview";
}

Json entityOf(const ManagedIdentity &identity, const Credential &credential, const std::string &version)
{
    Json properties = {{"issuer", credential.issuer}};
    if (credential.subject)
        properties["subject"] = *credential.subject;
    properties["audiences"] = credential.audiences;
    if (credential.expression && knowsExpressions(version))
        properties["claimsMatchingExpression"] = Json{{"value", *credential.expression}, {"languageVersion", 1}};
    return {{"id", Tenant::resourceId(identity) + "/federatedIdentityCredentials/" + credential.name},
            {"name", credential.name},
            {"type", typeName},
            {"properties", std::move(properties)}};
}

template<typename Credentials>
auto findIn(Credentials &credentials, const std::string &name)
{
    return std::find_if(credentials.begin(), credentials.end(),
                        [&name](const Credential &credential) { return sameText(credential.name, name); });
}

// Fills `credential` from the request; the answer when the body does not hold what it must.
std::optional<Response> readProperties(const Json &body, const std::string &version, Credential &credential)
{
    if (body.is_discarded())
        return error(Unconfirmed::ArmBodyInvalid, {"it is no JSON."});
    if (!body.is_object() || !body.contains("properties") || !body["properties"].is_object())
        return error(Unconfirmed::ArmValueMissing, {"properties"});
    const Json &properties = body["properties"];
    credential.issuer = textOf(properties, "issuer");
    if (credential.issuer.empty())
        return error(Unconfirmed::ArmValueMissing, {"issuer"});
    if (properties.contains("subject") && properties["subject"].is_string())
        credential.subject = properties["subject"].get<std::string>();
    if (!properties.contains("audiences") || !properties["audiences"].is_array())
        return error(Unconfirmed::ArmAudienceCount);
    for (const Json &audience : properties["audiences"])
        credential.audiences.push_back(audience.is_string() ? audience.get<std::string>() : std::string());
    if (!knowsExpressions(version)) {
        if (!credential.subject)
            return error(Unconfirmed::ArmValueMissing, {"subject"});
        return std::nullopt;
    }
    if (properties.contains("claimsMatchingExpression") && !properties["claimsMatchingExpression"].is_null()) {
        const Json &expression = properties["claimsMatchingExpression"];
        if (!expression.is_object() || !expression.contains("languageVersion") || expression["languageVersion"] != 1)
            return error(Unconfirmed::ArmExpressionInvalid, {"it needs a value and languageVersion 1."});
        credential.expression = textOf(expression, "value");
    }
    return std::nullopt;
}

Response refused(const CredentialFault &fault)
{
    switch (fault.problem) {
    case CredentialProblem::NameInvalid:
        return error(Unconfirmed::ArmNameInvalid, {fault.field});
    case CredentialProblem::ValueMissing:
        return error(Unconfirmed::ArmValueMissing, {fault.field});
    case CredentialProblem::ValueTooLong:
        return error(Unconfirmed::ArmValueTooLong, {fault.field});
    case CredentialProblem::AudienceCount:
        return error(Unconfirmed::ArmAudienceCount);
    case CredentialProblem::SubjectOrExpression:
        return error(Unconfirmed::ArmSubjectOrExpression);
    case CredentialProblem::ExpressionInvalid:
        return error(Unconfirmed::ArmExpressionInvalid, {fault.field});
    case CredentialProblem::DuplicateTrust:
        return error(Unconfirmed::ArmDuplicateTrust);
    case CredentialProblem::TooMany:
        break;
    }
    return error(Unconfirmed::ArmTooManyCredentials);
}

} // namespace

Response Credentials::handle(const Visit &visit)
{
    const std::string &method = visit.call.method;
    const bool reads = method == "GET" || method == "HEAD";
    const bool known = visit.path.isList() ? reads : reads || method == "PUT" || method == "DELETE";
    if (!known)
        return methodNotAllowed(visit.call);
    if (visit.path.resourceGroup().empty())
        return error(Unconfirmed::ArmTypeUnknown, {visit.path.type(), visit.path.provider, visit.version});
    const std::string verb = reads ? "/read" : method == "DELETE" ? "/delete" : "/write";
    if (std::optional<Response> refusal = forbid(visit, typeName + verb, requestedId(visit)))
        return *refusal;
    if (std::optional<Response> missing = missingContainer(m_world.tenant, visit.path))
        return *missing;
    ManagedIdentity *identity =
        m_world.tenant.managedIdentity(visit.path.subscription(), visit.path.resourceGroup(), visit.path.names.front());
    if (identity == nullptr)
        return error(Unconfirmed::ArmParentNotFound, {pathOf(visit.call, 8)});
    if (!identity->federationSupported)
        return error(405, "SupportForFederatedIdentityCredentialsNotEnabled",
                     "The request format was unexpected, support for federated identity credentials is not enabled.");
    if (visit.path.isList())
        return list(visit, *identity);
    return reads ? get(visit, *identity) : write(visit, *identity);
}

Response Credentials::list(const Visit &visit, const ManagedIdentity &identity) const
{
    return page(visit.call, identity.credentials.size(), maximumCredentials,
                [&](size_t i) { return entityOf(identity, identity.credentials[i], visit.version); });
}

Response Credentials::get(const Visit &visit, const ManagedIdentity &identity) const
{
    const std::string &name = visit.path.names.back();
    const auto existing = findIn(identity.credentials, name);
    if (existing == identity.credentials.end())
        return error(404, "NotFound", "The federated identity credential '" + name + "' was not found.");
    return jsonResponse(200, entityOf(identity, *existing, visit.version));
}

// One at a time for one identity: another one is refused until the answer to the first has left.
Response Credentials::write(const Visit &visit, ManagedIdentity &identity)
{
    for (auto entry = m_writes.begin(); entry != m_writes.end();)
        entry = entry->second.expired() ? m_writes.erase(entry) : std::next(entry);
    std::weak_ptr<const void> &running = m_writes[identity.principalId];
    if (!running.expired())
        return error(409, "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
                     "Too many Federated Identity Credentials are written concurrently for the managed identity '"
                         + Tenant::resourceId(identity)
                         + "'. Concurrent Federated Identity Credentials writes under the same managed identity are "
                           "not supported.");
    Response response = visit.call.method == "PUT" ? put(visit, identity) : remove(visit, identity);
    if (response.status < 300) {
        response.underWay = std::make_shared<int>();
        running = response.underWay;
        response.delay = m_world.armWriteTime;
    }
    return response;
}

Response Credentials::put(const Visit &visit, ManagedIdentity &identity)
{
    const std::string &name = visit.path.names.back();
    if (!credentialNameValid(name))
        return refused({CredentialProblem::NameInvalid, name});
    const auto existing = findIn(identity.credentials, name);
    const bool there = existing != identity.credentials.end();
    Credential wanted;
    wanted.id = there ? existing->id : newGuid();
    wanted.name = there ? existing->name : name;
    if (const std::optional<Response> refusal = readProperties(parseJson(visit.call.body), visit.version, wanted))
        return *refusal;
    if (std::optional<Response> denial = m_policies.deny(visit, wanted))
        return *denial;
    if (const std::optional<CredentialFault> fault =
            checkCredential(wanted, identity.credentials, there ? &*existing : nullptr))
        return refused(*fault);
    wanted.written = there && sameTrust(wanted, *existing) ? existing->written : visit.call.arrived;
    if (there)
        *existing = wanted;
    else
        identity.credentials.push_back(wanted);
    return jsonResponse(there ? 200 : 201, entityOf(identity, wanted, visit.version));
}

Response Credentials::remove(const Visit &visit, ManagedIdentity &identity)
{
    const auto existing = findIn(identity.credentials, visit.path.names.back());
    const bool there = existing != identity.credentials.end();
    Response response;
    response.status = there ? 200 : 204;
    if (there)
        identity.credentials.erase(existing);
    return response;
}

} // namespace symbolon::demo::arm
