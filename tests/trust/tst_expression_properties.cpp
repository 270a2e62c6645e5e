// SPDX-License-Identifier: Apache-2.0
// What holds for any expression: its text comes back, the matcher agrees with the definition, and nothing breaks it.
#include "trust/expression_rules.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {
namespace {

QString text(QRandomGenerator &random, QStringView alphabet, int longest)
{
    QString result;
    for (int left = random.bounded(longest + 1); left > 0; --left)
        result += alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
    return result;
}

// `*` and `?` by a table of every pair of beginnings: slow, and by definition.
bool definedMatch(const QString &pattern, const QString &value)
{
    const auto columns = static_cast<std::size_t>(value.size()) + 1;
    std::vector<std::vector<bool>> fits(static_cast<std::size_t>(pattern.size()) + 1, std::vector<bool>(columns));
    fits[0][0] = true;
    for (std::size_t p = 1; p < fits.size(); ++p) {
        const QChar sign = pattern.at(static_cast<qsizetype>(p) - 1);
        for (std::size_t t = 0; t < columns; ++t) {
            const bool one = t > 0 && fits[p - 1][t - 1];
            if (sign == u'*')
                fits[p][t] = fits[p - 1][t] || (t > 0 && fits[p][t - 1]);
            else
                fits[p][t] = one && (sign == u'?' || sign == value.at(static_cast<qsizetype>(t) - 1));
        }
    }
    return fits.back().back();
}

// A whole credential by definition: all three are right, the expression by each of its parts.
bool definedFit(const QString &issuer, const QList<Comparison> &comparisons, const QString &audience,
                const PresentedClaims &token)
{
    bool fit = issuer == token.issuer && audience == token.audience;
    for (const Comparison &comparison : comparisons) {
        const bool known = comparison.claim == u"sub" || token.claims.contains(comparison.claim);
        const QString value = comparison.claim == u"sub" ? token.subject : token.claims.value(comparison.claim);
        fit = fit && known
            && (comparison.op == Comparison::Operator::Eq ? value == comparison.comparand
                                                          : definedMatch(comparison.comparand, value));
    }
    return fit;
}

QList<Comparison> someComparisons(QRandomGenerator &random)
{
    const QStringList claims{u"sub"_s, u"repository_id"_s, u"job_workflow_ref"_s};
    QList<Comparison> result;
    for (int left = 1 + random.bounded(3); left > 0; --left) {
        const bool matches = random.bounded(2) != 0;
        result.append({claims.at(random.bounded(3)), matches ? Comparison::Operator::Matches : Comparison::Operator::Eq,
                       text(random, matches ? u"ab*?" : u"ab", 5)});
    }
    return result;
}

// For how long random input is tried: five seconds, or what SYMBOLON_FUZZ_SECONDS says when somebody wants more.
qint64 fuzzMs()
{
    const int seconds = qEnvironmentVariableIntValue("SYMBOLON_FUZZ_SECONDS");
    return 1000 * (seconds > 0 ? seconds : 5);
}

} // namespace

class TestExpressionProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatParsesPrintsBackToItself();
    void matcherAgreesWithTheDefinition();
    void noTextBreaksTheParser();
};

void TestExpressionProperties::whatParsesPrintsBackToItself()
{
    QRandomGenerator random(1);
    const QStringList pieces{u"claims['"_s, u"sub"_s, u"']"_s, u" eq '"_s, u" matches '"_s, u"a*b?"_s, u"'"_s,
                             u" and "_s,    u" "_s,   u"["_s,  u"%1"_s,    u"ü"_s,          u"and"_s};
    int parsed = 0;
    for (int round = 0; round < 100'000; ++round) {
        QString expression = expressionText(someComparisons(random));
        if (random.bounded(2)) { // something next to it, which may or may not parse
            const int at = random.bounded(static_cast<int>(expression.size()));
            const QString &piece = pieces.at(random.bounded(static_cast<int>(pieces.size())));
            if (random.bounded(2))
                expression.insert(at, piece);
            else
                expression.replace(at, 1 + random.bounded(3), piece);
        }
        const auto read = parseExpression(expression);
        if (!read)
            continue;
        ++parsed;
        if (expressionText(*read) != expression)
            QFAIL(qPrintable(expression + u" became " + expressionText(*read)));
    }
    QVERIFY2(parsed > 50'000, qPrintable(QString::number(parsed)));
}

void TestExpressionProperties::matcherAgreesWithTheDefinition()
{
    QRandomGenerator random(2);
    int fitting = 0;
    for (int round = 0; round < 100'000; ++round) {
        const QList<Comparison> comparisons = someComparisons(random);
        FederatedCredential credential;
        credential.issuer = random.bounded(10) ? u"i"_s : u"I"_s;
        credential.expression = ClaimsExpression{expressionText(comparisons), 1};
        credential.audiences = {random.bounded(10) ? u"a"_s : u"b"_s};
        PresentedClaims token{u"i"_s, text(random, u"ab", 5), u"a"_s, {}};
        if (random.bounded(4))
            token.claims.insert(u"repository_id"_s, text(random, u"ab", 4));
        if (random.bounded(4))
            token.claims.insert(u"job_workflow_ref"_s, text(random, u"ab", 4));
        const bool expected = definedFit(credential.issuer, comparisons, credential.audiences.first(), token);
        fitting += expected ? 1 : 0;
        if (mismatch(credential, token).has_value() == expected)
            QFAIL(qPrintable(credential.expression->value + u" and " + token.subject));
    }
    QVERIFY2(fitting > 1'000, qPrintable(QString::number(fitting)));
}

void TestExpressionProperties::noTextBreaksTheParser()
{
    QRandomGenerator random(3);
    const QString seed = u"claims['sub'] matches 'repo:contoso/*' and claims['repository_id'] eq '1'"_s;
    QElapsedTimer clock;
    clock.start();
    int rounds = 0;
    for (; clock.elapsed() < fuzzMs(); ++rounds) {
        QString expression = random.bounded(2) ? seed : QString();
        for (int left = 1 + random.bounded(12); left > 0; --left) {
            const int at = random.bounded(static_cast<int>(expression.size()) + 1);
            const QChar sign(
                static_cast<char16_t>(random.bounded(2) ? random.bounded(0x20, 0x7f) : random.bounded(0x10000)));
            if (random.bounded(3) == 0)
                expression.remove(at, 1 + random.bounded(5));
            else
                expression.insert(at, QString(1 + random.bounded(3), sign));
        }
        const auto read = parseExpression(expression);
        if (!read) {
            QVERIFY(!read.error().message.isEmpty());
            continue;
        }
        QCOMPARE(expressionText(*read), expression);
        static_cast<void>(fits(*read, {u"i"_s, expression, u"a"_s, {}}));
        static_cast<void>(judgeComparisons(u"https://gitlab.com"_s, *read));
    }
    qInfo("%d texts", rounds);
}

} // namespace symbolon::trust

QTEST_GUILESS_MAIN(symbolon::trust::TestExpressionProperties)
#include "tst_expression_properties.moc"
