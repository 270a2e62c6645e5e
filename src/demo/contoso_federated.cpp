// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo/text.h"

// The fourteen identities that trust somebody outside, with their 92 credentials. Subjects follow what each platform
// documents; the planted mistakes carry a comment.
namespace symbolon::demo::contoso {

namespace {

std::string entraIssuer()
{
    return "https://login.microsoftonline.com/" + std::string(tenantId) + "/v2.0";
}

class Credentials final
{
public:
    explicit Credentials(std::string owner)
        : m_owner(std::move(owner))
    {
    }

    Credentials &add(const std::string &name, const std::string &issuer, const std::string &subject,
                     const std::string &description = {}, const std::string &audience = exchangeAudience)
    {
        Credential &added = start(name, issuer, description, audience);
        added.subject = subject;
        return *this;
    }

    Credentials &flexible(const std::string &name, const std::string &issuer, const std::string &expression,
                          const std::string &description = {})
    {
        Credential &added = start(name, issuer, description, exchangeAudience);
        added.expression = expression;
        return *this;
    }

    [[nodiscard]] const std::vector<Credential> &list() const { return m_list; }

private:
    Credential &start(const std::string &name, const std::string &issuer, const std::string &description,
                      const std::string &audience)
    {
        Credential credential;
        credential.id = guidFor("credential/" + m_owner + "/" + name);
        credential.name = name;
        credential.issuer = issuer;
        credential.audiences = {audience};
        if (!description.empty())
            credential.description = description;
        m_list.push_back(std::move(credential));
        return m_list.back();
    }

