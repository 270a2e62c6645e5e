// SPDX-License-Identifier: Apache-2.0
#include "export/csv.h"
#include "export/grids.h"
#include "export/identity_text.h"
#include "export/text_table.h"

#include <QTest>

using namespace symbolon;
using namespace symbolon::exports;

namespace {

Grid gridOf(const QList<QStringList> &rows)
{
    Grid grid;
    grid.columns = {{QStringLiteral("name"), QStringLiteral("Name")},
                    {QStringLiteral("value"), QStringLiteral("Value")}};
    grid.rows = rows;
    return grid;
}

risk::RuleBook ruleBook()
{
    const auto catalogue = presets::Catalogue::builtIn();
    const auto privileges = risk::PrivilegeBook::builtIn();
    return *risk::RuleBook::builtIn(*catalogue, *privileges);
}

} // namespace

class TestTables final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsAreAligned();
    void widthCountsWhatIsDrawn_data();
    void widthCountsWhatIsDrawn();
    void hostileTextIsVisible();
    void csvCell_data();
    void csvCell();
    void csvHasIdsAndCrLf();
    void unreadIsNeverEmpty();
    void identityPageSaysWhatIsMissing();
};

void TestTables::columnsAreAligned()
{
    QCOMPARE(textTable(gridOf({{QStringLiteral("a"), QStringLiteral("1")}, {QStringLiteral("long name"), QString()}})),
             QStringLiteral("Name       Value\na          1\nlong name\n"));
    QCOMPARE(textTable(gridOf({})), QStringLiteral("Name  Value\n"));
}

void TestTables::widthCountsWhatIsDrawn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("ASCII") << QStringLiteral("abc") << 3;
    QTest::newRow("combining mark") << QStringLiteral("e\u0301") << 1;
    QTest::newRow("wide") << QStringLiteral("\u4E2D\u6587") << 4;
    QTest::newRow("beyond the BMP") << QString::fromUcs4(U"\U0001F600") << 2;
    QTest::newRow("empty") << QString() << 0;
}

void TestTables::widthCountsWhatIsDrawn()
{
    QFETCH(QString, text);
    QFETCH(int, width);
    QCOMPARE(displayWidth(text), width);
}

void TestTables::hostileTextIsVisible()
{
    const QString text = textTable(gridOf({{QStringLiteral("a\u202Eb\x1B[31m\nc"), QStringLiteral("<b>x</b>")}}));
    QVERIFY(!text.contains(QChar(0x202E)));
    QVERIFY(!text.contains(QChar(0x1B)));
    QVERIFY(text.contains(QStringLiteral("<b>x</b>")));
    QCOMPARE(text.count(u'\n'), 2);
}

void TestTables::csvCell_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QStringLiteral("abc") << QByteArray("abc");
    QTest::newRow("comma") << QStringLiteral("a,b") << QByteArray("\"a,b\"");
    QTest::newRow("quote") << QStringLiteral("a\"b") << QByteArray("\"a\"\"b\"");
    QTest::newRow("equals") << QStringLiteral("=1+1") << QByteArray("'=1+1");
    QTest::newRow("plus") << QStringLiteral("+1") << QByteArray("'+1");
    QTest::newRow("minus") << QStringLiteral("-1") << QByteArray("'-1");
    QTest::newRow("at") << QStringLiteral("@SUM(A1)") << QByteArray("'@SUM(A1)");
    QTest::newRow("blanks before") << QStringLiteral("  =1") << QByteArray("'  =1");
    QTest::newRow("full-width equals") << QStringLiteral("\uFF1D1")
                                       << QByteArray("'\xEF\xBC\x9D"
                                                     "1");
    QTest::newRow("sign inside") << QStringLiteral("a=b") << QByteArray("a=b");
    QTest::newRow("line feed") << QStringLiteral("a\nb")
                               << QByteArray("a\xE2\x9F\xA8U+000A\xE2\x9F\xA9"
                                             "b");
    QTest::newRow("tab and formula") << QStringLiteral("\t=1") << QByteArray("'\xE2\x9F\xA8U+0009\xE2\x9F\xA9=1");
    QTest::newRow("blank at the end") << QStringLiteral("a ") << QByteArray("\"a \"");
}

void TestTables::csvCell()
{
    QFETCH(QString, cell);
    QFETCH(QByteArray, written);
    QCOMPARE(csv(gridOf({{cell, QStringLiteral("x")}})), "name,value\r\n" + written + ",x\r\n");
}

void TestTables::csvHasIdsAndCrLf()
{
    const QByteArray text = csv(identityGrid({IdentityLine()}, Detail::File));
    QVERIFY(text.startsWith("displayName,kind,clientId,id,credentials,platforms,highestPrivilege,risk,"));
    QCOMPARE(text.count("\r\n"), 2);
}

void TestTables::unreadIsNeverEmpty()
{
    IdentityLine line;
    line.identity.key.id = QStringLiteral("id");
    const Grid unread = identityGrid({line}, Detail::Terminal);
    QVERIFY(unread.rows.constFirst().contains(QStringLiteral("?")));
    line.identity.credentialsPart.state = trust::Knowledge::Known;
    line.identity.directoryRolesPart.state = trust::Knowledge::Known;
    line.identity.appPermissionsPart.state = trust::Knowledge::Known;
    line.identity.azureRolesPart.state = trust::Knowledge::Known;
    const Grid read = identityGrid({line}, Detail::Terminal);
    QVERIFY(!read.rows.constFirst().contains(QStringLiteral("?")));
    QVERIFY(read.rows.constFirst().contains(QStringLiteral("0")));
}

void TestTables::identityPageSaysWhatIsMissing()
{
    IdentityLine line;
    line.identity.displayName = QStringLiteral("evil\u202Ename");
    line.identity.credentialsPart = {trust::Knowledge::Failed,
                                     Error{.kind = ErrorKind::Forbidden, .message = QStringLiteral("no rights")}};
    trust::Privilege privilege;
    privilege.name = QStringLiteral("Owner");
    privilege.scope = QStringLiteral("/subscriptions/x");
    privilege.throughGroup = QStringLiteral("grp");
    line.identity.privileges = {privilege};
    const QString text = identityText(line, ruleBook());
    QVERIFY(!text.contains(QChar(0x202E)));
    QVERIFY(text.contains(QStringLiteral("no rights")));
    QVERIFY(text.contains(QStringLiteral("Owner")));
    QVERIFY(text.contains(QStringLiteral("grp")));
    QVERIFY(text.contains(QStringLiteral("Azure roles have not been read.")));
}

QTEST_GUILESS_MAIN(TestTables)
#include "tst_tables.moc"
