// SPDX-License-Identifier: Apache-2.0
#include "bench/big_tenant.h"

#include <QUuid>

#include <array>
#include <optional>
#include <random>

namespace symbolon::bench {
namespace {

QString guid(std::mt19937_64 &dice)
{
    return QUuid(static_cast<uint>(dice()), static_cast<ushort>(dice()), static_cast<ushort>(dice()), 1, 2, 3, 4,
                 static_cast<uchar>(dice()), static_cast<uchar>(dice()), static_cast<uchar>(dice()),
                 static_cast<uchar>(dice()))
        .toString(QUuid::WithoutBraces);
}

trust::FederatedCredential credential(std::mt19937_64 &dice, int app, int number)
{
    static const std::array<const char *, 6> issuers{"https://token.actions.githubusercontent.com",
                                                     "https://gitlab.com",
                                                     "https://app.terraform.io",
                                                     "https://accounts.google.com",
                                                     "https://token.actions.githubusercontent.com",
                                                     "https://oidc.prod-aks.azure.com/11111111/22222222/"};
    trust::FederatedCredential one;
    one.id = guid(dice);
    one.name = QStringLiteral("deploy-%1").arg(number);
    one.issuer = QString::fromLatin1(issuers[dice() % issuers.size()]);
    one.subject = QStringLiteral("repo:contoso/service-%1:environment:production-%2").arg(app).arg(number);
    one.audiences = {QString::fromLatin1("api://AzureADTokenExchange")};
    one.description = QString::fromLatin1("Deploys the service");
    return one;
}

// One application, its service principal and, for some, an application permission.
void add(workspace::Facts &facts, std::mt19937_64 &dice, int app, QList<cloud::AppRoleAssignment> &grants)
{
    trust::Identity identity;
    identity.key = {trust::IdentityKind::Application, guid(dice)};
    identity.displayName = QStringLiteral("Contoso service %1").arg(app);
    identity.clientId = guid(dice);
    identity.createdAt = QDateTime({2024, 1, 1}, {0, 0}, Qt::UTC).addSecs(app * 60);
    identity.signInAudience = QString::fromLatin1("AzureADMyOrg");
    for (int number = 0; number < 3; ++number)
        identity.credentials.append(credential(dice, app, number));
    identity.credentialsPart.state = trust::Knowledge::Known;
    cloud::ServicePrincipal principal;
    principal.id = guid(dice);
    principal.appId = identity.clientId;
    principal.displayName = identity.displayName;
    principal.type = QString::fromLatin1("Application");
    if (app % 20 == 0) {
        cloud::AppRoleAssignment grant;
        grant.id = guid(dice);
        grant.appRoleId = QString::fromLatin1("9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30");
        grant.principalId = principal.id;
        grant.resourceId = QString::fromLatin1("00000000-0000-0000-0000-00000000aaaa");
        grants.append(grant);
    }
    facts.put(identity);
    facts.addServicePrincipals({principal});
}

} // namespace

std::unique_ptr<workspace::Facts> bigTenant(int applications)
{
    auto facts = std::make_unique<workspace::Facts>();
    std::mt19937_64 dice(7);
    QList<cloud::AppRoleAssignment> grants;
    for (int app = 0; app < applications; ++app)
        add(*facts, dice, app, grants);
    facts->setAppRoleAssignments(QString::fromLatin1("00000000-0000-0000-0000-00000000aaaa"), grants);
    facts->setDirectoryRoleAssignments({});
    for (int source = 0; source < workspace::sourceCount; ++source)
        facts->setPart(static_cast<workspace::Source>(source), {trust::Knowledge::Known, std::nullopt});
    return facts;
}

workspace::Snapshot snapshotOf(const workspace::Facts &facts, const QDateTime &endedAt)
{
    workspace::Snapshot snapshot;
    snapshot.tenant.id = QString::fromLatin1("c0117050-0000-4000-8000-000000000001");
    snapshot.tenant.displayName = QString::fromLatin1("Contoso");
    snapshot.tenant.defaultDomain = QString::fromLatin1("contoso.example.com");
    snapshot.sync.phase = workspace::SyncPhase::Complete;
    snapshot.sync.finishedAt = endedAt;
    for (int source = 0; source < workspace::sourceCount; ++source) {
        workspace::SourceState state;
        state.source = static_cast<workspace::Source>(source);
        state.phase = workspace::SourcePhase::Done;
        state.finishedAt = endedAt;
        snapshot.sync.sources.append(state);
    }
    snapshot.facts = facts;
    return snapshot;
}

} // namespace symbolon::bench
