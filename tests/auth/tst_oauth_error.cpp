// SPDX-License-Identifier: Apache-2.0
#include "auth/oauth_error.h"

#include <QFile>
#include <QTest>

using namespace symbolon;

class TestOAuthError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("subError");
        QTest::addColumn<QString>("description");
        QTest::addColumn<ErrorKind>("kind");
        const auto row = [](const char *error, const char *subError, const char *description, ErrorKind kind) {
            QTest::addRow("%s %s %s", error, subError, description)
                << QString::fromLatin1(error) << QString::fromLatin1(subError) << QString::fromLatin1(description)
                << kind;
        };
        row("invalid_grant", "", "AADSTS70008: The refresh token has expired.", ErrorKind::Unauthorized);
        row("invalid_grant", "bad_token", "", ErrorKind::Unauthorized);
        row("invalid_grant", "consent_required", "", ErrorKind::ConsentNeeded);
        row("invalid_grant", "", "AADSTS65001: Not consented.", ErrorKind::ConsentNeeded);
        row("invalid_grant", "", "AADSTS90094: Admin consent is required.", ErrorKind::ConsentNeeded);
        row("invalid_grant", "", "AADSTS650011: Another number.", ErrorKind::Unauthorized);
        row("invalid_client", "", "AADSTS700024: Client assertion is not within its valid time range.",
            ErrorKind::OutOfTime);
        row("invalid_grant", "", "AADSTS500133: Assertion is not within its valid time range.", ErrorKind::OutOfTime);
        row("login_required", "", "", ErrorKind::Unauthorized);
        row("interaction_required", "basic_action", "AADSTS50076: MFA.", ErrorKind::InteractionNeeded);
        row("invalid_grant", "basic_action", "AADSTS50076: MFA.", ErrorKind::InteractionNeeded);
        row("access_denied", "", "AADSTS90094: Admin consent is required.", ErrorKind::ConsentNeeded);
        row("consent_required", "", "", ErrorKind::ConsentNeeded);
        row("access_denied", "", "", ErrorKind::Forbidden);
        row("access_denied", "cancel", "", ErrorKind::Cancelled);
        row("temporarily_unavailable", "", "", ErrorKind::Server);
        row("server_error", "", "", ErrorKind::Server);
        row("invalid_scope", "", "", ErrorKind::Rejected);
        row("invalid_client", "", "", ErrorKind::Rejected);
        row("unauthorized_client", "", "AADSTS700016: Unknown.", ErrorKind::Rejected);
        row("something_new", "", "", ErrorKind::Rejected);
    }
    void kinds()
    {
        QFETCH(QString, error);
        QFETCH(QString, subError);
        QFETCH(QString, description);
        QTEST(auth::oauthError({error, subError, description, {}}).kind, "kind");
    }

    void wordsCodeAndIds_data()
    {
        QTest::addColumn<QString>("separator");
        QTest::newRow("on lines of their own") << QStringLiteral("\r\n");
        QTest::newRow("in one line") << QStringLiteral(" ");
    }
    void wordsCodeAndIds()
    {
        QFETCH(QString, separator);
        const QString trace = QStringLiteral("255d1aef-8c98-452f-ac51-23d051240864");
        const QString description = QStringList{QStringLiteral("AADSTS70011: The scope is not valid."),
                                                QStringLiteral("Trace ID: ") + trace,
                                                QStringLiteral("Correlation ID: fb3d2015-bc17-4bb9-bb85-30c5cf1aaaa7"),
                                                QStringLiteral("Timestamp: 2016-01-09 02:02:12Z")}
                                        .join(separator);
        const Error error = auth::oauthError({QStringLiteral("invalid_scope"), {}, description, {}}, 400);
        QCOMPARE(error.code, QStringLiteral("AADSTS70011"));
        QCOMPARE(error.message, QStringLiteral("AADSTS70011: The scope is not valid."));
        QCOMPARE(error.requestId, trace);
        QCOMPARE(error.httpStatus, 400);
    }

    void secretsInADescriptionAreStruck()
    {
        const Error error = auth::oauthError({QStringLiteral("invalid_grant"),
                                              {},
                                              QStringLiteral("The code code=0.AXsecretAX is used, Bearer abcdefghijk."),
                                              {}});
        QVERIFY(!error.message.contains(QStringLiteral("AXsecretAX")));
        QVERIFY(!error.message.contains(QStringLiteral("abcdefghijk")));
    }

    void aFloodOfWordsIsCut()
    {
        const Error error = auth::oauthError({QString(5000, u'e'), {}, QString(1'000'000, u'd'), QString(5000, u't')});
        QCOMPARE(error.message.size(), 1000);
        QVERIFY(error.code.size() <= 64 && error.requestId.size() <= 64);
    }

    // Bodies as Microsoft publishes them; see tests/data/oauth/README.md.
    void officialBodies_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("traceId");
        QTest::newRow("no matching credential")
            << QStringLiteral("token-error-aadsts70021.response.json") << QStringLiteral("AADSTS70021")
            << QStringLiteral("b0f62116-10b6-4a73-bdb2-281524404e00");
        QTest::newRow("issuer not reachable")
            << QStringLiteral("token-error-aadsts90061.response.json") << QStringLiteral("AADSTS90061")
            << QStringLiteral("86c81de3-efbd-4c0f-854d-cb8f329e5b00");
        QTest::newRow("scope") << QStringLiteral("token-error-invalid-scope.response.json")
                               << QStringLiteral("AADSTS70011")
                               << QStringLiteral("255d1aef-8c98-452f-ac51-23d051240864");
    }
    void officialBodies()
    {
        QFETCH(QString, file);
        QFile body(QStringLiteral(SYMBOLON_TEST_DATA "/oauth/") + file);
        QVERIFY2(body.open(QIODevice::ReadOnly), qPrintable(body.fileName()));
        const auto refusal = auth::readRefusal(body.readAll());
        QVERIFY(refusal);
        const Error error = auth::oauthError(*refusal, 400);
        QTEST(error.code, "code");
        QTEST(error.requestId, "traceId");
        QCOMPARE(error.kind, ErrorKind::Rejected);
        QVERIFY(!error.message.contains(QStringLiteral("Trace ID")));
    }

    void whatIsNoRefusal_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a page") << QByteArray("<html>502</html>");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("an error that is an object, as Graph's is") << QByteArray(R"({"error":{"code":"x"}})");
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }
    void whatIsNoRefusal()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!auth::readRefusal(body));
    }
};

QTEST_GUILESS_MAIN(TestOAuthError)
#include "tst_oauth_error.moc"
