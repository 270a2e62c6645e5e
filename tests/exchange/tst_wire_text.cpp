// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"
#include "exchange/wire_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::exchange {

class TestWireText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void json_data();
    void json();
    void jsonIsExactAndVisible();
    void linesStayLines();
};

void TestWireText::json_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString() << u"\"\""_s;
    QTest::newRow("plain") << u"repo:contoso/app"_s << u"\"repo:contoso/app\""_s;
    QTest::newRow("quote and backslash") << u"a\"b\\c"_s << u"\"a\\\"b\\\\c\""_s;
    QTest::newRow("line feed") << u"a\nb"_s << u"\"a\\u000ab\""_s;
    QTest::newRow("bidi") << u"\u202E"_s << u"\"\\u202e\""_s;
    QTest::newRow("tag") << u"\U000E0041"_s << u"\"\\udb40\\udc41\""_s;
    QTest::newRow("letters outside the first plane") << u"😀é"_s << u"\"😀é\""_s;
}

void TestWireText::json()
{
    QFETCH(QString, value);
    QTEST(jsonText(value), "text");
}

void TestWireText::jsonIsExactAndVisible()
{
    QRandomGenerator random(8);
    for (int round = 0; round < 1000; ++round) {
        QString value;
        const int length = random.bounded(12);
        for (int i = 0; i < length; ++i)
            value += QChar::fromUcs4(random.bounded(3) ? random.bounded(0x80U) : random.bounded(0xD800U));
        const QString text = jsonText(value);
        QVERIFY(!hasInvisible(text));
        const QJsonDocument document = QJsonDocument::fromJson((u'[' + text + u']').toUtf8());
        QCOMPARE(document.array().at(0).toString(), value);
    }
}

void TestWireText::linesStayLines()
{
    QCOMPARE(onOneLine(u"a\nHost: evil\r\n\u2028b"_s).count(u'\n'), 0);
    QVERIFY(!hasInvisible(onOneLine(u"a\n\u202E"_s)));
}

} // namespace symbolon::exchange

QTEST_GUILESS_MAIN(symbolon::exchange::TestWireText)
#include "tst_wire_text.moc"
