// SPDX-License-Identifier: Apache-2.0
#include "export/quoting.h"

#include "base/shown.h"

#include <QList>

#include <utility>

namespace symbolon::exports::quoted {
namespace {

QList<uint> codePoints(const QString &text)
{
    QList<uint> points = text.toUcs4();
    for (uint &point : points) {
        if (point >= 0xD800 && point <= 0xDFFF)
            point = 0xFFFD;
    }
    return points;
}

// Not QString::fromUcs4(): it takes U+FEFF for a byte order mark and drops it.
QString character(uint point)
{
    const auto units = QChar::fromUcs4(point);
    return QStringView(units).toString();
}

QString hex(uint value, int digits)
{
    return QString::number(value, 16).rightJustified(digits, u'0');
}

// The escape of one UTF-16 half or of a whole code point, as JSON has it.
QString jsonEscape(uint point)
{
    if (point <= 0xFFFF)
        return QStringLiteral("\\u") + hex(point, 4);
    return QStringLiteral("\\u") + hex(QChar::highSurrogate(point), 4) + QStringLiteral("\\u")
        + hex(QChar::lowSurrogate(point), 4);
}

// \uNNNN and \UNNNNNNNN of HCL and YAML.
QString longEscape(uint point)
{
    return point <= 0xFFFF ? QStringLiteral("\\u") + hex(point, 4) : QStringLiteral("\\U") + hex(point, 8);
}

// The escapes that all languages with backslashes share; empty where the character has none.
QString shortEscape(uint point)
{
    switch (point) {
    case U'\\':
        return QStringLiteral("\\\\");
    case U'\n':
        return QStringLiteral("\\n");
    case U'\r':
        return QStringLiteral("\\r");
    case U'\t':
        return QStringLiteral("\\t");
    default:
        return {};
    }
}

// A literal between double quotes; invisible characters, and all outside ASCII where asked, by `escape`.
QString doubleQuoted(const QString &text, QString (*escape)(uint), bool asciiOnly)
{
    QString result = QStringLiteral("\"");
    const QList<uint> points = codePoints(text);
    for (const uint point : points) {
        const QString known = shortEscape(point);
        if (!known.isEmpty())
            result += known;
        else if (point == U'"')
            result += QStringLiteral("\\\"");
        else if (isInvisible(point) || point < 0x20 || (asciiOnly && point > 0x7E))
            result += escape(point);
        else
            result += character(point);
    }
    return result + u'"';
}

// Octal escapes of the bytes, for printf.
QString octal(uint point)
{
    QString result;
    const QByteArray bytes = character(point).toUtf8();
    for (const char byte : bytes)
        result += u'\\' + QString::number(static_cast<uchar>(byte), 8).rightJustified(3, u'0');
    return result;
}

bool isDevice(const QString &name)
{
    const QString stem = name.section(u'.', 0, 0).toLower();
    if (stem == u"con" || stem == u"prn" || stem == u"aux" || stem == u"nul")
        return true;
    return stem.size() == 4 && (stem.startsWith(u"com") || stem.startsWith(u"lpt")) && stem.back().isDigit();
}

} // namespace

QString hcl(const QString &text)
{
    // A template starts at "${" and "%{". Doubling the first character is HCL's own escape, but "$${" of the text would
    // be taken for it; an escaped character never starts anything.
    QString result = doubleQuoted(text, longEscape, false);
    result.replace(QStringLiteral("${"), QStringLiteral("\\u0024{"));
    return result.replace(QStringLiteral("%{"), QStringLiteral("\\u0025{"));
}

QString bicep(const QString &text)
{
    QString result = QStringLiteral("'");
    const QList<uint> points = codePoints(text);
    for (const uint point : points) {
        const QString known = shortEscape(point);
        if (!known.isEmpty())
            result += known;
        else if (point == U'\'')
            result += QStringLiteral("\\'");
        else if (isInvisible(point) || point < 0x20)
            result += QStringLiteral("\\u{") + QString::number(point, 16) + u'}';
        else
            result += character(point);
    }
    result.replace(QStringLiteral("${"), QStringLiteral("\\${"));
    return result + u'\'';
}

QString shell(const QString &text)
{
    QString result = QStringLiteral("'");
    const QList<uint> points = codePoints(text);
    for (const uint point : points) {
        if (point == 0)
            continue;
        if (point == U'\'')
            result += QStringLiteral("'\\''");
        else if (point != U'\n' && (isInvisible(point) || point < 0x20))
            result += QStringLiteral("'\"$(printf '") + octal(point) + QStringLiteral("')\"'");
        else
            result += character(point); // a line feed, too: $(…) would drop it
    }
    return result + u'\'';
}

QString powerShell(const QString &text)
{
    QStringList parts;
    QString literal;
    QString whole;
    const QList<uint> points = codePoints(text);
    for (const uint point : points)
        whole += character(point);
    for (const QChar unit : std::as_const(whole)) {
        if (unit.unicode() >= 0x20 && unit.unicode() <= 0x7E) {
            literal += unit == u'\'' ? QStringLiteral("''") : QString(unit);
            continue;
        }
        if (!literal.isEmpty())
            parts << u'\'' + literal + u'\'';
        literal.clear();
        // A string in front makes "+" join texts: characters alone would be added up.
        if (parts.isEmpty())
            parts << QStringLiteral("''");
        parts << QStringLiteral("[char]0x") + hex(unit.unicode(), 4);
    }
    if (!literal.isEmpty() || parts.isEmpty())
        parts << u'\'' + literal + u'\'';
    return parts.size() == 1 ? parts.constFirst() : u'(' + parts.join(QStringLiteral(" + ")) + u')';
}

QString yaml(const QString &text)
{
    return doubleQuoted(text, longEscape, false);
}

QString json(const QString &text)
{
    return doubleQuoted(text, jsonEscape, true);
}

QString code(const QString &text)
{
    return doubleQuoted(text, longEscape, true);
}

QString workflow(const QString &text)
{
    QString plain = text;
    return yaml(plain.replace(QStringLiteral("${{"), QStringLiteral("${{ '${{' }}")));
}

QString gitlab(const QString &text)
{
    QString plain = text;
    return yaml(plain.replace(u'$', QStringLiteral("$$")));
}

QString comment(const QString &text)
{
    return shown(text);
}

bool isNfc(const QString &text)
{
    return text.normalized(QString::NormalizationForm_C) == text;
}

QString Symbols::next(const QString &text)
{
    QString symbol;
    for (const QChar c : text) {
        const char16_t lower = c.toLower().unicode();
        const bool plain = (lower >= u'a' && lower <= u'z') || (lower >= u'0' && lower <= u'9');
        if (plain)
            symbol += QChar(lower);
        else if (!symbol.isEmpty() && !symbol.endsWith(u'_'))
            symbol += u'_';
    }
    symbol.truncate(50);
    while (symbol.endsWith(u'_'))
        symbol.chop(1);
    if (symbol.isEmpty() || symbol.front().isDigit())
        symbol.prepend(symbol.isEmpty() ? QStringLiteral("credential") : QStringLiteral("c_"));
    // Words that are values in HCL and Bicep.
    static const QStringList values{QStringLiteral("true"), QStringLiteral("false"), QStringLiteral("null")};
    if (values.contains(symbol))
        symbol += QStringLiteral("_credential");
    QString unique = symbol;
    for (int number = 2; m_taken.contains(unique); ++number)
        unique = symbol + u'_' + QString::number(number);
    m_taken.insert(unique);
    return unique;
}

QString fileName(const QString &text)
{
    QString name;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        const bool plain = (unit >= u'a' && unit <= u'z') || (unit >= u'A' && unit <= u'Z')
            || (unit >= u'0' && unit <= u'9') || unit == u'-' || unit == u'_' || (unit == u'.' && !name.isEmpty());
        if (plain)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    name.truncate(80);
    while (name.endsWith(u'.') || name.endsWith(u'-'))
        name.chop(1);
    if (name.isEmpty())
        return QStringLiteral("unnamed");
    return isDevice(name) ? u'_' + name : name;
}

} // namespace symbolon::exports::quoted
