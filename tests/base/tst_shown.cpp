// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"

#include <QTest>

namespace symbolon {

class TestShown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWhatCannotBeSeen_data();
    void marksWhatCannotBeSeen();
    void leavesWhatCanBeSeen_data();
    void leavesWhatCanBeSeen();
    void neverLeavesAnythingInvisible();
};

void TestShown::marksWhatCannotBeSeen_data()
{
    QTest::addColumn<QString>("hostile");
    QTest::addColumn<QString>("visible");
    QTest::addRow("right-to-left override") << QStringLiteral("a\u202Eb") << QStringLiteral("a⟨U+202E⟩b");
    QTest::addRow("isolates") << QStringLiteral("\u2066x\u2069") << QStringLiteral("⟨U+2066⟩x⟨U+2069⟩");
    QTest::addRow("arabic letter mark") << QStringLiteral("\u061C") << QStringLiteral("⟨U+061C⟩");
    QTest::addRow("zero width space") << QStringLiteral("con\u200Btoso") << QStringLiteral("con⟨U+200B⟩toso");
    QTest::addRow("byte order mark") << QStringLiteral("\uFEFFx") << QStringLiteral("⟨U+FEFF⟩x");
    QTest::addRow("soft hyphen") << QStringLiteral("a\u00ADb") << QStringLiteral("a⟨U+00AD⟩b");
    QTest::addRow("no-break space") << QStringLiteral("a\u00A0b") << QStringLiteral("a⟨U+00A0⟩b");
    QTest::addRow("line feed and tab") << QStringLiteral("a\nb\tc") << QStringLiteral("a⟨U+000A⟩b⟨U+0009⟩c");
    QTest::addRow("escape") << QStringLiteral("\u001B[31m") << QStringLiteral("⟨U+001B⟩[31m");
    QTest::addRow("null") << QString(QChar(0)) << QStringLiteral("⟨U+0000⟩");
    QTest::addRow("delete and C1") << QStringLiteral("\u007F\u0085") << QStringLiteral("⟨U+007F⟩⟨U+0085⟩");
    QTest::addRow("line separator") << QStringLiteral("\u2028\u2029") << QStringLiteral("⟨U+2028⟩⟨U+2029⟩");
    QTest::addRow("tag characters") << QStringLiteral("a\U000E0041") << QStringLiteral("a⟨U+E0041⟩");
    QTest::addRow("variation selectors") << QStringLiteral("a\uFE0F\U000E0100") << QStringLiteral("a⟨U+FE0F⟩⟨U+E0100⟩");
    QTest::addRow("hangul fillers") << QStringLiteral("\u115F\u3164\uFFA0")
                                    << QStringLiteral("⟨U+115F⟩⟨U+3164⟩⟨U+FFA0⟩");
    QTest::addRow("private use") << QStringLiteral("\uE000\U000F0000") << QStringLiteral("⟨U+E000⟩⟨U+F0000⟩");
    QTest::addRow("lone high surrogate") << QString(QChar(0xD83D)) << QStringLiteral("⟨U+D83D⟩");
    QTest::addRow("lone low surrogate") << QString(u'a' + QString(QChar(0xDE00))) << QStringLiteral("a⟨U+DE00⟩");
}

void TestShown::marksWhatCannotBeSeen()
{
    QFETCH(QString, hostile);
    QFETCH(QString, visible);
    QCOMPARE(shown(hostile), visible);
    QVERIFY(hasInvisible(hostile));
}

void TestShown::leavesWhatCanBeSeen_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("empty") << QString();
    QTest::addRow("plain") << QStringLiteral("gh platform deploy");
    QTest::addRow("markup") << QStringLiteral("<img src=x onerror=1><b>Admin</b>&amp;");
    QTest::addRow("letters and marks") << QStringLiteral("Ångström e\u0301 日本語 עברית");
    QTest::addRow("outside the first plane") << QStringLiteral("😀𝒜");
}

void TestShown::leavesWhatCanBeSeen()
{
    QFETCH(QString, text);
    QCOMPARE(shown(text), text);
    QVERIFY(!hasInvisible(text));
}

void TestShown::neverLeavesAnythingInvisible()
{
    // Every code point of the first two planes; a sample of the rest, which has few kinds.
    for (char32_t codePoint = 0; codePoint <= 0x10FFFF; codePoint += codePoint < 0x20000 ? 1 : 97) {
        QString text(u'a');
        text += QChar::fromUcs4(codePoint);
        text += u'b';
        const QString visible = shown(text);
        if (hasInvisible(visible) || (isInvisible(codePoint) && visible == text))
            QFAIL(qPrintable(QStringLiteral("U+%1").arg(static_cast<uint>(codePoint), 0, 16)));
    }
}

} // namespace symbolon

QTEST_GUILESS_MAIN(symbolon::TestShown)
#include "tst_shown.moc"
