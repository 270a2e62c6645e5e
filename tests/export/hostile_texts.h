// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QRandomGenerator>
#include <QString>

namespace symbolon::test {

// Texts that try to get out of a literal, by name.
inline QList<std::pair<const char *, QString>> hostileTexts()
{
    return {
        {"plain", QStringLiteral("repo:contoso/storefront:environment:production")},
        {"empty", QString()},
        {"quotes", QStringLiteral("a'b\"c''d\"\"e'")},
        {"backslashes", QStringLiteral("\\ \\\\ \\n \\' \\\" \\${x} \\")},
        {"line feeds", QStringLiteral("a\nb\r\nc\n")},
        {"interpolation", QStringLiteral("${x} $${x} $$${x} %{if} %%{x} ${{ secrets.X }} $")},
        {"commands", QStringLiteral("$(touch pwned) `touch pwned` ; touch pwned & | > x #{x}")},
        {"formula", QStringLiteral("=cmd|' /C calc'!A0")},
        {"file of az", QStringLiteral("a=@/etc/passwd")},
        {"option", QStringLiteral("--yes")},
        {"byte order mark", QString(QChar(0xFEFF)) + u'a'},
        {"here string", QStringLiteral("'@\n@'\n\"@")},
        {"comment ends", QStringLiteral("*/ --> # // ]]> {{x}} {% x %}")},
        {"YAML", QStringLiteral("- a: [b, {c: *d}] # e\n---\n...\n")},
        {"emoji", QString::fromUtf8("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7 ok")},
        {"bidi",
         QString::fromUtf8("a\xE2\x80\xAE"
                           "b\xE2\x81\xA6"
                           "c")},
        {"typographic quotes",
         QString::fromUtf8("\xE2\x80\x98; calc \xE2\x80\x99\xE2\x80\x9A\xE2\x80\x9B\xE2\x80\x9C\xE2\x80\x9D")},
        {"control", QString::fromLatin1("\x01\x1b[31m\x7f\x85 \xa0")},
        {"line separators",
         QString::fromUtf8("a\xE2\x80\xA8"
                           "b\xE2\x80\xA9"
                           "c\xEF\xBB\xBF")},
        {"starts with a character", QString::fromUtf8("\xC3\xA9\xC3\xA8")},
    };
}

// A random text of what such texts are made of.
inline QString randomHostile(QRandomGenerator &dice)
{
    static const QList<QString> parts{
        QStringLiteral("'"),  QStringLiteral("\""),   QStringLiteral("\\"),
        QStringLiteral("$"),  QStringLiteral("{"),    QStringLiteral("}"),
        QStringLiteral("%"),  QStringLiteral("("),    QStringLiteral(")"),
        QStringLiteral("`"),  QStringLiteral("\n"),   QStringLiteral("\r"),
        QStringLiteral("\t"), QStringLiteral("#"),    QStringLiteral("@"),
        QStringLiteral("="),  QStringLiteral(" "),    QStringLiteral("a"),
        QStringLiteral("u0"), QStringLiteral("-"),    QStringLiteral("n"),
        QStringLiteral("!"),  QString(QChar(0x2019)), QString(QChar(0x202E)),
        QString(QChar(0xE9)), QString(QChar(0x2028)), QString::fromUtf8("\xF0\x9F\x94\xA7"),
        QString(QChar(0x1B))};
    QString text;
    const int length = dice.bounded(12);
    for (int i = 0; i < length; ++i)
        text += parts.at(dice.bounded(static_cast<int>(parts.size())));
    return text;
}

} // namespace symbolon::test
