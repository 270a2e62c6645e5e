// SPDX-License-Identifier: Apache-2.0
#include "base/redact.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <limits>

namespace symbolon {

class TestRedact : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hidesSecrets_data();
    void hidesSecrets();
    void leavesProse_data();
    void leavesProse();
    void isIdempotent();
    void worksInLinearTime_data();
    void worksInLinearTime();
};

void TestRedact::hidesSecrets_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("redacted");

    QTest::addRow("compact JWT") << QStringLiteral("got eyJhbGciOi.eyJzdWIi.PLANTED-x_y now")
                                 << QStringLiteral("got [redacted] now");
    QTest::addRow("JWT without signature") << QStringLiteral("eyJhbGciOi.eyJPLANTED.") << QStringLiteral("[redacted]");
    QTest::addRow("JWE in five parts") << QStringLiteral("eyJhbGciOi.a.b.c.PLANTED") << QStringLiteral("[redacted]");
    QTest::addRow("bearer header") << QStringLiteral("Authorization: Bearer PLANTED~abc+/=.-_")
                                   << QStringLiteral("Authorization: Bearer [redacted]");
    QTest::addRow("lower case bearer") << QStringLiteral("bearer  PLANTED") << QStringLiteral("bearer [redacted]");
    QTest::addRow("form body") << QStringLiteral("grant_type=authorization_code&code=PLANTED&client_id=1")
                               << QStringLiteral("grant_type=authorization_code&code=[redacted]&client_id=1");
    QTest::addRow("redirect address") << QStringLiteral("http://127.0.0.1:1/?code=PLANTED&state=s")
                                      << QStringLiteral("http://127.0.0.1:1/?code=[redacted]&state=s");
    QTest::addRow("verifier") << QStringLiteral("code_verifier=PLANTED&x=1")
                              << QStringLiteral("code_verifier=[redacted]&x=1");
    QTest::addRow("assertion") << QStringLiteral("client_assertion=PLANTED&client_assertion_type=urn:x")
                               << QStringLiteral("client_assertion=[redacted]&client_assertion_type=urn:x");
    QTest::addRow("JSON") << QStringLiteral(R"({"refresh_token":"PLANTED","expires_in":5})")
                          << QStringLiteral(R"({"refresh_token":"[redacted]","expires_in":5})");
    QTest::addRow("JSON with blanks") << QStringLiteral(R"({"access_token" : "PLANTED" })")
                                      << QStringLiteral(R"({"access_token" : "[redacted]" })");
    QTest::addRow("JSON value with separators") << QStringLiteral(R"({"password":"PLANTED, PLANTED} PLANTED&","a":1})")
                                                << QStringLiteral(R"({"password":"[redacted]","a":1})");
    QTest::addRow("JSON value with escaped quote") << QStringLiteral(R"({"password":"PL\"PLANTED\\","a":"b"})")
                                                   << QStringLiteral(R"({"password":"[redacted]","a":"b"})");
    QTest::addRow("JSON in JSON") << QStringLiteral(R"("{\"id_token\":\"PLANTED\",\"a\":\"b\"}")")
                                  << QStringLiteral(R"("{\"id_token\":\"[redacted]\",\"a\":\"b\"}")");
    QTest::addRow("JSON cut in mid-value")
        << QStringLiteral(R"({"access_token":"PLANTED)") << QStringLiteral(R"({"access_token":"[redacted])");
    QTest::addRow("member in any case") << QStringLiteral("Client_Secret=PLANTED")
                                        << QStringLiteral("Client_Secret=[redacted]");
    QTest::addRow("code in JSON") << QStringLiteral(R"({"code":"PLANTED"})")
                                  << QStringLiteral(R"({"code":"[redacted]"})");
    QTest::addRow("several") << QStringLiteral("id_token=PLANTED&access_token=PLANTED device_code=PLANTED")
                             << QStringLiteral("id_token=[redacted]&access_token=[redacted] device_code=[redacted]");
}

void TestRedact::hidesSecrets()
{
    QFETCH(QString, text);
    QFETCH(QString, redacted);
    QCOMPARE(redact(text), redacted);
    QVERIFY(!redact(text).contains(u"PLANTED"));
}

void TestRedact::leavesProse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("empty") << QString();
    QTest::addRow("sentence") << QStringLiteral("The bearer of bad news: access denied.");
    QTest::addRow("error code") << QStringLiteral("Error code: AADSTS700213, error_code=5, status code 401");
    QTest::addRow("subject") << QStringLiteral("repo:contoso/password-reset:ref:refs/heads/main");
    QTest::addRow("guid") << QStringLiteral("4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1");
    QTest::addRow("other members") << QStringLiteral("grant_type=client_credentials&scope=a/.default");
}

void TestRedact::leavesProse()
{
    QFETCH(QString, text);
    QCOMPARE(redact(text), text);
}

void TestRedact::isIdempotent()
{
    const QString once =
        redact(QStringLiteral("Bearer PLANTED code=PLANTED {\"password\":\"PLANTED\"} eyJabcd.eyJx.y"));
    QCOMPARE(redact(once), once);
}

void TestRedact::worksInLinearTime_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addRow("members") << QStringLiteral("code=x&");
    QTest::addRow("unclosed quotes") << QStringLiteral("password=\"");
    QTest::addRow("backslashes") << QStringLiteral("password\\\\\\");
    QTest::addRow("almost tokens") << QStringLiteral("eyJeyJ");
    QTest::addRow("bearers") << QStringLiteral("Bearer Bearer ");
    QTest::addRow("blanks") << QStringLiteral("code          ");
}

void TestRedact::worksInLinearTime()
{
    QFETCH(QString, unit);
    const auto costOf = [&unit](int repetitions) {
        const QString text = unit.repeated(repetitions);
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 3; ++i) {
            QElapsedTimer timer;
            timer.start();
            const QString result = redact(text);
            best = std::min(best, timer.nsecsElapsed());
            if (result.isEmpty())
                return std::numeric_limits<qint64>::max();
        }
        return best;
    };
    costOf(1000); // compiles the patterns
    const qint64 small = costOf(2000);
    const qint64 large = costOf(32000);
    // 16 times the text: 16 times the work, with room for a busy machine; quadratic work would be 256 times.
    QVERIFY2(large < small * 100, qPrintable(QStringLiteral("%1 ns, then %2 ns").arg(small).arg(large)));
}

} // namespace symbolon

QTEST_GUILESS_MAIN(symbolon::TestRedact)
#include "tst_redact.moc"
