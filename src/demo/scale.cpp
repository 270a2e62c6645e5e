// SPDX-License-Identifier: Apache-2.0
#include "demo/scale.h"

#include "demo/contoso.h"
#include "demo/scale_credentials.h"
#include "demo/text.h"

namespace symbolon::demo {

namespace {

constexpr std::array<const char *, 24> systems{
    "billing",  "checkout", "catalog",   "ledger",  "payments",   "inventory", "shipping",   "returns",
    "loyalty",  "pricing",  "search",    "reports", "identity",   "mail",      "telemetry",  "fleet",
    "datalake", "forecast", "warehouse", "portal",  "scheduling", "claims",    "onboarding", "archive"};
constexpr std::array<const char *, 8> purposes{"api", "web", "deploy", "sync", "jobs", "etl", "bot", "monitor"};
constexpr std::array<const char *, 4> stages{"prod", "test", "dev", "qa"};
constexpr std::array<const char *, 4> locations{"westeurope", "northeurope", "swedencentral", "germanywestcentral"};
constexpr std::array<const char *, 12> firstNames{"Ada",   "Ben",  "Chloe", "Deniz", "Eva",  "Finn",
                                                  "Grete", "Hugo", "Ines",  "Jan",   "Kaya", "Lars"};
constexpr std::array<const char *, 12> lastNames{"Adler",  "Berg", "Cerny",   "Dahl",   "Engel", "Fischer",
                                                 "Gruber", "Holm", "Ivanova", "Jensen", "Kaur",  "Lindqvist"};
// What workloads are given, from common to dangerous: the earlier, the more often.
constexpr std::array<const char *, 10> usualPermissions{
    "User.Read.All", "Sites.Selected", "Mail.Send",         "Group.Read.All",       "Directory.Read.All",
    "Mail.Read",     "Files.Read.All", "AuditLog.Read.All", "Application.Read.All", "Sites.Read.All"};
constexpr std::array<const char *, 6> dangerousPermissions{
    "Application.ReadWrite.All",          "Directory.ReadWrite.All",
    "AppRoleAssignment.ReadWrite.All",    "Sites.FullControl.All",
    "RoleManagement.ReadWrite.Directory", "Mail.ReadWrite"};
constexpr std::array<const char *, 8> usualRoles{
    "Reader",  "AcrPull",     "Key Vault Secrets User", "Storage Blob Data Reader", "Monitoring Metrics Publisher",
    "AcrPush", "Contributor", "Storage Blob Data Owner"};
constexpr std::array<const char *, 3> dangerousRoles{"Owner", "User Access Administrator", "Key Vault Administrator"};
constexpr std::array<const char *, 4> directoryRoles{"Directory Readers", "Application Administrator",
                                                     "User Administrator", "Privileged Role Administrator"};
constexpr int groupsPerSubscription = 24;

class Growth final
{
public:
    Growth(Tenant &tenant, const Scale &scale)
        : m_tenant(tenant)
        , m_scale(scale)
        , m_credentials(scale.seed, tenant.id)
        , m_firstUser(tenant.users.size())
        , m_firstGroup(tenant.groups.size())
        , m_firstSubscription(tenant.subscriptions.size())
    {
    }

    void grow()
    {
        addSubscriptions();
        addPeople();
        addGroups();
        m_tenant.applications.reserve(m_tenant.applications.size() + count(m_scale.apps));
        m_tenant.managedIdentities.reserve(m_tenant.managedIdentities.size() + count(m_scale.identities));
        m_tenant.servicePrincipals.reserve(m_tenant.servicePrincipals.size() + count(m_scale.apps)
                                           + count(m_scale.identities));
        for (std::uint64_t i = 0; i < count(m_scale.apps); ++i)
            addApplication(i);
        for (std::uint64_t i = 0; i < count(m_scale.identities); ++i)
            addIdentity(i);
    }

private:
    static size_t count(int number) { return static_cast<size_t>(number); }

    static std::string date(Dice &dice)
    {
        return isoTime(TimePoint(std::chrono::seconds(1546300800 + dice.below(247000000)))); // 2019 to 2026
    }

    static std::string azureDate(Dice &dice)
    {
        std::string text = date(dice);
        text.insert(text.size() - 1, ".0000000");
        return text;
    }

    void addPeople()
    {
        const std::uint64_t people = 20 + count(m_scale.apps) / 40;
        for (std::uint64_t i = 0; i < people; ++i) {
            Dice dice(m_scale.seed, "user", i);
            User made;
            made.id = dice.guid();
            const std::string first = dice.of(firstNames);
            const std::string last = dice.of(lastNames);
            made.displayName = first;
            made.displayName += ' ';
            made.displayName += last;
            made.userPrincipalName = lower(first.substr(0, 1) + "." + last) + std::to_string(i) + "@" + m_tenant.domain;
            made.jobTitle = "Engineer";
            made.scopes = {"User.Read"};
            made.person = false;
            m_tenant.users.push_back(std::move(made));
        }
    }

