// SPDX-License-Identifier: Apache-2.0
#include "auth/fake_login.h"
#include "auth/token_client.h"
#include "net/await.h"

#include <QFile>
#include <QTest>

using namespace symbolon;
using auth::TokenAnswer;
using test::Answer;
using test::await;
using test::FakeLogin;
using test::Form;

namespace {

net::TransportOptions hasty()
{
    net::TransportOptions options;
    options.idleTimeout = std::chrono::milliseconds(500);
    options.retryBase = std::chrono::milliseconds(1);
    options.maxAttempts = 2;
    return options;
}

} // namespace

class TestTokenClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redeemSendsTheWholeForm()
    {
        FakeLogin login;
        login.trouble = [](const Form &) {
            return Answer::with(200,
                                R"({"token_type":"Bearer","access_token":"a",)"
                                R"("expires_in":"3599","refresh_token":"r"})");
        };
        net::Transport transport;
        auth::TokenClient client(login.config(), transport);
        const auto answer = await(client.redeem({"c+d&e=f",
                                                 "verifier",
                                                 QUrl(QStringLiteral("http://localhost:5")),
                                                 {QStringLiteral("openid"), QStringLiteral("User.Read")}},
                                                {}, {}));
        QVERIFY2(answer, answer ? "" : qPrintable(oneLine(answer.error())));
        const Form expected{
            {QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
            {QStringLiteral("client_id"), QStringLiteral("client-1")},
            {QStringLiteral("code"), QStringLiteral("c+d&e=f")},
            {QStringLiteral("redirect_uri"), QStringLiteral("http://localhost:5")},
            {QStringLiteral("code_verifier"), QStringLiteral("verifier")},
            {QStringLiteral("scope"), QStringLiteral("openid User.Read")},
            {QStringLiteral("claims"), QStringLiteral(R"({"access_token":{"xms_cc":{"values":["cp1"]}}})")}};
        QCOMPARE(login.tokenRequests, QList<Form>{expected});
        QCOMPARE(login.seen().first().headers.value("content-type"), QByteArray("application/x-www-form-urlencoded"));
        QVERIFY(!login.seen().first().headers.contains("authorization"));
        QCOMPARE(answer->accessToken, QByteArray("a"));
        QCOMPARE(answer->refreshToken, QStringLiteral("r"));
        QCOMPARE(answer->lifetime, std::chrono::seconds(3599));
        // Left out of the answer: as asked for.
        QCOMPARE(answer->scopes, (QStringList{QStringLiteral("openid"), QStringLiteral("User.Read")}));
    }

    void officialAnswer() // see tests/data/oauth/README.md
    {
        QFile file(QStringLiteral(SYMBOLON_TEST_DATA "/oauth/token-authcode.response.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray body = file.readAll();
        FakeLogin login;
        login.trouble = [body](const Form &) { return Answer::with(200, body); };
        net::Transport transport;
        auth::TokenClient client(login.config(), transport);
        const auto answer = await(client.refresh(QStringLiteral("r"), {}, {}, {}));
        QVERIFY2(answer, answer ? "" : qPrintable(oneLine(answer.error())));
        QCOMPARE(answer->lifetime, std::chrono::seconds(3599));
        QVERIFY(answer->accessToken.startsWith("eyJ0eXAi"));
        QVERIFY(!answer->refreshToken.isEmpty() && !answer->idToken.isEmpty());
    }

    void failures_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const Answer &answer, ErrorKind kind, const char *code) {
            QTest::newRow(name) << answer << kind << QString::fromLatin1(code);
        };
        const QByteArray rest = R"(,"token_type":"Bearer","expires_in":3599})";
        row("expired", FakeLogin::refusal("invalid_grant", "AADSTS70008: expired"), ErrorKind::Unauthorized,
            "AADSTS70008");
        row("expired, as 401", FakeLogin::refusal("invalid_grant", "AADSTS70008: expired", 401),
            ErrorKind::Unauthorized, "AADSTS70008");
        row("consent", FakeLogin::refusal("consent_required", "AADSTS65001: x"), ErrorKind::ConsentNeeded,
            "AADSTS65001");
        row("scope", FakeLogin::refusal("invalid_scope", "AADSTS70011: x"), ErrorKind::Rejected, "AADSTS70011");
        row("overloaded", FakeLogin::refusal("temporarily_unavailable", "AADSTS90033: x", 503), ErrorKind::Server, "");
        row("bad gateway with a page", Answer::with(502, "<html>"), ErrorKind::Server, "");
        row("proxy login page", Answer::with(200, "<html>"), ErrorKind::Protocol, "");
        row("redirect", Answer::with(302, {}, {"Location: http://127.0.0.1:1/"}), ErrorKind::Protocol, "");
        row("no access token", Answer::with(200, R"({"x":1)" + rest), ErrorKind::Protocol, "");
        row("token with a line feed", Answer::with(200, R"({"access_token":"a\r\nX: y")" + rest), ErrorKind::Protocol,
            "");
        row("token of another type", Answer::with(200, R"({"access_token":"a","token_type":"PoP","expires_in":1})"),
            ErrorKind::Protocol, "");
        row("no life", Answer::with(200, R"({"access_token":"a","token_type":"Bearer"})"), ErrorKind::Protocol, "");
        row("negative life", Answer::with(200, R"({"access_token":"a","token_type":"Bearer","expires_in":-5})"),
            ErrorKind::Protocol, "");
        row("endless life", Answer::with(200, R"({"access_token":"a","token_type":"Bearer","expires_in":1e300})"),
            ErrorKind::Protocol, "");
        row("cut in mid-body", Answer::cut(200, QByteArray(1000, ' ')), ErrorKind::Offline, "");
        row("no answer", Answer::silence(), ErrorKind::Timeout, "");
    }
    void failures()
    {
        QFETCH(Answer, answer);
        FakeLogin login;
        login.trouble = [&answer](const Form &) { return answer; };
        net::Transport transport(hasty());
        auth::TokenClient client(login.config(), transport);
        const auto outcome =
            await(client.refresh(QStringLiteral("secret-refresh"), {QStringLiteral("User.Read")}, {}, {}));
        QVERIFY(!outcome);
        QTEST(outcome.error().kind, "kind");
        QTEST(outcome.error().code, "code");
        QVERIFY(!outcome.error().subject.isEmpty());
        QVERIFY(!oneLine(outcome.error()).contains(QStringLiteral("secret-refresh")));
    }

    void cancel()
    {
        FakeLogin login;
        login.trouble = [](const Form &) { return Answer::silence(); };
        net::Transport transport;
        auth::TokenClient client(login.config(), transport);
        std::stop_source stop(std::nostopstate);
        stop = std::stop_source();
        const test::Outcome<TokenAnswer> outcome(client.refresh(QStringLiteral("r"), {}, {}, stop.get_token()));
        QTRY_COMPARE(login.tokenRequests.size(), 1);
        stop.request_stop();
        QTRY_VERIFY(outcome.isThere());
        QCOMPARE(outcome->error().kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestTokenClient)
#include "tst_token_client.moc"
