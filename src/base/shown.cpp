// SPDX-License-Identifier: Apache-2.0
#include "base/shown.h"

#include <QChar>
#include <QList>

namespace symbolon {

bool isInvisible(char32_t codePoint)
{
    switch (QChar::category(codePoint)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // bidi controls, zero-width characters, tags, soft hyphen
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Separator_Space:
        return codePoint != U' ';
    default:
        // Letters and marks that are drawn as nothing.
        return codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xFFA0
            || codePoint == 0x034F || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
            || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}

bool hasInvisible(const QString &hostile)
{
    const QList<uint> codePoints = hostile.toUcs4();
    for (const uint codePoint : codePoints) {
        if (isInvisible(codePoint))
            return true;
    }
    // A lone surrogate is replaced by toUcs4() and would otherwise go unseen.
    return !hostile.isValidUtf16();
}

QString shown(const QString &hostile)
{
    if (!hasInvisible(hostile))
        return hostile;
    QString result;
    result.reserve(hostile.size() + 16);
    for (qsizetype i = 0; i < hostile.size(); ++i) {
        const QChar c = hostile.at(i);
        char32_t codePoint = c.unicode();
        qsizetype length = 1;
        if (c.isHighSurrogate() && i + 1 < hostile.size() && hostile.at(i + 1).isLowSurrogate()) {
            codePoint = QChar::surrogateToUcs4(c, hostile.at(i + 1));
            length = 2;
        }
        if (isInvisible(codePoint))
            result += QStringLiteral("⟨U+%1⟩").arg(static_cast<uint>(codePoint), 4, 16, QChar(u'0')).toUpper();
        else
            result += QStringView(hostile).mid(i, length);
        i += length - 1;
    }
    return result;
}

} // namespace symbolon
