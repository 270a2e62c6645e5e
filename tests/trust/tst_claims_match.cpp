// SPDX-License-Identifier: Apache-2.0
#include "trust/claims_match.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {
namespace {

Comparison eq(const QString &claim, const QString &comparand)
{
    return {claim, Comparison::Operator::Eq, comparand};
}

Comparison matches(const QString &claim, const QString &comparand)
{
    return {claim, Comparison::Operator::Matches, comparand};
}

// By definition: exponential, but plainly right.
bool naiveMatch(QStringView pattern, QStringView text)
{
    if (pattern.isEmpty())
        return text.isEmpty();
    if (pattern.front() == u'*')
        return naiveMatch(pattern.mid(1), text) || (!text.isEmpty() && naiveMatch(pattern, text.mid(1)));
    return !text.isEmpty() && (pattern.front() == u'?' || pattern.front() == text.front())
        && naiveMatch(pattern.mid(1), text.mid(1));
}

QString randomText(QRandomGenerator &random, QStringView alphabet, int maxLength)
{
    QString text;
    const int length = random.bounded(maxLength + 1);
    for (int i = 0; i < length; ++i)
        text += alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
    return text;
}

} // namespace
} // namespace symbolon::trust

Q_DECLARE_METATYPE(QList<symbolon::trust::Comparison>)

namespace symbolon::trust {

class TestClaimsMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsExpressions_data();
    void readsExpressions();
    void refusesExpressions_data();
    void refusesExpressions();
    void readsBackWhatItWrites();
    void neverFailsOnNoise();
    void wildcards_data();
    void wildcards();
    void wildcardsAgreeWithTheDefinition();
    void wildcardsAreBounded();
    void compares_data();
    void compares();
};

void TestClaimsMatch::readsExpressions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<Comparison>>("comparisons");
    QTest::newRow("eq") << u"claims['sub'] eq 'a'"_s << QList{eq(u"sub"_s, u"a"_s)};
    QTest::newRow("matches") << u"claims['sub'] matches 'repo:contoso/*'"_s
                             << QList{matches(u"sub"_s, u"repo:contoso/*"_s)};
    QTest::newRow("two") << u"claims['sub'] matches 'repo:c*' and claims['repository_id'] eq '821093847'"_s
                         << QList{matches(u"sub"_s, u"repo:c*"_s), eq(u"repository_id"_s, u"821093847"_s)};
    QTest::newRow("and inside a comparand") << u"claims['sub'] eq 'a and b'"_s << QList{eq(u"sub"_s, u"a and b"_s)};
    QTest::newRow("empty comparand") << u"claims['sub'] eq ''"_s << QList{eq(u"sub"_s, QString())};
    QTest::newRow("claim with a blank") << u"claims['a b'] eq 'c'"_s << QList{eq(u"a b"_s, u"c"_s)};
}

void TestClaimsMatch::readsExpressions()
{
    QFETCH(QString, text);
    QFETCH(QList<Comparison>, comparisons);
    const auto read = parseExpression(text);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(*read, comparisons);
}

void TestClaimsMatch::refusesExpressions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position"); // one-based, as named in the message
    QTest::newRow("empty") << QString() << 1;
    QTest::newRow("subject") << u"repo:contoso/platform"_s << 1;
    QTest::newRow("blank before") << u" claims['sub'] eq 'a'"_s << 1;
    QTest::newRow("other capitals") << u"Claims['sub'] eq 'a'"_s << 1;
    QTest::newRow("double quotes") << u"claims[\"sub\"] eq 'a'"_s << 1;
    QTest::newRow("no claim") << u"claims[''] eq 'a'"_s << 10;
    QTest::newRow("claim open") << u"claims['sub"_s << 9;
    QTest::newRow("two blanks") << u"claims['sub']  eq 'a'"_s << 14;
    QTest::newRow("unknown operator") << u"claims['sub'] like 'a'"_s << 14;
    QTest::newRow("operator in capitals") << u"claims['sub'] EQ 'a'"_s << 14;
    QTest::newRow("comparand without quotes") << u"claims['sub'] eq a"_s << 14;
    QTest::newRow("comparand open") << u"claims['sub'] eq 'a"_s << 19;
    QTest::newRow("blank behind") << u"claims['sub'] eq 'a' "_s << 21;
    QTest::newRow("or") << u"claims['sub'] eq 'a' or claims['sub'] eq 'b'"_s << 21;
    QTest::newRow("dangling and") << u"claims['sub'] eq 'a' and "_s << 26;
    QTest::newRow("brackets") << u"(claims['sub'] eq 'a')"_s << 1;
    // How the language writes a quote is not confirmed: neither doubling nor a backslash is taken for understood.
    QTest::newRow("quote doubled") << u"claims['sub'] eq 'it''s'"_s << 22;
    QTest::newRow("quote with backslash") << u"claims['sub'] eq 'it\\'s'"_s << 23;
}

