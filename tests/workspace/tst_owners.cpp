// SPDX-License-Identifier: Apache-2.0
#include "demo/contoso.h"
#include "demo_workspace.h"
#include "export/json_document.h"
#include "shown_by.h"
#include "workspace/lines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>

using namespace symbolon;
using demo::TroublePlan;
using demo::TroubleRule;
using workspace::Source;
using workspace::SourcePhase;

namespace {

TroubleRule answering(const char *path, int status)
{
    TroubleRule rule;
    rule.service = "graph";
    rule.path = path;
    rule.status = status;
    return rule;
}

QStringList labels(const trust::Identity &identity)
{
    QStringList all;
    for (const trust::Owner &owner : identity.owners)
        all.append(owner.label());
    return all;
}

// Owners that one expansion does not show all of.
void crowd(demo::Server &server, const char *application, int count)
{
    server.service().edit([&](demo::Tenant &tenant) {
        demo::Application &app = *std::find_if(tenant.applications.begin(), tenant.applications.end(),
                                               [&](const auto &one) { return one.displayName == application; });
        app.owners.clear();
        for (int i = 0; i < count; ++i) {
            demo::User user;
            user.id = "0b0b0b0b-0000-4000-8000-0000000000" + std::to_string(10 + i);
            user.displayName = "Owner " + std::to_string(i);
            user.userPrincipalName = "owner" + std::to_string(i) + "@contoso.onmicrosoft.com";
            user.enabled = i != 0;
            user.person = false;
            app.owners.push_back(user.id);
            tenant.users.push_back(std::move(user));
        }
    });
}

qsizetype asked(demo::Server &server, const char *part)
{
    const auto requests = server.requests();
    return std::count_if(requests.cbegin(), requests.cend(), [part](const demo::LoggedRequest &request) {
        return request.path.find(part) != std::string::npos;
    });
}

// The tenant's own word on every app registration.
void compareOwners(test::DemoWorkspace &demo)
{
    const demo::Tenant tenant = demo.server().service().tenant();
    for (const demo::Application &app : tenant.applications) {
        const workspace::IdentityRow *row =
            demo.workspace().identity({trust::IdentityKind::Application, QString::fromStdString(app.id)});
        if (!row)
            QFAIL(app.displayName.c_str());
        QVERIFY2(row->identity.ownersPart.isKnown(), app.displayName.c_str());
        QCOMPARE(row->identity.owners.size(), static_cast<qsizetype>(app.owners.size()));
        for (std::size_t i = 0; i < app.owners.size(); ++i)
            QCOMPARE(row->identity.owners.at(static_cast<qsizetype>(i)).id, QString::fromStdString(app.owners[i]));
    }
}

} // namespace

// Who owns app registrations: by one list, by the application's own list where that is cut short, and where the service
// does not expand it.
class TestOwners final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyOwnerComesWithTheList();
    void whatTheListCutsShortIsReadWhole();
    void withoutTheListThoseWithCredentialsAreAsked();
    void aFailureIsSaidAndRetriedAlone();
    void onePersonIsHeldOnce();
    void survivesARestart();
    void isExported();
};

void TestOwners::initTestCase()
{
    installLog();
    test::warmUp();
}

