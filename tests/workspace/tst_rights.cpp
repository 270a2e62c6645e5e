// SPDX-License-Identifier: Apache-2.0
#include "auth/self_completing_opener.h"
#include "demo/contoso.h"
#include "demo/server.h"
#include "net/await.h"
#include "wiring/composition.h"

#include <QTest>

#include <algorithm>

using namespace symbolon;
using workspace::Rights;
using workspace::SessionPhase;
using workspace::Source;
using workspace::SourcePhase;
using workspace::SyncPhase;
using workspace::Workspace;

namespace {

constexpr char admin[] = "m.reyes@contoso.onmicrosoft.com";
constexpr char reader[] = "a.tanaka@contoso.onmicrosoft.com";

// The program as it meets a tenant that is not its own demo: a cloud file, a person who clicks through.
struct House
{
    demo::Server server;
    std::unique_ptr<auth::SelfCompletingOpener> person;
    std::unique_ptr<app::Composition> composition;

    [[nodiscard]] bool open(const char *account, bool assess = false)
    {
        if (!server.start())
            return false;
        person = std::make_unique<auth::SelfCompletingOpener>(QUrl(QString::fromStdString(server.loginUrl())),
                                                              QString::fromLatin1(account));
        app::Options options;
        options.cloud = QString::fromStdString(server.cloudFile());
        options.assess = assess;
        auto made = app::Composition::make(options, *person);
        if (!made)
            return false;
        composition = std::move(*made);
        return true;
    }
    [[nodiscard]] Workspace &workspace() const { return composition->workspace(); }
    [[nodiscard]] bool waitUntilRead() const
    {
        return QTest::qWaitFor(
            [this] {
                const SyncPhase phase = workspace().syncState().phase;
                return phase == SyncPhase::Complete || phase == SyncPhase::Partial;
            },
            30'000);
    }
    // Nobody has consented to anything of Graph but this.
    void consentOnlyTo(const std::string &scope)
    {
        server.service().edit([&scope](demo::Tenant &tenant) {
            for (demo::DelegatedGrant &grant : tenant.delegatedGrants) {
                if (grant.scope.find("user_impersonation") == std::string::npos)
                    grant.scope = scope;
            }
        });
    }
};

} // namespace

class TestRights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasNotAskedForIsUnknownUntilItIs()
    {
        House house;
        QVERIFY(house.open(admin));
        Workspace &workspace = house.workspace();
        workspace.signIn();
        QVERIFY(house.waitUntilRead());
        QCOMPARE(workspace.session().phase, SessionPhase::SignedIn);
        QCOMPARE(workspace.session().granted,
                 (QStringList{QStringLiteral("Application.Read.All"), QStringLiteral("User.Read")}));
        QVERIFY(!workspace.session().canAssess);
        QVERIFY(!workspace.session().canWrite);
        QVERIFY(workspace.identities().size() > 30);
        QCOMPARE(workspace.syncState().phase, SyncPhase::Partial);
        const workspace::SourceState &roles = workspace.syncState().of(Source::DirectoryRoles);
        QCOMPARE(roles.phase, SourcePhase::Failed);
        QVERIFY(roles.error->kind == ErrorKind::ConsentNeeded);
        QCOMPARE(roles.error->message, QStringLiteral("Needs RoleManagement.Read.Directory, Directory.Read.All."));

        // Somebody wants to judge: the tenant consented before, so nobody is asked.
        workspace.obtain(Rights::Assess);
        QTRY_VERIFY(workspace.session().canAssess);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.syncState().phase, SyncPhase::Complete, 30'000);
    }

    void aUserWithoutAnyRoleSeesWhatTheyMay()
    {
        House house;
        QVERIFY(house.open(reader, true));
        house.consentOnlyTo("User.Read");
        Workspace &workspace = house.workspace();
        workspace.signIn();
        QVERIFY(house.waitUntilRead());
        QCOMPARE(workspace.session().phase, SessionPhase::SignedIn);
        QCOMPARE(workspace.session().granted, QStringList{QStringLiteral("User.Read")});
        QCOMPARE(workspace.syncState().phase, SyncPhase::Partial);
        const workspace::SourceState &applications = workspace.syncState().of(Source::Applications);
        QCOMPARE(applications.phase, SourcePhase::Failed);
        QCOMPARE(applications.error->message, QStringLiteral("Needs Application.Read.All."));
        QVERIFY(!workspace.adminConsentUrl().isEmpty());
    }