void TestClaimsMatch::refusesExpressions()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    const auto read = parseExpression(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Validation);
    QVERIFY2(read.error().message.startsWith(u"Character %1: "_s.arg(position)), qPrintable(read.error().message));
}

void TestClaimsMatch::readsBackWhatItWrites()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 300; ++round) {
        QList<Comparison> written;
        QStringList parts;
        const int count = 1 + random.bounded(4);
        for (int i = 0; i < count; ++i) {
            Comparison comparison{randomText(random, u"ab] _:", 6) + u'x',
                                  random.bounded(2) ? Comparison::Operator::Eq : Comparison::Operator::Matches,
                                  randomText(random, u"ab*? []:and", 20)};
            parts << u"claims['%1'] %2 '%3'"_s.arg(comparison.claim,
                                                   comparison.op == Comparison::Operator::Eq ? u"eq"_s : u"matches"_s,
                                                   comparison.comparand);
            written.append(std::move(comparison));
        }
        const auto read = parseExpression(parts.join(u" and "_s));
        QVERIFY(read);
        QCOMPARE(*read, written);
    }
}

void TestClaimsMatch::neverFailsOnNoise()
{
    QRandomGenerator random(2);
    const QString seed = u"claims['sub'] matches 'repo:contoso/*' and claims['repository_id'] eq '1'"_s;
    for (int round = 0; round < 2000; ++round) {
        QString text = seed;
        const int edits = 1 + random.bounded(4);
        for (int i = 0; i < edits; ++i) {
            const int at = random.bounded(static_cast<int>(text.size()));
            if (random.bounded(2))
                text.remove(at, 1 + random.bounded(3));
            else
                text.insert(at, QChar(static_cast<char16_t>(random.bounded(0x10000))));
            if (text.isEmpty())
                text = u"'"_s;
        }
        const auto read = parseExpression(text);
        QVERIFY(read ? !read->isEmpty() : !read.error().message.isEmpty());
    }
}

void TestClaimsMatch::wildcards_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("both empty") << QString() << QString() << true;
    QTest::newRow("star alone") << u"*"_s << QString() << true;
    QTest::newRow("question mark needs one") << u"?"_s << QString() << false;
    QTest::newRow("exact") << u"main"_s << u"main"_s << true;
    QTest::newRow("case counts") << u"main"_s << u"Main"_s << false;
    QTest::newRow("prefix") << u"repo:contoso/*"_s << u"repo:contoso/app:ref:x"_s << true;
    QTest::newRow("star crosses separators") << u"repo:*:pull_request"_s << u"repo:a/b:c:pull_request"_s << true;
    QTest::newRow("two stars") << u"*a*b"_s << u"xaxxab"_s << true;
    QTest::newRow("nothing behind the end") << u"*a"_s << u"ab"_s << false;
    QTest::newRow("question marks") << u"v?.?"_s << u"v1.2"_s << true;
    QTest::newRow("brackets are letters") << u"[ab]"_s << u"a"_s << false;
    QTest::newRow("star after the end") << u"main**"_s << u"main"_s << true;
}

void TestClaimsMatch::wildcards()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(wildcardMatch(pattern, text), expected);
}

void TestClaimsMatch::wildcardsAgreeWithTheDefinition()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 20000; ++round) {
        const QString pattern = randomText(random, u"ab*?", 8);
        const QString text = randomText(random, u"ab", 10);
        if (wildcardMatch(pattern, text) != naiveMatch(pattern, text))
            QFAIL(qPrintable(pattern + u" / " + text));
    }
}

