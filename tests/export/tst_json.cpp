// SPDX-License-Identifier: Apache-2.0
#include "export/json_document.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace symbolon;
using namespace symbolon::exports;

namespace {

Envelope envelope()
{
    Envelope one;
    one.generatedAt = QDateTime(QDate(2026, 11, 22), QTime(10, 30), Qt::UTC);
    one.tenant = {QStringLiteral("t-1"), QStringLiteral("Contoso"), QStringLiteral("contoso.com")};
    one.complete = true;
    return one;
}

trust::FederatedCredential credential()
{
    trust::FederatedCredential one;
    one.id = QStringLiteral("c-1");
    one.name = QStringLiteral("main");
    one.issuer = QStringLiteral("https://issuer");
    one.subject = QStringLiteral("=cmd|\u202E\x01");
    one.audiences = {QStringLiteral("api://x")};
    return one;
}

risk::Verdict verdict(const QString &rule, risk::Outcome outcome, risk::Severity severity, const QString &identity)
{
    risk::Verdict one;
    one.ruleId = rule;
    one.outcome = outcome;
    one.severity = severity;
    one.identity = {trust::IdentityKind::Application, QStringLiteral("id-") + identity};
    one.identityName = identity;
    one.evidence = {{QStringLiteral("subject"), QStringLiteral("s")}};
    if (outcome == risk::Outcome::Unknown)
        one.unknown = QStringLiteral("roles were not read");
    return one;
}

IdentityLine line(const QString &name)
{
    IdentityLine one;
    one.identity.key = {trust::IdentityKind::Application, QStringLiteral("id-") + name};
    one.identity.displayName = name;
    one.identity.credentials = {credential()};
    one.identity.credentialsPart.state = trust::Knowledge::Known;
    return one;
}

QJsonObject parsed(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("not JSON: %s", qPrintable(error.errorString()));
    return document.object();
}

risk::RuleBook ruleBook()
{
    const auto catalogue = presets::Catalogue::builtIn();
    const auto privileges = risk::PrivilegeBook::builtIn();
    return *risk::RuleBook::builtIn(*catalogue, *privileges);
}

} // namespace

class TestJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDocumentHasTheEnvelope_data();
    void everyDocumentHasTheEnvelope();
    void readByChanges();
    void unknownMakesItIncomplete();
    void valuesAreRawAndHarmless();
    void brokenUnicodeIsReplaced();
    void auditCountsAndSorts();
    void unknownIsNull();
};

void TestJson::everyDocumentHasTheEnvelope_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("member");
    QTest::newRow("identities") << identitiesJson(envelope(), {line(QStringLiteral("a"))})
                                << QStringLiteral("identities");
    CredentialLine one;
    one.credential = credential();
    QTest::newRow("credentials") << credentialsJson(envelope(), {one}) << QStringLiteral("credentials");
    QTest::newRow("identity") << identityJson(envelope(), line(QStringLiteral("a"))) << QStringLiteral("identity");
    QTest::newRow("audit") << auditJson(envelope(), auditOf({line(QStringLiteral("a"))}, ruleBook()))
                           << QStringLiteral("findings");
}

void TestJson::everyDocumentHasTheEnvelope()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, member);
    QVERIFY(json.endsWith("\n"));
    const QJsonObject object = parsed(json);
    QCOMPARE(object.value(u"schemaVersion").toInt(), schemaVersion);
    QCOMPARE(object.value(u"generatedAt").toString(), QStringLiteral("2026-11-22T10:30:00Z"));
    QCOMPARE(object.value(u"tenant").toObject().value(u"id").toString(), QStringLiteral("t-1"));
    QCOMPARE(object.value(u"complete").toBool(), true);
    QVERIFY(object.value(u"readByChangesSince").isNull());
    QVERIFY(object.value(u"unknown").isArray());
    QVERIFY(object.contains(member));
}

// What was known by changes since an earlier reading says so.
void TestJson::readByChanges()
{
    Envelope changed = envelope();
    changed.wholeAt = QDateTime({2026, 11, 21}, {9, 0}, Qt::UTC);
    QCOMPARE(parsed(identitiesJson(changed, {})).value(u"readByChangesSince").toString(),
             QStringLiteral("2026-11-21T09:00:00Z"));
}

