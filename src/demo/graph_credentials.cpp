// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_credentials.h"

#include "demo/aadsts.h"
#include "demo/graph_entities.h"
#include "demo/graph_journal.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

// Takes over a text member when it is there; false when it is there and no text.
bool readText(const Json &body, const char *name, std::string &value)
{
    const auto found = body.find(name);
    if (found == body.end())
        return true;
    if (!found->is_string())
        return false;
    value = found->get<std::string>();
    return true;
}

bool readOptionalText(const Json &body, const char *name, std::optional<std::string> &value)
{
    const auto found = body.find(name);
    if (found == body.end())
        return true;
    if (!found->is_string() && !found->is_null())
        return false;
    value = found->is_null() ? std::nullopt : std::optional<std::string>(found->get<std::string>());
    return true;
}

bool readAudiences(const Json &body, std::vector<std::string> &audiences)
{
    const auto found = body.find("audiences");
    if (found == body.end())
        return true;
    if (!found->is_array())
        return false;
    audiences.clear();
    for (const Json &entry : *found) {
        if (!entry.is_string())
            return false;
        audiences.push_back(entry.get<std::string>());
    }
    return true;
}

// { "value": …, "languageVersion": 1 } or null.
bool readExpression(const Json &body, std::optional<std::string> &expression)
{
    const auto found = body.find("claimsMatchingExpression");
    if (found == body.end())
        return true;
    if (found->is_null()) {
        expression.reset();
        return true;
    }
    if (!found->is_object() || !found->contains("value") || !(*found)["value"].is_string()
        || found->value("languageVersion", Json()) != Json(1))
        return false;
    expression = (*found)["value"].get<std::string>();
    return true;
}

} // namespace

std::string GraphCredentials::context(const char *suffix) const
{
    return "applications('" + m_app.id + "')/federatedIdentityCredentials" + suffix;
}

Credential *GraphCredentials::find(const std::string &key, bool byName) const
{
    const auto found =
        std::find_if(m_app.credentials.begin(), m_app.credentials.end(), [&](const Credential &credential) {
            return credential.name == key || (!byName && sameText(credential.id, key));
        });
    return found == m_app.credentials.end() ? nullptr : &*found;
}

Response GraphCredentials::notFound(const std::string &key) const
{
    return m_reply.error(404, "Request_ResourceNotFound",
                         "FederatedIdentityCredential with name " + key + " not found.");
}

GraphReply::Source GraphCredentials::source() const
{
    GraphReply::Source source;
    source.size = m_app.credentials.size();
    source.entity = [this](size_t i, const Wanted &wanted) {
        return narrowed(graph::credential(m_app.credentials[i], m_beta), wanted);
    };
    source.key = [this](size_t i) { return m_app.credentials[i].id; };
    return source;
}

Response GraphCredentials::list() const
{
    return m_reply.page(context(""), source(), m_visit.query, graph::credentialRules());
}

Response GraphCredentials::count() const
{
    return m_reply.count(source(), m_visit.query, graph::credentialRules());
}

Response GraphCredentials::read(const std::string &key) const
{
    const Credential *credential = find(key);
    if (credential == nullptr)
        return notFound(key);
    if (std::optional<Response> refusal = m_reply.refusedShape(m_visit.query, graph::credentialRules()))
        return *refusal;
    return m_reply.entity(200, context("/$entity"),
                          narrowed(graph::credential(*credential, m_beta), m_visit.query.wanted()));
}

void GraphCredentials::note(const std::vector<Credential> &before)
{
    const char *activity = unconfirmed(Unconfirmed::AuditCredentialValues).code;
    GraphJournal(m_world, m_visit)
        .application(activity, "Update", m_app, credentialDifferences(before, m_app.credentials));
}

std::optional<Response> GraphCredentials::readBody(const Json &body, Credential &credential) const
{
    static constexpr std::string_view known[] = {"name",      "issuer",      "subject",
                                                 "audiences", "description", "claimsMatchingExpression"};
    for (const auto &item : body.items()) {
        const bool annotation = item.key().rfind('@', 0) == 0 || item.key() == "id";
        const bool exists = std::find(std::begin(known), std::end(known), item.key()) != std::end(known)
            && (m_beta || item.key() != "claimsMatchingExpression");
        if (!annotation && !exists)
            return m_reply.error(Unconfirmed::GraphUnknownProperty, item.key());
    }
    if (!readText(body, "name", credential.name))
        return m_reply.error(Unconfirmed::GraphValueMissing, "name");
    if (!readText(body, "issuer", credential.issuer))
        return m_reply.error(Unconfirmed::GraphValueMissing, "issuer");
    if (!readOptionalText(body, "subject", credential.subject))
        return m_reply.error(Unconfirmed::GraphValueMissing, "subject");
    if (!readOptionalText(body, "description", credential.description))
        return m_reply.error(Unconfirmed::GraphValueMissing, "description");
    if (!readAudiences(body, credential.audiences))
        return m_reply.error(Unconfirmed::GraphAudienceCount);
    if (!readExpression(body, credential.expression))
        return m_reply.error(Unconfirmed::GraphExpressionInvalid, "it needs a value and languageVersion 1.");
    return std::nullopt;
}