    void addGroups()
    {
        const std::uint64_t groups = 5 + (count(m_scale.apps) + count(m_scale.identities)) / 100;
        for (std::uint64_t i = 0; i < groups; ++i) {
            Dice dice(m_scale.seed, "group", i);
            Group made;
            made.id = dice.guid();
            made.displayName = std::string("grp-") + dice.of(systems) + "-" + std::to_string(i);
            made.roleAssignable = dice.perMille(20);
            for (std::uint64_t members = dice.below(4); members > 0; --members)
                made.members.push_back(somebody(dice));
            m_tenant.groups.push_back(std::move(made));
            if (dice.perMille(60))
                grantAzure(dice, m_tenant.groups.back().id, "Group");
        }
    }

    void addSubscriptions()
    {
        // Azure allows 4,000 role assignments in a subscription.
        const std::uint64_t subscriptions = 1 + (count(m_scale.apps) + 4 * count(m_scale.identities)) / 4000;
        for (std::uint64_t i = 0; i < subscriptions; ++i) {
            Dice dice(m_scale.seed, "subscription", i);
            Subscription made;
            made.id = dice.guid();
            made.displayName = std::string("sub-") + dice.of(systems) + "-" + std::to_string(i);
            made.managementGroup = contoso::managementGroup;
            for (int group = 0; group < groupsPerSubscription; ++group)
                made.resourceGroups.push_back(
                    {std::string("rg-") + systems[static_cast<size_t>(group)] + "-" + dice.of(stages),
                     dice.of(locations)});
            m_tenant.subscriptions.push_back(std::move(made));
        }
    }

    void addApplication(std::uint64_t number)
    {
        Dice dice(m_scale.seed, "application", number);
        const std::string system = dice.of(systems);
        Application app;
        app.id = dice.guid();
        app.appId = dice.guid();
        app.displayName = system + "-" + dice.of(purposes) + "-" + dice.of(stages) + "-" + std::to_string(number);
        app.createdDateTime = date(dice);
        if (dice.perMille(40))
            app.signInAudience = "AzureADMultipleOrgs";
        const std::uint64_t owners = dice.below(100);
        for (int i = 0; i < (owners < 30 ? 0 : owners < 80 ? 1 : 2); ++i)
            app.owners.push_back(somebody(dice));
        if (dice.perMille(450))
            addSecrets(dice, app);
        if (dice.perMille(60))
            app.redirectUris = {"http://localhost"};
        app.credentials = m_credentials.ofApplication(number, system);
        if (!dice.perMille(30)) // a few were registered and never used
            addPrincipal(dice, app);
        m_tenant.applications.push_back(std::move(app));
    }

    void addPrincipal(Dice &dice, const Application &app)
    {
        ServicePrincipal made;
        made.id = dice.guid();
        made.appId = app.appId;
        made.displayName = app.displayName;
        made.createdDateTime = app.createdDateTime;
        made.appOwnerOrganizationId = m_tenant.id;
        for (std::uint64_t grants = dice.perMille(400) ? 1 + dice.below(3) : 0; grants > 0; --grants)
            grantPermission(dice, made.id);
        if (dice.perMille(3))
            grantDirectory(dice, made.id);
        if (dice.perMille(200))
            grantAzure(dice, made.id, "ServicePrincipal");
        if (dice.perMille(80))
            join(dice, made.id);
        m_tenant.servicePrincipals.push_back(std::move(made));
    }

    void addIdentity(std::uint64_t number)
    {
        Dice dice(m_scale.seed, "identity", number);
        const Subscription &home = aSubscription(dice);
        const ResourceGroup &group = home.resourceGroups[dice.below(home.resourceGroups.size())];
        const std::string system = group.name.substr(3, group.name.rfind('-') - 3);
        ManagedIdentity identity;
        identity.subscriptionId = home.id;
        identity.resourceGroup = group.name;
        identity.name = "id-" + system + "-" + dice.of(purposes) + "-" + std::to_string(number);
        identity.location = group.location;
        identity.clientId = dice.guid();
        identity.principalId = dice.guid();
        identity.credentials = m_credentials.ofIdentity(number, system);

        ServicePrincipal principal;
        principal.id = identity.principalId;
        principal.appId = identity.clientId;
        principal.displayName = identity.name;
        principal.type = "ManagedIdentity";
        principal.createdDateTime = date(dice);
        principal.alternativeNames = {"isExplicit=True", Tenant::resourceId(identity)};
        for (std::uint64_t grants = dice.perMille(850) ? 1 + dice.below(2) : 0; grants > 0; --grants)
            grantAzure(dice, principal.id, "ServicePrincipal");
        if (dice.perMille(40))
            grantPermission(dice, principal.id);
        if (dice.perMille(60))
            join(dice, principal.id);
        m_tenant.servicePrincipals.push_back(std::move(principal));
        m_tenant.managedIdentities.push_back(std::move(identity));
    }

