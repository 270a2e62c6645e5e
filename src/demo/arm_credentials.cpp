// SPDX-License-Identifier: Apache-2.0
#include "demo/arm.h"
#include "demo/arm_reply.h"

#include <algorithm>

// The part of ARM that is about federated credentials of managed identities.
namespace symbolon::demo {

namespace {

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
            {"type", "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials"},
            {"properties", std::move(properties)}};
}

std::vector<Credential>::iterator findIn(ManagedIdentity &identity, const std::string &name)
{
    return std::find_if(identity.credentials.begin(), identity.credentials.end(),
                        [&name](const Credential &credential) { return sameText(credential.name, name); });
}

// Fills `credential` from the request; the answer when the body does not hold what it must.
std::optional<Response> readProperties(const Json &body, const std::string &version, Credential &credential)
{
    if (!body.is_object() || !body.contains("properties") || !body["properties"].is_object())
        return arm::error(Unconfirmed::ArmValueMissing, "properties");
    const Json &properties = body["properties"];
    credential.issuer = textOf(properties, "issuer");
    if (credential.issuer.empty())
        return arm::error(Unconfirmed::ArmValueMissing, "issuer");
    if (properties.contains("subject") && properties["subject"].is_string())
        credential.subject = properties["subject"].get<std::string>();
    if (!properties.contains("audiences") || !properties["audiences"].is_array())
        return arm::error(Unconfirmed::ArmAudienceCount);
    for (const Json &audience : properties["audiences"])
        credential.audiences.push_back(audience.is_string() ? audience.get<std::string>() : std::string());
    if (!knowsExpressions(version)) {
        if (!credential.subject)
            return arm::error(Unconfirmed::ArmValueMissing, "subject");
        return std::nullopt;
    }
    if (properties.contains("claimsMatchingExpression") && !properties["claimsMatchingExpression"].is_null()) {
        const Json &expression = properties["claimsMatchingExpression"];
        if (!expression.is_object() || !expression.contains("languageVersion") || expression["languageVersion"] != 1)
            return arm::error(Unconfirmed::ArmExpressionInvalid, "it needs a value and languageVersion 1.");
        credential.expression = textOf(expression, "value");
    }
    return std::nullopt;
}

Response refused(const CredentialFault &fault)
{
    switch (fault.problem) {
    case CredentialProblem::NameInvalid:
        return arm::error(Unconfirmed::ArmNameInvalid, fault.field);
    case CredentialProblem::ValueMissing:
        return arm::error(Unconfirmed::ArmValueMissing, fault.field);
    case CredentialProblem::ValueTooLong:
        return arm::error(Unconfirmed::ArmValueTooLong, fault.field);
    case CredentialProblem::AudienceCount:
        return arm::error(Unconfirmed::ArmAudienceCount);
    case CredentialProblem::SubjectOrExpression:
        return arm::error(Unconfirmed::ArmSubjectOrExpression);
    case CredentialProblem::ExpressionInvalid:
        return arm::error(Unconfirmed::ArmExpressionInvalid, fault.field);
    case CredentialProblem::DuplicateTrust:
        return arm::error(Unconfirmed::ArmDuplicateTrust);
    case CredentialProblem::TooMany:
        break;
    }
    return arm::error(Unconfirmed::ArmTooManyCredentials);
}

} // namespace

Response Arm::credentials(const Visit &visit, ManagedIdentity &identity)
{
    if (!identity.federationSupported)
        return arm::error(
            405, "SupportForFederatedIdentityCredentialsNotEnabled",
            "The request format was unexpected, support for federated identity credentials is not enabled.");
    const Call &call = visit.call;
    if (call.segments.size() == 9)
        return call.method == "GET" ? credentialList(visit, identity) : arm::methodNotAllowed();
    const std::string &name = call.segments[9];
    if (call.method == "PUT")
        return putCredential(visit, identity, name);
    const auto existing = findIn(identity, name);
    const bool there = existing != identity.credentials.end();
    if (call.method == "GET" && there)
        return jsonResponse(200, entityOf(identity, *existing, visit.version));
    if (call.method == "GET")
        return arm::error(404, "NotFound", "The federated identity credential '" + name + "' was not found.");
    if (call.method != "DELETE")
        return arm::methodNotAllowed();
    Response response;
    response.status = there ? 200 : 204;
    if (there)
        identity.credentials.erase(existing);
    return response;
}

Response Arm::credentialList(const Visit &visit, const ManagedIdentity &identity) const
{
    return arm::page(visit.call, identity.credentials.size(), maximumCredentials,
                     [&](size_t i) { return entityOf(identity, identity.credentials[i], visit.version); });
}

Response Arm::putCredential(const Visit &visit, ManagedIdentity &identity, const std::string &name)
{
    if (!credentialNameValid(name))
        return refused({CredentialProblem::NameInvalid, name});
    const auto existing = findIn(identity, name);
    const bool there = existing != identity.credentials.end();
    Credential wanted;
    wanted.id = there ? existing->id : newGuid();
    wanted.name = there ? existing->name : name;
    if (const std::optional<Response> refusal = readProperties(parseJson(visit.call.body), visit.version, wanted))
        return *refusal;
    if (const std::optional<CredentialFault> fault =
            checkCredential(wanted, identity.credentials, there ? &*existing : nullptr))
        return refused(*fault);
    if (there)
        *existing = wanted;
    else
        identity.credentials.push_back(wanted);
    return jsonResponse(there ? 200 : 201, entityOf(identity, wanted, visit.version));
}

} // namespace symbolon::demo
