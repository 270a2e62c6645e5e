// SPDX-License-Identifier: Apache-2.0
#include "demo/issuer_profiles.h"

#include "demo/contoso.h"

#include <algorithm>

// Tokens in the shape of their platforms: which claims, of which type, in `aud` a text or a list, with or without `nbf`
// and `jti`, and how long they live. Sources are the platforms' own pages about their tokens.
namespace symbolon::demo {

namespace {

Json plain(long long now)
{
    return {{"sub", "workload-1"}, {"aud", contoso::exchangeAudience}, {"iat", now}, {"nbf", now}, {"exp", now + 600},
            {"jti", newGuid()}};
}

Json github(long long now)
{
    const std::string workflow = "contoso/platform/.github/workflows/audit.yml@refs/heads/main";
    const std::string commit = "9f3c1b7e5a4d2c8b6e0f1a2b3c4d5e6f7a8b9c0d";
    return {{"jti", newGuid()},
            {"sub", contoso::auditorSubject},
            {"aud", contoso::exchangeAudience},
            {"ref", "refs/heads/main"},
            {"sha", commit},
            {"repository", "contoso/platform"},
            {"repository_owner", "contoso"},
            {"repository_owner_id", "5544123"},
            {"run_id", "17403329981"},
            {"run_number", "128"},
            {"run_attempt", "1"},
            {"repository_visibility", "private"},
            {"repository_id", "610473325"},
            {"actor_id", "7012345"},
            {"actor", "adele-v"},
            {"workflow", "audit"},
            {"head_ref", ""},
            {"base_ref", ""},
            {"event_name", "schedule"},
            {"ref_protected", "true"},
            {"ref_type", "branch"},
            {"workflow_ref", workflow},
            {"workflow_sha", commit},
            {"job_workflow_ref", workflow},
            {"job_workflow_sha", commit},
            {"runner_environment", "github-hosted"},
            {"nbf", now - 300},
            {"exp", now + 600},
            {"iat", now}};
}

// What the API server of any Kubernetes puts into a projected token.
Json kubernetes(long long now, const std::string &space, const std::string &account)
{
    const Json about = {{"namespace", space},
                        {"node", {{"name", "aks-nodepool1-31718369-vmss000002"}, {"uid", guidFor("node/" + space)}}},
                        {"pod", {{"name", account + "-6c8d9f7b5-x2kqp"}, {"uid", guidFor("pod/" + account)}}},
                        {"serviceaccount", {{"name", account}, {"uid", guidFor("account/" + account)}}}};
    return {{"aud", Json::array({contoso::exchangeAudience})},
            {"exp", now + 3600},
            {"iat", now},
            {"jti", newGuid()},
            {"kubernetes.io", about},
            {"nbf", now},
            {"sub", "system:serviceaccount:" + space + ":" + account}};
}

Json google(long long now)
{
    return {{"aud", contoso::exchangeAudience},
            {"azp", "104857600123456789012"},
            {"email", "billing-export@contoso-billing.iam.gserviceaccount.com"},
            {"email_verified", true},
            {"exp", now + 3600},
            {"google",
             {{"compute_engine",
               {{"instance_creation_timestamp", 1795000000},
                {"instance_id", "4570000000000000042"},
                {"instance_name", "billing-vm-1"},
                {"project_id", "contoso-billing"},
                {"project_number", 123456789012LL},
                {"zone", "europe-west1-b"}}}}},
            {"iat", now},
            {"sub", "104857600123456789012"}};
}

Json cognito(long long now)
{
    const std::string pool = "us-east-1:1a2b3c4d-5e6f-4708-9a0b-1c2d3e4f5a6b";
    return {{"sub", "us-east-1:8f2b1c3d-4e5f-4a6b-9c7d-0e1f2a3b4c5d"},
            {"aud", pool},
            {"amr", Json::array({"authenticated", "azure-access", "azure-access:" + pool + ":mobile-sync"})},
            {"https://cognito-identity.amazonaws.com/identity-pool-arn",
             "arn:aws:cognito-identity:us-east-1:123456789012:identitypool/" + pool},
            {"exp", now + 900},
            {"iat", now}};
}

Json spire(long long now)
{
    return {{"aud", Json::array({contoso::exchangeAudience})},
            {"exp", now + 300},
            {"iat", now},
            {"sub", "spiffe://factory.contoso.com/line/press-1"}};
}

Json gitlab(long long now)
{
    return {{"namespace_id", "72"},
            {"namespace_path", "contoso"},
            {"project_id", "57382910"},
            {"project_path", "contoso/data-lake"},
            {"user_id", "10042"},
            {"user_login", "adele"},
            {"user_email", "adele@contoso.com"},
            {"pipeline_id", "1498231"},
            {"pipeline_source", "push"},
            {"job_id", "8812345"},
            {"ref", "main"},
            {"ref_type", "branch"},
            {"ref_path", "refs/heads/main"},
            {"ref_protected", "true"},
            {"runner_id", 1},
            {"runner_environment", "gitlab-hosted"},
            {"sha", "9f3c1b7e5a4d2c8b6e0f1a2b3c4d5e6f7a8b9c0d"},
            {"jti", newGuid()},
            {"iat", now},
            {"nbf", now - 5},
            {"exp", now + 3600},
            {"sub", "project_path:contoso/data-lake:ref_type:branch:ref:main"},
            {"aud", contoso::exchangeAudience}};
}

Json terraform(long long now)
{
    const std::string workspace = "organization:contoso:project:landing-zones:workspace:lz-connectivity";
    return {{"jti", newGuid()},
            {"aud", contoso::exchangeAudience},
            {"iat", now},
            {"nbf", now - 5},
            {"exp", now + 7200},
            {"sub", workspace + ":run_phase:apply"},
            {"terraform_organization_id", "org-A1b2C3d4E5f6G7h8"},
            {"terraform_organization_name", "contoso"},
            {"terraform_project_id", "prj-A1b2C3d4E5f6G7h8"},
            {"terraform_project_name", "landing-zones"},
            {"terraform_workspace_id", "ws-A1b2C3d4E5f6G7h8"},
            {"terraform_workspace_name", "lz-connectivity"},
            {"terraform_full_workspace", workspace},
            {"terraform_run_id", "run-A1b2C3d4E5f6G7h8"},
            {"terraform_run_phase", "apply"}};
}

Json paymentsPod(long long now)
{
    return kubernetes(now, "payments", "payments-api");
}

Json ingressPod(long long now)
{
    return kubernetes(now, "ingress", "external-dns");
}

Json sparkPod(long long now)
{
    return kubernetes(now, "analytics", "spark-driver");
}

Json trainerPod(long long now)
{
    return kubernetes(now, "ml", "trainer");
}

Json northernStore(long long now)
{
    return kubernetes(now, "pos", "store-0112");
}

Json southernStore(long long now)
{
    return kubernetes(now, "pos", "store-0122");
}

std::vector<IssuerProfile> makeProfiles()
{
    using Ill = IssuerIllness;
    const Json bare = {{"typ", nullptr}}; // Kubernetes' header has no typ
    return {
        {"sample", "any OpenID Connect provider", "", Ill::None, plain, {}},
        {"github", "GitHub Actions", contoso::githubIssuer, Ill::None, github, {{"x5t", "sampleThumbprint0000000000"}}},
        {"gitlab", "GitLab CI", contoso::gitlabIssuer, Ill::None, gitlab, {}},
        {"terraform", "HCP Terraform", contoso::terraformIssuer, Ill::None, terraform, {}},
        {"google", "Google Cloud", contoso::googleIssuer, Ill::None, google, {}},
        // Cognito was seen to sign RS512, which Microsoft does not support: {"$header": {"alg": "RS512"}} plays that.
        {"cognito", "Amazon Cognito identity pool", contoso::cognitoIssuer, Ill::None, cognito, {{"typ", "JWS"}}},
        {"aks", "Azure Kubernetes Service", contoso::aksPayments, Ill::None, paymentsPod, bare},
        {"aks-platform", "Azure Kubernetes Service, another cluster", std::string(contoso::aksPlatform) + "/",
         Ill::None, ingressPod, bare},
        {"eks", "Amazon EKS", contoso::eksIssuer, Ill::None, sparkPod, bare},
        {"gke", "Google Kubernetes Engine", contoso::gkeIssuer, Ill::None, trainerPod, bare},
        {"arc-north", "Kubernetes with Azure Arc", contoso::arcNorth, Ill::None, northernStore, bare},
        {"arc-south", "Kubernetes with Azure Arc", contoso::arcSouth, Ill::None, southernStore, bare},
        {"spire", "SPIFFE/SPIRE", "", Ill::None, spire, {}},
        {"factory", "SPIFFE/SPIRE that was registered with http", contoso::spireIssuer, Ill::None, spire, {}},
        {"many-keys", "104 keys, the last one signs", "", Ill::ManyKeys, plain, {}},
        {"es256", "signs ES256 alone", "", Ill::EcOnly, plain, {}},
        {"wrong-issuer", "discovery names another issuer", "", Ill::WrongIssuer, plain, {}},
        {"expired-certificate", "its certificate has expired", "", Ill::ExpiredCertificate, plain, {}},
        {"no-key-set", "the key set is not found", "", Ill::NoKeySet, plain, {}},
        {"redirect", "discovery redirects", "", Ill::Redirect, plain, {}},
        {"slow", "answers a byte now and then", "", Ill::Slow, plain, {}},
        {"endless", "answers without end", "", Ill::Endless, plain, {}},
        {"no-json", "discovery is no JSON", "", Ill::NoJson, plain, {}},
        {"rotating", "POST rotate: a new key, and the old one is gone", "", Ill::Rotating, plain, {}},
    };
}

} // namespace

std::string IssuerProfile::servedAt(const Endpoints &endpoints) const
{
    if (illness != IssuerIllness::ExpiredCertificate)
        return endpoints.base(ServiceKind::Issuer) + "/" + name;
    if (endpoints.expiredPort == 0)
        return {};
    return "https://" + endpoints.host + ":" + std::to_string(endpoints.expiredPort) + "/" + name;
}

std::string IssuerProfile::issuerUrl(const Endpoints &endpoints) const
{
    return issuer.empty() ? servedAt(endpoints) : issuer;
}

const std::vector<IssuerProfile> &issuerProfiles()
{
    static const std::vector<IssuerProfile> profiles = makeProfiles();
    return profiles;
}

const IssuerProfile *issuerProfile(std::string_view name)
{
    const std::vector<IssuerProfile> &all = issuerProfiles();
    const auto found =
        std::find_if(all.begin(), all.end(), [name](const IssuerProfile &profile) { return profile.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<std::pair<std::string, std::string>> issuerMirrors(const Endpoints &endpoints)
{
    std::vector<std::pair<std::string, std::string>> mirrors;
    for (const IssuerProfile &profile : issuerProfiles()) {
        if (profile.issuer.empty())
            continue;
        mirrors.emplace_back(profile.issuer, profile.servedAt(endpoints));
        // Documents are found with and without the slash at an issuer's end; what they say of themselves is one of the two.
        if (profile.issuer.back() == '/')
            mirrors.emplace_back(profile.issuer.substr(0, profile.issuer.size() - 1), profile.servedAt(endpoints));
    }
    return mirrors;
}

std::string placeToRead(const Endpoints &endpoints, const std::string &issuer)
{
    for (const auto &mirror : issuerMirrors(endpoints)) {
        if (mirror.first == issuer)
            return mirror.second;
    }
    return issuer;
}

} // namespace symbolon::demo