void TestOwners::everyOwnerComesWithTheList()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const workspace::Workspace &workspace = demo.workspace();
    QVERIFY(workspace.syncState().isComplete());
    compareOwners(demo);
    // One request: fewer there cannot be.
    QCOMPARE(workspace.syncState().of(Source::Owners).read, test::countOf(workspace, trust::IdentityKind::Application));
    QCOMPARE(asked(demo.server(), "/owners"), 0);

    const trust::Identity &mobile = demo.row(QStringLiteral("aws-cognito-mobile-sync")).identity;
    QCOMPARE(labels(mobile), (QStringList{QStringLiteral("Jon Ortiz"), QStringLiteral("Luc Moreau")}));
    QVERIFY(mobile.owners.at(0).kind == trust::OwnerKind::User && !mobile.owners.at(0).isGuest);
    QVERIFY(mobile.owners.at(1).isGuest);
    QCOMPARE(test::shownBy(workspace, "owner:moreau"), 1);
    QCOMPARE(test::shownBy(workspace, "owner:m.reyes@contoso.onmicrosoft.com"), 6);
    QCOMPARE(test::shownBy(workspace, "owner:unknown"), 0);
    QVERIFY(test::shownBy(workspace, "owner:none kind:app") > 0);
    QCOMPARE(test::shownBy(workspace, "owner:none kind:mi"), 0);

    // Credentials are found by who owns their identity.
    const auto ofGuest =
        workspace::credentialQuery(workspace.credentials(), QStringLiteral("owner:moreau"), QDateTime());
    QVERIFY(ofGuest.has_value());
    const auto rows = store::visibleRows(workspace.credentials().searchKeys(), *ofGuest);
    QCOMPARE(rows.size(), mobile.credentials.size());
    for (const std::uint32_t row : rows)
        QCOMPARE(workspace.credentials().at(static_cast<qsizetype>(row)).identity(), mobile.key);
}

void TestOwners::whatTheListCutsShortIsReadWhole()
{
    test::DemoWorkspace demo;
    crowd(demo.server(), "gh-platform-deploy", 25);
    crowd(demo.server(), "crm-sync", 20);
    demo.signIn();
    QVERIFY(demo.workspace().syncState().isComplete());
    compareOwners(demo);
    const trust::Identity &deploy = demo.row(QStringLiteral("gh-platform-deploy")).identity;
    QCOMPARE(deploy.owners.size(), 25);
    QVERIFY(deploy.owners.at(0).isDisabled && !deploy.owners.at(1).isDisabled);
}

void TestOwners::withoutTheListThoseWithCredentialsAreAsked()
{
    test::DemoWorkspace demo;
    TroublePlan plan;
    plan.rules = {answering("/v1.0/applications", 400)};
    demo.server().setTrouble(plan);
    demo.signIn();
    const workspace::Workspace &workspace = demo.workspace();
    QVERIFY2(workspace.syncState().isComplete(), "what is not asked for is no failure");
    qsizetype withCredentials = 0;
    for (const workspace::IdentityRow &row : workspace.identities().rows()) {
        if (row.identity.key.kind != trust::IdentityKind::Application)
            continue;
        const bool asks = !row.identity.credentials.isEmpty();
        withCredentials += asks ? 1 : 0;
        QCOMPARE(row.identity.ownersPart.isKnown(), asks);
        QVERIFY(row.isWhole());
    }
    QCOMPARE(workspace.syncState().of(Source::Owners).read, withCredentials);
    QCOMPARE(labels(demo.row(QStringLiteral("terraform-landing-zones")).identity),
             QStringList{QStringLiteral("Dana Novak")});
    QCOMPARE(test::shownBy(workspace, "owner:unknown"),
             static_cast<int>(test::countOf(workspace, trust::IdentityKind::Application) - withCredentials));
    // The difference is visible, and every export says it.
    const QStringList remarks = [&] {
        QStringList all;
        for (const auto &entry : workspace.activityLog().entries())
            all.append(entry.note);
        return all;
    }();
    QVERIFY(std::any_of(remarks.cbegin(), remarks.cend(), [](const QString &one) {
        return one.contains(QStringLiteral("Owners of app registrations"));
    }));
    const exports::Envelope envelope = workspace::envelopeOf(workspace, QDateTime::currentDateTimeUtc());
    QVERIFY(!envelope.complete);
    QVERIFY(std::any_of(envelope.unknown.cbegin(), envelope.unknown.cend(),
                        [](const exports::Unknown &one) { return one.source == u"owners"; }));

    // What was refused is not asked for again.
    const qsizetype before = asked(demo.server(), "/v1.0/applications");
    demo.sync();
    QVERIFY(workspace.syncState().isComplete());
    QVERIFY(asked(demo.server(), "/v1.0/applications") - before <= 1); // how many there are
}

