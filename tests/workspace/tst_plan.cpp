// SPDX-License-Identifier: Apache-2.0
#include "workspace/plan.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace symbolon;
using trust::FederatedCredential;
using trust::OperationKind;
using workspace::NoticeLevel;
using workspace::Plan;
using workspace::PlanBasis;

namespace {

const QString github = QStringLiteral("https://token.actions.githubusercontent.com");
const QString cluster = QStringLiteral("https://oidc.example.com/old");

FederatedCredential credential(const QString &name, const QString &subject, const QString &issuer = github)
{
    FederatedCredential one;
    one.id = name;
    one.name = name;
    one.issuer = issuer;
    one.subject = subject;
    one.audiences = {QStringLiteral("api://AzureADTokenExchange")};
    one.description = QStringLiteral("what it is for");
    return one;
}

trust::IdentityKey application(int number)
{
    return {trust::IdentityKind::Application, QStringLiteral("app-%1").arg(number)};
}

trust::IdentityKey managed(int number)
{
    return {trust::IdentityKind::ManagedIdentity, QStringLiteral("/subscriptions/s/id-%1").arg(number)};
}

void put(PlanBasis &basis, const trust::IdentityKey &key, const QList<FederatedCredential> &credentials,
         const QString &location = {})
{
    workspace::IdentityRow row;
    row.identity.key = key;
    row.identity.displayName = key.id;
    row.identity.credentials = credentials;
    row.identity.credentialsPart.state = trust::Knowledge::Known;
    if (!location.isEmpty()) {
        trust::AzurePlace place;
        place.location = location;
        row.identity.place = place;
    }
    basis.identities.upsert(row);
}

PlanBasis emptyBasis()
{
    PlanBasis basis{{}, {}, {*presets::Catalogue::builtIn(), QStringLiteral("api://AzureADTokenExchange"), {}}};
    basis.empty.tenantId = QStringLiteral("t");
    return basis;
}

QList<FederatedCredential> full()
{
    QList<FederatedCredential> list;
    for (int i = 0; i < trust::limits::credentialsPerIdentity; ++i)
        list.append(
            credential(QStringLiteral("full-%1").arg(i), QStringLiteral("repo:contoso/x:environment:%1").arg(i)));
    return list;
}

bool says(const Plan &plan, const char *code, NoticeLevel level)
{
    return std::any_of(plan.notices.cbegin(), plan.notices.cend(), [&](const workspace::PlanNotice &one) {
        return one.code == QLatin1String(code) && one.level == level && !one.text.isEmpty();
    });
}

} // namespace

class TestPlan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void severalBecomeOneExpression();
    void whatIsUnlikeIsNotMerged();
    void whatWouldBeRefusedIsToldAndLeftOut_data();
    void whatWouldBeRefusedIsToldAndLeftOut();
    void unknownCredentialsAreNotPlannedFor();
    void regionIsDoubted();
    void renameHasAGap();
    void badRenameRemovesNothing();
    void copyNamesWhatIsLost();
    void moveWaitsForTheArrival();
    void issuerIsReplacedEverywhere();
    void cutOffLeavesWhatIsAlike();
    void repositoriesAreRenamed_data();
    void repositoriesAreRenamed();
    void immutableTwinsComeBeforeRetirement();
    void bigReplacementIsPlannedAtOnce();
};

void TestPlan::whatWouldBeRefusedIsToldAndLeftOut_data()
{
    QTest::addColumn<FederatedCredential>("wanted");
    QTest::addColumn<QString>("code");
    QTest::newRow("twenty-first") << credential(QStringLiteral("more"), QStringLiteral("repo:contoso/x:pull_request"))
                                  << QStringLiteral("too-many");
    QTest::newRow("same trust") << credential(QStringLiteral("more"), QStringLiteral("repo:contoso/x:environment:3"))
                                << QStringLiteral("duplicate");
    QTest::newRow("bad name") << credential(QStringLiteral("a b"), QStringLiteral("repo:contoso/x:pull_request"))
                              << QStringLiteral("name-pattern");
    FederatedCredential two = credential(QStringLiteral("more"), QStringLiteral("repo:contoso/x:pull_request"));
    two.audiences.append(QStringLiteral("api://other"));
    QTest::newRow("two audiences") << two << QStringLiteral("audience-count");
    QTest::newRow("name taken") << credential(QStringLiteral("full-3"), QStringLiteral("repo:contoso/y:pull_request"))
                                << QStringLiteral("name-taken");
}

