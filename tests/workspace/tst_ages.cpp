// SPDX-License-Identifier: Apache-2.0
#include "demo_workspace.h"
#include "workspace/issuers.h"
#include "workspace/row_filter.h"

#include <QTemporaryDir>

#include <algorithm>

using namespace symbolon;
using test::DemoWorkspace;

namespace {

constexpr auto patience = std::chrono::seconds(30);
constexpr char newIssuer[] = "https://new.example.com";

// A clock that the tests put forward.
struct Hands
{
    QDateTime now{{2026, 11, 20}, {8, 0}, Qt::UTC};
    [[nodiscard]] Clock clock() const
    {
        return [this] { return now; };
    }
};

void addCredential(demo::Server &server)
{
    server.service().edit([](demo::Tenant &tenant) {
        demo::Application &app = *std::find_if(tenant.applications.begin(), tenant.applications.end(),
                                               [](const auto &one) { return one.displayName == "crm-sync"; });
        demo::Credential credential;
        credential.id = "5c1e7a90-0000-4000-8000-000000000001";
        credential.name = "later";
        credential.issuer = newIssuer;
        credential.subject = "somebody";
        credential.audiences = {"api://AzureADTokenExchange"};
        app.credentials.push_back(credential);
    });
}

int shownBy(const workspace::Workspace &workspace, const char *filter, const QDateTime &now)
{
    const auto &table = workspace.credentials();
    const auto query = workspace::credentialQuery(table, QString::fromLatin1(filter), now, workspace.ages());
    if (!query)
        return -1;
    int count = 0;
    for (qsizetype i = 0; i < table.size(); ++i)
        count += !query->accept || query->accept(static_cast<std::uint32_t>(i)) ? 1 : 0;
    return count;
}

} // namespace

// How long credentials and issuers have been known on this computer, all of them by one reading.
class TestAges final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatCameLaterIsKnownToBeYoung();
    void nothingKeptMeansNothingKnown();
    void wipingForgets();
};

void TestAges::initTestCase()
{
    installLog();
    test::warmUp();
}

void TestAges::whatCameLaterIsKnownToBeYoung()
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    Hands hands;
    DemoWorkspace demo(patience, folder.path(), hands.clock());
    const workspace::Workspace &workspace = demo.workspace();
    demo.signIn();
    // An empty history comes first, then what the first sync begins it with.
    DemoWorkspace::waitUntil([&] {
        const workspace::CredentialRow &any = workspace.credentials().at(0);
        return workspace.ages() && workspace.ages()->of(any.identity(), any.credential->name).firstSeen.isValid();
    });
    const auto all = static_cast<int>(workspace.credentials().size());
    const QDateTime first = hands.now;
    hands.now = hands.now.addDays(2);
    // Seen for the first time at the first look: as old as that at least, and nobody knows more.
    QCOMPARE(shownBy(workspace, "age:>1d", hands.now), all);
    QCOMPARE(shownBy(workspace, "age:<1d", hands.now), 0);
    QCOMPARE(shownBy(workspace, "age:<7d", hands.now), 0);
    QCOMPARE(shownBy(workspace, "age:>7d", hands.now), 0);
    QCOMPARE(shownBy(workspace, "-age:<7d", hands.now), 0);
    QCOMPARE(shownBy(workspace, "-age:<1d", hands.now), all);

    addCredential(demo.server());
    const store::SharedAges before = workspace.ages();
    demo.sync();
    DemoWorkspace::waitUntil([&] { return workspace.ages() && !(*workspace.ages() == *before); });
    hands.now = hands.now.addSecs(3600);
    QCOMPARE(workspace.credentials().size(), all + 1);
    QCOMPARE(shownBy(workspace, "age:<7d", hands.now), 1);
    QCOMPARE(shownBy(workspace, "age:>1d", hands.now), all);
    QCOMPARE(shownBy(workspace, "age:unknown", hands.now), 0);

    const auto issuers = workspace::issuersOf(workspace.credentials(), workspace.identities(), workspace.ages());
    const workspace::IssuerRow *young = issuers.find(QString::fromLatin1(newIssuer));
    QVERIFY(young != nullptr);
    QVERIFY(!young->maybeOlder);
    QCOMPARE(young->firstSeen, first.addDays(2));
    for (const workspace::IssuerRow &row : issuers.rows()) {
        if (row.issuer == QLatin1String(newIssuer))
            continue;
        QVERIFY(row.maybeOlder);
        QCOMPARE(row.firstSeen, first);
        QVERIFY(!row.lastChanged.isValid());
    }
    const auto query = workspace::issuerQuery(issuers, QStringLiteral("age:<7d"), hands.now);
    QVERIFY(query.has_value());
    int shown = 0;
    for (qsizetype i = 0; i < issuers.size(); ++i)
        shown += query->accept(static_cast<std::uint32_t>(i)) ? 1 : 0;
    QCOMPARE(shown, 1);
}

void TestAges::nothingKeptMeansNothingKnown()
{
    DemoWorkspace demo;
    demo.signIn();
    const workspace::Workspace &workspace = demo.workspace();
    QVERIFY(workspace.ages() == nullptr);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QCOMPARE(shownBy(workspace, "age:unknown", now), static_cast<int>(workspace.credentials().size()));
    QCOMPARE(shownBy(workspace, "age:>1d", now), 0);
    QCOMPARE(shownBy(workspace, "-age:>1d", now), 0);
    const auto issuers = workspace::issuersOf(workspace.credentials(), workspace.identities(), workspace.ages());
    for (const workspace::IssuerRow &row : issuers.rows())
        QVERIFY(!row.firstSeen.isValid());
}

void TestAges::wipingForgets()
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    DemoWorkspace demo(patience, folder.path());
    demo.signIn();
    DemoWorkspace::waitUntil([&] { return demo.workspace().ages() != nullptr; });
    QObject context;
    bool done = false;
    whenDone(demo.workspace().wipeCache(), &context, [&done](const Result<void> &) { done = true; });
    DemoWorkspace::waitUntil([&done] { return done; });
    QVERIFY(demo.workspace().ages() == nullptr);
}

QTEST_GUILESS_MAIN(TestAges)
#include "tst_ages.moc"
