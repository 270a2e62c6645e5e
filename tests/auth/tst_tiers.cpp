// SPDX-License-Identifier: Apache-2.0
#include "auth/person_house.h"

#include <QSignalSpy>
#include <QTest>

using namespace symbolon;
using auth::Session;
using net::Service;
using test::await;
using House = test::PersonHouse;

namespace {

QStringList writing()
{
    return auth::editScopes();
}

} // namespace

// What is asked for, and when.
class TestTiers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Browsing asks for nothing that writes, not even where everybody has consented to it already; and when the first
    // write gets it without a person, somebody is told.
    void writingIsAskedForWithTheFirstWriteAndNeverSilent()
    {
        House house;
        const auto session = house.session();
        QSignalSpy notices(session.get(), &Session::notice);
        QVERIFY(await(session->signIn({})));
        QVERIFY(await(session->ensureScopes(auth::assessScopes(), {})));
        house.now = house.now.addSecs(3600);
        QVERIFY(await(session->token(Service::Graph, {})));
        QVERIFY(await(session->token(Service::Arm, {})));
        for (const auto *requests : {&house.login.authorizations, &house.login.tokenRequests}) {
            for (const auto &request : std::as_const(*requests))
                QVERIFY2(!request.value(QStringLiteral("scope")).contains(u"Write"),
                         qPrintable(request.value(QStringLiteral("scope"))));
        }
        QVERIFY(!session->holdsScopes(writing()));
        QCOMPARE(notices.size(), 0);

        const auto asked = house.login.authorizations.size();
        QVERIFY(await(session->ensureScopes(writing(), {})));
        QCOMPARE(house.login.authorizations.size(), asked);
        QVERIFY(house.login.tokenRequests.last().value(QStringLiteral("scope")).contains(writing().constFirst()));
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices[0][0].toString().contains(writing().constFirst()));
        // Another run begins with reading alone.
        const auto later = house.session();
        QVERIFY(await(later->restore({})).value());
        QVERIFY(!later->holdsScopes(writing()));
    }

    // What each tier asks for can be chosen, and nothing else is asked for then.
    void theTiersAreAChoice()
    {
        House house;
        const auto session = house.session();
        auth::SignInChoice choice;
        choice.tiers = auth::Tiers{{QStringLiteral("User.Read"), QStringLiteral("Directory.Read.All")},
                                   {QStringLiteral("Policy.Read.All")},
                                   {QStringLiteral("Application.ReadWrite.OwnedBy")}};
        session->choose(choice);
        QCOMPARE(session->tiers(), *choice.tiers);
        QVERIFY(await(session->signIn({})));
        QCOMPARE(house.login.authorizations[0].value(QStringLiteral("scope")),
                 QStringLiteral("openid profile offline_access http://127.0.0.1:1/graph/User.Read "
                                "http://127.0.0.1:1/graph/Directory.Read.All "
                                "http://127.0.0.1:1/arm/user_impersonation"));
        QVERIFY(await(session->ensureScopes(session->tiers().edit, {})));
        QCOMPARE(house.login.tokenRequests.last().value(QStringLiteral("scope")),
                 QStringLiteral("openid profile offline_access http://127.0.0.1:1/graph/Directory.Read.All "
                                "http://127.0.0.1:1/graph/User.Read "
                                "http://127.0.0.1:1/graph/Application.ReadWrite.OwnedBy"));
        // A choice that says nothing of them leaves them as they are.
        session->choose({auth::Way::Device, {}, {}});
        QCOMPARE(session->tiers(), *choice.tiers);
    }

    void whatATierMayNotAskFor_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("mayWrite");
        QTest::addColumn<bool>("isFine");
        QTest::newRow("the least") << auth::browseScopes().join(u' ') << false << true;
        QTest::newRow("the least to judge") << auth::assessScopes().join(u',') << false << true;
        QTest::newRow("the least to change") << auth::editScopes().join(u' ') << true << true;
        QTest::newRow("nothing") << QStringLiteral(" , ") << true << false;
        QTest::newRow("writing, too early") << QStringLiteral("Application.ReadWrite.All") << false << false;
        QTest::newRow("everything, too early") << QStringLiteral("Directory.AccessAsUser.All") << false << false;
        QTest::newRow("management is a noun") << QStringLiteral("RoleManagement.Read.All") << false << true;
        QTest::newRow("writing roles") << QStringLiteral("RoleManagement.ReadWrite.Directory") << false << false;
        QTest::newRow("another resource") << QStringLiteral("https://vault.azure.net/.default") << true << false;
        QTest::newRow("every permission") << QStringLiteral(".default") << true << false;
        QTest::newRow("control characters") << QString(QStringLiteral("User.Read") + QChar(0x202e)) << true << false;
    }
    void whatATierMayNotAskFor()
    {
        QFETCH(QString, text);
        QFETCH(bool, mayWrite);
        QTEST(auth::remarkOnScopes(auth::scopesFromText(text), mayWrite).isEmpty(), "isFine");
    }

    void moreThanWasAskedForIsSaid()
    {
        House house;
        house.login.granted = auth::browseScopes() + writing();
        const auto session = house.session();
        QSignalSpy notices(session.get(), &Session::notice);
        QVERIFY(await(session->signIn({})));
        QVERIFY(session->holdsScopes(writing()));
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices[0][0].toString().contains(writing().constFirst()));
    }
};

QTEST_GUILESS_MAIN(TestTiers)
#include "tst_tiers.moc"
