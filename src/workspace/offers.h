// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/arm_client.h"
#include "workspace/facts.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace symbolon::workspace {

// What the tenant offers to whoever onboards a workload: where an identity can be created, and what it can be granted. What
// a sync has read is answered from that; the rest is asked for.
class Offers final
{
public:
    // Both outlive it.
    Offers(cloud::ArmClient &arm, const Facts &facts);

    // Those that the account sees and that can be written to, by name.
    [[nodiscard]] QList<cloud::Subscription> subscriptions() const;
    [[nodiscard]] Future<QList<cloud::ResourceGroup>> resourceGroups(const QString &subscriptionId,
                                                                     const std::stop_token &stop);
    [[nodiscard]] Future<QList<cloud::Location>> locations(const QString &subscriptionId, const std::stop_token &stop);
    // Azure roles that can be assigned there, by name.
    [[nodiscard]] Future<QList<cloud::AzureRole>> roles(const QString &scope, const std::stop_token &stop);
    // AKS clusters of all of subscriptions(), by name; what was read whole is not asked for again while the subscriptions
    // stay the same. What some subscriptions refuse is left out; an error only when none could be read.
    [[nodiscard]] Future<QList<cloud::Cluster>> clusters(const std::stop_token &stop);
    // APIs with application permissions, Microsoft Graph first, then by name. Only those that a workload can hold and that
    // are in use, by name.
    [[nodiscard]] QList<cloud::ServicePrincipal> apis() const;
    // Somebody else signs in, who may see other things of the same subscriptions.
    void forget();

private:
    struct ClusterWalk;
    struct KnownClusters
    {
        QStringList subscriptions; // by id, sorted; empty: nothing is known
        QList<cloud::Cluster> all;
    };

    cloud::ArmClient &m_arm;
    const Facts &m_facts;
    std::shared_ptr<KnownClusters> m_clusters = std::make_shared<KnownClusters>(); // shared with what is being read
};

} // namespace symbolon::workspace
