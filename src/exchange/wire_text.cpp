// SPDX-License-Identifier: Apache-2.0
#include "exchange/wire_text.h"

#include "base/shown.h"

namespace symbolon::exchange {
namespace {

QString escaped(QChar unit)
{
    return QStringLiteral("\\u%1").arg(QString::number(unit.unicode(), 16), 4, u'0');
}

} // namespace

QString onOneLine(const QString &value)
{
    return shown(value);
}

QString jsonText(const QString &value)
{
    QString result = QStringLiteral("\"");
    for (qsizetype i = 0; i < value.size(); ++i) {
        const QChar c = value.at(i);
        const bool pair = c.isHighSurrogate() && i + 1 < value.size() && value.at(i + 1).isLowSurrogate();
        const char32_t codePoint = pair ? QChar::surrogateToUcs4(c, value.at(i + 1)) : char32_t(c.unicode());
        if (c == u'"' || c == u'\\')
            result += u'\\';
        if (!isInvisible(codePoint)) {
            result += c;
            if (pair)
                result += value.at(i + 1);
        } else {
            result += escaped(c);
            if (pair)
                result += escaped(value.at(i + 1));
        }
        if (pair)
            ++i;
    }
    return result + u'"';
}

} // namespace symbolon::exchange