void TestOwners::aFailureIsSaidAndRetriedAlone()
{
    test::DemoWorkspace demo;
    TroublePlan plan;
    plan.rules = {answering("/v1.0/applications", 503)};
    demo.server().setTrouble(plan);
    demo.signIn();
    const workspace::Workspace &workspace = demo.workspace();
    QCOMPARE(workspace.syncState().phase, workspace::SyncPhase::Partial);
    QCOMPARE(workspace.syncState().of(Source::Owners).phase, SourcePhase::Failed);
    QCOMPARE(workspace.syncState().of(Source::Applications).phase, SourcePhase::Done);
    const workspace::IdentityRow &row = demo.row(QStringLiteral("gh-platform-deploy"));
    QVERIFY(row.identity.ownersPart.state == trust::Knowledge::Failed && row.identity.ownersPart.error);
    QVERIFY(test::shownBy(workspace, "owner:unknown") > 30);
    QCOMPARE(test::shownBy(workspace, "owner:none"), 0);

    demo.server().setTrouble({});
    const qsizetype before = asked(demo.server(), "/beta/applications");
    demo.retry();
    QVERIFY(workspace.syncState().isComplete());
    QCOMPARE(asked(demo.server(), "/beta/applications"), before);
    compareOwners(demo);
}

void TestOwners::onePersonIsHeldOnce()
{
    test::DemoWorkspace demo;
    demo.signIn();
    QSet<const void *> people;
    QSet<const void *> lists;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        if (row.identity.owners.isEmpty())
            continue;
        lists.insert(row.identity.owners.constData());
        for (const trust::Owner &owner : row.identity.owners)
            people.insert(owner.displayName.constData());
    }
    QCOMPARE(people.size(), 6);
    QVERIFY2(lists.size() <= 12, qPrintable(QString::number(lists.size()))); // of about forty applications
}

void TestOwners::survivesARestart()
{
    const QTemporaryDir folder;
    QVERIFY(folder.isValid());
    QStringList before;
    {
        test::DemoWorkspace demo(std::chrono::seconds(30), folder.path());
        demo.signIn();
        before = labels(demo.row(QStringLiteral("gh-platform-deploy")).identity);
        QCOMPARE(before.size(), 2);
    }
    test::DemoWorkspace demo(std::chrono::seconds(30), folder.path());
    TroublePlan plan;
    plan.rules = {answering("/v1.0/applications", 503)};
    demo.server().setTrouble(plan);
    demo.signIn();
    QCOMPARE(demo.workspace().syncState().of(Source::Owners).phase, SourcePhase::Failed);
    QCOMPARE(labels(demo.row(QStringLiteral("gh-platform-deploy")).identity), before);
    QVERIFY(demo.row(QStringLiteral("gh-platform-deploy")).identity.ownersPart.isKnown());
}

void TestOwners::isExported()
{
    test::DemoWorkspace demo;
    demo.signIn();
    const QByteArray json =
        exports::identitiesJson(workspace::envelopeOf(demo.workspace(), QDateTime::currentDateTimeUtc()),
                                workspace::identityLines(demo.workspace()));
    const QJsonArray identities = QJsonDocument::fromJson(json).object().value(QStringLiteral("identities")).toArray();
    QVERIFY(!identities.isEmpty());
    for (const auto &value : identities) {
        const QJsonObject one = value.toObject();
        const bool application = one.value(QStringLiteral("kind")) == QStringLiteral("application");
        QCOMPARE(one.value(QStringLiteral("ownedThrough")).toString(),
                 application ? QStringLiteral("owners") : QStringLiteral("azureRoles"));
        QCOMPARE(one.value(QStringLiteral("owners")).isArray(), application);
        QCOMPARE(one.value(QStringLiteral("parts")).toObject().contains(QStringLiteral("owners")), application);
    }
}

QTEST_GUILESS_MAIN(TestOwners)
#include "tst_owners.moc"