    std::string m_owner;
    std::vector<Credential> m_list;
};

std::vector<Credential> platformDeployCredentials()
{
    const std::string repo = "repo:contoso/platform:";
    Credentials list("gh-platform-deploy");
    list.add("env-production", githubIssuer, repo + "environment:production", "Production deploys, CHG0041877")
        .add("env-staging", githubIssuer, repo + "environment:staging", "Staging deploys")
        .add("main-branch", githubIssuer, repo + "ref:refs/heads/main", "Nightly build of main")
        // Mistake: a plain subject knows no wildcard, so this one matches nothing.
        .add("hotfix-any", githubIssuer, repo + "ref:refs/heads/hotfix/*")
        .add("release-tags", githubIssuer, repo + "ref:refs/tags/v4", "Tagged releases")
        .add("env-dr-failover", githubIssuer, repo + "environment:dr-failover", "Disaster recovery drill")
        .add(auditorCredential, githubIssuer, auditorSubject, "Weekly audit of the tenant, read only");
    for (const char *environment : {"development", "test", "qa", "performance", "preview", "canary", "sandbox"})
        list.add("env-" + std::string(environment), githubIssuer, repo + "environment:" + environment);
    list.add("develop-branch", githubIssuer, repo + "ref:refs/heads/develop")
        .add("release-25-10", githubIssuer, repo + "ref:refs/heads/release/25.10")
        .add("release-25-11", githubIssuer, repo + "ref:refs/heads/release/25.11")
        .add("tag-v5", githubIssuer, repo + "ref:refs/tags/v5")
        .add("tag-lts", githubIssuer, repo + "ref:refs/tags/lts");
    return list.list();
}

std::vector<Credential> landingZoneCredentials()
{
    const std::string project = "organization:contoso:project:landing-zones:workspace:";
    Credentials list("terraform-landing-zones");
    for (const char *zone :
         {"connectivity", "corp-prod", "corp-test", "identity", "management", "online-prod", "online-test", "sandbox"})
        list.add("tfc-" + std::string(zone), terraformIssuer, project + "lz-" + zone + ":run_phase:apply");
    list.add("backup-sync", terraformIssuer, project + "backup-sync:run_phase:apply");
    // A repository created after July 2026: its subject carries the ids of owner and repository.
    const std::string repo = "repo:contoso@5544123/landing-zones@821093847:";
    list.add("lz-main", githubIssuer, repo + "ref:refs/heads/main", "Plan on main")
        .add("lz-production", githubIssuer, repo + "environment:production", "Apply after approval")
        .flexible("lz-releases", githubIssuer,
                  "claims['sub'] matches 'repo:contoso@5544123/landing-zones@821093847:ref:refs/heads/release/*'"
                  " and claims['repository_id'] eq '821093847'",
                  "Release branches of this repository only");
    return list.list();
}

std::vector<Credential> dataPipelineCredentials()
{
    Credentials list("gitlab-data-pipelines");
    const std::string branch = ":ref_type:branch:ref:";
    list.add("data-lake-main", gitlabIssuer, "project_path:contoso/data-lake" + branch + "main", "Data lake, main")
        .add("data-lake-tag", gitlabIssuer, "project_path:contoso/data-lake:ref_type:tag:ref:v12")
        .add("bi-reports-main", gitlabIssuer, "project_path:contoso/bi-reports" + branch + "main")
        .add("ingest-main", gitlabIssuer, "project_path:contoso/ingest" + branch + "main", "Ingest jobs")
        .add("ingest-next", gitlabIssuer, "project_path:contoso/ingest" + branch + "next")
        .add("quality-main", gitlabIssuer, "project_path:contoso/data-quality" + branch + "main")
        .flexible("data-lake-releases", gitlabIssuer,
                  "claims['sub'] matches 'project_path:contoso/data-lake:ref_type:branch:ref:release-*'"
                  " and claims['project_id'] eq '57382910'",
                  "Release branches of the data lake")
        // Mistake: every project of the group, every branch and tag.
        .flexible("all-projects", gitlabIssuer, "claims['sub'] matches 'project_path:contoso/*:ref_type:branch:ref:*'")
        .flexible("any-tag", gitlabIssuer, "claims['sub'] matches 'project_path:contoso/*:ref_type:tag:ref:*'");
    return list.list();
}

std::vector<Credential> releaseConnections()
{
    // Azure DevOps: entra prefix, tenant as base64 GUID, Azure DevOps' own application, organisation, connection.
    const std::string prefix = "/eid1/c/pub/t/pPDBsy5te0-aWBwH5dL2Qw/a/rISbSSETf0KqFyZ8ppdXmA/sc/"
                               "9d3e5b7a-1c2f-4a6b-8e0d-2f4a6c8e0b1d/";
    Credentials list("ado-erp-release");
    for (const char *connection : {"erp-dev", "erp-test", "erp-preprod", "erp-prod"})
        list.add(connection, entraIssuer(), prefix + guidFor("connection/" + std::string(connection)),
                 "Service connection " + std::string(connection));
    // A managed identity as the credential of an app: subject is the identity's principal id.
    list.add("build-agents", entraIssuer(), servicePrincipalId(buildAgents), "Self-hosted agents, no secret");
    return list.list();
}

Application application(const std::string &name, const std::string &firstEight, const std::string &created,
                        const std::vector<std::string> &owners, std::vector<Credential> credentials)
{
    Application app;
    app.id = applicationId(name);
    app.appId = guidFor(firstEight, "client/" + name);
    app.displayName = name;
    app.createdDateTime = created;
    for (const std::string &owner : owners)
        app.owners.push_back(userId(owner));
    app.credentials = std::move(credentials);
    return app;
}

ManagedIdentity identity(const std::string &name, const std::string &firstEight, const char *subscription,
                         const std::string &group, const std::string &location, const Credentials &credentials)
{
    ManagedIdentity made;
    made.subscriptionId = subscription;
    made.resourceGroup = group;
    made.name = name;
    made.location = location;
    made.clientId = guidFor(firstEight, "client/" + name);
    made.principalId = servicePrincipalId(name);
    made.credentials = credentials.list();
    return made;
}

Credentials storeCredentials()
{
    Credentials list("id-arc-store-pos");
    for (int store = 112; store < 130; ++store) {
        const std::string name = "store-0" + std::to_string(store);
        std::string subject = "system:serviceaccount:pos:" + name;
        if (store == 121)
            subject += ' '; // mistake: a blank copied along with the name of the service account
        list.add("arc-" + name, store < 122 ? arcNorth : arcSouth, subject);
    }
    return list;
}

void keepSecret(Application &app, const char *name, const char *start, const char *end)
{
    const std::string text = secretText(app.displayName);
    app.secrets.push_back({guidFor("secret/" + app.displayName), name, start, end, sha256(text), text.substr(0, 3)});
}

} // namespace

std::vector<Application> federatedApplications()
{
    std::vector<Application> apps{
        application("gh-platform-deploy", "4b1f6c02", "2023-03-02T09:14:31Z", {"d.novak", "m.reyes"},
                    platformDeployCredentials()),
        application("terraform-landing-zones", "c07d93e8", "2023-06-19T13:02:07Z", {"d.novak"},
                    landingZoneCredentials()),
        application("graph-user-provisioning", "9e5a20b7", "2022-11-08T07:45:50Z", {},
                    Credentials("graph-user-provisioning")
                        // Mistake: any pull request reaches a directory that this app may rewrite.
                        .add("hr-sync-pr", githubIssuer, "repo:contoso/hr-sync:pull_request")
                        .add("hr-sync-runner", googleIssuer, "112233445566778899001", "Cloud Run job hr-sync-runner")
                        .list()),
        application("gitlab-data-pipelines", "71b3ce54", "2024-01-23T10:31:12Z", {"j.ortiz", "s.khan", "p.lind"},
                    dataPipelineCredentials()),
        application("legacy-sharepoint-migrator", "38c9a7f1", "2021-09-14T15:20:44Z", {"p.lind"},
                    Credentials("legacy-sharepoint-migrator")
                        .add("sp-migrator-main", githubIssuer, "repo:contoso/sp-migrator:ref:refs/heads/main")
                        .list()),
        application("ado-erp-release", "f42e8b95", "2022-04-05T08:00:19Z", {"s.khan", "j.ortiz"}, releaseConnections()),
        application("aws-cognito-mobile-sync", "87e4a1bc", "2024-08-30T11:11:03Z", {"j.ortiz", "l.moreau"},
                    Credentials("aws-cognito-mobile-sync")
                        .add("mobile-sync-ios", cognitoIssuer, "us-east-1:8f2b1c3d-4e5f-4a6b-9c7d-0e1f2a3b4c5d",
                             "Mobile sync, iOS pool", "us-east-1:1a2b3c4d-5e6f-4708-9a0b-1c2d3e4f5a6b")
                        .add("mobile-sync-android", cognitoIssuer, "us-east-1:2d7e9a04-6b1c-4f83-a5d2-7c9e0b4f6a18",
                             "Mobile sync, Android pool", "us-east-1:6e5d4c3b-2a19-4087-9f6e-5d4c3b2a1908")
                        .list()),
        application("gcp-billing-export", "d9f3b081", "2025-02-11T16:38:29Z", {},
                    Credentials("gcp-billing-export")
                        .add("billing-export", googleIssuer, "104857600123456789012", "Service account billing-export")
                        .list()),
    };
    // Migrations that were never finished: somebody kept a secret.
    for (Application &app : apps) {
        if (app.displayName == "gh-platform-deploy")
            keepSecret(app, "bootstrap", "2023-03-02T09:20:00Z", "2025-03-02T09:20:00Z");
        else if (app.displayName == "legacy-sharepoint-migrator")
            keepSecret(app, "migration tool", "2025-09-01T08:00:00Z", "2027-09-01T08:00:00Z");
    }
    // The mock tenant's oldest app keeps the ids that the product's pictures show.
    apps.front().appId = auditorClientId;
    return apps;
}

std::vector<ManagedIdentity> federatedIdentities()
{
    Credentials lines("id-spire-factory-edge");
    for (const char *line :
         {"press-1", "press-2", "weld-1", "weld-2", "paint-1", "assembly-1", "assembly-2", "packing-1"})
        lines.add("line-" + std::string(line), spireIssuer, "spiffe://factory.contoso.com/line/" + std::string(line));

    Credentials payments("id-aks-payments-prod");
    for (const char *account :
         {"payments-api", "payments-worker", "ledger", "refunds", "reconciliation", "fraud-scoring"})
        payments.add(account, aksPayments, "system:serviceaccount:payments:" + std::string(account));

    return {
        identity("id-spire-factory-edge", "e60f4d2a", edgeSubscription, "rg-factory-iot", "swedencentral", lines),
        identity("id-arc-store-pos", "2d84f19c", edgeSubscription, "rg-stores-edge", "northeurope", storeCredentials()),
        identity("id-aks-payments-prod", "a5d27e80", prodSubscription, "rg-payments-prod", "westeurope", payments),
        identity("id-eks-analytics-bridge", "bd13f6e9", prodSubscription, "rg-analytics", "westeurope",
                 Credentials("id-eks-analytics-bridge")
                     .add("spark-driver", eksIssuer, "system:serviceaccount:analytics:spark-driver")
                     .add("airflow", eksIssuer, "system:serviceaccount:analytics:airflow")
                     // Mistake: every pod without a service account of its own runs as this one.
                     .add("analytics-default", eksIssuer, "system:serviceaccount:analytics:default")),
        identity("id-aks-ingress-dns", "06b7d5c3", prodSubscription, "rg-platform-weu", "westeurope",
                 Credentials("id-aks-ingress-dns")
                     .add("external-dns", aksPayments, "system:serviceaccount:ingress:external-dns")
                     .add("cert-manager", aksPayments, "system:serviceaccount:ingress:cert-manager")
                     .add("ingress-nginx", aksPayments, "system:serviceaccount:ingress:ingress-nginx")
                     .add("platform-external-dns", aksPlatform, "system:serviceaccount:ingress:external-dns")),
        identity("id-gke-ml-scoring", "5c90e2d4", prodSubscription, "rg-ml-shared", "westeurope",
                 Credentials("id-gke-ml-scoring")
                     .add("ml-trainer", gkeIssuer, "system:serviceaccount:ml:trainer")
                     .add("ml-scoring", gkeIssuer, "system:serviceaccount:ml:scoring")),
    };
}

} // namespace symbolon::demo::contoso
