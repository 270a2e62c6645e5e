// SPDX-License-Identifier: Apache-2.0
// What helps somebody who writes an expression: what was read of it, what may stand next, and the way out of a remark.
#include "trust/expression_help.h"
#include "trust/expression_reading.h"
#include "trust/expression_rules.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::trust {
namespace {

const auto github = u"https://token.actions.githubusercontent.com"_s;
const auto gitlab = u"https://gitlab.com"_s;
const auto terraform = u"https://app.terraform.io"_s;

QString asText(const ExpressionReading &reading, const QString &expression)
{
    using Kind = ExpressionPiece::Kind;
    QStringList parts;
    for (const ExpressionPiece &piece : reading.pieces) {
        const QMap<Kind, QString> names{{Kind::Claim, u"c"_s},
                                        {Kind::Operator, u"o"_s},
                                        {Kind::Comparand, u"v"_s},
                                        {Kind::Wildcard, u"w"_s},
                                        {Kind::And, u"a"_s}};
        parts << names.value(piece.kind) + u':' + expression.mid(piece.at, piece.length);
    }
    return parts.join(u'|');
}

} // namespace

class TestExpressionHelp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesAreWhatTheTextSays();
    void readingStopsWhereItStops_data();
    void readingStopsWhereItStops();
    void completes_data();
    void completes();
    void completionsLeadToWholeExpressions();
    void repairs_data();
    void repairs();
    void whatIsRepairedIsNotRemarkedOn();
};

void TestExpressionHelp::piecesAreWhatTheTextSays()
{
    const QString whole = u"claims['sub'] matches 'repo:a/?:*' and claims['repository_id'] eq '1*'"_s;
    QCOMPARE(asText(readExpression(whole), whole),
             u"c:sub|o:matches|v:repo:a/?:*|w:?|w:*|a:and|c:repository_id|o:eq|v:1*"_s);
    const QString begun = u"claims['sub'] matches 'repo:*"_s;
    QCOMPARE(asText(readExpression(begun), begun), u"c:sub|o:matches|v:repo:*|w:*"_s);
}

void TestExpressionHelp::readingStopsWhereItStops_data()
{
    using Wanted = ExpressionStop::Wanted;
    QTest::addColumn<QString>("text");
    QTest::addColumn<Wanted>("wanted");
    QTest::addColumn<int>("at");
    QTest::newRow("nothing") << QString() << Wanted::Comparison << 0;
    QTest::newRow("claim") << u"claims['su"_s << Wanted::Claim << 8;
    QTest::newRow("bracket") << u"claims['sub'"_s << Wanted::Bracket << 12;
    QTest::newRow("operator") << u"claims['sub'] ma"_s << Wanted::Operator << 13;
    QTest::newRow("quote") << u"claims['sub'] eq 'a"_s << Wanted::Quote << 18;
    QTest::newRow("and") << u"claims['sub'] eq 'a' an"_s << Wanted::And << 20;
    QTest::newRow("next") << u"claims['sub'] eq 'a' and cl"_s << Wanted::Comparison << 25;
}

void TestExpressionHelp::readingStopsWhereItStops()
{
    QFETCH(QString, text);
    QFETCH(ExpressionStop::Wanted, wanted);
    QFETCH(int, at);
    const ExpressionReading reading = readExpression(text);
    QVERIFY(reading.stop);
    QCOMPARE(reading.stop->wanted, wanted);
    QCOMPARE(reading.stop->at, at);
    QCOMPARE(reading.stop->message, parseExpression(text).error().message);
}

