// SPDX-License-Identifier: Apache-2.0
#include "auth/token_session.h"
#include "net/await.h"

#include <QSignalSpy>
#include <QTest>

using namespace symbolon;
using auth::Session;
using auth::TokenSession;
using net::Service;
using test::await;

class TestTokenSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesOutWhatItWasGiven()
    {
        TokenSession session(" eyJ.a-b_c~d+e/f==\n", "arm-token");
        QVERIFY(await(session.signIn({})));
        QCOMPARE(session.state(), Session::State::SignedIn);
        QCOMPARE(await(session.token(Service::Graph, {})).value(), QByteArray("eyJ.a-b_c~d+e/f=="));
        QCOMPARE(await(session.token(Service::Arm, {})).value(), QByteArray("arm-token"));
        QCOMPARE(await(session.token(Service::Login, {})).error().kind, ErrorKind::Unauthorized);
        QVERIFY(await(session.ensureScopes({QStringLiteral("Application.ReadWrite.All")}, {})));
    }

    void unusableTokensAreNone_data()
    {
        QTest::addColumn<QByteArray>("graph");
        QTest::newRow("missing") << QByteArray();
        QTest::newRow("blank") << QByteArray(" \n");
        QTest::newRow("header smuggled in") << QByteArray("abc\r\nX-Other: y");
        QTest::newRow("not ASCII") << QByteArray("ab\xc3\xa9");
    }
    void unusableTokensAreNone()
    {
        QFETCH(QByteArray, graph);
        TokenSession session(graph, "arm-token");
        const auto signedIn = await(session.signIn({}));
        QVERIFY(!signedIn);
        QCOMPARE(signedIn.error().kind, ErrorKind::Unauthorized);
        QVERIFY(!session.isSignedIn());
        QCOMPARE(await(session.token(Service::Graph, {})).error().kind, ErrorKind::Unauthorized);
        QVERIFY(!await(session.restore({})).value());
    }

    void aRejectedTokenIsGone()
    {
        TokenSession session("graph-token", "arm-token");
        QVERIFY(await(session.signIn({})));
        QSignalSpy states(&session, &Session::stateChanged);
        session.rejected(Service::Arm, "arm-token");
        QCOMPARE(await(session.token(Service::Arm, {})).error().kind, ErrorKind::Unauthorized);
        QCOMPARE(states.size(), 0);
        session.rejected(Service::Graph, "another");
        QVERIFY(await(session.token(Service::Graph, {})));
        session.rejected(Service::Graph, "graph-token");
        QCOMPARE(await(session.token(Service::Graph, {})).error().kind, ErrorKind::Unauthorized);
        QCOMPARE(session.state(), Session::State::Expired);
    }

    void signOutForgets()
    {
        TokenSession session("graph-token", "arm-token");
        QVERIFY(await(session.signIn({})));
        QVERIFY(await(session.signOut()));
        QCOMPARE(session.state(), Session::State::SignedOut);
        QVERIFY(!await(session.token(Service::Graph, {})));
        QVERIFY(!await(session.signIn({})));
    }
};

QTEST_GUILESS_MAIN(TestTokenSession)
#include "tst_token_session.moc"