    // Everybody has consented to everything already: the session may write from the first write on, and not before; and
    // the activity log and the session say so.
    void aSessionThatMayWriteSaysSo()
    {
        House house;
        QVERIFY(house.open(admin, true));
        Workspace &workspace = house.workspace();
        workspace.signIn();
        QVERIFY(house.waitUntilRead());
        const auto remarks = [&workspace] {
            const auto &entries = workspace.activityLog().entries();
            return std::count_if(entries.cbegin(), entries.cend(), [](const net::Activity &one) {
                return one.note.contains(QStringLiteral("may write"));
            });
        };
        QVERIFY(!workspace.session().canWrite);
        QVERIFY(!workspace.session().granted.contains(QStringLiteral("Application.ReadWrite.All")));
        QCOMPARE(remarks(), 0);

        workspace::CredentialRow row;
        const auto &rows = workspace.credentials().rows();
        for (const workspace::CredentialRow &one : rows) {
            if (one.identity().kind == trust::IdentityKind::Application)
                row = one;
        }
        trust::Operation operation;
        operation.identity = row.identity();
        operation.before = *row.credential;
        trust::ChangeSet changes = workspace.newChangeSet();
        changes.operations = {operation};
        const auto report = test::await(workspace.apply(changes, {}, {}));
        QVERIFY(report && report->allWritten());
        QVERIFY(workspace.session().canWrite);
        QCOMPARE(remarks(), 1);
        QVERIFY2(workspace.session().notice.contains(QStringLiteral("Application.ReadWrite.All")),
                 qPrintable(workspace.session().notice));
    }

    void aChallengeInMidSyncIsAnswered()
    {
        House house;
        QVERIFY(house.open(admin, true));
        Workspace &workspace = house.workspace();
        workspace.signIn();
        QVERIFY(house.waitUntilRead());
        QCOMPARE(workspace.syncState().phase, SyncPhase::Complete);
        house.server.service().demandClaims(demo::contoso::userId("m.reyes"));
        workspace.sync();
        QVERIFY(house.waitUntilRead());
        QCOMPARE(workspace.syncState().phase, SyncPhase::Complete);
        QCOMPARE(workspace.session().phase, SessionPhase::SignedIn);
    }

    void aWriteThatMeetsAnEndedSessionIsDoneAfterSigningIn()
    {
        House house;
        QVERIFY(house.open(admin, true));
        Workspace &workspace = house.workspace();
        workspace.signIn();
        QVERIFY(house.waitUntilRead());
        // The session ends: the account is gone from the directory for a while, and a challenge has the token renewed.
        std::vector<demo::User> users;
        house.server.service().demandClaims(demo::contoso::userId("m.reyes"));
        house.server.service().edit([&users](demo::Tenant &tenant) { users = std::exchange(tenant.users, {}); });
        workspace.sync();
        QTRY_COMPARE(workspace.session().phase, SessionPhase::SignedOut);
        QVERIFY(workspace.session().error.has_value());
        QVERIFY(workspace.identities().size() > 30); // what was read stays on show
        house.server.service().edit([&users](demo::Tenant &tenant) { tenant.users = users; });

        const auto &rows = workspace.identities().rows();
        const auto application = std::find_if(rows.cbegin(), rows.cend(), [](const workspace::IdentityRow &row) {
            return row.identity.key.kind == trust::IdentityKind::Application && row.identity.credentials.size() < 5;
        });
        QVERIFY(application != rows.cend());
        trust::Operation operation;
        operation.identity = application->identity.key;
        operation.after = trust::FederatedCredential{};
        operation.after->name = QStringLiteral("after-the-break");
        operation.after->issuer = QStringLiteral("https://token.actions.githubusercontent.com");
        operation.after->subject = QStringLiteral("repo:contoso/notes:environment:after");
        operation.after->audiences = {QStringLiteral("api://AzureADTokenExchange")};
        trust::ChangeSet changes = workspace.newChangeSet();
        changes.operations = {operation};
        const auto report = test::await(workspace.apply(changes, {}, {}));
        QVERIFY(report);
        QVERIFY2(report->allWritten(),
                 report->results.first().error ? qPrintable(oneLine(*report->results.first().error)) : "not written");
        QCOMPARE(workspace.session().phase, SessionPhase::SignedIn);
        QVERIFY(!workspace.session().error);
    }

    void signOutForgetsAndSwitchingComesBack()
    {
        House house;
        QVERIFY(house.open(admin));
        Workspace &workspace = house.workspace();
        workspace.signIn();
        QVERIFY(house.waitUntilRead());
        QVERIFY(test::await(workspace.endSession()));
        QCOMPARE(workspace.session().phase, SessionPhase::SignedOut);
        QCOMPARE(workspace.identities().size(), 0);
        QVERIFY(test::await(workspace.knownAccounts())->isEmpty());
        QVERIFY(!test::await(workspace.isSessionKept()).value());
    }
};

QTEST_GUILESS_MAIN(TestRights)
#include "tst_rights.moc"
