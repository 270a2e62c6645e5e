// SPDX-License-Identifier: Apache-2.0
#include "store/visible_rows.h"

#include <QStringList>

#include <algorithm>

namespace symbolon::store {
namespace {

// Ties stay in table order in both directions, which a reversed ascending sort would turn around.
void order(VisibleRows &rows, const Query &query)
{
    if (!query.lessThan)
        return;
    const auto &lessThan = query.lessThan;
    if (query.descending) {
        std::stable_sort(rows.begin(), rows.end(),
                         [&lessThan](std::uint32_t a, std::uint32_t b) { return lessThan(b, a); });
    } else {
        std::stable_sort(rows.begin(), rows.end(), lessThan);
    }
}

} // namespace

VisibleRows visibleRows(qsizetype count, const std::function<bool(qsizetype, const Word &)> &holds, const Query &query)
{
    QList<Word> words;
    const QStringList texts = query.text.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &text : texts)
        words.append(Word(text));
    VisibleRows rows;
    rows.reserve(static_cast<std::size_t>(count));
    for (qsizetype i = 0; i < count; ++i) {
        const auto position = static_cast<std::uint32_t>(i);
        const bool found = std::all_of(words.cbegin(), words.cend(), [&](const Word &word) { return holds(i, word); });
        if (found && (!query.accept || query.accept(position)))
            rows.push_back(position);
    }
    order(rows, query);
    if (query.descending && !query.lessThan)
        std::reverse(rows.begin(), rows.end());
    return rows;
}

} // namespace symbolon::store
