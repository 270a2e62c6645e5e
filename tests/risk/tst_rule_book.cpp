// SPDX-License-Identifier: Apache-2.0
#include "risk/risk_case.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::risk {

class TestRuleBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesAreWhole();
    void namedRulesAreThere_data();
    void namedRulesAreThere();
    void everyRuleJudgesEveryCredential();
    void soundIdentityHasNoFindings();
    void withoutCredentialsNothingApplies();
    void unreadCredentialsAreUnknownToEveryRule();
    void hostileIdentitiesAreJudged();
    void judgingIsCheap();
    void worstIsTheGravestFinding();
    void wordsOfSeveritiesAndOutcomes();
    void refusesBrokenData_data();
    void refusesBrokenData();
};

void TestRuleBook::rulesAreWhole()
{
    QSet<QString> ids;
    for (const Rule &rule : ruleBook().rules()) {
        QVERIFY2(!ids.contains(rule.id), qPrintable(rule.id));
        ids.insert(rule.id);
        QVERIFY(!rule.title.isEmpty());
        QVERIFY(!rule.category.isEmpty());
        QVERIFY(!rule.why.isEmpty());
        QVERIFY(!rule.remediation.isEmpty());
    }
    QVERIFY(ids.size() >= 12);
}

void TestRuleBook::namedRulesAreThere_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id : {"WIF-SUB-001", "WIF-SUB-002", "WIF-SUB-015", "WIF-ISS-004", "WIF-HYG-002", "WIF-HYG-003",
                           "WIF-HYG-005", "WIF-PRV-001", "WIF-PRV-002", "WIF-PRV-004"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void TestRuleBook::namedRulesAreThere()
{
    QFETCH(QString, id);
    const Rule *rule = ruleBook().find(id);
    QVERIFY(rule);
    QCOMPARE(rule->id, id);
}

void TestRuleBook::everyRuleJudgesEveryCredential()
{
    trust::Identity identity = soundIdentity();
    identity.credentials.append(soundCredential());
    identity.credentials.last().name = u"second"_s;
    const QList<Verdict> verdicts = ruleBook().judge(identity, publicCloud());
    QStringList order; // rule by rule, credential by credential
    for (const Verdict &verdict : verdicts) {
        QCOMPARE(verdict.identity, identity.key);
        QCOMPARE(verdict.identityName, identity.displayName);
        order << verdict.ruleId + u' ' + verdict.credentialName;
    }
    QStringList expected;
    for (const Rule &rule : ruleBook().rules()) {
        if (rule.id.startsWith(u"WIF-PRV") || rule.id == u"WIF-HYG-005")
            expected << rule.id + u' ';
        else
            expected << rule.id + u" env-production" << rule.id + u" second";
    }
    QCOMPARE(order, expected);
}

void TestRuleBook::soundIdentityHasNoFindings()
{
    const QList<Verdict> verdicts = ruleBook().judge(soundIdentity(), publicCloud());
    for (const Verdict &verdict : verdicts) {
        QVERIFY2(verdict.outcome == Outcome::Pass || verdict.outcome == Outcome::NotApplicable,
                 qPrintable(verdict.ruleId));
        QVERIFY(verdict.evidence.isEmpty());
        QVERIFY(verdict.unknown.isEmpty());
    }
    QVERIFY(!worst(verdicts));
}

void TestRuleBook::withoutCredentialsNothingApplies()
{
    trust::Identity identity = soundIdentity();
    identity.credentials.clear();
    identity.privileges = {azureRole(QString::fromUtf16(roles::owner), u"Owner"_s, u"/"_s)};
    identity.azureRolesPart = failed(ErrorKind::Forbidden);
    const QList<Verdict> verdicts = ruleBook().judge(identity, publicCloud());
    QCOMPARE(verdicts.size(), ruleBook().rules().size());
    for (const Verdict &verdict : verdicts)
        QCOMPARE(verdict.outcome, Outcome::NotApplicable);
}

void TestRuleBook::unreadCredentialsAreUnknownToEveryRule()
{
    trust::Identity identity = soundIdentity();
    identity.credentials.clear();
    identity.credentialsPart = failed(ErrorKind::Forbidden);
    const QList<Verdict> forbidden = ruleBook().judge(identity, publicCloud());
    for (const Verdict &verdict : forbidden) {
        QCOMPARE(verdict.outcome, Outcome::Unknown);
        QVERIFY2(verdict.unknown.contains(u"Application.Read.All"), qPrintable(verdict.unknown));
    }
    identity.key.kind = trust::IdentityKind::ManagedIdentity;
    QVERIFY(ruleBook().judge(identity, publicCloud()).first().unknown.contains(u"Reader"));
    identity.credentialsPart = failed(ErrorKind::Timeout);
    const QString timeout = ruleBook().judge(identity, publicCloud()).first().unknown;
    QVERIFY2(!timeout.contains(u"needs"), qPrintable(timeout)); // no right would help
    identity.credentialsPart = trust::Part();
    QVERIFY(ruleBook().judge(identity, publicCloud()).first().unknown.contains(u"not been read yet"));
}

void TestRuleBook::hostileIdentitiesAreJudged()
{
    QRandomGenerator random(6);
    const auto noise = [&random](int maxLength) -> QString {
        QString text;
        const int length = random.bounded(maxLength + 1);
        for (int i = 0; i < length; ++i)
            text += QChar(static_cast<char16_t>(random.bounded(4) ? random.bounded(0x80) : random.bounded(0x10000)));
        return text;
    };
    const QStringList issuers{u"https://token.actions.githubusercontent.com"_s, u"https://accounts.google.com"_s,
                              QString()};
    for (int round = 0; round < 300; ++round) {
        trust::Identity identity = soundIdentity();
        identity.displayName = noise(30);
        const int count = random.bounded(25);
        for (int i = 0; i < count; ++i) {
            trust::FederatedCredential credential;
            credential.name = noise(20);
            credential.issuer = issuers.at(random.bounded(3)) + (random.bounded(2) ? noise(20) : QString());
            if (random.bounded(2))
                credential.subject = (random.bounded(2) ? u"repo:"_s : u"system:serviceaccount:"_s) + noise(40);
            else
                credential.expression =
                    trust::ClaimsExpression{u"claims['sub'] matches '"_s + noise(40) + u'\'', random.bounded(3)};
            credential.audiences = {noise(20)};
            identity.credentials.append(credential);
        }
        identity.privileges = {azureRole(noise(36), noise(20), u'/' + noise(60)),
                               directoryRole(noise(36), noise(20), noise(3))};
        const QList<Verdict> verdicts = ruleBook().judge(identity, publicCloud());
        for (const Verdict &verdict : verdicts) {
            QCOMPARE(verdict.outcome == Outcome::Finding, !verdict.evidence.isEmpty());
            QCOMPARE(verdict.outcome == Outcome::Unknown, !verdict.unknown.isEmpty());
        }
    }
}

void TestRuleBook::judgingIsCheap()
{
    trust::Identity identity = soundIdentity();
    for (int i = 0; i < 2; ++i)
        identity.credentials.append(soundCredential());
    identity.credentials[1].issuer = u"https://oidc.factory.contoso.com"_s;
    identity.credentials[1].subject = u"spiffe://factory.contoso.com/line/1"_s;
    identity.privileges = {
        azureRole(QString::fromUtf16(roles::contributor), u"Contributor"_s, u"/subscriptions/1/resourceGroups/rg"_s)};
    constexpr int rounds = 2000;
    QElapsedTimer timer;
    timer.start();
    qsizetype verdicts = 0;
    for (int i = 0; i < rounds; ++i)
        verdicts += ruleBook().judge(identity, publicCloud()).size();
    const double microseconds = static_cast<double>(timer.nsecsElapsed()) / 1000.0 / rounds;
    QVERIFY(verdicts > 0);
    qInfo("%.1f microseconds an identity with three credentials", microseconds);
    // About 40 in a release build; the bound allows for sanitizers on a busy machine and still catches a compiled
    // pattern or a parsed file per call.
    QVERIFY2(microseconds < 5000, qPrintable(QString::number(microseconds)));
}

void TestRuleBook::worstIsTheGravestFinding()
{
    Verdict low;
    low.outcome = Outcome::Finding;
    low.severity = Severity::Low;
    Verdict high = low;
    high.severity = Severity::High;
    Verdict notFound;
    notFound.outcome = Outcome::Unknown;
    notFound.severity = Severity::Critical;
    QVERIFY(!worst({}));
    QVERIFY(!worst({notFound}));
    QCOMPARE(worst({low, high, notFound}), Severity::High);
}

void TestRuleBook::wordsOfSeveritiesAndOutcomes()
{
    for (const Severity severity :
         {Severity::Info, Severity::Low, Severity::Medium, Severity::High, Severity::Critical}) {
        QCOMPARE(severityFromId(severityId(severity)), severity);
        QVERIFY(!severityName(severity).isEmpty());
    }
    QVERIFY(!severityFromId(u"Critical"_s));
    QVERIFY(!severityFromId(QString()));
    QCOMPARE(outcomeId(Outcome::Finding), u"finding"_s);
    QCOMPARE(outcomeId(Outcome::Pass), u"pass"_s);
    QCOMPARE(outcomeId(Outcome::Unknown), u"unknown"_s);
    QCOMPARE(outcomeId(Outcome::NotApplicable), u"notApplicable"_s);
}

void TestRuleBook::refusesBrokenData_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray head = "{\"thresholds\":{\"credentialWarnCount\":16,\"credentialLimit\":20},\"rules\":[";
    const QByteArray rule =
        "{\"id\":\"WIF-SUB-001\",\"title\":\"t\",\"category\":\"c\",\"severity\":\"high\",\"why\":\"w\","
        "\"remediation\":[],\"references\":[]}";
    QByteArray unknownRule = rule;
    unknownRule.replace("WIF-SUB-001", "WIF-XXX-001");
    QByteArray unknownSeverity = rule;
    unknownSeverity.replace("high", "huge");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no thresholds") << QByteArray("{\"rules\":[]}");
    QTest::newRow("rule without condition") << head + unknownRule + "]}";
    QTest::newRow("unknown severity") << head + unknownSeverity + "]}";
    QTest::newRow("title missing") << head + QByteArray("{\"id\":\"WIF-SUB-001\"}]}");
    QTest::newRow("cut") << head + rule;
}

void TestRuleBook::refusesBrokenData()
{
    QFETCH(QByteArray, json);
    const auto book = RuleBook::fromJson(json, *presets::Catalogue::builtIn(), *PrivilegeBook::builtIn());
    QVERIFY(!book);
    QCOMPARE(book.error().kind, ErrorKind::Validation);
    QVERIFY(!book.error().message.isEmpty());
}

} // namespace symbolon::risk

QTEST_GUILESS_MAIN(symbolon::risk::TestRuleBook)
#include "tst_rule_book.moc"