void TestPlan::whatWouldBeRefusedIsToldAndLeftOut()
{
    QFETCH(FederatedCredential, wanted);
    QFETCH(QString, code);
    PlanBasis basis = emptyBasis();
    put(basis, application(1), full());
    const Plan plan = planAdd(basis, application(1), wanted);
    QVERIFY(plan.isEmpty());
    QVERIFY(plan.hasErrors());
    QVERIFY(says(plan, code.toLatin1().constData(), NoticeLevel::Error));
}

void TestPlan::unknownCredentialsAreNotPlannedFor()
{
    PlanBasis basis = emptyBasis();
    workspace::IdentityRow row;
    row.identity.key = application(1);
    basis.identities.upsert(row);
    const auto wanted = credential(QStringLiteral("one"), QStringLiteral("repo:contoso/x:pull_request"));
    QVERIFY(says(planAdd(basis, application(1), wanted), "credentials-unknown", NoticeLevel::Error));
    QVERIFY(says(planAdd(basis, application(2), wanted), "identity-unknown", NoticeLevel::Error));
    QVERIFY(says(planCutOff(basis, github), "credentials-unknown", NoticeLevel::Warning));
}

void TestPlan::regionIsDoubted()
{
    PlanBasis basis = emptyBasis();
    put(basis, managed(1), {}, QStringLiteral("East Asia"));
    auto wanted = credential(QStringLiteral("one"), QStringLiteral("repo:contoso/x:pull_request"));
    wanted.description.clear();
    const Plan plan = planAdd(basis, managed(1), wanted);
    QVERIFY(says(plan, "region", NoticeLevel::Warning));
    QVERIFY(!plan.isEmpty());
}

void TestPlan::renameHasAGap()
{
    PlanBasis basis = emptyBasis();
    put(basis, application(1), full());
    const Plan plan = planRename(basis, {application(1), QStringLiteral("full-4")}, QStringLiteral("renamed"));
    QVERIFY(!plan.hasErrors());
    QVERIFY(plan.changes.hasGap());
    QCOMPARE(plan.changes.set.operations.size(), 2);
    QCOMPARE(plan.changes.set.operations.at(0).kind(), OperationKind::Delete);
    QCOMPARE(plan.changes.set.operations.at(1).after->name, QStringLiteral("renamed"));
    QVERIFY(plan.changes.set.operations.at(1).after->id.isEmpty());
}

void TestPlan::badRenameRemovesNothing()
{
    PlanBasis basis = emptyBasis();
    put(basis, application(1), full());
    for (const auto &name : {QStringLiteral("a b"), QStringLiteral("full-5")}) {
        const Plan plan = planRename(basis, {application(1), QStringLiteral("full-4")}, name);
        QVERIFY(plan.isEmpty());
        QVERIFY(plan.hasErrors());
    }
}

void TestPlan::copyNamesWhatIsLost()
{
    PlanBasis basis = emptyBasis();
    put(basis, application(1), full());
    put(basis, managed(1), {});
    const Plan plan = planCopy(basis, {{application(1), QStringLiteral("full-4")}}, managed(1));
    QVERIFY(says(plan, "description-lost", NoticeLevel::Warning));
    QCOMPARE(plan.changes.set.operations.size(), 1);
    QVERIFY(plan.changes.set.operations.at(0).after->description.isEmpty());
    QVERIFY(planCopy(basis, {{application(1), QStringLiteral("full-4")}}, application(1)).hasErrors());
}

void TestPlan::moveWaitsForTheArrival()
{
    PlanBasis basis = emptyBasis();
    put(basis, application(1), full());
    put(basis, application(2), {});
    const Plan plan = planMove(basis,
                               {{application(1), QStringLiteral("full-4")}, {application(1), QStringLiteral("full-5")}},
                               application(2));
    const auto &operations = plan.changes.set.operations;
    QCOMPARE(operations.size(), 4);
    QVERIFY(!plan.changes.hasGap());
    for (const trust::Operation &one : operations)
        QCOMPARE(one.waitsFor.isNull(), one.kind() == OperationKind::Create);
    QCOMPARE(operations.at(2).waitsFor, operations.at(0).id);
}

