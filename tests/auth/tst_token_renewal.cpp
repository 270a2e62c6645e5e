// SPDX-License-Identifier: Apache-2.0
#include "auth/fake_login.h"
#include "auth/token_renewal.h"
#include "net/await.h"

#include <QSignalSpy>
#include <QTest>

using namespace symbolon;
using namespace std::chrono_literals;
using auth::TokenRenewal;
using net::Service;
using test::Answer;
using test::await;
using test::FakeLogin;
using test::Form;
using test::Outcome;

namespace {

// A renewal in front of a scripted login service, at a time that the test moves.
struct Bench
{
    FakeLogin login;
    QDateTime now{QDate(2026, 11, 22), QTime(12, 0), Qt::UTC};
    net::Transport transport;
    auth::TokenClient client{login.config(), transport};
    // What a session keeps in its secret store.
    QString refreshToken = QStringLiteral("refresh-0");
    TokenRenewal renewal{[this] { return now; },
                         [](Service service) { return service == Service::Graph || service == Service::Arm; },
                         [this](Service service, const QByteArray &claims, const std::stop_token &stop) {
                             return renew(service, claims, stop);
                         }};

    Bench()
    {
        login.lastRefreshToken = refreshToken;
        renewal.start(true);
        QObject::connect(&renewal, &TokenRenewal::renewed, &renewal,
                         [this](Service, const auth::TokenAnswer &answer) { refreshToken = answer.refreshToken; });
    }
    Future<auth::TokenAnswer> renew(Service service, const QByteArray &claims, const std::stop_token &stop)
    {
        const QStringList scopes{service == Service::Graph ? QStringLiteral("User.Read")
                                                           : QStringLiteral("arm/user_impersonation")};
        return client.refresh(refreshToken, scopes, claims, stop);
    }
    // Signs in: Graph's token "first", good for an hour.
    void signIn() { renewal.adopt(Service::Graph, {"first", QStringLiteral("refresh-0"), {}, {}, 3600s}); }
    [[nodiscard]] Result<QByteArray> token(Service service) { return await(renewal.token(service, {})); }
};

} // namespace