void TestClaimsMatch::wildcardsAreBounded()
{
    // What takes a backtracking matcher for ever: many stars, and no match only at the very end.
    const QString pattern = u"*a"_s.repeated(300) + u'b';
    const QString text(10000, u'a');
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!wildcardMatch(pattern, text));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestClaimsMatch::compares_data()
{
    QTest::addColumn<QString>("expression"); // empty: the plain subject
    QTest::addColumn<PresentedClaims>("token");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<MatchPart>("part");
    QTest::addColumn<bool>("onlyCase");
    const PresentedClaims right{u"https://idp.contoso.com/"_s,
                                u"repo:contoso/app:ref:refs/heads/main"_s,
                                u"api://x"_s,
                                {{u"repository_id"_s, u"7"_s}}};
    const auto row = [&right](const char *name, const QString &expression, bool accepted, MatchPart part, bool onlyCase,
                              const std::function<void(PresentedClaims &)> &edit) {
        PresentedClaims token = right;
        edit(token);
        QTest::newRow(name) << expression << token << accepted << part << onlyCase;
    };
    const auto nothing = [](PresentedClaims &) {};
    row("all equal", {}, true, MatchPart::Issuer, false, nothing);
    row("slash missing", {}, false, MatchPart::Issuer, false, [](auto &t) { t.issuer.chop(1); });
    row("issuer in other case", {}, false, MatchPart::Issuer, true, [](auto &t) { t.issuer = t.issuer.toUpper(); });
    row("other branch", {}, false, MatchPart::Subject, false, [](auto &t) { t.subject += u'2'; });
    row("subject in other case", {}, false, MatchPart::Subject, true,
        [](auto &t) { t.subject.replace(u"app"_s, u"App"_s); });
    row("subject with a blank", {}, false, MatchPart::Subject, false, [](auto &t) { t.subject += u' '; });
    row("other audience", {}, false, MatchPart::Audience, false, [](auto &t) { t.audience = u"api://y"_s; });
    row("audience in other case", {}, false, MatchPart::Audience, true, [](auto &t) { t.audience = u"API://x"_s; });
    row("everything wrong names the issuer", {}, false, MatchPart::Issuer, false,
        [](auto &t) { t = PresentedClaims(); });
    row("subject before audience", {}, false, MatchPart::Subject, false, [](auto &t) {
        t.subject.clear();
        t.audience.clear();
    });
    const QString expression = u"claims['sub'] matches 'repo:contoso/*:ref:*' and claims['repository_id'] eq '7'"_s;
    row("expression", expression, true, MatchPart::Issuer, false, nothing);
    row("expression: claim differs", expression, false, MatchPart::Subject, false,
        [](auto &t) { t.claims[u"repository_id"_s] = u"8"_s; });
    row("expression: claim missing", expression, false, MatchPart::Subject, false, [](auto &t) { t.claims.clear(); });
    row("expression: case counts", expression, false, MatchPart::Subject, false,
        [](auto &t) { t.subject = t.subject.toUpper(); });
    row("expression: audience still counts", expression, false, MatchPart::Audience, false,
        [](auto &t) { t.audience.clear(); });
    row("expression of iss and aud", u"claims['iss'] matches 'https://*' and claims['aud'] eq 'api://x'"_s, true,
        MatchPart::Issuer, false, nothing);
    row("expression unreadable", u"claims['sub'] matches"_s, false, MatchPart::Subject, false, nothing);
}

void TestClaimsMatch::compares()
{
    QFETCH(QString, expression);
    QFETCH(PresentedClaims, token);
    QFETCH(bool, accepted);
    QFETCH(MatchPart, part);
    QFETCH(bool, onlyCase);
    FederatedCredential credential;
    credential.issuer = u"https://idp.contoso.com/"_s;
    credential.audiences = {u"api://x"_s};
    if (expression.isEmpty())
        credential.subject = u"repo:contoso/app:ref:refs/heads/main"_s;
    else
        credential.expression = ClaimsExpression{expression, 1};
    const auto failure = mismatch(credential, token);
    QCOMPARE(!failure.has_value(), accepted);
    if (failure) {
        QCOMPARE(failure->part, part);
        QCOMPARE(failure->onlyCase, onlyCase);
    }
}

} // namespace symbolon::trust

QTEST_GUILESS_MAIN(symbolon::trust::TestClaimsMatch)
#include "tst_claims_match.moc"
