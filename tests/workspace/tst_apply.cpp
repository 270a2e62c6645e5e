// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "demo_workspace.h"

#include <algorithm>

using namespace symbolon;
using demo::FaultKind;
using trust::FederatedCredential;
using workspace::ApplyReport;
using workspace::OperationPhase;
using workspace::OperationResult;

namespace {

const QString application = QStringLiteral("release-notes-bot");
const QString managedIdentity = QStringLiteral("id-ado-agents");

FederatedCredential credential(const QString &name)
{
    FederatedCredential one;
    one.name = name;
    one.issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    one.subject = QStringLiteral("repo:contoso/notes:environment:") + name;
    one.audiences = {QStringLiteral("api://AzureADTokenExchange")};
    return one;
}

trust::Operation operation(const workspace::IdentityRow &row, std::optional<FederatedCredential> before,
                           std::optional<FederatedCredential> after)
{
    trust::Operation one;
    one.identity = row.key();
    one.identityName = row.identity.displayName;
    one.before = std::move(before);
    one.after = std::move(after);
    return one;
}

trust::ChangeSet setOf(test::DemoWorkspace &demo, const QList<trust::Operation> &operations)
{
    trust::ChangeSet changes = demo.workspace().newChangeSet();
    changes.operations = operations;
    return changes;
}

// The path below which writes to the identity go.
std::string pathOf(const workspace::IdentityRow &row)
{
    return row.identity.key.kind == trust::IdentityKind::Application
        ? "/beta/applications/" + row.identity.key.id.toStdString()
        : row.identity.key.id.toStdString();
}

const FederatedCredential *find(const workspace::IdentityRow &row, const QString &name)
{
    const auto &all = row.identity.credentials;
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const auto &one) { return one.name == name; });
    return found == all.cend() ? nullptr : &*found;
}

} // namespace

class TestApply final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void createsChangesDeletes_data();
    void createsChangesDeletes();
    void conflictIsFoundBeforeWriting_data();
    void conflictIsFoundBeforeWriting();
    void whatIsAsWantedIsNotWritten();
    void invalidIsNotSent();
    void refusalKeepsTheServicesWords();
    void lostAnswerIsReadBack_data();
    void lostAnswerIsReadBack();
    void writeThatWasNeverCarriedOutFails();
    void failureLeavesTheRestUnstarted();
    void stopLeavesTheRestUnstarted();
    void failureHoldsBackItsIdentityAlone();
    void whatMovesIsRemovedAfterItsArrival_data();
    void whatMovesIsRemovedAfterItsArrival();
    void listIsReadOncePerIdentity();
    void notFoundIsAskedForAgain();
    void foreignSetIsRefused_data();
    void foreignSetIsRefused();
    void emptySetEnds();
    void permissionIsAskedForOnce();
    void noSecretIsLogged();
};

void TestApply::initTestCase()
{
    installLog();
    test::warmUp();
}

void TestApply::createsChangesDeletes_data()
{
    QTest::addColumn<QString>("identity");
    QTest::newRow("app registration") << application;
    QTest::newRow("managed identity") << managedIdentity;
}

void TestApply::createsChangesDeletes()
{
    QFETCH(QString, identity);
    test::DemoWorkspace demo;
    demo.signIn();
    const FederatedCredential wanted = credential(QStringLiteral("production"));

    QList<OperationPhase> phases;
    const auto note = [&phases](const OperationResult &result) { phases.append(result.phase); };
    ApplyReport report = demo.apply(setOf(demo, {operation(demo.row(identity), std::nullopt, wanted)}), note);
    QVERIFY(report.allWritten());
    QVERIFY(phases
            == (QList<OperationPhase>{OperationPhase::Checking, OperationPhase::Writing, OperationPhase::ReadingBack,
                                      OperationPhase::Written}));
    QVERIFY(report.results.constFirst().written.has_value());
    QVERIFY(!report.results.constFirst().written->id.isEmpty());
    const FederatedCredential *created = find(demo.row(identity), wanted.name);
    QVERIFY(created);
    QCOMPARE(created->subject, wanted.subject);
    QVERIFY(demo.workspace().credential({demo.row(identity).key(), wanted.name}));

    FederatedCredential changed = *created;
    changed.subject = QStringLiteral("repo:contoso/notes:ref:refs/heads/main");
    report = demo.apply(setOf(demo, {operation(demo.row(identity), *created, changed)}));
    QVERIFY(report.allWritten());
    QCOMPARE(find(demo.row(identity), wanted.name)->subject, changed.subject);

    const FederatedCredential held = *find(demo.row(identity), wanted.name);
    report = demo.apply(setOf(demo, {operation(demo.row(identity), held, std::nullopt)}));
    QVERIFY(report.allWritten());
    QVERIFY(!find(demo.row(identity), wanted.name));
    QVERIFY(!demo.workspace().credential({demo.row(identity).key(), wanted.name}));

    // The service says the same.
    demo.sync();
    QVERIFY(demo.workspace().syncState().isComplete());
    QVERIFY(!find(demo.row(identity), wanted.name));
}