void TestPlan::issuerIsReplacedEverywhere()
{
    PlanBasis basis = emptyBasis();
    const QString subject = QStringLiteral("system:serviceaccount:a:b");
    put(basis, application(1), {credential(QStringLiteral("one"), subject, cluster)});
    put(basis, application(2), {credential(QStringLiteral("two"), subject, cluster + u'/')});
    const QString fresh = QStringLiteral("https://oidc.example.com/new");
    // The new one is there already: it cannot be changed into the same.
    put(basis, application(3),
        {credential(QStringLiteral("three"), subject, cluster), credential(QStringLiteral("four"), subject, fresh)});
    const Plan plan = planReplaceIssuer(basis, cluster, fresh);
    QCOMPARE(plan.changes.set.operations.size(), 1);
    QCOMPARE(plan.changes.set.operations.at(0).after->issuer, fresh);
    QVERIFY(says(plan, "issuer-alike", NoticeLevel::Warning));
    QVERIFY(says(plan, "duplicate", NoticeLevel::Error));
    QVERIFY(
        says(planReplaceIssuer(basis, QStringLiteral("https://nobody"), fresh), "nothing-found", NoticeLevel::Note));
}

void TestPlan::cutOffLeavesWhatIsAlike()
{
    PlanBasis basis = emptyBasis();
    put(basis, application(1),
        {credential(QStringLiteral("one"), QStringLiteral("a"), cluster),
         credential(QStringLiteral("two"), QStringLiteral("b"), cluster.toUpper())});
    const Plan plan = planCutOff(basis, cluster);
    QCOMPARE(plan.changes.set.operations.size(), 1);
    QCOMPARE(plan.changes.set.operations.at(0).kind(), OperationKind::Delete);
    QVERIFY(says(plan, "issuer-alike", NoticeLevel::Warning));
}

void TestPlan::repositoriesAreRenamed_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("expected"); // empty: left alone
    const auto row = [](const char *name, const char *subject, const char *from, const char *to, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(subject) << QString::fromLatin1(from) << QString::fromLatin1(to)
                            << QString::fromLatin1(expected);
    };
    row("repository", "repo:contoso/app:pull_request", "contoso/app", "contoso/web", "repo:contoso/web:pull_request");
    row("owner", "repo:contoso/app:ref:refs/heads/contoso", "contoso", "fabrikam",
        "repo:fabrikam/app:ref:refs/heads/contoso");
    row("with ids", "repo:contoso@1/app@2:environment:x", "contoso/app", "fabrikam/web",
        "repo:fabrikam@1/web@2:environment:x");
    row("only begins alike", "repo:contoso/app2:pull_request", "contoso/app", "contoso/web", "");
    row("gitlab", "project_path:contoso/app:ref_type:branch:ref:main", "contoso/app", "contoso/web",
        "project_path:contoso/web:ref_type:branch:ref:main");
    row("gitlab, only begins alike", "project_path:contoso/app2:ref_type:branch:ref:main", "contoso/app", "contoso/web",
        "");
    row("another platform", "system:serviceaccount:contoso:app", "contoso", "fabrikam", "");
}

void TestPlan::repositoriesAreRenamed()
{
    QFETCH(QString, subject);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, expected);
    PlanBasis basis = emptyBasis();
    put(basis, application(1), {credential(QStringLiteral("one"), subject)});
    const Plan plan = planReplaceRepository(basis, from, to);
    QCOMPARE(plan.changes.set.operations.size(), expected.isEmpty() ? 0 : 1);
    if (!expected.isEmpty())
        QCOMPARE(plan.changes.set.operations.at(0).after->subject.value_or(QString()), expected);
    QVERIFY(planReplaceRepository(basis, QStringLiteral("a/b"), QStringLiteral("c")).hasErrors());
}

void TestPlan::immutableTwinsComeBeforeRetirement()
{
    PlanBasis basis = emptyBasis();
    const auto old = credential(QStringLiteral("main"), QStringLiteral("repo:Contoso/app:environment:prod"));
    put(basis, application(1),
        {old, credential(QStringLiteral("other"), QStringLiteral("repo:fabrikam/x:pull_request"))});
    const Plan plan =
        planImmutableTwins(basis, {{QStringLiteral("contoso/app"), {QStringLiteral("5"), QStringLiteral("7")}}});
    QCOMPARE(plan.changes.set.operations.size(), 1);
    const FederatedCredential twin = *plan.changes.set.operations.at(0).after;
    QCOMPARE(twin.name, QStringLiteral("main-immutable"));
    QCOMPARE(twin.subject.value_or(QString()), QStringLiteral("repo:Contoso@5/app@7:environment:prod"));
    QVERIFY(says(plan, "ids-unknown", NoticeLevel::Error));
    QVERIFY(planRetireNameBased(basis).isEmpty());

    put(basis, application(1), {old, twin});
    QVERIFY(planImmutableTwins(basis, {}).isEmpty());
    const Plan retired = planRetireNameBased(basis);
    QCOMPARE(retired.changes.set.operations.size(), 1);
    QCOMPARE(retired.changes.set.operations.at(0).before->name, old.name);
}

