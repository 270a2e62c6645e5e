// SPDX-License-Identifier: Apache-2.0
// Literals read back by readers that know nothing of how they were written.
#include "base/shown.h"
#include "export/quoting.h"
#include "hostile_texts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace symbolon;
using namespace symbolon::exports;

namespace {

// Reads escapes after a backslash: the letters given, "u" with four digits or braces, "U" with eight.
QString unescaped(const QString &body)
{
    static const QRegularExpression escape(u"\\\\(?:u\\{([0-9a-f]+)\\}|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))"_s);
    QString result;
    qsizetype from = 0;
    for (auto found = escape.globalMatch(body); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        result += QStringView(body).mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        const QString number = match.captured(1) + match.captured(2) + match.captured(3);
        const QString letter = match.captured(4);
        if (!number.isEmpty()) {
            const auto units = QChar::fromUcs4(number.toUInt(nullptr, 16));
            result += QStringView(units);
        } else {
            result += letter == u"n" ? u"\n"_s : letter == u"r" ? u"\r"_s : letter == u"t" ? u"\t"_s : letter;
        }
    }
    result += QStringView(body).mid(from);
    return result;
}

QString readHcl(const QString &literal)
{
    static const QRegularExpression whole(u"^\"(?:[^\"\\\\\\n]|\\\\(?:[nrt\"\\\\]|u[0-9a-f]{4}|U[0-9a-f]{8}))*\"\\z"_s);
    if (!whole.match(literal).hasMatch() || literal.contains(u"${"_s) || literal.contains(u"%{"_s))
        return u"no literal: "_s + literal;
    return unescaped(literal.mid(1, literal.size() - 2));
}

QString readBicep(const QString &literal)
{
    static const QRegularExpression whole(u"^'(?:[^'\\\\\\n$]|\\$(?!\\{)|\\\\(?:[nrt'\\\\$]|u\\{[0-9a-f]+\\}))*'\\z"_s);
    return whole.match(literal).hasMatch() ? unescaped(literal.mid(1, literal.size() - 2))
                                           : u"no literal: "_s + literal;
}

QString readYaml(const QString &literal)
{
    static const QRegularExpression whole(u"^\"(?:[^\"\\\\\\n]|\\\\(?:[nrt\"\\\\]|u[0-9a-f]{4}|U[0-9a-f]{8}))*\"\\z"_s);
    return whole.match(literal).hasMatch() ? unescaped(literal.mid(1, literal.size() - 2))
                                           : u"no literal: "_s + literal;
}

QString readPowerShell(const QString &expression)
{
    static const QRegularExpression part(u"'((?:[ -&(-~]|'')*)'|\\[char\\]0x([0-9a-f]{4})"_s);
    QString rest = expression;
    if (rest.startsWith(u'('))
        rest = rest.mid(1, rest.size() - 2);
    QString result;
    for (bool first = true; !rest.isEmpty(); first = false) {
        if (!first && !rest.startsWith(u" + "_s))
            return u"no expression: "_s + expression;
        rest = first ? rest : rest.mid(3);
        const auto match =
            part.match(rest, 0, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch() || (first && match.hasCaptured(2)))
            return u"no expression: "_s + expression;
        if (match.hasCaptured(2))
            result += QChar(static_cast<char16_t>(match.captured(2).toUInt(nullptr, 16)));
        else
            result += match.captured(1).replace(u"''"_s, u"'"_s);
        rest = rest.mid(match.capturedEnd());
    }
    return result;
}

// One word or nothing, written by a real shell.
QStringList readShell(const QStringList &words)
{
    QProcess shell;
    shell.start(u"sh"_s, {u"-s"_s});
    shell.write("printf '%s\\000' " + words.join(u' ').toUtf8() + '\n');
    shell.closeWriteChannel();
    if (!shell.waitForFinished() || shell.exitCode() != 0)
        return {QString::fromUtf8(shell.readAllStandardError())};
    QStringList result;
    QByteArrayList parts = shell.readAllStandardOutput().split('\0');
    parts.removeLast();
    for (const QByteArray &bytes : std::as_const(parts))
        result << QString::fromUtf8('x' + bytes).mid(1); // a byte order mark in front would be dropped
    return result;
}

QStringList manyTexts()
{
    QStringList texts;
    for (const auto &[name, text] : test::hostileTexts())
        texts << text;
    QRandomGenerator dice(20261122);
    for (int i = 0; i < 3000; ++i)
        texts << test::randomHostile(dice);
    return texts;
}

bool isVisible(const QString &literal)
{
    QString withoutLines = literal;
    return !hasInvisible(withoutLines.remove(u'\n'));
}

} // namespace

