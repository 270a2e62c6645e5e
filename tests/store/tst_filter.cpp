// SPDX-License-Identifier: Apache-2.0
#include "store/filter.h"

#include <QTest>

using namespace symbolon;

namespace {

const QStringList fields{QStringLiteral("name"), QStringLiteral("issuer"), QStringLiteral("subject")};

// "issuer=github|=prod", easy to compare.
QString flat(const store::Filter &filter)
{
    QStringList terms;
    for (const store::FilterTerm &term : filter.terms)
        terms << term.field + u'=' + term.value;
    return terms.join(u'|');
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
};

void TestFilter::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QStringLiteral("  ") << QString();
    QTest::newRow("plain words") << QStringLiteral("HR sync") << QStringLiteral("=hr|=sync");
    QTest::newRow("field") << QStringLiteral("prod issuer:GitHub") << QStringLiteral("=prod|issuer=github");
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
    QTest::newRow("unknown field") << QStringLiteral("repo:contoso") << QStringLiteral("“repo”");
    QTest::newRow("open quote") << QStringLiteral("name:\"abc") << QStringLiteral("quotation mark");
}

void TestFilter::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    const auto filter = store::parseFilter(text, fields);
    QVERIFY(!filter.has_value());
    QVERIFY(filter.error().kind == ErrorKind::Validation);
    QVERIFY2(filter.error().message.contains(named), qPrintable(filter.error().message));
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