void TestApply::conflictIsFoundBeforeWriting_data()
{
    QTest::addColumn<bool>("deletedMeanwhile");
    QTest::newRow("changed by somebody else") << false;
    QTest::newRow("deleted by somebody else") << true;
}

void TestApply::conflictIsFoundBeforeWriting()
{
    QFETCH(bool, deletedMeanwhile);
    test::DemoWorkspace demo;
    demo.signIn();
    const auto &row = demo.row(QStringLiteral("gh-platform-deploy"));
    const FederatedCredential before = *find(row, QStringLiteral("env-staging"));
    FederatedCredential after = before;
    after.subject = QStringLiteral("repo:contoso/platform:environment:mine");
    const trust::ChangeSet changes = setOf(demo, {operation(row, before, after)});

    demo.server().service().edit([deletedMeanwhile](demo::Tenant &tenant) {
        for (demo::Application &one : tenant.applications) {
            if (one.displayName != "gh-platform-deploy")
                continue;
            auto &all = one.credentials;
            const auto found = std::find_if(all.begin(), all.end(), [](auto &c) { return c.name == "env-staging"; });
            if (deletedMeanwhile)
                all.erase(found);
            else
                found->subject = "repo:contoso/platform:environment:theirs";
        }
    });
    const ApplyReport report = demo.apply(changes);
    const OperationResult &result = report.results.constFirst();
    QVERIFY(result.phase == OperationPhase::Failed);
    QVERIFY(result.error->kind == ErrorKind::Conflict);
    QVERIFY(result.error->subject.contains(QStringLiteral("env-staging")));
    for (const demo::LoggedRequest &request : demo.server().requests())
        QVERIFY(request.method != "PATCH");
    // What the service holds now is what is shown.
    const FederatedCredential *now = find(demo.row(QStringLiteral("gh-platform-deploy")), before.name);
    QCOMPARE(now == nullptr, deletedMeanwhile);
    if (now)
        QCOMPARE(now->subject.value_or(QString()), QStringLiteral("repo:contoso/platform:environment:theirs"));
}

void TestApply::whatIsAsWantedIsNotWritten()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const trust::ChangeSet changes =
        setOf(demo, {operation(demo.row(application), std::nullopt, credential(QStringLiteral("twice")))});
    QVERIFY(demo.apply(changes).allWritten());
    QVERIFY(demo.apply(changes).allWritten());
    const auto requests = demo.server().requests();
    QCOMPARE(std::count_if(requests.cbegin(), requests.cend(),
                           [](const demo::LoggedRequest &one) {
                               return one.method == "POST" && one.service == demo::ServiceKind::Graph
                                   && one.path.find("/federatedIdentityCredentials") != std::string::npos;
                           }),
             1);
}

