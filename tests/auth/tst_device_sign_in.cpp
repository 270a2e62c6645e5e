// SPDX-License-Identifier: Apache-2.0
#include "auth/memory_secrets.h"
#include "auth/person_session.h"
#include "demo/server.h"
#include "net/await.h"

#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

#include <atomic>

using namespace symbolon;
using auth::DevicePrompt;
using auth::PersonSession;
using auth::Session;
using net::Service;
using test::await;
using test::Outcome;

namespace {

// No way by device code opens a browser of its own.
class NoOpener final : public auth::UrlOpener
{
public:
    int opened = 0;
    Future<void> open(const QUrl & /*url*/) override
    {
        ++opened;
        return readyFuture<void>(Result<void>());
    }
};

// The demo tenant at a time of its own, and a person with another device.
struct House
{
    std::shared_ptr<std::atomic<int>> passed = std::make_shared<std::atomic<int>>(0); // seconds
    demo::Server server{options()};
    test::MemorySecrets secrets;
    net::Transport transport;
    NoOpener opener;
    std::unique_ptr<PersonSession> session;
    std::optional<DevicePrompt> prompt;

    [[nodiscard]] demo::ServerOptions options() const
    {
        demo::ServerOptions options;
        options.service.clock = [passed = passed] {
            return std::chrono::system_clock::now() + std::chrono::seconds(passed->load());
        };
        return options;
    }
    [[nodiscard]] bool open()
    {
        if (!server.start())
            return false;
        auth::SignInConfig config;
        config.login = QUrl(QString::fromStdString(server.loginUrl()));
        config.tenant = QString::fromStdString(server.tenantId());
        config.clientId = QString::fromStdString(server.clientId());
        config.graph = QUrl(QString::fromStdString(server.graphUrl()));
        config.arm = QUrl(QString::fromStdString(server.armUrl()));
        config.second = std::chrono::milliseconds(4);
        session = std::make_unique<PersonSession>(config, transport, opener, secrets, systemClock(), auth::Way::Device);
        QObject::connect(session.get(), &Session::devicePrompt, session.get(),
                         [this](const std::optional<DevicePrompt> &shown) { prompt = shown; });
        return true;
    }
    [[nodiscard]] bool waitForPrompt() const
    {
        return QTest::qWaitFor([this] { return prompt.has_value(); });
    }
    // Fills in one form of the page. The status of the answer.
    int submit(const QUrlQuery &form)
    {
        net::Request request;
        request.method = "POST";
        request.url = prompt->address;
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        request.body = form.toString(QUrl::FullyEncoded).toUtf8();
        const auto response = await(transport.send(request));
        return response ? response->status : 0;
    }
    int decide(const QString &decision)
    {
        return submit({{QStringLiteral("code"), prompt->userCode},
                       {QStringLiteral("account"), QString::fromStdString(server.defaultAccount())},
                       {QStringLiteral("consent"), decision}});
    }
    // Polls so far, and time goes on while they are made.
    [[nodiscard]] int polls() const
    {
        int count = 0;
        for (const demo::LoggedRequest &request : server.requests())
            count += QString::fromStdString(request.path).endsWith(QStringLiteral("/token")) ? 1 : 0;
        return count;
    }
};

} // namespace

class TestDeviceSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsInWhenThePersonIsDone()
    {
        House house;
        QVERIFY(house.open());
        QSignalSpy prompts(house.session.get(), &Session::devicePrompt);
        const Outcome<auth::AccountInfo> outcome(house.session->signIn({}));
        QVERIFY(house.waitForPrompt());
        QCOMPARE(house.session->state(), Session::State::AwaitingPerson);
        QCOMPARE(house.prompt->userCode.size(), 9);
        QVERIFY(house.prompt->address.toString().endsWith(QStringLiteral("/devicelogin")));
        QVERIFY(house.prompt->expiresAt > QDateTime::currentDateTimeUtc().addSecs(800));
        // Pending, and too fast for the service's clock: slow_down.
        QTRY_VERIFY(house.polls() >= 2);
        QVERIFY(!outcome.isThere());
        QCOMPARE(house.decide(QStringLiteral("yes")), 200);
        *house.passed += 60;
        QTRY_VERIFY(outcome.isThere());
        QVERIFY2(*outcome, *outcome ? "" : qPrintable(oneLine(outcome->error())));
        QCOMPARE((*outcome)->username, QString::fromStdString(house.server.defaultAccount()));
        QCOMPARE(house.session->state(), Session::State::SignedIn);
        QVERIFY(!house.prompt);
        QCOMPARE(prompts.size(), 2);
        QCOMPARE(house.opener.opened, 0);
        // The same refresh token opens Azure, and a later run.
        QVERIFY(await(house.session->token(Service::Arm, {})));
        QTRY_COMPARE(house.secrets.kept.size(), 2);
    }

    void declined()
    {
        House house;
        QVERIFY(house.open());
        const Outcome<auth::AccountInfo> outcome(house.session->signIn({}));
        QVERIFY(house.waitForPrompt());
        QCOMPARE(house.decide(QStringLiteral("decline")), 200);
        *house.passed += 60;
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);
        QVERIFY(outcome->error().message.contains(QStringLiteral("declined")));
        QCOMPARE(house.session->state(), Session::State::SignedOut);
        QVERIFY(!house.prompt);
    }

    void runsOut()
    {
        House house;
        QVERIFY(house.open());
        const Outcome<auth::AccountInfo> outcome(house.session->signIn({}));
        QVERIFY(house.waitForPrompt());
        *house.passed += 901;
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::Timeout);
        QVERIFY(outcome->error().message.contains(QStringLiteral("run out")));
        QCOMPARE(house.session->state(), Session::State::SignedOut);
    }

    void cancelledByThePersonHere()
    {
        House house;
        QVERIFY(house.open());
        const auto stop = std::make_unique<std::stop_source>();
        const Outcome<auth::AccountInfo> outcome(house.session->signIn(stop->get_token()));
        QVERIFY(house.waitForPrompt());
        stop->request_stop();
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);
        QVERIFY(!house.prompt);
    }

    void aBrokenConnectionInBetweenIsPassedOver()
    {
        House house;
        QVERIFY(house.open());
        const std::string token = "/" + house.server.tenantId() + "/oauth2/v2.0/token";
        house.server.setFault(token, demo::FaultKind::Cut, 1);
        const Outcome<auth::AccountInfo> outcome(house.session->signIn({}));
        QVERIFY(house.waitForPrompt());
        QTRY_VERIFY(house.polls() >= 1);
        QCOMPARE(house.decide(QStringLiteral("yes")), 200);
        *house.passed += 60;
        QTRY_VERIFY(outcome.isThere());
        QVERIFY2(*outcome, *outcome ? "" : qPrintable(oneLine(outcome->error())));
    }

    void destroyedWhileThePersonIsAway()
    {
        House house;
        QVERIFY(house.open());
        const Outcome<auth::AccountInfo> outcome(house.session->signIn({}));
        QVERIFY(house.waitForPrompt());
        house.session.reset();
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::OwnerGone);
    }
};

QTEST_GUILESS_MAIN(TestDeviceSignIn)
#include "tst_device_sign_in.moc"
