// SPDX-License-Identifier: Apache-2.0
#include "change_bench.h"
#include "mint.h"
#include "workspace/onboarding.h"
#include "workspace/verification.h"

#include <QTest>

using namespace symbolon;
using test::awaited;
using test::DemoWorkspace;
using workspace::Verification;

namespace {

struct Workload
{
    QString clientId;
    trust::FederatedCredential credential;
};

Workload onboard(DemoWorkspace &demo)
{
    workspace::Onboarding wanted;
    wanted.workloadName = QStringLiteral("notes");
    wanted.identityName = wanted.workloadName;
    wanted.credential = test::credential(QStringLiteral("production"));
    workspace::Workspace &workspace = demo.workspace();
    const workspace::Plan plan = planOnboarding(workspace.planBasis(), workspace.ruleBook().privileges(), wanted);
    if (!awaited(workspace.apply(plan.changes.set, {}, {})).allWritten())
        throw std::runtime_error("not written");
    demo.waitForSync();
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (row.identity.displayName == wanted.identityName)
            return {row.identity.clientId, wanted.credential};
    }
    throw std::runtime_error("not there");
}

} // namespace

class TestVerification final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::warmUp(); }

    void aFittingTokenIsAcceptedInTheEndAndSeenInTheLog();
    void aTokenThatDoesNotFitIsRefusedAtOnce();
    void whatIsNoTokenIsNotSent();
};

void TestVerification::aFittingTokenIsAcceptedInTheEndAndSeenInTheLog()
{
    DemoWorkspace demo;
    demo.signIn();
    const Workload workload = onboard(demo);
    const QDateTime since = QDateTime::currentDateTimeUtc().addSecs(-60);
    const auto verification = demo.workspace().newVerification();
    verification->watch(workload.clientId, since);
    QCOMPARE(verification->log(), Verification::Log::Watching);
    verification->tryToken(workload.clientId, workload.credential,
                           test::mintGithubToken(demo.server(), *workload.credential.subject));
    DemoWorkspace::waitUntil([&] { return verification->trial() == Verification::Trial::Accepted; });
    DemoWorkspace::waitUntil([&] { return verification->log() == Verification::Log::Seen; });
    QVERIFY(verification->signIn()->isFederated());
    QCOMPARE(verification->signIn()->clientId, workload.clientId);
}

void TestVerification::aTokenThatDoesNotFitIsRefusedAtOnce()
{
    DemoWorkspace demo;
    demo.signIn();
    const Workload workload = onboard(demo);
    const auto verification = demo.workspace().newVerification();
    verification->tryToken(
        workload.clientId, workload.credential,
        test::mintGithubToken(demo.server(), QStringLiteral("repo:contoso/notes:environment:staging")));
    DemoWorkspace::waitUntil([&] { return verification->trial() == Verification::Trial::Refused; });
    QCOMPARE(verification->attempts(), 1);
    QVERIFY2(verification->trialError()->code.startsWith(u"AADSTS70021"), qPrintable(verification->trialError()->code));
}

void TestVerification::whatIsNoTokenIsNotSent()
{
    DemoWorkspace demo;
    demo.signIn();
    const auto verification = demo.workspace().newVerification();
    verification->tryToken(QStringLiteral("c"), test::credential(QStringLiteral("x")), "hello");
    QCOMPARE(verification->trial(), Verification::Trial::Refused);
    QCOMPARE(verification->attempts(), 0);
    QCOMPARE(verification->trialError()->kind, ErrorKind::Validation);
}

QTEST_GUILESS_MAIN(TestVerification)
#include "tst_verification.moc"