void TestApply::invalidIsNotSent()
{
    test::DemoWorkspace demo;
    demo.signIn();
    FederatedCredential bad = credential(QStringLiteral("a"));
    const ApplyReport report = demo.apply(setOf(demo, {operation(demo.row(application), std::nullopt, bad)}));
    QVERIFY(report.results.constFirst().phase == OperationPhase::Failed);
    QVERIFY(report.results.constFirst().error->kind == ErrorKind::Validation);
    QVERIFY(!report.results.constFirst().error->message.isEmpty());

    const FederatedCredential held = *find(demo.row(QStringLiteral("gh-platform-deploy")), QStringLiteral("env-test"));
    FederatedCredential renamed = held;
    renamed.name = QStringLiteral("other-name");
    const ApplyReport second =
        demo.apply(setOf(demo, {operation(demo.row(QStringLiteral("gh-platform-deploy")), held, renamed)}));
    QVERIFY(second.results.constFirst().error->kind == ErrorKind::Validation);
}

void TestApply::refusalKeepsTheServicesWords()
{
    test::DemoWorkspace demo;
    demo.signIn();
    demo.server().service().edit([](demo::Tenant &tenant) {
        for (demo::ManagedIdentity &one : tenant.managedIdentities)
            one.federationSupported = one.name != "id-ado-agents";
    });
    const ApplyReport report = demo.apply(
        setOf(demo, {operation(demo.row(managedIdentity), std::nullopt, credential(QStringLiteral("refused")))}));
    const OperationResult &result = report.results.constFirst();
    QVERIFY(result.phase == OperationPhase::Failed);
    QCOMPARE(result.error->httpStatus, 405);
    QVERIFY(!result.error->code.isEmpty());
    QVERIFY(!result.error->message.isEmpty());
}

void TestApply::lostAnswerIsReadBack_data()
{
    createsChangesDeletes_data();
}

void TestApply::lostAnswerIsReadBack()
{
    QFETCH(QString, identity);
    test::DemoWorkspace demo;
    demo.signIn();
    const std::string path = pathOf(demo.row(identity));
    const auto cutTheAnswer = [&](const OperationResult &result) {
        if (result.phase == OperationPhase::Writing)
            demo.server().setFault(path, FaultKind::Cut, 1);
    };
    const FederatedCredential wanted = credential(QStringLiteral("lost-answer"));
    const ApplyReport report =
        demo.apply(setOf(demo, {operation(demo.row(identity), std::nullopt, wanted)}), cutTheAnswer);
    QVERIFY(report.allWritten());
    QVERIFY(find(demo.row(identity), wanted.name));
}

void TestApply::writeThatWasNeverCarriedOutFails()
{
    test::DemoWorkspace demo(test::shortPatience);
    demo.signIn();
    const std::string path = pathOf(demo.row(application));
    const auto swallow = [&](const OperationResult &result) {
        if (result.phase == OperationPhase::Writing)
            demo.server().setFault(path, FaultKind::Silent, 1);
    };
    const FederatedCredential wanted = credential(QStringLiteral("swallowed"));
    const trust::ChangeSet changes = setOf(demo, {operation(demo.row(application), std::nullopt, wanted)});
    const ApplyReport report = demo.apply(changes, swallow);
    QVERIFY(report.results.constFirst().phase == OperationPhase::Failed);
    QVERIFY(report.results.constFirst().error->kind == ErrorKind::Timeout);
    QVERIFY(!find(demo.row(application), wanted.name));
    QVERIFY(demo.apply(changes).allWritten());
}

void TestApply::failureLeavesTheRestUnstarted()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const auto &row = demo.row(application);
    const ApplyReport report = demo.apply(setOf(demo,
                                                {operation(row, std::nullopt, credential(QStringLiteral("first"))),
                                                 operation(row, std::nullopt, credential(QStringLiteral("x"))),
                                                 operation(row, std::nullopt, credential(QStringLiteral("third")))}));
    QCOMPARE(report.results.size(), 3);
    QVERIFY(report.results.at(0).phase == OperationPhase::Written);
    QVERIFY(report.results.at(1).phase == OperationPhase::Failed);
    QVERIFY(report.results.at(2).phase == OperationPhase::NotStarted);
    QVERIFY(!report.allWritten());
}