void TestPlan::bigReplacementIsPlannedAtOnce()
{
    PlanBasis basis = emptyBasis();
    for (int i = 0; i < 400; ++i) {
        QList<FederatedCredential> list;
        for (int j = 0; j < 12 + i % 2; ++j)
            list.append(credential(QStringLiteral("name-%1").arg(j),
                                   QStringLiteral("system:serviceaccount:ns-%1:sa-%2").arg(i).arg(j), cluster));
        put(basis, application(i), list);
    }
    QElapsedTimer timer;
    timer.start();
    const Plan plan = planReplaceIssuer(basis, cluster, QStringLiteral("https://oidc.example.com/new"));
    qInfo("%lld operations planned in %lld ms", static_cast<long long>(plan.changes.set.operations.size()),
          static_cast<long long>(timer.elapsed()));
    QCOMPARE(plan.changes.set.operations.size(), 5000);
    QVERIFY(!plan.hasErrors());
    QVERIFY(timer.elapsed() < 10'000); // with sanitizers, on a busy machine; the benchmark holds the promise
}

void TestPlan::severalBecomeOneExpression()
{
    PlanBasis basis = emptyBasis();
    const FederatedCredential dev = credential(QStringLiteral("dev"), QStringLiteral("repo:contoso/x:environment:dev"));
    const FederatedCredential prod =
        credential(QStringLiteral("prod"), QStringLiteral("repo:contoso/x:environment:prod"));
    const FederatedCredential test =
        credential(QStringLiteral("test"), QStringLiteral("repo:contoso/x:environment:test"));
    put(basis, application(1), {dev, prod});
    put(basis, application(2), {test});
    const Plan plan = planMerge(basis, {{application(1), dev.name}, {application(1), prod.name}}, QStringLiteral("all"),
                                QStringLiteral("7"));
    QVERIFY(!plan.hasErrors());
    QCOMPARE(plan.changes.set.operations.size(), 3);
    QCOMPARE(int(plan.changes.set.operations.at(0).kind()), int(OperationKind::Create));
    QVERIFY(plan.changes.set.operations.at(0).after->isFlexible());
    QVERIFY(!plan.changes.hasGap());
    QVERIFY(says(plan, "merge-bounds", NoticeLevel::Note));
    QVERIFY(says(plan, "merge-widens", NoticeLevel::Warning));
    // Another identity's workload would get in.
    QVERIFY(says(plan, "merge-takes-known", NoticeLevel::Warning));
}

void TestPlan::whatIsUnlikeIsNotMerged()
{
    PlanBasis basis = emptyBasis();
    const FederatedCredential dev = credential(QStringLiteral("dev"), QStringLiteral("repo:contoso/x:environment:dev"));
    const FederatedCredential prod =
        credential(QStringLiteral("prod"), QStringLiteral("repo:contoso/x:environment:prod"));
    FederatedCredential other = credential(QStringLiteral("other"), QStringLiteral("repo:contoso/x:environment:o"));
    other.audiences = {QStringLiteral("api://other")};
    put(basis, application(1), {dev, prod, other});
    put(basis, application(2), {dev});
    const auto merge = [&](const QList<workspace::CredentialKey> &keys, const QString &id) {
        return planMerge(basis, keys, QStringLiteral("all"), id);
    };
    const workspace::CredentialKey first{application(1), dev.name};
    for (const Plan &plan : {merge({first, {application(1), other.name}}, QStringLiteral("7")),
                             merge({first, {application(2), dev.name}}, QStringLiteral("7")),
                             merge({first, {application(1), prod.name}}, QString()), merge({}, {}),
                             merge({first, {application(1), QStringLiteral("nobody")}}, QStringLiteral("7"))}) {
        QVERIFY(plan.hasErrors());
        QVERIFY(plan.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
