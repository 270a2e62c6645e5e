// SPDX-License-Identifier: Apache-2.0
#include "risk/pull_request_shape.h"
#include "trust/claims_match.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::risk {

class TestPullRequestShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void agreesWithExamples();
    void longPatternsAreBounded();
};

void TestPullRequestShape::judges_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("expected");
    QTest::newRow("everything") << u"*"_s << true;
    QTest::newRow("exact") << u"repo:contoso/app:pull_request"_s << true;
    QTest::newRow("any repository of the owner") << u"repo:contoso/*"_s << true;
    QTest::newRow("tail is a star") << u"repo:contoso/app:*"_s << true;
    QTest::newRow("request in the middle") << u"repo:contoso/app:*request*"_s << true;
    QTest::newRow("question marks for the word") << u"repo:contoso/app:????????????"_s << true;
    QTest::newRow("one question mark too few") << u"repo:contoso/app:???????????"_s << false;
    QTest::newRow("ends alike") << u"*quest"_s << true;
    QTest::newRow("branches only") << u"repo:contoso/app:ref:refs/heads/*"_s << false;
    QTest::newRow("environments only") << u"repo:contoso/app:environment:*"_s << false;
    QTest::newRow("environment of that name") << u"repo:contoso/app:environment:pull_request"_s << false;
    QTest::newRow("repository left open") << u"repo:contoso/*:ref:*"_s << false;
    QTest::newRow("repository called xref") << u"*ref:*"_s << true;
    QTest::newRow("environment anywhere") << u"*:environment:*"_s << false;
    QTest::newRow("owner alone") << u"repo:contoso:pull_request"_s << false;
    QTest::newRow("owner left open") << u"repo:*/app:pull*"_s << true;
    QTest::newRow("slash in the name") << u"repo:contoso/a/b:*"_s << false;
    QTest::newRow("other capitals") << u"repo:contoso/app:Pull_request"_s << false;
    QTest::newRow("with dash") << u"repo:contoso/app:pull-request"_s << false;
    QTest::newRow("something behind") << u"repo:contoso/app:pull_request?"_s << false;
    QTest::newRow("nothing before") << u"repo::pull_request"_s << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("two stars around a colon") << u"*:*"_s << true;
    QTest::newRow("three colons") << u"*:*:*:*"_s << false;
    QTest::newRow("null characters") << QString(QChar(0)) << false;
}

void TestPullRequestShape::judges()
{
    QFETCH(QString, pattern);
    QTEST(canMatchPullRequest(pattern), "expected");
}

void TestPullRequestShape::agreesWithExamples()
{
    // Patterns made from a subject by blotting out parts of it match that subject; so the shape must admit them.
    QRandomGenerator random(4);
    for (int round = 0; round < 3000; ++round) {
        QString pattern = u"repo:contoso/app:pull_request"_s;
        const QString subject = pattern;
        const int blots = 1 + random.bounded(4);
        for (int i = 0; i < blots; ++i) {
            const int at = random.bounded(static_cast<int>(pattern.size()));
            if (random.bounded(2) && pattern.at(at) != u'*')
                pattern[at] = u'?';
            else
                pattern.replace(at, 1 + random.bounded(6), u"*"_s);
        }
        QVERIFY(trust::wildcardMatch(pattern, subject));
        QVERIFY2(canMatchPullRequest(pattern), qPrintable(pattern));
    }
}

void TestPullRequestShape::longPatternsAreBounded()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(canMatchPullRequest(QString(20000, u'*')));
    QVERIFY(canMatchPullRequest(QString(20000, u'?')));
    QVERIFY(!canMatchPullRequest(u"*a"_s.repeated(10000)));
    QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
}

} // namespace symbolon::risk

QTEST_GUILESS_MAIN(symbolon::risk::TestPullRequestShape)
#include "tst_pull_request_shape.moc"