    static void addSecrets(Dice &dice, Application &app)
    {
        for (std::uint64_t secrets = 1 + dice.below(2); secrets > 0; --secrets) {
            const TimePoint start(std::chrono::seconds(1640995200 + dice.below(152000000)));
            const TimePoint end = start + std::chrono::hours(24 * (dice.perMille(500) ? 180 : 730));
            app.secrets.push_back({dice.guid(), "rbac", isoTime(start), isoTime(end)});
        }
    }

    std::string somebody(Dice &dice)
    {
        return m_tenant.users[m_firstUser + dice.below(m_tenant.users.size() - m_firstUser)].id;
    }

    const Subscription &aSubscription(Dice &dice)
    {
        return m_tenant
            .subscriptions[m_firstSubscription + dice.below(m_tenant.subscriptions.size() - m_firstSubscription)];
    }

    void join(Dice &dice, const std::string &principalId)
    {
        m_tenant.groups[m_firstGroup + dice.below(m_tenant.groups.size() - m_firstGroup)].members.push_back(
            principalId);
    }

    void grantPermission(Dice &dice, const std::string &principalId)
    {
        const std::string_view wanted = dice.perMille(30) ? dice.of(dangerousPermissions) : dice.of(usualPermissions);
        const ServicePrincipal *graph = m_tenant.servicePrincipalByAppId(contoso::graphAppId);
        for (const AppRole &role : graph->appRoles) {
            if (role.value == wanted)
                m_tenant.appRoleAssignments.push_back({dice.hex(43), principalId, graph->id, role.id, date(dice)});
        }
    }

    void grantDirectory(Dice &dice, const std::string &principalId)
    {
        const std::string_view wanted = dice.of(directoryRoles);
        for (const DirectoryRoleDefinition &role : m_tenant.directoryRoles) {
            if (role.displayName == wanted)
                m_tenant.directoryRoleAssignments.push_back({dice.hex(39) + "-1", principalId, role.templateId, "/"});
        }
    }

    void grantAzure(Dice &dice, const std::string &principalId, const char *principalType)
    {
        const std::string_view wanted = dice.perMille(25) ? dice.of(dangerousRoles) : dice.of(usualRoles);
        const Subscription &where = aSubscription(dice);
        std::string scope = "/subscriptions/" + where.id;
        const std::uint64_t depth = dice.below(100);
        if (depth >= 10)
            scope += "/resourceGroups/" + where.resourceGroups[dice.below(where.resourceGroups.size())].name;
        if (depth >= 60)
            scope += "/providers/Microsoft.KeyVault/vaults/kv-" + dice.hex(6);
        for (const AzureRoleDefinition &role : m_tenant.azureRoles) {
            if (role.roleName == wanted)
                m_tenant.azureRoleAssignments.push_back(
                    {dice.guid(), scope, role.id, principalId, principalType, azureDate(dice)});
        }
    }

    Tenant &m_tenant;
    const Scale &m_scale;
    ScaledCredentials m_credentials;
    size_t m_firstUser;
    size_t m_firstGroup;
    size_t m_firstSubscription;
};

} // namespace

std::optional<Scale> parseScale(std::string_view text, std::string &problem)
{
    Scale scale;
    for (const std::string &part : split(text, ',')) {
        const size_t equals = part.find('=');
        const std::string name = trimmed(part.substr(0, equals));
        const std::string value = equals == std::string::npos ? std::string() : trimmed(part.substr(equals + 1));
        const bool isNumber = !value.empty() && value.size() <= 18
            && value.find_first_not_of("0123456789") == std::string::npos;
        const std::uint64_t number = isNumber ? std::stoull(value) : 0;
        const bool counts = name == "apps" || name == "identities";
        if (!isNumber || (!counts && name != "seed")) {
            problem = "wants apps=N,identities=N,seed=N, not " + part;
            return std::nullopt;
        }
        if (counts && number > mostScaled) {
            problem = "takes at most " + std::to_string(mostScaled) + " " + name;
            return std::nullopt;
        }
        if (name == "apps")
            scale.apps = static_cast<int>(number);
        else if (name == "identities")
            scale.identities = static_cast<int>(number);
        else
            scale.seed = number;
    }
    return scale;
}

void addScale(Tenant &tenant, const Scale &scale)
{
    if (scale.apps == 0 && scale.identities == 0)
        return;
    Growth(tenant, scale).grow();
}

} // namespace symbolon::demo