class TestQuoting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBack_data();
    void readsBack();
    void workflowsStayText();
    void commentsStayOnTheirLine();
    void symbolsAreUniqueAndSafe();
    void fileNames_data();
    void fileNames();
};

void TestQuoting::readsBack_data()
{
    QTest::addColumn<QString>("language");
    for (const QString &language : {u"HCL"_s, u"Bicep"_s, u"shell"_s, u"PowerShell"_s, u"YAML"_s, u"JSON"_s})
        QTest::newRow(qPrintable(language)) << language;
}

void TestQuoting::readsBack()
{
    QFETCH(QString, language);
    const QStringList texts = manyTexts();
    QStringList literals;
    QStringList read;
    for (const QString &text : texts) {
        if (language == u"HCL") {
            literals << quoted::hcl(text);
            read << readHcl(literals.last());
        } else if (language == u"Bicep") {
            literals << quoted::bicep(text);
            read << readBicep(literals.last());
        } else if (language == u"PowerShell") {
            literals << quoted::powerShell(text);
            read << readPowerShell(literals.last());
        } else if (language == u"YAML") {
            literals << quoted::yaml(text);
            read << readYaml(literals.last());
        } else if (language == u"JSON") {
            literals << quoted::json(text);
            const QByteArray document = '[' + literals.last().toLatin1() + ']';
            read << QJsonDocument::fromJson(document).array().at(0).toString(u"not read"_s);
        } else {
            literals << quoted::shell(text);
        }
        QVERIFY2(isVisible(literals.last()), qPrintable(text));
    }
    if (language == u"shell")
        read = readShell(literals);
    QCOMPARE(read.size(), texts.size());
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE(read.at(i), texts.at(i));
}

void TestQuoting::workflowsStayText()
{
    // What GitHub makes of "${{ '${{' }}" is "${{".
    QString text = readYaml(quoted::workflow(u"a ${{ secrets.X }} b"_s));
    QCOMPARE(text, u"a ${{ '${{' }} secrets.X }} b"_s);
    QCOMPARE(readYaml(quoted::gitlab(u"$X ${X}"_s)), u"$$X $${X}"_s);
}

void TestQuoting::commentsStayOnTheirLine()
{
    const QStringList texts = manyTexts();
    for (const QString &text : texts)
        QVERIFY(!hasInvisible(quoted::comment(text)));
}

void TestQuoting::symbolsAreUniqueAndSafe()
{
    static const QRegularExpression safe(u"^[a-z][a-z0-9_]{0,59}\\z"_s);
    quoted::Symbols symbols;
    QSet<QString> seen;
    QStringList texts = manyTexts() + QStringList{u"null"_s, u"9 lives"_s, QString(300, u'x')};
    texts += texts;
    for (const QString &text : std::as_const(texts)) {
        const QString symbol = symbols.next(text);
        QVERIFY2(safe.match(symbol).hasMatch(), qPrintable(symbol));
        QVERIFY(symbol != u"null");
        QVERIFY(!seen.contains(symbol));
        seen.insert(symbol);
    }
}

void TestQuoting::fileNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"rg-analytics.main"_s << u"rg-analytics.main"_s;
    QTest::newRow("out of the folder") << u"../../etc/passwd"_s << u"etc-passwd"_s;
    QTest::newRow("hidden") << u".bashrc"_s << u"bashrc"_s;
    QTest::newRow("device") << u"CON.txt"_s << u"_CON.txt"_s;
    QTest::newRow("nothing left") << u"\u202e/"_s << u"unnamed"_s;
    QTest::newRow("long") << QString(300, u'a') << QString(80, u'a');
}

void TestQuoting::fileNames()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QCOMPARE(quoted::fileName(text), name);
}

QTEST_GUILESS_MAIN(TestQuoting)
#include "tst_quoting.moc"
