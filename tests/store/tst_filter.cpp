// SPDX-License-Identifier: Apache-2.0
#include "store/filter.h"

#include <QRandomGenerator>
#include <QTest>

using namespace symbolon;

namespace {

const QStringList fields{QStringLiteral("name"), QStringLiteral("issuer"), QStringLiteral("subject")};

// "issuer=github|aks -=prod", easy to compare.
QString flat(const store::Filter &filter)
{
    QStringList terms;
    for (const store::FilterTerm &term : filter.terms) {
        QString text = term.negated ? QStringLiteral("-") : QString();
        terms << text.append(term.field).append(u'=').append(term.values.join(u'|'));
    }
    return terms.join(u' ');
}

// Text in which signs with a meaning are frequent.
QString randomText(QRandomGenerator &random)
{
    static const QString signs = QStringLiteral("aA-:,\"\\ /\t\u00a0ß\u202e\u0130<>");
    static const QStringList words{QStringLiteral("issuer:"),   QStringLiteral("-"),    QStringLiteral("subject:\""),
                                   QStringLiteral("https://x"), QStringLiteral("\\\""), QStringLiteral("nothing:")};
    QString text;
    const int parts = random.bounded(12);
    for (int i = 0; i < parts; ++i) {
        if (random.bounded(3) == 0)
            text.append(words.at(random.bounded(words.size())));
        else if (random.bounded(20) == 0)
            text.append(QChar(static_cast<char16_t>(random.bounded(0x10000)))); // half characters too
        else
            text.append(signs.at(random.bounded(signs.size())));
    }
    return text;
}

} // namespace

class TestFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void saysWhereATermStands();
    void writesWhatItReads_data();
    void writesWhatItReads();
    void takesATermOut_data();
    void takesATermOut();
    void randomTextIsReadAndWritten();
};

void TestFilter::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QStringLiteral("  ") << QString();
    QTest::newRow("plain words") << QStringLiteral("HR sync") << QStringLiteral("=hr =sync");
    QTest::newRow("field") << QStringLiteral("prod issuer:GitHub") << QStringLiteral("=prod issuer=github");
    QTest::newRow("field name in capitals") << QStringLiteral("Name:x") << QStringLiteral("name=x");
    QTest::newRow("colon in the value") << QStringLiteral("subject:repo:contoso/x:ref")
                                        << QStringLiteral("subject=repo:contoso/x:ref");
    QTest::newRow("quoted value") << QStringLiteral("subject:\"my branch\"") << QStringLiteral("subject=my branch");
    QTest::newRow("quoted text with colon") << QStringLiteral("\"repo:contoso\"") << QStringLiteral("=repo:contoso");
    QTest::newRow("URL is a plain word") << QStringLiteral("https://gitlab.com")
                                         << QStringLiteral("=https://gitlab.com");
    QTest::newRow("field with a URL") << QStringLiteral("issuer:https://gitlab.com")
                                      << QStringLiteral("issuer=https://gitlab.com");
    QTest::newRow("value still to be typed") << QStringLiteral("hr issuer:") << QStringLiteral("=hr");
    QTest::newRow("colon first") << QStringLiteral(":x") << QStringLiteral("=:x");
    QTest::newRow("empty quotes") << QStringLiteral("\"\"") << QString();
    QTest::newRow("several values") << QStringLiteral("name:a,B") << QStringLiteral("name=a|b");
    QTest::newRow("comma still to be followed") << QStringLiteral("name:a,") << QStringLiteral("name=a");
    QTest::newRow("quoted comma") << QStringLiteral("name:\"a,b\",c") << QStringLiteral("name=a,b|c");
    QTest::newRow("comma in a plain word") << QStringLiteral("a,b") << QStringLiteral("=a,b");
    QTest::newRow("not this word") << QStringLiteral("-prod") << QStringLiteral("-=prod");
    QTest::newRow("not this field") << QStringLiteral("-issuer:x,y") << QStringLiteral("-issuer=x|y");
    QTest::newRow("not this URL") << QStringLiteral("-https://x") << QStringLiteral("-=https://x");
    QTest::newRow("minus alone") << QStringLiteral("-") << QStringLiteral("=-");
    QTest::newRow("minus within") << QStringLiteral("gh-platform") << QStringLiteral("=gh-platform");
    QTest::newRow("quoted minus") << QStringLiteral("\"-x\"") << QStringLiteral("=-x");
    QTest::newRow("quoted quote") << QStringLiteral("\"say \\\"no\\\" \\\\\"") << QStringLiteral("=say \"no\" \\");
    QTest::newRow("backslash outside") << QStringLiteral("a\\b") << QStringLiteral("=a\\b");
}

