// SPDX-License-Identifier: Apache-2.0
#include "auth/log_capture.h"
#include "auth/memory_secrets.h"
#include "auth/person_session.h"
#include "auth/self_completing_opener.h"
#include "demo/server.h"
#include "net/await.h"

#include <QSignalSpy>
#include <QTest>

using namespace symbolon;
using auth::AccountInfo;
using auth::PersonSession;
using auth::Session;
using net::Service;
using test::await;

namespace {

demo::ServerOptions remembering()
{
    demo::ServerOptions options;
    options.service.keepSecrets = true;
    return options;
}

net::TransportOptions hasty()
{
    net::TransportOptions options;
    options.idleTimeout = std::chrono::seconds(1);
    return options;
}

// The whole way against the demo tenant, which shares no code with us but the base room.
struct House
{
    demo::Server server{remembering()};
    test::MemorySecrets secrets;
    net::Transport transport{hasty()};
    auth::SignInConfig config;
    std::unique_ptr<auth::SelfCompletingOpener> opener;

    [[nodiscard]] bool open()
    {
        if (!server.start())
            return false;
        config.login = QUrl(QString::fromStdString(server.loginUrl()));
        config.tenant = QString::fromStdString(server.tenantId());
        config.clientId = QString::fromStdString(server.clientId());
        config.graph = QUrl(QString::fromStdString(server.graphUrl()));
        config.arm = QUrl(QString::fromStdString(server.armUrl()));
        opener =
            std::make_unique<auth::SelfCompletingOpener>(config.login, QString::fromStdString(server.defaultAccount()));
        return true;
    }
    [[nodiscard]] std::unique_ptr<PersonSession> session()
    {
        return std::make_unique<PersonSession>(config, transport, *opener, secrets, systemClock());
    }
    // The status of a GET with this token.
    [[nodiscard]] int get(const std::string &base, const QString &target, Service service, const QByteArray &token)
    {
        net::Request request;
        request.service = service;
        request.url = QUrl(QString::fromStdString(base) + target);
        request.headers = {{"Authorization", "Bearer " + token}};
        const auto response = await(transport.send(request));
        return response ? response->status : 0;
    }
};

} // namespace

class TestSignInDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholeWay()
    {
        const test::LogCapture log;
        House house;
        QVERIFY(house.open());
        const auto session = house.session();
        const auto account = await(session->signIn({}));
        QVERIFY2(account, account ? "" : qPrintable(oneLine(account.error())));
        QCOMPARE(account->username, QString::fromStdString(house.server.defaultAccount()));
        QCOMPARE(account->tenantId, house.config.tenant);
        QVERIFY(session->holdsScopes(auth::browseScopes()));
        QVERIFY(!session->holdsScopes(auth::editScopes()));

        const auto graph = await(session->token(Service::Graph, {}));
        const auto arm = await(session->token(Service::Arm, {}));
        QVERIFY2(graph && arm, arm ? "" : qPrintable(oneLine(arm.error())));
        QCOMPARE(house.get(house.server.graphUrl(), QStringLiteral("/v1.0/me"), Service::Graph, *graph), 200);
        QCOMPARE(house.get(house.server.armUrl(), QStringLiteral("/subscriptions?api-version=2022-12-01"), Service::Arm,
                           *arm),
                 200);
        // One service's token opens no other.
        QCOMPARE(house.get(house.server.graphUrl(), QStringLiteral("/v1.0/me"), Service::Graph, *arm), 401);

        const auto more = await(session->ensureScopes(auth::editScopes(), {}));
        QVERIFY2(more, more ? "" : qPrintable(oneLine(more.error())));
        QVERIFY(session->holdsScopes(auth::editScopes()));

        const std::vector<std::string> issued = house.server.issuedSecrets();
        QVERIFY(issued.size() >= 10);
        for (const std::string &secret : issued)
            QVERIFY(!log.has(QString::fromStdString(secret)));
    }

    void restoresInALaterRun()
    {
        House house;
        QVERIFY(house.open());
        {
            const auto earlier = house.session();
            QVERIFY(await(earlier->signIn({})));
            QTRY_COMPARE(house.secrets.kept.size(), 2);
        }
        const auto session = house.session();
        const auto restored = await(session->restore({}));
        QVERIFY2(restored, restored ? "" : qPrintable(oneLine(restored.error())));
        QVERIFY(*restored);
        QCOMPARE((*restored)->username, QString::fromStdString(house.server.defaultAccount()));
        QVERIFY(await(session->token(Service::Graph, {})));
    }

    void faultsOfTheLoginService_data()
    {
        QTest::addColumn<demo::FaultKind>("fault");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("no answer") << demo::FaultKind::Silent << ErrorKind::Timeout;
        QTest::newRow("garbage") << demo::FaultKind::Garbage << ErrorKind::Protocol;
        QTest::newRow("cut in mid-body") << demo::FaultKind::Cut << ErrorKind::Offline;
    }
    void faultsOfTheLoginService()
    {
        QFETCH(demo::FaultKind, fault);
        House house;
        QVERIFY(house.open());
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        house.server.setFault(house.config.tokenEndpoint().path().toStdString(), fault);
        const auto arm = await(session->token(Service::Arm, {}));
        QVERIFY(!arm);
        QTEST(arm.error().kind, "kind");
        // Nothing is lost: Graph's token serves, and the next try succeeds.
        QCOMPARE(session->state(), Session::State::SignedIn);
        QVERIFY(await(session->token(Service::Graph, {})));
        house.server.clearFaults();
        const auto again = await(session->token(Service::Arm, {}));
        QVERIFY2(again, again ? "" : qPrintable(oneLine(again.error())));
    }

    void faultWhileTheBrowserWaits()
    {
        House house;
        QVERIFY(house.open());
        house.server.setFault(house.config.tokenEndpoint().path().toStdString(), demo::FaultKind::Garbage);
        const auto session = house.session();
        const auto account = await(session->signIn({}));
        QVERIFY(!account);
        QCOMPARE(account.error().kind, ErrorKind::Protocol);
        QCOMPARE(session->state(), Session::State::SignedOut);
        house.server.clearFaults();
        QVERIFY(await(session->signIn({})));
    }
};

QTEST_GUILESS_MAIN(TestSignInDemo)
#include "tst_sign_in_demo.moc"