class TestTokenRenewal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesFromMemoryUntilShortlyBeforeTheEnd()
    {
        Bench bench;
        bench.signIn();
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("first"));
        bench.now = bench.now.addSecs(3600 - TokenRenewal::ahead.count() - 1);
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("first"));
        QCOMPARE(bench.login.tokenRequests.size(), 0);
        bench.now = bench.now.addSecs(1);
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("access-1"));
        QCOMPARE(bench.refreshToken, QStringLiteral("refresh-1"));
    }

    void aShortLifeIsUsedToTheHalf()
    {
        Bench bench;
        bench.login.lifetime = 60;
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("access-1"));
        bench.now = bench.now.addSecs(29);
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("access-1"));
        bench.now = bench.now.addSecs(1);
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("access-2"));
    }

    void whoeverAsksMeanwhileWaitsForTheSameAnswer()
    {
        Bench bench;
        QList<std::shared_ptr<Outcome<QByteArray>>> outcomes;
        for (int count = 0; count < 5; ++count)
            outcomes << std::make_shared<Outcome<QByteArray>>(bench.renewal.token(Service::Graph, {}));
        for (const auto &outcome : outcomes) {
            QTRY_VERIFY(outcome->isThere());
            QCOMPARE((*outcome)->value(), QByteArray("access-1"));
        }
        QCOMPARE(bench.login.tokenRequests.size(), 1);
    }

    void oneRefreshTokenServesBothOneAfterTheOther()
    {
        Bench bench;
        const Outcome<QByteArray> arm(bench.renewal.token(Service::Arm, {}));
        const Outcome<QByteArray> graph(bench.renewal.token(Service::Graph, {}));
        QTRY_VERIFY(arm.isThere() && graph.isThere());
        QVERIFY(*arm && *graph);
        QVERIFY(**arm != **graph);
        // The fake service takes the last refresh token only: two at once would have failed.
        QCOMPARE(bench.login.tokenRequests.size(), 2);
        QCOMPARE(bench.login.tokenRequests[1].value(QStringLiteral("refresh_token")), QStringLiteral("refresh-1"));
    }

    void aRejectedTokenIsNotGivenOutAgain()
    {
        Bench bench;
        bench.signIn();
        bench.renewal.rejected(Service::Graph, "an older one");
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("first"));
        bench.renewal.rejected(Service::Graph, "first");
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("access-1"));
    }

    void aPassingFailureLeavesTheOldTokenWhileItLives()
    {
        Bench bench;
        bench.signIn();
        bench.login.trouble = [](const Form &) { return Answer::with(400, "{}"); };
        bench.now = bench.now.addSecs(3600 - 60);
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("first"));
        QCOMPARE(bench.login.tokenRequests.size(), 1);
        // Not tried again at every call …
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("first"));
        QCOMPARE(bench.login.tokenRequests.size(), 1);
        // … but after a pause, and an ended token is never given out.
        bench.now = bench.now.addSecs(TokenRenewal::pause.count());
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("first"));
        QCOMPARE(bench.login.tokenRequests.size(), 2);
        bench.now = bench.now.addSecs(60);
        const auto late = bench.token(Service::Graph);
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::Rejected);
        // The sign-in itself is not over.
        bench.login.trouble = {};
        QVERIFY(bench.token(Service::Graph));
    }

    void arefusedRefreshTokenEndsEverything()
    {
        Bench bench;
        QSignalSpy ended(&bench.renewal, &TokenRenewal::ended);
        bench.login.trouble = [](const Form &) { return FakeLogin::refusal("invalid_grant", "AADSTS70008: expired"); };
        const Outcome<QByteArray> arm(bench.renewal.token(Service::Arm, {}));
        const Outcome<QByteArray> graph(bench.renewal.token(Service::Graph, {}));
        QTRY_VERIFY(arm.isThere() && graph.isThere());
        QCOMPARE(graph->error().kind, ErrorKind::Unauthorized);
        QCOMPARE(graph->error().code, QStringLiteral("AADSTS70008"));
        QCOMPARE(arm->error().kind, ErrorKind::Unauthorized);
        QCOMPARE(ended.size(), 1);
        const qsizetype before = bench.login.tokenRequests.size();
        QCOMPARE(bench.token(Service::Graph).error().kind, ErrorKind::Unauthorized);
        QCOMPARE(bench.login.tokenRequests.size(), before);
    }

    void aRefusalForAzureAloneLeavesGraphWorking_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("refused") << QByteArray("invalid_grant") << ErrorKind::Unauthorized;
        QTest::newRow("not consented") << QByteArray("consent_required") << ErrorKind::ConsentNeeded;
    }
    void aRefusalForAzureAloneLeavesGraphWorking()
    {
        QFETCH(QByteArray, error);
        Bench bench;
        QSignalSpy ended(&bench.renewal, &TokenRenewal::ended);
        bench.login.trouble = [&error](const Form &form) -> std::optional<Answer> {
            if (form.value(QStringLiteral("scope")).contains(QStringLiteral("user_impersonation")))
                return FakeLogin::refusal(error, "AADSTS53003: blocked");
            return std::nullopt;
        };
        QTEST(bench.token(Service::Arm).error().kind, "kind");
        QVERIFY(bench.token(Service::Graph));
        QCOMPARE(ended.size(), 0);
    }

    void oneWaiterStopsTheOthersDoNot()
    {
        Bench bench;
        bench.login.trouble = [](const Form &) { return Answer::silence(); };
        const auto stop = std::make_unique<std::stop_source>();
        const Outcome<QByteArray> patient(bench.renewal.token(Service::Graph, {}));
        const Outcome<QByteArray> hasty(bench.renewal.token(Service::Graph, stop->get_token()));
        QTRY_COMPARE(bench.login.tokenRequests.size(), 1);
        stop->request_stop();
        QTRY_VERIFY(hasty.isThere());
        QCOMPARE(hasty->error().kind, ErrorKind::Cancelled);
        QVERIFY(!patient.isThere());
        bench.login.answerLate();
        QTRY_VERIFY(patient.isThere());
        QVERIFY(*patient);
        QCOMPARE(hasty.count(), 1);
    }

    void anAnswerToAnEarlierSignInIsDropped()
    {
        Bench bench;
        bench.login.trouble = [](const Form &) { return Answer::silence(); };
        const Outcome<QByteArray> waiting(bench.renewal.token(Service::Graph, {}));
        QTRY_COMPARE(bench.login.tokenRequests.size(), 1);
        bench.renewal.start(true);
        bench.renewal.adopt(Service::Graph, {"of-another", QStringLiteral("refresh-of-another"), {}, {}, 3600s});
        bench.login.answerLate();
        QTRY_VERIFY(waiting.isThere());
        QCOMPARE(waiting->value(), QByteArray("of-another"));
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("of-another"));
    }

    void withoutRefreshTokenNobodyWaitsForever()
    {
        Bench bench;
        bench.login.trouble = [](const Form &) { return Answer::silence(); };
        const Outcome<QByteArray> arm(bench.renewal.token(Service::Arm, {}));
        QTRY_COMPARE(bench.login.tokenRequests.size(), 1);
        bench.renewal.start(false);
        bench.renewal.adopt(Service::Graph, {"only", {}, {}, {}, 3600s});
        QTRY_VERIFY(arm.isThere());
        QCOMPARE(arm->error().kind, ErrorKind::Unauthorized);
        QCOMPARE(bench.token(Service::Graph).value(), QByteArray("only"));
    }

    void aChallengeIsSentUntilATokenIsIssued()
    {
        Bench bench;
        bench.signIn();
        const QByteArray claims = R"({"access_token":{"nbf":{"essential":true,"value":"1700000000"}}})";
        bench.renewal.challenged(Service::Graph, "first", claims);
        QCOMPARE(bench.renewal.pendingClaims(), claims);
        bench.login.trouble = [](const Form &) { return Answer::with(400, "{}"); };
        QVERIFY(!bench.token(Service::Graph));
        bench.login.trouble = {};
        QVERIFY(bench.token(Service::Graph));
        bench.renewal.rejected(Service::Graph, "access-1");
        QVERIFY(bench.token(Service::Graph));
        QCOMPARE(bench.login.tokenRequests.size(), 3);
        for (int request : {0, 1})
            QVERIFY(bench.login.tokenRequests[request].value(QStringLiteral("claims")).contains(u"1700000000"));
        // And forgotten then; the capability is always declared.
        const QString last = bench.login.tokenRequests[2].value(QStringLiteral("claims"));
        QCOMPARE(last, QStringLiteral(R"({"access_token":{"xms_cc":{"values":["cp1"]}}})"));
        QVERIFY(bench.renewal.pendingClaims().isEmpty());
    }

    void aChallengeThatNeedsAPersonEndsTheSessionAndWaits()
    {
        Bench bench;
        bench.signIn();
        QSignalSpy ended(&bench.renewal, &TokenRenewal::ended);
        bench.renewal.challenged(Service::Graph, "first", R"({"access_token":{"acrs":{"value":"c1"}}})");
        bench.login.trouble = [](const Form &) {
            return FakeLogin::refusal("interaction_required", "AADSTS50076: a second factor");
        };
        QCOMPARE(bench.token(Service::Graph).error().kind, ErrorKind::InteractionNeeded);
        QCOMPARE(ended.size(), 1);
        QVERIFY(bench.renewal.pendingClaims().contains("acrs"));
        bench.renewal.forgetClaims();
        QVERIFY(bench.renewal.pendingClaims().isEmpty());
    }

    void destroyedWhileSomebodyWaits()
    {
        auto bench = std::make_unique<Bench>();
        bench->login.trouble = [](const Form &) { return Answer::silence(); };
        const Outcome<QByteArray> waiting(bench->renewal.token(Service::Graph, {}));
        QTRY_COMPARE(bench->login.tokenRequests.size(), 1);
        bench.reset();
        QTRY_VERIFY(waiting.isThere());
        QCOMPARE(waiting->error().kind, ErrorKind::OwnerGone);
    }

    void servicesThatTheSignInDoesNotReach()
    {
        Bench bench;
        QCOMPARE(bench.token(Service::Login).error().kind, ErrorKind::Unauthorized);
        QCOMPARE(bench.token(Service::Other).error().kind, ErrorKind::Unauthorized);
        QCOMPARE(bench.login.tokenRequests.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTokenRenewal)
#include "tst_token_renewal.moc"