void TestFilter::reads()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto filter = store::parseFilter(text, fields);
    QVERIFY(filter.has_value());
    QCOMPARE(flat(*filter), expected);
}

void TestFilter::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::addColumn<QString>("marked");
    QTest::newRow("unknown field") << QStringLiteral("a repo:contoso b") << QStringLiteral("“repo”")
                                   << QStringLiteral("repo:contoso");
    QTest::newRow("negated unknown field")
        << QStringLiteral("-color:red") << QStringLiteral("“color”") << QStringLiteral("-color:red");
    QTest::newRow("open quote") << QStringLiteral("x name:\"abc d") << QStringLiteral("quotation mark")
                                << QStringLiteral("name:\"abc d");
    QTest::newRow("escaped quote does not close")
        << QStringLiteral("\"a\\\"") << QStringLiteral("quotation mark") << QStringLiteral("\"a\\\"");
}

void TestFilter::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    QFETCH(QString, marked);
    const auto filter = store::parseFilter(text, fields);
    QVERIFY(!filter.has_value());
    QVERIFY(filter.error().kind == ErrorKind::Validation);
    QVERIFY2(filter.error().message.contains(named), qPrintable(filter.error().message));
    const auto reading = store::readFilter(text, fields);
    QVERIFY(reading.problem.has_value());
    QCOMPARE(text.mid(reading.problem->at, reading.problem->length), marked);
}

void TestFilter::saysWhereATermStands()
{
    const QString text = QStringLiteral("  prod  -issuer:\"a b\",c");
    const auto reading = store::readFilter(text, fields);
    QCOMPARE(reading.filter.terms.size(), 2);
    const store::FilterTerm first = reading.filter.terms.at(0);
    const store::FilterTerm second = reading.filter.terms.at(1);
    QCOMPARE(text.mid(first.at, first.length), QStringLiteral("prod"));
    QCOMPARE(text.mid(second.at, second.length), QStringLiteral("-issuer:\"a b\",c"));
}

void TestFilter::writesWhatItReads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::newRow("as it was") << QStringLiteral("prod -issuer:a,b") << QStringLiteral("prod -issuer:a,b");
    QTest::newRow("needless quotes") << QStringLiteral("\"prod\"   name:\"x\"") << QStringLiteral("prod name:x");
    QTest::newRow("needed quotes") << QStringLiteral("\"a b\" name:\"c d\",\"e,f\" \"-x\"")
                                   << QStringLiteral("\"a b\" name:\"c d\",\"e,f\" \"-x\"");
    QTest::newRow("quotes within") << QStringLiteral("name:\"a\\\"b\"") << QStringLiteral("name:\"a\\\"b\"");
    QTest::newRow("URL") << QStringLiteral("https://x") << QStringLiteral("\"https://x\"");
}

void TestFilter::writesWhatItReads()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const auto filter = store::parseFilter(text, fields);
    QVERIFY(filter.has_value());
    QCOMPARE(store::filterText(*filter), written);
    QVERIFY(store::parseFilter(written, fields) == filter);
}

void TestFilter::takesATermOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("term");
    QTest::addColumn<QString>("rest");
    QTest::newRow("first") << QStringLiteral("a name:b c") << 0 << QStringLiteral("name:b c");
    QTest::newRow("middle") << QStringLiteral("a  name:\"b b\"  c") << 1 << QStringLiteral("a c");
    QTest::newRow("only") << QStringLiteral(" a ") << 0 << QString();
}

void TestFilter::takesATermOut()
{
    QFETCH(QString, text);
    QFETCH(int, term);
    QFETCH(QString, rest);
    const auto reading = store::readFilter(text, fields);
    const store::FilterTerm out = reading.filter.terms.at(term);
    QCOMPARE(store::withoutSpan(text, out.at, out.length), rest);
}

void TestFilter::randomTextIsReadAndWritten()
{
    QRandomGenerator random(20);
    for (int round = 0; round < 20'000; ++round) {
        const QString text = randomText(random);
        const auto reading = store::readFilter(text, fields);
        if (reading.problem) {
            QVERIFY(reading.problem->at >= 0 && reading.problem->length > 0);
            QVERIFY(reading.problem->at + reading.problem->length <= text.size());
        }
        const QString written = store::filterText(reading.filter);
        const auto again = store::readFilter(written, fields);
        QVERIFY2(!again.problem, qPrintable(written));
        QVERIFY2(again.filter == reading.filter, qPrintable(text + QStringLiteral(" → ") + written));
    }
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
