// SPDX-License-Identifier: Apache-2.0
#include "export/json_document.h"

#include "export/words.h"

#include <QSet>

#include <nlohmann/json.hpp>

namespace symbolon::exports {
namespace {

// Ordered: a document is read by people too, and its members stand in the same order every time.
using Json = nlohmann::ordered_json;

Json text(const QString &value)
{
    return Json(value.toStdString());
}

// Absent is null, never an empty string.
Json textOrNull(const QString &value)
{
    return value.isEmpty() ? Json() : text(value);
}

Json texts(const QStringList &values)
{
    Json array = Json::array();
    for (const QString &value : values)
        array.push_back(text(value));
    return array;
}

Json severity(const std::optional<risk::Severity> &value)
{
    return value ? text(risk::severityId(*value)) : Json();
}

Json privilege(const trust::Privilege &value)
{
    return {{"plane", text(planeId(value.plane))},
            {"roleId", text(value.roleId)},
            {"name", text(value.name)},
            {"scope", text(value.scope)},
            {"scopeName", textOrNull(value.scopeName)},
            {"resourceAppId", textOrNull(value.resourceAppId)},
            {"throughGroup", textOrNull(value.throughGroup)},
            {"condition", textOrNull(value.condition)}};
}

Json credential(const trust::FederatedCredential &value)
{
    Json object{{"id", textOrNull(value.id)},
                {"name", text(value.name)},
                {"issuer", text(value.issuer)},
                {"subject", value.subject ? text(*value.subject) : Json()},
                {"claimsMatchingExpression", Json()},
                {"audiences", texts(value.audiences)},
                {"description", textOrNull(value.description)}};
    if (value.expression) {
        object["claimsMatchingExpression"] = {{"value", text(value.expression->value)},
                                              {"languageVersion", value.expression->languageVersion}};
    }
    return object;
}

Json identityReference(const trust::IdentityKey &key, const QString &name)
{
    return {{"kind", text(kindId(key.kind))}, {"id", text(key.id)}, {"displayName", text(name)}};
}

Json owner(const trust::Owner &value)
{
    return {{"id", text(value.id)},
            {"kind", text(ownerKindId(value.kind))},
            {"displayName", textOrNull(value.displayName)},
            {"userPrincipalName", textOrNull(value.userPrincipalName)},
            {"guest", value.isGuest},
            {"disabled", value.isDisabled}};
}

// What is not known is null, never an empty list.
Json owners(const trust::Identity &value)
{
    if (!value.ownersPart.isKnown())
        return {};
    Json array = Json::array();
    for (const trust::Owner &one : value.owners)
        array.push_back(owner(one));
    return array;
}

Json secret(const trust::Secret &value)
{
    const bool isPassword = value.kind == trust::SecretKind::Password;
    return {{"kind", text(secretKindId(value))},
            {"keyId", value.keyId.isNull() ? Json() : text(value.keyId.toString(QUuid::WithoutBraces))},
            {"displayName", textOrNull(value.displayName)},
            {"hint", isPassword ? textOrNull(value.mark) : Json()},
            {"thumbprint", isPassword ? Json() : textOrNull(value.mark)},
            {"usage", isPassword ? Json() : Json(value.signs ? "sign" : "verify")},
            {"start", textOrNull(isoTime(value.start))},
            {"end", textOrNull(isoTime(value.end))}};
}

// What was read of them; null where nothing was.
Json secrets(const trust::Identity &value)
{
    if (!value.secretsPart.isKnown() && value.secrets.isEmpty())
        return {};
    Json array = Json::array();
    for (const trust::Secret &one : value.secrets)
        array.push_back(secret(one));
    return array;
}

Json part(const trust::Part &value)
{
    return text(knowledgeId(value.state));
}

Json identity(const IdentityLine &line)
{
    const trust::Identity &value = line.identity;
    Json object = identityReference(value.key, value.displayName);
    object["clientId"] = text(value.clientId);
    object["servicePrincipalId"] = textOrNull(value.servicePrincipalId);
    object["tenantId"] = textOrNull(value.tenantId);
    object["createdAt"] = textOrNull(isoTime(value.createdAt));
    object["signInAudience"] = textOrNull(value.signInAudience);
    object["subscriptionId"] = textOrNull(value.place->subscriptionId);
    object["subscriptionName"] = textOrNull(value.place->subscriptionName);
    object["resourceGroup"] = textOrNull(value.place->resourceGroup);
    object["location"] = textOrNull(value.place->location);
    const bool isApplication = value.key.kind == trust::IdentityKind::Application;
    object["ownedThrough"] = isApplication ? "owners" : "azureRoles";
    object["owners"] = owners(value);
    object["secrets"] = secrets(value);
    object["credentialCount"] = value.credentialsPart.isKnown() ? Json(value.credentials.size()) : Json();
    object["platforms"] = texts(line.platforms);
    object["highestPrivilege"] = line.highest ? privilege(*line.highest) : Json();
    object["risk"] = severity(line.risk);
    object["parts"] = {{"credentials", part(value.credentialsPart)},
                       {"directoryRoles", part(value.directoryRolesPart)},
                       {"appPermissions", part(value.appPermissionsPart)},
                       {"azureRoles", part(value.azureRolesPart)}};
    if (isApplication) {
        object["parts"]["owners"] = part(value.ownersPart);
        object["parts"]["secrets"] = part(value.secretsPart);
    }
    return object;
}

Json evidence(const QList<risk::Evidence> &items)
{
    Json array = Json::array();
    for (const risk::Evidence &item : items)
        array.push_back({{"label", text(item.label)}, {"value", text(item.value)}});
    return array;
}

Json verdict(const risk::Verdict &value)
{
    return {{"ruleId", text(value.ruleId)},
            {"outcome", text(risk::outcomeId(value.outcome))},
            {"severity", value.outcome == risk::Outcome::Finding ? text(risk::severityId(value.severity)) : Json()},
            {"credential", textOrNull(value.credentialName)},
            {"evidence", evidence(value.evidence)},
            {"unknown", textOrNull(value.unknown)}};
}

Json unknown(const Unknown &line)
{
    Json object{{"source", textOrNull(line.source)},
                {"ruleId", textOrNull(line.ruleId)},
                {"identity", Json()},
                {"credential", textOrNull(line.credentialName)},
                {"reason", text(line.reason)},
                {"error", Json()}};
    if (!line.identity.id.isEmpty())
        object["identity"] = identityReference(line.identity, line.identityName);
    if (line.error) {
        object["error"] = {{"status", line.error->httpStatus > 0 ? Json(line.error->httpStatus) : Json()},
                           {"code", textOrNull(line.error->code)},
                           {"message", textOrNull(line.error->message)},
                           {"requestId", textOrNull(line.error->requestId)}};
    }
    return object;
}

Json document(const Envelope &envelope, const QList<Unknown> &moreUnknown = {})
{
    Json unknowns = Json::array();
    for (const Unknown &line : envelope.unknown)
        unknowns.push_back(unknown(line));
    for (const Unknown &line : moreUnknown)
        unknowns.push_back(unknown(line));
    return {{"schemaVersion", schemaVersion},
            {"generatedAt", text(isoTime(envelope.generatedAt))},
            {"tenant",
             {{"id", textOrNull(envelope.tenant.id)},
              {"displayName", textOrNull(envelope.tenant.displayName)},
              {"defaultDomain", textOrNull(envelope.tenant.defaultDomain)}}},
            {"complete", envelope.complete && unknowns.empty()},
            {"readByChangesSince", textOrNull(isoTime(envelope.wholeAt))},
            {"unknown", unknowns}};
}

QByteArray written(const Json &json)
{
    return QByteArray::fromStdString(json.dump(2, ' ', true, Json::error_handler_t::replace)) + '\n';
}

Json finding(const FindingLine &line)
{
    return {{"ruleId", text(line.verdict.ruleId)},
            {"title", text(line.rule.title)},
            {"severity", text(risk::severityId(line.verdict.severity))},
            {"identity", identityReference(line.verdict.identity, line.verdict.identityName)},
            {"credential", textOrNull(line.verdict.credentialName)},
            {"evidence", evidence(line.verdict.evidence)}};
}

Json rule(const risk::Rule &value)
{
    return {{"id", text(value.id)},
            {"title", text(value.title)},
            {"category", text(value.category)},
            {"severity", text(risk::severityId(value.severity))},
            {"why", text(value.why)},
            {"remediation", texts(value.remediation)},
            {"references", texts(value.references)}};
}

Json summary(const AuditSummary &value)
{
    Json bySeverity = Json::object();
    for (int i = static_cast<int>(value.bySeverity.size()) - 1; i >= 0; --i)
        bySeverity[risk::severityId(static_cast<risk::Severity>(i)).toStdString()] = value.bySeverity.at(i);
    Json byOutcome = Json::object();
    for (int i = 0; i < static_cast<int>(value.byOutcome.size()); ++i)
        byOutcome[risk::outcomeId(static_cast<risk::Outcome>(i)).toStdString()] = value.byOutcome.at(i);
    return {{"identities", value.identities},
            {"credentials", value.credentials},
            {"findings", value.findings()},
            {"bySeverity", bySeverity},
            {"byOutcome", byOutcome}};
}

} // namespace

QByteArray identitiesJson(const Envelope &envelope, const QList<IdentityLine> &lines)
{
    Json json = document(envelope);
    Json array = Json::array();
    for (const IdentityLine &line : lines)
        array.push_back(identity(line));
    json["identities"] = std::move(array);
    return written(json);
}

QByteArray credentialsJson(const Envelope &envelope, const QList<CredentialLine> &lines)
{
    Json json = document(envelope);
    Json array = Json::array();
    for (const CredentialLine &line : lines) {
        Json object{{"identity", identityReference(line.identity, line.identityName)}};
        object.update(credential(line.credential));
        object["platform"] = text(line.platform);
        object["risk"] = severity(line.risk);
        array.push_back(std::move(object));
    }
    json["credentials"] = std::move(array);
    return written(json);
}

QByteArray issuersJson(const Envelope &envelope, const QList<IssuerLine> &lines)
{
    Json json = document(envelope);
    Json array = Json::array();
    for (const IssuerLine &line : lines) {
        Json object{{"issuer", text(line.issuer)},
                    {"platform", text(line.platform)},
                    {"credentials", line.credentials},
                    {"identities", line.identities},
                    {"highestPrivilege", line.highest ? privilege(*line.highest) : Json()},
                    {"highestPrivilegeOf", textOrNull(line.highestOfName)},
                    {"privilegesKnown", line.isReachKnown},
                    {"risk", severity(line.risk)}};
        array.push_back(std::move(object));
    }
    json["issuers"] = std::move(array);
    return written(json);
}

QByteArray identityJson(const Envelope &envelope, const IdentityLine &line)
{
    Json json = document(envelope);
    Json object = identity(line);
    Json credentials = Json::array();
    for (const trust::FederatedCredential &item : line.identity.credentials)
        credentials.push_back(credential(item));
    Json privileges = Json::array();
    for (const trust::Privilege &item : line.identity.privileges)
        privileges.push_back(privilege(item));
    Json verdicts = Json::array();
    for (const risk::Verdict &item : line.verdicts)
        verdicts.push_back(verdict(item));
    object["credentials"] = std::move(credentials);
    object["privileges"] = std::move(privileges);
    object["verdicts"] = std::move(verdicts);
    json["identity"] = std::move(object);
    return written(json);
}

QByteArray auditJson(const Envelope &envelope, const Audit &audit)
{
    Json json = document(envelope, audit.unknown);
    Json findings = Json::array();
    Json rules = Json::array();
    QSet<QString> named;
    for (const FindingLine &line : audit.findings) {
        findings.push_back(finding(line));
        if (named.contains(line.rule.id))
            continue;
        named.insert(line.rule.id);
        rules.push_back(rule(line.rule));
    }
    json["summary"] = summary(audit.summary);
    json["findings"] = std::move(findings);
    json["rules"] = std::move(rules);
    return written(json);
}

QByteArray syncJson(const Envelope &envelope, const SyncStatistics &statistics)
{
    Json requests = Json::object();
    for (auto service = statistics.requests.cbegin(); service != statistics.requests.cend(); ++service) {
        Json byStatus = Json::object();
        for (auto status = service->cbegin(); status != service->cend(); ++status)
            byStatus[status.key() == 0 ? std::string("noAnswer") : std::to_string(status.key())] = status.value();
        requests[service.key().toStdString()] = std::move(byStatus);
    }
    Json throttling = Json::object();
    for (auto service = statistics.throttling.cbegin(); service != statistics.throttling.cend(); ++service) {
        throttling[service.key().toStdString()] = {{"refusals", service->refusals},
                                                   {"waitedSeconds", service->waitedSeconds},
                                                   {"pacedSeconds", service->pacedSeconds}};
    }
    Json json = document(envelope);
    json["requests"] = std::move(requests);
    json["throttling"] = std::move(throttling);
    json["seconds"] = statistics.seconds;
    json["rows"] = {{"identities", statistics.identities}, {"credentials", statistics.credentials}};
    json["peakResidentBytes"] = statistics.peakResidentBytes;
    return written(json);
}

} // namespace symbolon::exports
