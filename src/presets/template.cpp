// SPDX-License-Identifier: Apache-2.0
#include "presets/template.h"

#include <QRegularExpression>
#include <QSet>

namespace symbolon::presets {
namespace {

// Walks a template: `literal` for the text between, `key` for each "{key}".
void walk(const QString &text, const std::function<void(const QString &)> &literal,
          const std::function<void(const QString &)> &key)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(u'}', open);
        if (close < 0) {
            literal(text.mid(at));
            return;
        }
        if (open > at)
            literal(text.mid(at, open - at));
        key(text.mid(open + 1, close - open - 1));
        at = close + 1;
    }
}

} // namespace

QString fill(const QString &text, const std::function<QString(const QString &)> &value)
{
    QString result;
    walk(
        text, [&result](const QString &literal) { result += literal; },
        [&result, &value](const QString &key) { result += value(key); });
    return result;
}

QStringList keysOf(const QString &text)
{
    QStringList keys;
    walk(
        text, [](const QString &) {}, [&keys](const QString &key) { keys << key; });
    return keys;
}

QString fieldOf(const QString &key)
{
    return key.section(u'|', 0, 0);
}

QString asPattern(const QString &text, const std::function<QString(const QString &)> &within)
{
    QString result;
    QSet<QString> seen;
    walk(
        text, [&result](const QString &literal) { result += QRegularExpression::escape(literal); },
        [&result, &within, &seen](const QString &key) {
            if (key.contains(u'|')) {
                result += QStringLiteral("(?:") + within(key) + u')';
                return;
            }
            if (seen.contains(key)) {
                result += QStringLiteral("\\k<%1>").arg(key);
                return;
            }
            seen.insert(key);
            result += QStringLiteral("(?<%1>").arg(key) + within(key) + u')';
        });
    return QRegularExpression::anchoredPattern(result);
}

} // namespace symbolon::presets
