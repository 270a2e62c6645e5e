// SPDX-License-Identifier: Apache-2.0
#include "demo/audit_history.h"

#include "demo/contoso.h"
#include "demo/json.h"
#include "demo/unconfirmed.h"

#include <algorithm>

namespace symbolon::demo {

namespace {

constexpr long long day = 86400;
constexpr size_t mostIdentities = 2000; // of a large tenant only some have a past: it is read by people

// FNV-1a: the small choices of history need no more.
std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

// A GUID made of two numbers.
std::string idOf(std::uint64_t high, std::uint64_t low)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string id;
    for (size_t i = 0; i < 32; ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20)
            id += '-';
        const std::uint64_t source = i < 16 ? high : low;
        id += i == 12 ? '4' : digits[(source >> (4 * (i % 16))) & 15];
    }
    return id;
}

// The one that has credentials, whatever it is.
struct Holder
{
    std::string clientId;
    std::string principalId;
    const std::vector<Credential> *credentials = nullptr;
    const Application *app = nullptr; // nullptr: a managed identity
};

std::vector<Holder> holdersIn(const Tenant &tenant)
{
    std::vector<Holder> holders;
    for (const Application &app : tenant.applications) {
        const ServicePrincipal *principal = app.credentials.empty() ? nullptr
                                                                    : tenant.servicePrincipalByAppId(app.appId);
        if (principal != nullptr && holders.size() < mostIdentities)
            holders.push_back({app.appId, principal->id, &app.credentials, &app});
    }
    for (const ManagedIdentity &identity : tenant.managedIdentities) {
        if (!identity.credentials.empty() && holders.size() < mostIdentities)
            holders.push_back({identity.clientId, identity.principalId, &identity.credentials, nullptr});
    }
    return holders;
}

// Credentials that never match, and those that nobody uses any more, have no sign-ins.
bool inUse(const Credential &credential)
{
    const std::string subject = credential.subject.value_or(std::string());
    return subject.find('*') == std::string::npos && credential.issuer.rfind("https://", 0) == 0
        && hashOf(credential.id) % 4 != 0;
}

class History final
{
public:
    explicit History(const World &world)
        : m_now(world.clock())
    {
    }

    void signIns(const Holder &holder, const Credential &credential)
    {
        const bool used = inUse(credential);
        const bool fails = !used && credential.subject && credential.subject->find('*') != std::string::npos;
        if (!used && !fails)
            return;
        const std::uint64_t seed = hashOf(credential.id.empty() ? credential.name : credential.id);
        const std::uint64_t count = 2 + seed % 3;
        for (std::uint64_t i = 0; i < count; ++i) {
            SignInEntry entry;
            const std::uint64_t own = hashOf(credential.name) + i * 0x9e3779b97f4a7c15ULL;
            entry.id = idOf(seed + i, own);
            entry.when = m_now - std::chrono::seconds(static_cast<long long>(own % (29 * day)) + 600);
            entry.kind = holder.app == nullptr ? SignInKind::ManagedIdentity : SignInKind::ServicePrincipal;
            entry.principalId = holder.principalId;
            entry.clientId = holder.clientId;
            entry.resource = i % 2 == 0 ? "https://management.azure.com" : "https://graph.microsoft.com";
            entry.credential = "federatedIdentityCredential";
            entry.correlationId = idOf(own, seed);
            if (fails) {
                entry.errorCode = 700213;
                entry.failure = "No matching federated identity record found for presented assertion subject.";
            } else {
                entry.credentialId = credential.id;
            }
            m_signIns.push_back(std::move(entry));
        }
    }

    // The newest credential of an application was added within the month.
    void written(const Application &app)
    {
        const Credential &newest = app.credentials.back();
        AuditEntry entry;
        const std::uint64_t seed = hashOf(app.id);
        entry.id = idOf(seed, seed * 31);
        entry.when = m_now - std::chrono::seconds(static_cast<long long>(seed % (27 * day)) + day);
        entry.activity = unconfirmed(Unconfirmed::AuditCredentialValues).code;
        entry.operation = "Update";
        entry.category = "ApplicationManagement";
        entry.actorId = app.owners.empty() ? contoso::userId("m.reyes") : app.owners.front();
        entry.clientId = contoso::azureCliAppId;
        entry.correlationId = idOf(seed * 31, seed);
        const Json added = {{"Name", newest.name},
                            {"Issuer", newest.issuer},
                            {"Subject", newest.subject ? Json(*newest.subject) : Json(nullptr)},
                            {"Audiences", newest.audiences}};
        const char *property = unconfirmed(Unconfirmed::AuditCredentialValues).message;
        entry.targets = {{app.id, app.displayName, "Application", {{property, "[]", dump(Json::array({added}))}}}};
        m_entries.push_back(std::move(entry));
    }

    void pourInto(AuditLog &log)
    {
        const auto older = [](const auto &a, const auto &b) { return a.when < b.when; };
        std::stable_sort(m_entries.begin(), m_entries.end(), older);
        std::stable_sort(m_signIns.begin(), m_signIns.end(), older);
        for (AuditEntry &entry : m_entries)
            log.add(std::move(entry));
        for (SignInEntry &entry : m_signIns)
            log.add(std::move(entry));
    }

private:
    TimePoint m_now;
    std::vector<AuditEntry> m_entries;
    std::vector<SignInEntry> m_signIns;
};

} // namespace

void writeHistory(World &world)
{
    History history(world);
    for (const Holder &holder : holdersIn(world.tenant)) {
        for (const Credential &credential : *holder.credentials)
            history.signIns(holder, credential);
        if (holder.app != nullptr)
            history.written(*holder.app);
    }
    history.pourInto(world.audit);
}

} // namespace symbolon::demo