void TestApply::stopLeavesTheRestUnstarted()
{
    test::DemoWorkspace demo;
    demo.signIn();
    std::stop_source stop;
    const auto stopAfterFirst = [&stop](const OperationResult &result) {
        if (result.phase == OperationPhase::Writing)
            stop.request_stop();
    };
    const auto &row = demo.row(application);
    const ApplyReport report = demo.apply(setOf(demo,
                                                {operation(row, std::nullopt, credential(QStringLiteral("first"))),
                                                 operation(row, std::nullopt, credential(QStringLiteral("second")))}),
                                          stopAfterFirst, stop.get_token());
    // What was being written is finished, so that its outcome is known.
    QVERIFY(report.results.at(0).phase == OperationPhase::Written);
    QVERIFY(report.results.at(1).phase == OperationPhase::NotStarted);
}

void TestApply::failureHoldsBackItsIdentityAlone()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const auto &bot = demo.row(application);
    const auto &agents = demo.row(managedIdentity);
    QList<workspace::ApplyStanding> standings;
    const ApplyReport report =
        demo.apply(setOf(demo,
                         {operation(bot, std::nullopt, credential(QStringLiteral("x"))),
                          operation(bot, std::nullopt, credential(QStringLiteral("held-back"))),
                          operation(agents, std::nullopt, credential(QStringLiteral("goes-on"))),
                          operation(agents, std::nullopt, credential(QStringLiteral("as-well")))}),
                   [&standings](const OperationResult &result) { standings.append(result.standing); });
    QVERIFY(report.results.at(0).phase == OperationPhase::Failed);
    QVERIFY(report.results.at(1).phase == OperationPhase::NotStarted);
    QVERIFY(report.results.at(2).phase == OperationPhase::Written);
    QVERIFY(report.results.at(3).phase == OperationPhase::Written);
    QCOMPARE(standings.constLast().remaining(), 0);
    QVERIFY(standings.constLast().perMinute > 0);
    QCOMPARE(standings.constFirst().remaining(), 4);
    demo.sync();
    QVERIFY(find(demo.row(managedIdentity), QStringLiteral("as-well")));
    QVERIFY(!find(demo.row(application), QStringLiteral("held-back")));
}

void TestApply::whatMovesIsRemovedAfterItsArrival_data()
{
    QTest::addColumn<bool>("arrives");
    QTest::newRow("arrives") << true;
    QTest::newRow("does not arrive") << false;
}

void TestApply::whatMovesIsRemovedAfterItsArrival()
{
    QFETCH(bool, arrives);
    test::DemoWorkspace demo;
    demo.signIn();
    const auto &source = demo.row(QStringLiteral("gh-platform-deploy"));
    const FederatedCredential held = *find(source, QStringLiteral("env-staging"));
    FederatedCredential moved = held;
    moved.id.clear();
    moved.description.clear();
    if (!arrives)
        moved.name = QStringLiteral("x");
    trust::Operation arrival = operation(demo.row(managedIdentity), std::nullopt, moved);
    trust::Operation removal = operation(source, held, std::nullopt);
    removal.waitsFor = arrival.id;
    const ApplyReport report = demo.apply(setOf(demo, {arrival, removal}));
    QVERIFY(report.results.at(0).phase == (arrives ? OperationPhase::Written : OperationPhase::Failed));
    QVERIFY(report.results.at(1).phase == (arrives ? OperationPhase::Written : OperationPhase::NotStarted));
    QCOMPARE(find(demo.row(QStringLiteral("gh-platform-deploy")), held.name) == nullptr, arrives);

    // Nobody waits for somebody who comes later.
    removal.id = QUuid::createUuid();
    const ApplyReport turned = demo.apply(setOf(demo, {removal, arrival}));
    QVERIFY(turned.results.at(0).error->kind == ErrorKind::Validation);
    QVERIFY(turned.results.at(1).phase == OperationPhase::NotStarted);
}

void TestApply::listIsReadOncePerIdentity()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const auto &row = demo.row(managedIdentity);
    const auto before = demo.server().requests().size();
    QVERIFY(demo.apply(setOf(demo,
                             {operation(row, std::nullopt, credential(QStringLiteral("first"))),
                              operation(row, std::nullopt, credential(QStringLiteral("second"))),
                              operation(row, std::nullopt, credential(QStringLiteral("third")))}))
                .allWritten());
    const auto requests = demo.server().requests();
    const auto read = std::count_if(
        requests.cbegin() + static_cast<std::ptrdiff_t>(before), requests.cend(), [](const demo::LoggedRequest &one) {
            return one.method == "GET" && one.path.find("/federatedIdentityCredentials") != std::string::npos;
        });
    QCOMPARE(read, 2); // before the first and after the last
}

