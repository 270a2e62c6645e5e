// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace symbolon::cloud {

// Microsoft.ContainerService/managedClusters, as far as trust in its tokens needs it (Azure REST API: Managed Clusters).
// All text is the tenant's: hostile.
struct Cluster
{
    QString id;
    QString name;
    QString resourceGroup;
    QString location;
    QString issuer;                   // of its service accounts' tokens, to the letter; empty: it has none
    bool issuesTokens = false;        // its OIDC issuer is on
    bool hasWorkloadIdentity = false; // the webhook that hands tokens to pods is on

    bool operator==(const Cluster &) const = default;
};

} // namespace symbolon::cloud
