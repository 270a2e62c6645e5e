// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace symbolon::exchange {

// How workloads of one platform ask for their token, in that platform's own terms.
struct WorkloadWords
{
    QString workload;    // who asks, in general: "GitHub Actions job"
    QString provider;    // who issues: "GitHub OIDC provider"
    QString request;     // what is sent, one line each
    QString explanation; // translated
};

// `platformId` as in the platform catalogue. Sources: GitHub "OpenID Connect reference", Kubernetes "Service account
// token volume projection", Google Cloud "Verify VM identity", Amazon Cognito GetOpenIdTokenForDeveloperIdentity,
// SPIFFE Workload API FetchJWTSVID, GitLab "ID tokens", HCP Terraform "Workload identity tokens".
// `subject` decides for clusters that the catalogue does not know. Values stand in the request on one line each.
[[nodiscard]] WorkloadWords wordsFor(const QString &platformId, const QString &subject, const QString &requested);

} // namespace symbolon::exchange
