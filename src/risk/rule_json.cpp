// SPDX-License-Identifier: Apache-2.0
#include "risk/rule_json.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace symbolon::risk {
namespace {

using Json = nlohmann::json;

QString text(const Json &object, const char *key)
{
    return QString::fromStdString(object.at(key).get_ref<const std::string &>());
}

Error asError(const std::exception &exception)
{
    Error error;
    error.kind = ErrorKind::Validation;
    error.message = QString::fromUtf8(exception.what());
    return error;
}

Rule readRule(const Json &json)
{
    Rule rule;
    rule.id = text(json, "id");
    rule.title = text(json, "title");
    rule.category = text(json, "category");
    const auto severity = severityFromId(text(json, "severity"));
    if (!severity)
        throw std::runtime_error(rule.id.toStdString() + ": unknown severity");
    rule.severity = *severity;
    rule.why = text(json, "why");
    for (const Json &step : json.at("remediation"))
        rule.remediation << QString::fromStdString(step.get<std::string>());
    for (const Json &reference : json.at("references"))
        rule.references << QStringLiteral("%1 (%2)").arg(text(reference, "title"), text(reference, "source"));
    return rule;
}

Tier tierOf(const QString &word)
{
    static const QHash<QString, Tier> tiers{
        {QStringLiteral("control-plane"), Tier::ControlPlane},
        {QStringLiteral("control-plane-indirect"), Tier::ControlPlaneIndirect},
        {QStringLiteral("identity-lateral"), Tier::IdentityLateral},
        {QStringLiteral("high-impact"), Tier::HighImpact},
        {QStringLiteral("sensitive-data"), Tier::SensitiveData},
        {QStringLiteral("supply-chain"), Tier::SupplyChain},
        {QStringLiteral("reconnaissance"), Tier::Reconnaissance},
    };
    const auto found = tiers.constFind(word);
    if (found == tiers.cend())
        throw std::runtime_error("unknown tier " + word.toStdString());
    return *found;
}

// `tiers`: what each tier means, for those that give no reason of their own.
PrivilegeBook::Entry entryOf(const Json &json, const Json &tiers)
{
    PrivilegeBook::Entry entry;
    const auto tier = json.at("tier").get<std::string>();
    entry.tier = tierOf(QString::fromStdString(tier));
    entry.why = QString::fromStdString(json.value("why", tiers.value(tier, std::string())));
    entry.proven = json.value("path", std::string("direct")) != "unproven";
    entry.privileged = json.value("microsoftPrivilegedLabel", false);
    return entry;
}

} // namespace

Result<RuleData> readRules(const QByteArray &json)
{
    try {
        const Json document = Json::parse(json.cbegin(), json.cend());
        RuleData data;
        const Json &thresholds = document.at("thresholds");
        data.thresholds.credentialWarnCount = thresholds.at("credentialWarnCount").get<int>();
        data.thresholds.credentialLimit = thresholds.at("credentialLimit").get<int>();
        for (const Json &rule : document.at("rules"))
            data.rules.append(readRule(rule));
        return data;
    } catch (const std::exception &exception) {
        return failure(asError(exception));
    }
}

Result<PrivilegeBook> readPrivileges(const QByteArray &json)
{
    try {
        const Json document = Json::parse(json.cbegin(), json.cend());
        PrivilegeBook book;
        const Json tiers = document.value("tiers", Json::object());
        for (const Json &role : document.at("directoryRoles"))
            book.addDirectoryRole(text(role, "templateId"), entryOf(role, tiers));
        const QString graph = text(document, "graphResourceAppId");
        for (const Json &role : document.at("graphAppRoles"))
            book.addAppRole(graph, text(role, "id"), entryOf(role, tiers));
        for (const Json &role : document.at("otherApiAppRoles"))
            book.addAppRole(text(role, "resourceAppId"), text(role, "id"), entryOf(role, tiers));
        for (const Json &role : document.at("azureRoles"))
            book.addAzureRole(text(role, "id"), entryOf(role, tiers));
        return book;
    } catch (const std::exception &exception) {
        return failure(asError(exception));
    }
}

} // namespace symbolon::risk
