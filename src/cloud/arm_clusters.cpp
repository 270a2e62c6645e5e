// SPDX-License-Identifier: Apache-2.0
// The part of the ARM client that reads AKS clusters.
#include "cloud/api_versions.h"
#include "cloud/arm_client.h"
#include "cloud/arm_codec.h"
#include "cloud/collect.h"

namespace symbolon::cloud {

Future<QList<Cluster>> ArmClient::clusters(const QString &subscriptionId, const std::stop_token &stop)
{
    const Result<net::Call> first = call(u"/subscriptions/" + subscriptionId,
                                         QStringLiteral("/providers/Microsoft.ContainerService/managedClusters"),
                                         api::managedClusters, tr("Reading AKS clusters"));
    if (!first)
        return readyFuture<QList<Cluster>>(failure(first.error()));
    return collect<Cluster>(m_client, m_worker, *first, arm::decodeClusters, stop);
}

} // namespace symbolon::cloud
