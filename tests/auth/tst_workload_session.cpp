// SPDX-License-Identifier: Apache-2.0
#include "auth/workload_session.h"
#include "demo/server.h"
#include "net/await.h"
#include "net/claims_challenge.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace symbolon;
using auth::WorkloadSession;
using net::Service;
using test::await;

namespace {

// The demo tenant with its auditor: an app registration with a federated credential for a GitHub environment.
struct House
{
    demo::Server server;
    net::Transport transport;
    QTemporaryDir folder;
    QDateTime now = QDateTime::currentDateTimeUtc();
    QJsonObject line;

    [[nodiscard]] bool open()
    {
        if (!server.start())
            return false;
        line = QJsonDocument::fromJson(QByteArray::fromStdString(server.startLine())).object();
        return true;
    }
    [[nodiscard]] QString auditor(const QString &what) const
    {
        return line.value(QStringLiteral("auditor")).toObject().value(what).toString();
    }
    [[nodiscard]] QString tokenFile() const { return folder.filePath(QStringLiteral("token")); }
    [[nodiscard]] QByteArray mint(const QString &subject)
    {
        net::Request request;
        request.method = "POST";
        request.url = QUrl(line.value(QStringLiteral("issuers"))
                               .toObject()
                               .value(QStringLiteral("github"))
                               .toObject()
                               .value(QStringLiteral("mint"))
                               .toString());
        request.headers = {{"Content-Type", "application/json"}};
        request.body = QJsonDocument(QJsonObject{{QStringLiteral("sub"), subject},
                                                 {QStringLiteral("aud"), auditor(QStringLiteral("audience"))}})
                           .toJson();
        const auto response = await(transport.send(request));
        const QByteArray body = response ? response->body : QByteArray();
        return QJsonDocument::fromJson(body).object().value(QStringLiteral("token")).toString().toUtf8();
    }
    void writeToken(const QByteArray &token) const
    {
        QFile file(tokenFile());
        if (file.open(QIODevice::WriteOnly))
            file.write(token + '\n');
    }
    [[nodiscard]] std::unique_ptr<WorkloadSession> session()
    {
        auth::SignInConfig config;
        config.login = QUrl(QString::fromStdString(server.loginUrl()));
        config.tenant = QString::fromStdString(server.tenantId());
        config.clientId = auditor(QStringLiteral("clientId"));
        config.graph = QUrl(QString::fromStdString(server.graphUrl()));
        config.arm = QUrl(QString::fromStdString(server.armUrl()));
        return std::make_unique<WorkloadSession>(config, tokenFile(), transport, [this] { return now; });
    }
    [[nodiscard]] net::Response ask(const std::string &base, const QString &target, Service service,
                                    const QByteArray &token)
    {
        net::Request request;
        request.service = service;
        request.url = QUrl(QString::fromStdString(base) + target);
        request.headers = {{"Authorization", "Bearer " + token}};
        return await(transport.send(request)).value_or(net::Response{});
    }
    [[nodiscard]] int get(const std::string &base, const QString &target, Service service, const QByteArray &token)
    {
        return ask(base, target, service, token).status;
    }
};

} // namespace

class TestWorkloadSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exchangesForBothServices()
    {
        House house;
        QVERIFY(house.open());
        house.writeToken(house.mint(house.auditor(QStringLiteral("subject"))));
        const auto session = house.session();
        const auto account = await(session->signIn({}));
        QVERIFY2(account, account ? "" : qPrintable(oneLine(account.error())));
        QCOMPARE(account->objectId, house.auditor(QStringLiteral("clientId")));
        QCOMPARE(account->tenantId, QString::fromStdString(house.server.tenantId()));
        QVERIFY(session->holdsScopes({QStringLiteral("Directory.Read.All")}));
        QVERIFY(!session->holdsScopes(auth::editScopes()));
        const auto graph = await(session->token(Service::Graph, {}));
        const auto arm = await(session->token(Service::Arm, {}));
        QVERIFY2(graph && arm, arm ? "" : qPrintable(oneLine(arm.error())));
        QCOMPARE(
            house.get(house.server.graphUrl(), QStringLiteral("/v1.0/applications?$top=1"), Service::Graph, *graph),
            200);
        QCOMPARE(house.get(house.server.armUrl(), QStringLiteral("/subscriptions?api-version=2022-12-01"), Service::Arm,
                           *arm),
                 200);
        const auto more = await(session->ensureScopes(auth::editScopes(), {}));
        QCOMPARE(more.error().kind, ErrorKind::ConsentNeeded);
    }

    void theFileIsReadAnewForEachExchange()
    {
        House house;
        QVERIFY(house.open());
        house.writeToken(house.mint(house.auditor(QStringLiteral("subject"))));
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        // The pipeline's token is replaced by one that Entra does not take, and by a good one again.
        house.writeToken(house.mint(QStringLiteral("repo:contoso/elsewhere:environment:audit")));
        house.now = house.now.addSecs(3600);
        const auto refused = await(session->token(Service::Graph, {}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Unauthorized);
        QCOMPARE(refused.error().code, QStringLiteral("AADSTS700213"));
        QCOMPARE(session->state(), auth::Session::State::Expired);
        house.writeToken(house.mint(house.auditor(QStringLiteral("subject"))));
        QVERIFY(await(session->signIn({})));
    }

    void aClaimsChallengeIsAnswered()
    {
        House house;
        QVERIFY(house.open());
        house.writeToken(house.mint(house.auditor(QStringLiteral("subject"))));
        const auto session = house.session();
        QVERIFY(await(session->signIn({})));
        const auto before = await(session->token(Service::Graph, {}));
        house.server.service().demandClaims(house.auditor(QStringLiteral("clientId")).toStdString());
        const QString target = QStringLiteral("/v1.0/applications?$top=1");
        const auto challenge = house.ask(house.server.graphUrl(), target, Service::Graph, *before);
        QCOMPARE(challenge.status, 401);
        const QByteArray claims = net::claimsDemandedBy(challenge);
        QVERIFY(!claims.isEmpty());
        session->challenged(Service::Graph, *before, claims);
        const auto after = await(session->token(Service::Graph, {}));
        QVERIFY2(after, after ? "" : qPrintable(oneLine(after.error())));
        QCOMPARE(house.get(house.server.graphUrl(), target, Service::Graph, *after), 200);
    }

    void filesThatHoldNoToken_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("several words") << QByteArray("not a token");
        QTest::newRow("endless") << QByteArray(100'000, 'a');
    }
    void filesThatHoldNoToken()
    {
        QFETCH(QByteArray, content);
        House house;
        QVERIFY(house.open());
        house.writeToken(content);
        const auto account = await(house.session()->signIn({}));
        QVERIFY(!account);
        QCOMPARE(account.error().kind, ErrorKind::Unauthorized);
        QVERIFY(account.error().message.contains(QStringLiteral("holds no token")));
    }

    void noFile()
    {
        House house;
        QVERIFY(house.open());
        const auto account = await(house.session()->signIn({}));
        QVERIFY(!account);
        QVERIFY(account.error().message.contains(QStringLiteral("cannot be read")));
    }
};

QTEST_GUILESS_MAIN(TestWorkloadSession)
#include "tst_workload_session.moc"
