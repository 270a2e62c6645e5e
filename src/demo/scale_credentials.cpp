// SPDX-License-Identifier: Apache-2.0
#include "demo/scale_credentials.h"

#include "demo/contoso.h"

namespace symbolon::demo {

namespace {

constexpr std::array<const char *, 8> branches{"main",         "develop",        "release/1", "release/2",
                                               "release/2025", "release/2026.1", "hotfix",    "next"};
constexpr std::array<const char *, 6> environments{"production", "staging", "test", "dr", "preview", "canary"};
constexpr std::array<const char *, 3> regions{"westeurope", "northeurope", "swedencentral"};
constexpr std::array<const char *, 6> accounts{"api", "worker", "ingest", "exporter", "scheduler", "default"};
constexpr int clusters = 40;

// How many credentials a federated identity has.
size_t countOf(Dice &dice)
{
    const std::uint64_t share = dice.below(100);
    if (share < 52)
        return 1;
    if (share < 85)
        return 2 + dice.below(3);
    if (share < 98)
        return 5 + dice.below(8);
    return 20; // as many as there may be
}

Credential named(Dice &dice, std::string name)
{
    Credential made;
    made.id = dice.guid();
    made.name = std::move(name);
    made.audiences = {contoso::exchangeAudience};
    if (dice.perMille(300))
        made.description = "Added with change CHG00" + std::to_string(10000 + dice.below(90000));
    return made;
}

} // namespace

Credential ScaledCredentials::repository(Dice &dice, const std::string &system, size_t position) const
{
    const std::string repo = "repo:contoso/" + system + (dice.perMille(400) ? "-infra" : "") + ":";
    Credential made = named(dice, "gh-" + std::to_string(position));
    made.issuer = contoso::githubIssuer;
    const std::uint64_t kind = dice.below(100);
    if (kind < 3)
        made.expression = "claims['sub'] matches '" + repo + "ref:refs/heads/release-" + std::to_string(position)
            + "/*'";
    else if (kind < 45)
        made.subject = repo + "ref:refs/heads/" + branches[position % branches.size()];
    else if (kind < 90)
        made.subject = repo + "environment:" + environments[position % environments.size()];
    else
        made.subject = repo + "ref:refs/tags/v" + std::to_string(position + 1);
    // Two credentials of one identity never have the same issuer and subject.
    if (made.subject && position >= environments.size())
        *made.subject += "-" + std::to_string(position);
    return made;
}

Credential ScaledCredentials::pipeline(Dice &dice, const std::string &system, size_t position) const
{
    const std::string number = std::to_string(position);
    const std::uint64_t kind = dice.below(100);
    Credential made = named(dice, "pipeline-" + number);
    if (kind < 35) {
        made.issuer = "https://gitlab.com";
        made.subject = "project_path:contoso/" + system + "-" + number + ":ref_type:branch:ref:main";
    } else if (kind < 60) {
        made.issuer = "https://app.terraform.io";
        made.subject = "organization:contoso:project:" + system + ":workspace:" + system + "-" + number
            + ":run_phase:apply";
    } else if (kind < 85) {
        // Azure DevOps since 2025: Entra issues the token of a service connection.
        made.issuer = "https://login.microsoftonline.com/" + m_tenantId + "/v2.0";
        made.subject = "/eid1/c/pub/t/pPDBsy5te0-aWBwH5dL2Qw/a/rISbSSETf0KqFyZ8ppdXmA/sc/"
                       "9d3e5b7a-1c2f-4a6b-8e0d-2f4a6c8e0b1d/"
            + dice.guid();
    } else if (kind < 93) {
        made.issuer = "https://accounts.google.com";
        made.subject = "1" + std::to_string(10000000000000000000ULL + dice.below(900000000000ULL) + position);
    } else {
        made.issuer = "https://cognito-identity.amazonaws.com";
        made.subject = "eu-west-1:" + dice.guid();
    }
    return made;
}

Credential ScaledCredentials::workload(Dice &dice, const std::string &system, size_t position) const
{
    Dice cluster(m_seed, "cluster", dice.below(clusters)); // every workload of a cluster names the same issuer
    const std::uint64_t platform = cluster.below(100);
    const std::string account = dice.of(accounts);
    Credential made = named(dice, account + "-" + std::to_string(position));
    made.subject = "system:serviceaccount:" + system + (position == 0 ? "" : "-" + std::to_string(position)) + ":"
        + account;
    if (platform < 70)
        made.issuer = std::string("https://") + cluster.of(regions) + ".oic.prod-aks.azure.com/" + m_tenantId + "/"
            + cluster.guid() + "/";
    else if (platform < 80)
        made.issuer = std::string("https://") + cluster.of(regions) + ".oic.prod-arc.azure.com/" + m_tenantId + "/"
            + cluster.guid() + "/";
    else if (platform < 90)
        made.issuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/" + cluster.hex(32);
    else
        made.issuer = "https://container.googleapis.com/v1/projects/contoso-" + cluster.hex(4)
            + "/locations/europe-west1/clusters/shared";
    return made;
}

void ScaledCredentials::spoil(Dice &dice, Credential &credential) const
{
    const std::uint64_t kind = dice.below(1000);
    if (kind < 3 && credential.subject)
        *credential.subject += "*"; // a plain subject knows no wildcard
    else if (kind < 6 && credential.issuer.back() == '/')
        credential.issuer.pop_back(); // the issuer of an AKS cluster ends with a slash
    else if (kind < 8)
        credential.audiences = {"api://" + dice.guid()};
    else if (kind < 9)
        credential.issuer += "/"; // another issuer than the one that signs
}

std::vector<Credential> ScaledCredentials::ofApplication(std::uint64_t number, const std::string &system) const
{
    Dice dice(m_seed, "application credentials", number);
    std::vector<Credential> list;
    if (!dice.perMille(180))
        return list;
    const std::uint64_t platform = dice.below(100);
    const size_t count = countOf(dice);
    list.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        list.push_back(platform < 62       ? repository(dice, system, i)
                           : platform < 90 ? pipeline(dice, system, i)
                                           : workload(dice, system, i));
        spoil(dice, list.back());
    }
    return list;
}

std::vector<Credential> ScaledCredentials::ofIdentity(std::uint64_t number, const std::string &system) const
{
    Dice dice(m_seed, "identity credentials", number);
    std::vector<Credential> list;
    if (!dice.perMille(550))
        return list;
    const bool inCluster = dice.perMille(850);
    const size_t count = countOf(dice);
    list.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        list.push_back(inCluster ? workload(dice, system, i) : repository(dice, system, i));
        spoil(dice, list.back());
    }
    return list;
}

} // namespace symbolon::demo
