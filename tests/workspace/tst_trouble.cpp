// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "demo/signing_key.h"
#include "scaled_workspace.h"

#include <QTest>

#include <cstdio>

using namespace symbolon;
using demo::TroublePlan;
using demo::TroubleRule;
using workspace::SyncPhase;

namespace {

TroubleRule rule(const char *service, double probability)
{
    TroubleRule made;
    made.service = service;
    made.probability = probability;
    return made;
}

// What a busy day looks like: 5 % of 429, 2 % of 503, and answers that do not come or come in half, from both services.
TroublePlan busyDay()
{
    TroublePlan plan;
    plan.seed = 11;
    for (const char *service : {"graph", "arm"}) {
        TroubleRule throttled = rule(service, 0.05);
        throttled.status = 429;
        TroubleRule unavailable = rule(service, 0.02);
        unavailable.status = 503;
        TroubleRule dropped = rule(service, 0.02);
        dropped.drop = true;
        TroubleRule lost = rule(service, 0.02);
        lost.lostAnswer = true;
        TroubleRule truncated = rule(service, 0.02);
        truncated.truncate = true;
        plan.rules.insert(plan.rules.end(), {throttled, unavailable, dropped, lost, truncated});
    }
    return plan;
}

// Refuses the first requests for a listing as if the service did not know their shape.
void refuse(TroublePlan &plan, const char *path, int times)
{
    TroubleRule refusal = rule("graph", 1);
    refusal.path = path;
    refusal.times = times;
    refusal.status = 400;
    plan.rules.insert(plan.rules.begin(), refusal);
}

} // namespace

// Under trouble a sync comes to the same rows as a calm one, with a bounded number of requests.
class TestTrouble final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameRows_data();
    void sameRows();
    void withTheLeastRights();

private:
    std::unique_ptr<demo::Server> m_server;
    std::unique_ptr<test::ScaledWorkspace> m_calm;
    std::size_t m_calmRequests = 0;
};

void TestTrouble::initTestCase()
{
    installLog();
    static_cast<void>(demo::entraSigningKey());
    demo::ServerOptions options;
    options.service.scale.apps = 2200;
    options.service.scale.identities = 300;
    m_server = std::make_unique<demo::Server>(options);
    const Result<void> started = m_server->start();
    QVERIFY2(started.has_value(), started ? "" : qPrintable(oneLine(started.error())));
    m_calm = std::make_unique<test::ScaledWorkspace>(*m_server);
    const std::size_t before = m_server->requests().size();
    m_calm->signIn();
    m_calmRequests = m_server->requests().size() - before;
    QVERIFY2(m_calm->workspace().syncState().isComplete(), qPrintable(m_calm->gaps()));
    std::size_t identities = 0;
    m_server->service().read(
        [&](const demo::Tenant &tenant) { identities = tenant.applications.size() + tenant.managedIdentities.size(); });
    QCOMPARE(m_calm->workspace().identities().size(), static_cast<qsizetype>(identities));
}

void TestTrouble::sameRows_data()
{
    QTest::addColumn<TroublePlan>("plan");
    QTest::addColumn<double>("bound"); // times the requests of a calm sync in this way

    QTest::newRow("busy day") << busyDay() << 1.6;
    TroublePlan shortLived = busyDay();
    shortLived.tokenSeconds = 2;
    QTest::newRow("tokens that live for two seconds") << shortLived << 2.0;
    TroublePlan challenged = busyDay();
    for (const char *service : {"graph", "arm"}) {
        TroubleRule challenge = rule(service, 1);
        challenge.nth = 3;
        challenge.claimsChallenge = true;
        challenged.rules.insert(challenged.rules.begin(), challenge);
    }
    QTest::newRow("claims challenges in mid-sync") << challenged << 2.0;
    TroublePlan throttled;
    throttled.throttle = 0.1;
    QTest::newRow("a tenth of the documented limits") << throttled << 3.0;
    TroublePlan batches = busyDay();
    refuse(batches, "/beta/applications", 2);
    refuse(batches, "/beta/servicePrincipals", 1);
    QTest::newRow("nothing is expanded") << batches << 20.0;
    TroublePlan noResourceGraph;
    TroubleRule denied = rule("arm", 1);
    denied.path = "/providers/Microsoft.ResourceGraph/*";
    denied.status = 403;
    noResourceGraph.rules.push_back(denied);
    QTest::newRow("no Resource Graph") << noResourceGraph << 2.0;
}

void TestTrouble::sameRows()
{
    QFETCH(TroublePlan, plan);
    QFETCH(double, bound);
    test::ScaledWorkspace troubled(*m_server);
    m_server->setTrouble(plan);
    const std::size_t before = m_server->requests().size();
    troubled.signIn();
    m_server->setTrouble({});
    const std::size_t requests = m_server->requests().size() - before;
    const workspace::Workspace &workspace = troubled.workspace();
    QVERIFY2(workspace.syncState().isComplete(), qPrintable(troubled.gaps()));
    std::printf("INFO   : %s: %zu requests, %zu in a calm sync, at most %.0f\n", QTest::currentDataTag(), requests,
                m_calmRequests, bound * static_cast<double>(m_calmRequests));
    std::fflush(stdout);
    QVERIFY(static_cast<double>(requests) <= bound * static_cast<double>(m_calmRequests));

    const workspace::Workspace &calm = m_calm->workspace();
    QCOMPARE(workspace.identities().size(), calm.identities().size());
    QCOMPARE(workspace.credentials().size(), calm.credentials().size());
    for (const workspace::IdentityRow &row : calm.identities().rows()) {
        const workspace::IdentityRow *other = workspace.identity(row.key());
        QVERIFY2(other, qPrintable(row.identity.displayName));
        QVERIFY2(*other == row, qPrintable(row.identity.displayName));
    }
    for (const workspace::CredentialRow &row : calm.credentials().rows()) {
        const workspace::CredentialRow *other = workspace.credential(row.key());
        QVERIFY2(other && *other == row, qPrintable(row.credential->name));
    }
}

// Who may only browse sees identities and credentials; what they may do is unknown, with the reason.
void TestTrouble::withTheLeastRights()
{
    test::ScaledWorkspace browsing(*m_server, test::ScaledWorkspace::quick(), false);
    browsing.signIn();
    const workspace::Workspace &workspace = browsing.workspace();
    QCOMPARE(workspace.syncState().phase, SyncPhase::Partial);
    const workspace::SourceState &roles = workspace.syncState().of(workspace::Source::DirectoryRoles);
    QCOMPARE(roles.phase, workspace::SourcePhase::Failed);
    QCOMPARE(roles.error->kind, ErrorKind::ConsentNeeded);
    QCOMPARE(workspace.identities().size(), m_calm->workspace().identities().size());
    QCOMPARE(workspace.credentials().size(), m_calm->workspace().credentials().size());
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (!row.identity.servicePrincipalId.isEmpty())
            QCOMPARE(row.identity.directoryRolesPart.state, trust::Knowledge::Failed);
    }
}

QTEST_GUILESS_MAIN(TestTrouble)
#include "tst_trouble.moc"