void TestJson::unknownMakesItIncomplete()
{
    Envelope partial = envelope();
    Unknown unknown;
    unknown.source = QStringLiteral("azureRoles");
    unknown.reason = QStringLiteral("Azure roles: no answer");
    unknown.error = Error{.kind = ErrorKind::Server, .httpStatus = 503, .code = QStringLiteral("Busy")};
    partial.unknown = {unknown};
    const QJsonObject object = parsed(identitiesJson(partial, {}));
    QCOMPARE(object.value(u"complete").toBool(), false);
    const QJsonObject first = object.value(u"unknown").toArray().first().toObject();
    QCOMPARE(first.value(u"source").toString(), QStringLiteral("azureRoles"));
    QCOMPARE(first.value(u"error").toObject().value(u"status").toInt(), 503);
    QCOMPARE(first.value(u"error").toObject().value(u"code").toString(), QStringLiteral("Busy"));
}

void TestJson::valuesAreRawAndHarmless()
{
    const QByteArray json = identityJson(envelope(), line(QStringLiteral("n\u00E4me")));
    for (const char c : json)
        QVERIFY(c == '\n' || (c >= 0x20 && c < 0x7F));
    const QJsonObject identity = parsed(json).value(u"identity").toObject();
    QCOMPARE(identity.value(u"displayName").toString(), QStringLiteral("n\u00E4me"));
    QCOMPARE(identity.value(u"credentials").toArray().first().toObject().value(u"subject").toString(),
             *credential().subject);
    QVERIFY(identity.value(u"credentials").toArray().first().toObject().value(u"claimsMatchingExpression").isNull());
}

void TestJson::brokenUnicodeIsReplaced()
{
    IdentityLine broken = line(QStringLiteral("x"));
    broken.identity.displayName = QStringLiteral("a") + QChar(0xD800);
    QVERIFY(parsed(identityJson(envelope(), broken)).value(u"identity").isObject());
}

void TestJson::auditCountsAndSorts()
{
    using risk::Outcome;
    using risk::Severity;
    IdentityLine first = line(QStringLiteral("beta"));
    first.verdicts = {
        verdict(QStringLiteral("WIF-HYG-002"), Outcome::Finding, Severity::Low, QStringLiteral("beta")),
        verdict(QStringLiteral("WIF-SUB-001"), Outcome::Finding, Severity::Critical, QStringLiteral("beta")),
        verdict(QStringLiteral("WIF-PRV-001"), Outcome::Unknown, Severity::Info, QStringLiteral("beta"))};
    IdentityLine second = line(QStringLiteral("Alpha"));
    second.verdicts = {
        verdict(QStringLiteral("WIF-SUB-001"), Outcome::Finding, Severity::Critical, QStringLiteral("Alpha")),
        verdict(QStringLiteral("WIF-HYG-002"), Outcome::Pass, Severity::Info, QStringLiteral("Alpha"))};
    const QJsonObject object = parsed(auditJson(envelope(), auditOf({first, second}, ruleBook())));
    const QJsonArray findings = object.value(u"findings").toArray();
    QCOMPARE(findings.size(), 3);
    QCOMPARE(findings.at(0).toObject().value(u"identity").toObject().value(u"displayName").toString(),
             QStringLiteral("Alpha"));
    QCOMPARE(findings.at(1).toObject().value(u"identity").toObject().value(u"displayName").toString(),
             QStringLiteral("beta"));
    QCOMPARE(findings.at(2).toObject().value(u"ruleId").toString(), QStringLiteral("WIF-HYG-002"));
    QVERIFY(!findings.at(0).toObject().value(u"title").toString().isEmpty());
    const QJsonObject summary = object.value(u"summary").toObject();
    QCOMPARE(summary.value(u"findings").toInt(), 3);
    QCOMPARE(summary.value(u"bySeverity").toObject().value(u"critical").toInt(), 2);
    QCOMPARE(summary.value(u"byOutcome").toObject().value(u"pass").toInt(), 1);
    QCOMPARE(summary.value(u"credentials").toInt(), 2);
    QCOMPARE(object.value(u"rules").toArray().size(), 2);
    // What could not be judged is said, and the document is not whole.
    QCOMPARE(object.value(u"complete").toBool(), false);
    QCOMPARE(object.value(u"unknown").toArray().first().toObject().value(u"ruleId").toString(),
             QStringLiteral("WIF-PRV-001"));
}

void TestJson::unknownIsNull()
{
    IdentityLine unread = line(QStringLiteral("x"));
    unread.identity.credentials.clear();
    unread.identity.credentialsPart.state = trust::Knowledge::NotRead;
    const QJsonObject identity =
        parsed(identitiesJson(envelope(), {unread})).value(u"identities").toArray().first().toObject();
    QVERIFY(identity.value(u"credentialCount").isNull());
    QCOMPARE(identity.value(u"parts").toObject().value(u"credentials").toString(), QStringLiteral("notRead"));
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
