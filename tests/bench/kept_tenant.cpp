// SPDX-License-Identifier: Apache-2.0
#include "bench/kept_tenant.h"

#include "bench/big_tenant.h"
#include "bench/measured.h"
#include "bench/open_window.h"
#include "cloud/environment.h"
#include "store/cache.h"

#include <cstdio>
#include <stdexcept>

namespace symbolon::bench {
namespace {

// Where somebody's cache lies who has signed in to the public cloud, as the program started with an empty home finds it.
store::CacheScope scope()
{
    const auto cloud = cloud::findCloud(QStringLiteral("global"));
    if (!cloud)
        throw std::runtime_error(qPrintable(oneLine(cloud.error())));
    return {cloud->loginOrigin(), cloud->tenantId.isEmpty() ? QStringLiteral("organizations") : cloud->tenantId,
            cloud->clientId};
}

} // namespace

void keepTenant(const QString &folder, int applications)
{
    const auto start = Clock::now();
    const auto facts = bigTenant(applications);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    store::Cache cache(folder, scope());
    const store::CacheId id = cache.idOf(QStringLiteral("somebody"));
    bool done = false;
    bool good = false;
    QObject context;
    whenDone(cache.run(id,
                       [snapshot = snapshotOf(*facts, now), now](store::CacheFile &file) {
                           return workspace::save(file, snapshot, now);
                       }),
             &context, [&](const Result<void> &saved) {
                 done = true;
                 good = saved.has_value();
             });
    OpenWindow::until([&] { return done; });
    if (!good)
        throw std::runtime_error("the cache could not be written");
    cache.setLastUsed(id);
    std::printf("%d applications with %d credentials kept in %.0f ms\n", applications, 3 * applications,
                millisecondsSince(start));
}

} // namespace symbolon::bench
