// SPDX-License-Identifier: Apache-2.0
// Plans another issuer for 5,000 credentials of 400 identities, as after a cluster was rebuilt: in less than a second.
#include "bench/measured.h"
#include "workspace/plan.h"

#include <QCoreApplication>

using namespace symbolon;

namespace {

const QString cluster = QStringLiteral("https://oidc.example.com/old");

workspace::PlanBasis tenant(const presets::Catalogue &catalogue)
{
    constexpr int identities = 400;
    workspace::PlanBasis basis{{}, {}, {catalogue, QStringLiteral("api://AzureADTokenExchange"), {}}};
    for (int i = 0; i < identities; ++i) {
        workspace::IdentityRow row;
        row.identity.key.id = QStringLiteral("application-%1").arg(i);
        row.identity.displayName = row.identity.key.id;
        row.identity.credentialsPart.state = trust::Knowledge::Known;
        for (int j = 0; j < 12 + i % 2; ++j) {
            trust::FederatedCredential one;
            one.name = QStringLiteral("credential-%1").arg(j);
            one.issuer = cluster;
            one.subject = QStringLiteral("system:serviceaccount:namespace-%1:account-%2").arg(i).arg(j);
            one.audiences = {QStringLiteral("api://AzureADTokenExchange")};
            row.identity.credentials.append(one);
        }
        basis.identities.upsert(std::move(row));
    }
    return basis;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto catalogue = presets::Catalogue::builtIn();
    if (!catalogue)
        return 1;
    const workspace::PlanBasis basis = tenant(*catalogue);
    std::vector<double> times;
    qsizetype operations = 0;
    for (int run = 0; run < 5; ++run) {
        const auto start = bench::Clock::now();
        operations = planReplaceIssuer(basis, cluster, QStringLiteral("https://oidc.example.com/new"))
                         .changes.set.operations.size();
        times.push_back(bench::millisecondsSince(start));
    }
    const bool whole = operations == 5000;
    return bench::kept("5,000 credentials of 400 identities planned", bench::median(times), 1000, "ms") && whole ? 0
                                                                                                                 : 1;
}