void TestExpressionHelp::completes_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("text"); // with | where the cursor is
    QTest::addColumn<QStringList>("completed");
    const auto row = [](const char *name, const QString &issuer, const QString &text, const QStringList &completed) {
        QTest::newRow(name) << issuer << text << completed;
    };
    row("nothing yet", terraform, u"|"_s, {u"claims['sub']"_s});
    row("claims", github, u"claims['|"_s,
        {u"claims['sub']"_s, u"claims['job_workflow_ref']"_s, u"claims['repository_id']"_s,
         u"claims['repository_owner_id']"_s});
    row("claims by their beginning", github, u"claims['repo|"_s,
        {u"claims['repository_id']"_s, u"claims['repository_owner_id']"_s});
    row("a claim whose bracket is there", github, u"claims['job|']"_s, {u"claims['job_workflow_ref']"_s});
    row("the word itself", github, u"job|"_s, {u"claims['job_workflow_ref']"_s});
    row("operators", github, u"claims['sub'] |"_s, {u"claims['sub'] eq '"_s, u"claims['sub'] matches '"_s});
    row("an id has no wildcards", github, u"claims['repository_id']|"_s, {u"claims['repository_id'] eq '"_s});
    row("in a comparand", github, u"claims['sub'] eq 'repo:|"_s, {});
    row("what is demanded", github, u"claims['sub'] eq 'a'|"_s,
        {u"claims['sub'] eq 'a' and claims['repository_id']"_s,
         u"claims['sub'] eq 'a' and claims['repository_owner_id']"_s});
    row("whole", terraform, u"claims['sub'] eq 'a'|"_s, {});
    row("more, when asked", github, u"claims['sub'] eq 'a' and claims['repository_id'] eq '1' |"_s,
        {u"claims['sub'] eq 'a' and claims['repository_id'] eq '1' and claims['job_workflow_ref']"_s,
         u"claims['sub'] eq 'a' and claims['repository_id'] eq '1' and claims['repository_owner_id']"_s});
    row("another language", github, u"sub == '|"_s, {});
    row("no rules", u"https://idp.contoso.com"_s, u"|"_s, {u"claims['sub']"_s});
}

void TestExpressionHelp::completes()
{
    QFETCH(QString, issuer);
    QFETCH(QString, text);
    QFETCH(QStringList, completed);
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(cursor, 1);
    const ExpressionCompletions offered = expressionCompletions(issuer, text, cursor);
    QStringList results;
    for (const ExpressionChoice &choice : offered.choices) {
        QString result = text;
        results << result.replace(offered.at, offered.length, choice.text);
    }
    QCOMPARE(results, completed);
}

// Whoever only ever takes what is offered, and types values between quotes, ends with an expression without remarks.
void TestExpressionHelp::completionsLeadToWholeExpressions()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 2'000; ++round) {
        const QString issuer = QStringList{github, gitlab, terraform}.at(random.bounded(3));
        QString text;
        for (int step = 0; step < 20; ++step) {
            const ExpressionReading reading = readExpression(text);
            if (reading.stop && reading.stop->wanted == ExpressionStop::Wanted::Quote) {
                text += u"7'"_s;
                continue;
            }
            const ExpressionCompletions offered = expressionCompletions(issuer, text, text.size());
            if (offered.choices.isEmpty())
                break;
            const auto &choice = offered.choices.at(random.bounded(static_cast<int>(offered.choices.size())));
            text.replace(offered.at, offered.length, choice.text);
        }
        const auto read = parseExpression(text);
        QVERIFY2(read, qPrintable(text));
        const QList<Remark> remarks = judgeComparisons(issuer, *read);
        for (const Remark &remark : remarks)
            QVERIFY2(remark.code == u"expression-no-sub", qPrintable(text + u": " + remark.text));
    }
}

