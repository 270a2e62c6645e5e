// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/text.h"

// The identities that trust nobody outside: most of a tenant.
namespace symbolon::demo::contoso {

namespace {

struct Registration
{
    const char *name;
    const char *created;
    const char *owner;  // nullptr: nobody
    const char *secret; // end of its client secret; nullptr: none
};

constexpr Registration registrations[] = {
    {"Symbolon", "2026-10-01T08:00:00Z", "m.reyes", nullptr},
    {"argo-cd-sso", "2023-08-14T09:12:00Z", "d.novak", "2027-02-14T09:12:00Z"},
    {"backup-monitor", "2022-05-03T11:40:00Z", "d.novak", "2026-12-01T00:00:00Z"},
    {"badge-printer", "2020-02-18T08:30:00Z", nullptr, "2024-02-18T08:30:00Z"},
    {"breakglass-rotation", "2024-10-09T06:55:00Z", "m.reyes", "2027-04-09T06:55:00Z"},
    {"confluence-sync", "2021-07-21T13:22:00Z", "p.lind", "2027-01-21T13:22:00Z"},
    {"cost-dashboard", "2024-03-12T10:05:00Z", "j.ortiz", nullptr},
    {"crm-sync", "2022-09-27T14:18:00Z", "s.khan", "2026-09-27T14:18:00Z"},
    {"data-catalog", "2024-06-06T15:00:00Z", "j.ortiz", nullptr},
    {"erp-webclient", "2021-01-11T07:10:00Z", "s.khan", nullptr},
    {"expense-reports", "2021-03-30T09:45:00Z", nullptr, "2027-03-30T09:45:00Z"},
    {"grafana-oauth", "2023-02-07T12:00:00Z", "d.novak", "2027-02-07T12:00:00Z"},
    {"hr-portal", "2020-11-16T08:20:00Z", "p.lind", nullptr},
    {"incident-bot", "2025-01-20T16:33:00Z", "d.novak", "2027-01-20T16:33:00Z"},
    {"intranet-web", "2019-12-04T10:10:00Z", "p.lind", nullptr},
    {"invoice-ocr", "2023-10-25T11:50:00Z", "s.khan", "2026-11-30T00:00:00Z"},
    {"jira-scim", "2022-02-15T13:37:00Z", "p.lind", "2027-02-15T13:37:00Z"},
    {"loyalty-api", "2024-04-22T09:00:00Z", "j.ortiz", nullptr},
    {"loyalty-mobile", "2024-04-22T09:05:00Z", "j.ortiz", nullptr},
    {"marketing-newsletter", "2021-10-01T08:08:00Z", nullptr, "2025-10-01T08:08:00Z"},
    {"mfa-selfservice", "2023-05-17T07:25:00Z", "m.reyes", nullptr},
    {"ml-notebooks-poc", "2025-07-08T14:44:00Z", "j.ortiz", nullptr},
    {"pos-backoffice", "2020-08-19T06:30:00Z", "s.khan", "2027-08-19T06:30:00Z"},
    {"power-bi-embedded", "2022-12-13T10:20:00Z", "j.ortiz", nullptr},
    {"release-notes-bot", "2025-03-03T09:09:00Z", "d.novak", nullptr},
    {"room-booking", "2020-05-28T12:15:00Z", nullptr, "2023-05-28T12:15:00Z"},
    {"salesforce-sso", "2021-06-10T11:11:00Z", "s.khan", nullptr},
    {"servicenow-connector", "2022-08-02T08:48:00Z", "m.reyes", "2027-08-02T08:48:00Z"},
    {"sonarqube", "2023-01-31T13:00:00Z", "d.novak", "2027-01-31T13:00:00Z"},
    {"store-locator", "2021-11-23T09:30:00Z", "j.ortiz", nullptr},
    {"survey-tool-draft", "2026-02-26T15:55:00Z", "p.lind", nullptr},
    {"training-portal", "2022-06-14T10:40:00Z", "p.lind", nullptr},
    {"vendor-portal", "2021-04-06T07:50:00Z", "s.khan", "2027-04-06T07:50:00Z"},
    {"vpn-radius", "2020-01-27T06:00:00Z", "m.reyes", "2027-01-27T06:00:00Z"},
    {"warehouse-scanner", "2023-09-05T05:45:00Z", "s.khan", nullptr},
};

struct Place
{
    const char *name;
    const char *subscription;
    const char *group;
    const char *location;
};

constexpr Place places[] = {
    {"id-acr-mirror", prodSubscription, "rg-platform-weu", "westeurope"},
    {"id-appgw-certs", prodSubscription, "rg-platform-weu", "westeurope"},
    {"id-datafactory-lake", prodSubscription, "rg-analytics", "westeurope"},
    {"id-func-loyalty", prodSubscription, "rg-loyalty", "westeurope"},
    {"id-keyvault-rotation", prodSubscription, "rg-platform-weu", "westeurope"},
    {"id-webapp-portal", prodSubscription, "rg-portal", "northeurope"},
    {"id-ado-agents", erpSubscription, "rg-erp-build", "westeurope"},
    {"id-func-invoices", erpSubscription, "rg-erp-core", "westeurope"},
    {"id-logic-approvals", erpSubscription, "rg-erp-core", "westeurope"},
    {"id-sql-maintenance", erpSubscription, "rg-erp-core", "westeurope"},
    {"id-backup-vault", edgeSubscription, "rg-stores-edge", "northeurope"},
    {"id-store-replicator", edgeSubscription, "rg-stores-apac", "malaysiasouth"},
};

} // namespace

std::vector<Application> otherApplications()
{
    std::vector<Application> apps;
    for (const Registration &registration : registrations) {
        Application app;
        app.id = applicationId(registration.name);
        app.appId = guidFor("client/" + std::string(registration.name));
        app.displayName = registration.name;
        app.createdDateTime = registration.created;
        if (registration.owner != nullptr)
            app.owners.push_back(userId(registration.owner));
        if (registration.secret != nullptr)
            app.secrets.push_back({guidFor("secret/" + app.displayName), "client secret", registration.created,
                                   registration.secret, sha256(secretText(app.displayName))});
        if (app.displayName == "Symbolon")
            app.redirectUris = {"http://localhost", "http://127.0.0.1"};
        apps.push_back(std::move(app));
    }
    return apps;
}

std::vector<ManagedIdentity> otherIdentities()
{
    std::vector<ManagedIdentity> identities;
    for (const Place &place : places) {
        ManagedIdentity identity;
        identity.subscriptionId = place.subscription;
        identity.resourceGroup = place.group;
        identity.name = place.name;
        identity.location = place.location;
        identity.clientId = guidFor("client/" + identity.name);
        identity.principalId = servicePrincipalId(identity.name);
        // A region without the feature, as Microsoft's documentation lists it.
        identity.federationSupported = identity.location != "malaysiasouth";
        identities.push_back(std::move(identity));
    }
    return identities;
}

} // namespace symbolon::demo::contoso
