// SPDX-License-Identifier: Apache-2.0
#include "store/filter.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::store {
namespace {

// One character with whether it stood in quotes: signs have a meaning only outside.
struct Sign
{
    QChar character;
    bool quoted = false;

    [[nodiscard]] bool is(char16_t sign) const { return !quoted && character == QChar(sign); }
};

struct Word
{
    QList<Sign> signs;
    qsizetype at = 0;
    qsizetype length = 0;
    bool quoteOpen = false;
};

QList<Word> split(const QString &text)
{
    QList<Word> words;
    Word word;
    bool begun = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (!word.quoteOpen && c.isSpace()) {
            if (begun)
                words.append(word);
            word = {};
            begun = false;
            continue;
        }
        if (!begun)
            word.at = i;
        begun = true;
        if (c == u'"') {
            word.quoteOpen = !word.quoteOpen;
        } else {
            const bool escapes = word.quoteOpen && c == u'\\' && i + 1 < text.size()
                && (text.at(i + 1) == u'"' || text.at(i + 1) == u'\\');
            if (escapes)
                ++i;
            word.signs.append({text.at(i), word.quoteOpen});
        }
        word.length = i + 1 - word.at;
    }
    if (begun)
        words.append(word);
    return words;
}

QString textOf(const QList<Sign> &signs, qsizetype from, qsizetype to)
{
    QString text;
    text.reserve(to - from);
    for (qsizetype i = from; i < to; ++i)
        text.append(signs.at(i).character);
    return text;
}

// Where the colon behind a field's name stands; -1: this is a plain word.
qsizetype colonOf(const QList<Sign> &signs, qsizetype from)
{
    const auto isLetter = [](const Sign &sign) {
        const QChar c = sign.character.toLower();
        return !sign.quoted && c >= u'a' && c <= u'z';
    };
    qsizetype at = from;
    while (at < signs.size() && isLetter(signs.at(at)))
        ++at;
    if (at == from || at == signs.size() || !signs.at(at).is(u':'))
        return -1;
    const bool isUrl = at + 2 < signs.size() && signs.at(at + 1).is(u'/') && signs.at(at + 2).is(u'/');
    return isUrl ? -1 : at;
}

QStringList valuesOf(const QList<Sign> &signs, qsizetype from)
{
    QStringList values;
    qsizetype begin = from;
    for (qsizetype i = from; i <= signs.size(); ++i) {
        if (i < signs.size() && !signs.at(i).is(u','))
            continue;
        if (i > begin)
            values.append(textOf(signs, begin, i).toCaseFolded());
        begin = i + 1;
    }
    return values;
}

FilterTerm termOf(const Word &word)
{
    FilterTerm term;
    term.at = word.at;
    term.length = word.length;
    term.negated = word.signs.size() > 1 && word.signs.first().is(u'-');
    const qsizetype from = term.negated ? 1 : 0;
    const qsizetype colon = colonOf(word.signs, from);
    if (colon >= 0) {
        term.field = textOf(word.signs, from, colon).toLower();
        term.values = valuesOf(word.signs, colon + 1);
    } else if (from < word.signs.size()) {
        term.values = {textOf(word.signs, from, word.signs.size()).toCaseFolded()};
    }
    return term;
}

QString quoted(const QString &value)
{
    QString text = value;
    text.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + text + u'"';
}

QString valueText(const QString &value, bool isPlain)
{
    const bool needsQuotes = std::any_of(value.cbegin(), value.cend(),
                                         [isPlain](QChar c) {
                                             return c.isSpace() || c == u'"' || (c == u',' && !isPlain)
                                                 || (c == u':' && isPlain);
                                         })
        || (isPlain && value.startsWith(u'-'));
    return needsQuotes ? quoted(value) : value;
}

} // namespace

FilterReading readFilter(const QString &text, const QStringList &fields)
{
    FilterReading reading;
    const auto refuse = [&reading](const Word &word, const QString &sentence) {
        if (!reading.problem)
            reading.problem = FilterProblem{sentence, word.at, word.length};
    };
    const QList<Word> words = split(text);
    for (const Word &word : words) {
        if (word.quoteOpen) {
            refuse(word, QCoreApplication::translate("Filter", "A quotation mark is not closed."));
            continue;
        }
        FilterTerm term = termOf(word);
        if (!term.field.isEmpty() && !fields.contains(term.field)) {
            refuse(word,
                   QCoreApplication::translate(
                       "Filter", "There is no field “%1”. Fields are %2. Put text that has a colon in quotation marks.")
                       .arg(term.field, fields.join(QStringLiteral(", "))));
        } else if (!term.values.isEmpty()) {
            reading.filter.terms.append(std::move(term));
        }
    }
    return reading;
}

Result<Filter> parseFilter(const QString &text, const QStringList &fields)
{
    FilterReading reading = readFilter(text, fields);
    if (reading.problem)
        return failure(Error{.kind = ErrorKind::Validation, .message = reading.problem->sentence});
    return std::move(reading.filter);
}

QString termText(const FilterTerm &term)
{
    const bool isPlain = term.field.isEmpty();
    QStringList values;
    for (const QString &value : term.values)
        values.append(valueText(value, isPlain));
    QString text = term.negated ? QStringLiteral("-") : QString();
    if (!isPlain)
        text.append(term.field).append(u':');
    return text.append(values.join(u','));
}

QString filterText(const Filter &filter)
{
    QStringList terms;
    for (const FilterTerm &term : filter.terms)
        terms.append(termText(term));
    return terms.join(u' ');
}

QString withoutSpan(const QString &text, qsizetype at, qsizetype length)
{
    const QString before = text.left(at).trimmed();
    const QString after = text.mid(at + length).trimmed();
    const bool apart = !before.isEmpty() && !after.isEmpty();
    return before + (apart ? QStringLiteral(" ") : QString()) + after;
}

} // namespace symbolon::store