void TestExpressionHelp::repairs_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("repaired"); // with | where to go on
    const auto row = [](const char *name, const QString &issuer, const QString &expression, const QString &code,
                        const QString &repaired) { QTest::newRow(name) << issuer << expression << code << repaired; };
    row("one repository", github, u"claims['sub'] matches 'repo:a/b:*'"_s, u"expression-no-immutable-id"_s,
        u"claims['sub'] matches 'repo:a/b:*' and claims['repository_id'] eq '|'"_s);
    row("many repositories", github, u"claims['sub'] matches 'repo:a/*:pull_request'"_s,
        u"expression-no-immutable-id"_s,
        u"claims['sub'] matches 'repo:a/*:pull_request' and claims['repository_owner_id'] eq '|'"_s);
    row("the id is in the subject", github, u"claims['sub'] matches 'repo:a@5/b@6:*'"_s,
        u"expression-no-immutable-id"_s,
        u"claims['sub'] matches 'repo:a@5/b@6:*' and claims['repository_id'] eq '6'|"_s);
    row("GitLab", gitlab, u"claims['sub'] eq 'project_path:a/b:ref_type:branch:ref:main'"_s,
        u"expression-no-immutable-id"_s,
        u"claims['sub'] eq 'project_path:a/b:ref_type:branch:ref:main' and claims['project_id'] eq '|'"_s);
    row("no sub", github, u"claims['repository_id'] eq '1'"_s, u"expression-no-sub"_s,
        u"claims['sub'] eq '|' and claims['repository_id'] eq '1'"_s);
    row("an operator", github, u"claims['sub'] eq 'a' and claims['repository_id'] matches '1'"_s,
        u"expression-operator"_s, u"claims['sub'] eq 'a' and claims['repository_id'] eq '1'|"_s);
    row("a pattern has no one way out", github, u"claims['sub'] eq 'a' and claims['repository_id'] matches '1*'"_s,
        u"expression-operator"_s, QString());
    row("no rules", u"https://idp.contoso.com"_s, u"claims['sub'] eq 'a'"_s, u"expression-issuer"_s, QString());
}

void TestExpressionHelp::repairs()
{
    QFETCH(QString, issuer);
    QFETCH(QString, expression);
    QFETCH(QString, code);
    QFETCH(QString, repaired);
    const QList<ExpressionRepair> all = expressionRepairs(issuer, *parseExpression(expression));
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.code == code; });
    QCOMPARE(found != all.end(), !repaired.isEmpty());
    if (repaired.isEmpty())
        return;
    QVERIFY(!found->label.isEmpty());
    QCOMPARE(QString(found->text).insert(found->caret, u'|'), repaired);
}

void TestExpressionHelp::whatIsRepairedIsNotRemarkedOn()
{
    QRandomGenerator random(6);
    const QStringList claims{u"sub"_s, u"repository_id"_s, u"job_workflow_ref"_s, u"project_id"_s, u"other"_s};
    const QStringList values{u"a"_s, u"repo:a/*:x"_s, u"repo:a@1/b@2:x"_s, u"project_path:a/b:x"_s, u"*"_s};
    int repaired = 0;
    for (int round = 0; round < 5'000; ++round) {
        QList<Comparison> comparisons;
        for (int left = 1 + random.bounded(3); left > 0; --left) {
            comparisons.append({claims.at(random.bounded(5)),
                                random.bounded(2) ? Comparison::Operator::Eq : Comparison::Operator::Matches,
                                values.at(random.bounded(5))});
        }
        const QString issuer = QStringList{github, gitlab, terraform}.at(random.bounded(3));
        const auto count = [&issuer](const QList<Comparison> &all, const QString &code) {
            const QList<Remark> remarks = judgeComparisons(issuer, all);
            return std::count_if(remarks.begin(), remarks.end(),
                                 [&code](const Remark &one) { return one.code == code; });
        };
        const QList<ExpressionRepair> repairs = expressionRepairs(issuer, comparisons);
        for (const ExpressionRepair &repair : repairs) {
            const auto read = parseExpression(repair.text);
            QVERIFY(read);
            QVERIFY(repair.caret > 0 && repair.caret <= repair.text.size());
            QVERIFY2(count(*read, repair.code) < count(comparisons, repair.code), qPrintable(repair.text));
            ++repaired;
        }
    }
    QVERIFY(repaired > 1'000);
}

} // namespace symbolon::trust

QTEST_GUILESS_MAIN(symbolon::trust::TestExpressionHelp)
#include "tst_expression_help.moc"