Response GraphCredentials::refused(const CredentialFault &fault) const
{
    switch (fault.problem) {
    case CredentialProblem::NameInvalid:
        return m_reply.error(Unconfirmed::GraphNameInvalid, fault.field);
    case CredentialProblem::ValueMissing:
        return m_reply.error(Unconfirmed::GraphValueMissing, fault.field);
    case CredentialProblem::ValueTooLong:
        return m_reply.error(Unconfirmed::GraphValueTooLong, fault.field);
    case CredentialProblem::AudienceCount:
        return m_reply.error(Unconfirmed::GraphAudienceCount);
    case CredentialProblem::SubjectOrExpression:
        return m_reply.error(Unconfirmed::GraphSubjectOrExpression);
    case CredentialProblem::ExpressionInvalid:
        return m_reply.error(Unconfirmed::GraphExpressionInvalid, fault.field);
    case CredentialProblem::DuplicateTrust:
        return m_reply.error(Unconfirmed::GraphDuplicateTrust);
    case CredentialProblem::TooMany:
        break;
    }
    return m_reply.error(Unconfirmed::GraphTooManyCredentials);
}

Response GraphCredentials::add(Credential credential)
{
    if (!credentialNameValid(credential.name))
        return refused({CredentialProblem::NameInvalid, credential.name});
    if (find(credential.name, true) != nullptr)
        return m_reply.error(409, "Request_MultipleObjectsWithSameKeyValue",
                             "FederatedIdentityCredential with name " + credential.name + " already exists.");
    if (const std::optional<CredentialFault> fault = checkCredential(credential, m_app.credentials, nullptr))
        return refused(*fault);
    credential.id = newGuid();
    credential.written = m_visit.call.arrived;
    const std::vector<Credential> before = m_app.credentials;
    m_app.credentials.push_back(credential);
    note(before);
    Response response = m_reply.entity(201, context("/$entity"), graph::credential(credential, m_beta));
    response.setHeader("Location",
                       m_visit.call.origin + "/" + m_visit.call.segments[0] + "/applications/" + m_app.id
                           + "/federatedIdentityCredentials/" + credential.id);
    return response;
}

Response GraphCredentials::create()
{
    const Json body = parseJson(m_visit.call.body);
    if (!body.is_object())
        return m_reply.unreadableBody();
    Credential credential;
    if (std::optional<Response> refusal = readBody(body, credential))
        return *refusal;
    return add(std::move(credential));
}

Response GraphCredentials::change(const std::string &key, bool byName)
{
    const Json body = parseJson(m_visit.call.body);
    if (!body.is_object())
        return m_reply.unreadableBody();
    Credential *existing = find(key, byName);
    const bool createMissing = byName && m_visit.call.header("Prefer").find("create-if-missing") != std::string::npos;
    if (existing == nullptr && !createMissing)
        return notFound(key);
    Credential wanted = existing == nullptr ? Credential() : *existing;
    if (existing == nullptr)
        wanted.name = key;
    const std::string name = wanted.name;
    if (std::optional<Response> refusal = readBody(body, wanted))
        return *refusal;
    if (wanted.name != name)
        return m_reply.error(Unconfirmed::GraphNameImmutable);
    if (existing == nullptr)
        return add(std::move(wanted));
    if (const std::optional<CredentialFault> fault = checkCredential(wanted, m_app.credentials, existing))
        return refused(*fault);
    if (!sameTrust(wanted, *existing))
        wanted.written = m_visit.call.arrived;
    const std::vector<Credential> before = m_app.credentials;
    *existing = std::move(wanted);
    note(before);
    return m_reply.noContent();
}

Response GraphCredentials::remove(const std::string &key)
{
    const Credential *existing = find(key);
    if (existing == nullptr)
        return notFound(key);
    const std::vector<Credential> before = m_app.credentials;
    m_app.credentials.erase(m_app.credentials.begin() + (existing - m_app.credentials.data()));
    note(before);
    return m_reply.noContent();
}

} // namespace symbolon::demo