void TestApply::notFoundIsAskedForAgain()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const auto &row = demo.row(application);
    demo::TroubleRule notYet;
    notYet.method = "POST";
    notYet.path = pathOf(row) + "/federatedIdentityCredentials";
    notYet.status = 404;
    notYet.times = 2;
    demo::TroublePlan plan;
    plan.rules = {notYet};
    int asked = 0;
    const auto hide = [&](const OperationResult &result) {
        if (result.phase == OperationPhase::Writing && ++asked == 1)
            demo.server().setTrouble(plan);
    };
    QVERIFY(
        demo.apply(setOf(demo, {operation(row, std::nullopt, credential(QStringLiteral("late")))}), hide).allWritten());
    QVERIFY(find(demo.row(application), QStringLiteral("late")));
}

void TestApply::foreignSetIsRefused_data()
{
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("login");
    QTest::newRow("other tenant") << QStringLiteral("11111111-1111-1111-1111-111111111111") << QString();
    QTest::newRow("other login") << QString() << QStringLiteral("https://login.example:443");
}

void TestApply::foreignSetIsRefused()
{
    QFETCH(QString, tenant);
    QFETCH(QString, login);
    test::DemoWorkspace demo;
    demo.signIn();
    trust::ChangeSet changes =
        setOf(demo, {operation(demo.row(application), std::nullopt, credential(QStringLiteral("foreign")))});
    if (!tenant.isEmpty())
        changes.tenantId = tenant;
    if (!login.isEmpty())
        changes.loginOrigin = login;
    const ApplyReport report = demo.apply(changes);
    QVERIFY(report.results.constFirst().phase == OperationPhase::Failed);
    QVERIFY(report.results.constFirst().error->kind == ErrorKind::Validation);
    QVERIFY(!find(demo.row(application), QStringLiteral("foreign")));
}

void TestApply::emptySetEnds()
{
    test::DemoWorkspace demo;
    demo.signIn();
    QVERIFY(demo.apply(demo.workspace().newChangeSet()).results.isEmpty());
}

void TestApply::permissionIsAskedForOnce()
{
    test::DemoWorkspace demo;
    demo.signIn();
    QVERIFY(!demo.workspace().session().canWrite);
    const auto &row = demo.row(application);
    QVERIFY(demo.apply(setOf(demo,
                             {operation(row, std::nullopt, credential(QStringLiteral("one"))),
                              operation(row, std::nullopt, credential(QStringLiteral("two")))}))
                .allWritten());
    QVERIFY(demo.workspace().session().canWrite);
    const auto requests = demo.server().requests();
    const auto asked = std::count_if(requests.cbegin(), requests.cend(), [](const demo::LoggedRequest &request) {
        return request.path.find("/oauth2/v2.0/authorize") != std::string::npos;
    });
    // At sign-in alone: the tenant consented to writing before, so that the refresh token is all it takes.
    QCOMPARE(asked, 1);
}

void TestApply::noSecretIsLogged()
{
    test::DemoWorkspace demo;
    demo.signIn();
    demo.server().setFault("graph", FaultKind::Garbage);
    demo.sync();
    demo.server().clearFaults();
    QVERIFY(demo.apply(setOf(demo, {operation(demo.row(application), std::nullopt, credential(QStringLiteral("log")))}))
                .allWritten());
    const std::vector<std::string> secrets = demo.server().issuedSecrets();
    QVERIFY(secrets.size() >= 3); // a code, an access token, a refresh token at least
    const QString log = recentLog().join(u'\n');
    for (const std::string &secret : secrets)
        QVERIFY(!log.contains(QString::fromStdString(secret)));
}

QTEST_GUILESS_MAIN(TestApply)
#include "tst_apply.moc"
