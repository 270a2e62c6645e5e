// SPDX-License-Identifier: Apache-2.0
#include "store/filter.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace symbolon::store {
namespace {

// A word as typed, with the position of the first colon outside quotes.
struct Word
{
    QString text;
    std::optional<qsizetype> colon;
    bool quoteOpen = false;
};

QList<Word> split(const QString &text)
{
    QList<Word> words;
    Word word;
    bool begun = false;
    const auto finish = [&] {
        if (begun)
            words.append(word);
        word = {};
        begun = false;
    };
    for (const QChar c : text) {
        if (c == u'"') {
            word.quoteOpen = !word.quoteOpen;
            begun = true;
        } else if (c.isSpace() && !word.quoteOpen) {
            finish();
        } else {
            if (c == u':' && !word.quoteOpen && !word.colon)
                word.colon = word.text.size();
            word.text += c;
            begun = true;
        }
    }
    finish();
    return words;
}

bool namesField(const Word &word)
{
    if (!word.colon || *word.colon == 0 || QStringView(word.text).mid(*word.colon).startsWith(u"://"))
        return false;
    const QStringView name = QStringView(word.text).left(*word.colon);
    return std::all_of(name.cbegin(), name.cend(),
                       [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); });
}

Unexpected invalid(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

} // namespace

Result<Filter> parseFilter(const QString &text, const QStringList &fields)
{
    Filter filter;
    const QList<Word> words = split(text);
    for (const Word &word : words) {
        if (word.quoteOpen)
            return invalid(QCoreApplication::translate("Filter", "A quotation mark is not closed."));
        FilterTerm term{QString(), word.text.toCaseFolded()};
        if (namesField(word)) {
            term.field = word.text.left(*word.colon).toLower();
            term.value = word.text.mid(*word.colon + 1).toCaseFolded();
            if (!fields.contains(term.field)) {
                return invalid(
                    QCoreApplication::translate(
                        "Filter",
                        "There is no field “%1”. Fields are %2. Put text that has a colon in quotation marks.")
                        .arg(term.field, fields.join(QStringLiteral(", "))));
            }
        }
        // "issuer:" while somebody is still typing narrows nothing yet.
        if (!term.value.isEmpty())
            filter.terms.append(std::move(term));
    }
    return filter;
}

} // namespace symbolon::store
