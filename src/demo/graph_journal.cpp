// SPDX-License-Identifier: Apache-2.0
#include "demo/graph_journal.h"

namespace symbolon::demo {

namespace {

std::string upperFirst(std::string name)
{
    if (!name.empty() && name.front() >= 'a' && name.front() <= 'z')
        name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

AuditedProperty included(const std::vector<AuditedProperty> &changes)
{
    std::string names;
    for (const AuditedProperty &change : changes)
        names.append(names.empty() ? "" : ", ").append(change.name);
    return {"Included Updated Properties", {}, dump(Json(names))};
}

Json audited(const std::vector<Credential> &credentials)
{
    Json list = Json::array();
    for (const Credential &credential : credentials) {
        Json entry = {{"Name", credential.name},
                      {"Issuer", credential.issuer},
                      {"Subject", credential.subject ? Json(*credential.subject) : Json(nullptr)},
                      {"Id", credential.id},
                      {"Description", credential.description ? Json(*credential.description) : Json(nullptr)},
                      {"Audiences", credential.audiences}};
        if (credential.expression)
            entry["ClaimsMatchingExpression"] = {{"Value", *credential.expression}, {"LanguageVersion", 1}};
        list.push_back(std::move(entry));
    }
    return list;
}

} // namespace

void GraphJournal::deed(const char *activity, const char *operation, const char *category,
                        std::vector<AuditTarget> targets)
{
    AuditEntry entry;
    entry.when = m_world.clock();
    entry.activity = activity;
    entry.operation = operation;
    entry.category = category;
    entry.actorId = m_visit.who.objectId;
    entry.byApp = m_visit.who.appOnly;
    entry.clientId = m_visit.who.clientId;
    entry.correlationId = isGuid(m_visit.call.clientRequestId) ? m_visit.call.clientRequestId : m_visit.call.requestId;
    entry.targets = std::move(targets);
    for (AuditTarget &target : entry.targets) {
        if (!target.changes.empty())
            target.changes.push_back(included(target.changes));
    }
    m_world.audit.add(std::move(entry));
}

void GraphJournal::application(const char *activity, const char *operation, const Application &app,
                               std::vector<AuditedProperty> changes)
{
    m_world.changes.note(ChangedKind::Application, app.id, std::string_view(operation) == "Delete");
    deed(activity, operation, "ApplicationManagement", {{app.id, app.displayName, "Application", std::move(changes)}});
}

void GraphJournal::servicePrincipal(const char *activity, const char *operation, const ServicePrincipal &principal,
                                    std::vector<AuditedProperty> changes)
{
    m_world.changes.note(ChangedKind::ServicePrincipal, principal.id, std::string_view(operation) == "Delete");
    deed(activity, operation, "ApplicationManagement",
         {{principal.id, principal.displayName, "ServicePrincipal", std::move(changes)}});
}

std::vector<AuditedProperty> differences(const Json &before, const Json &after)
{
    std::vector<AuditedProperty> changes;
    for (const auto &item : after.items()) {
        const auto old = before.find(item.key());
        const Json was = old == before.end() ? Json(nullptr) : *old;
        if (was == item.value())
            continue;
        // The directory's own names begin with a capital, and every value is a list.
        changes.push_back({upperFirst(item.key()), was.is_null() ? "[]" : dump(Json::array({was})),
                           item.value().is_null() ? "[]" : dump(Json::array({item.value()}))});
    }
    return changes;
}

std::vector<AuditedProperty> credentialDifferences(const std::vector<Credential> &before,
                                                   const std::vector<Credential> &after)
{
    return {{unconfirmed(Unconfirmed::AuditCredentialValues).message, dump(audited(before)), dump(audited(after))}};
}

} // namespace symbolon::demo
