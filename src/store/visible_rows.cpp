// SPDX-License-Identifier: Apache-2.0
#include "store/visible_rows.h"

#include <QStringList>

#include <algorithm>

namespace symbolon::store {
namespace {

bool containsAll(const QString &key, const QStringList &words)
{
    return std::all_of(words.cbegin(), words.cend(), [&key](const QString &word) { return key.contains(word); });
}

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

VisibleRows visibleRows(const QList<QString> &searchKeys, const Query &query)
{
    const QStringList words = query.text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    VisibleRows rows;
    rows.reserve(static_cast<std::size_t>(searchKeys.size()));
    for (qsizetype i = 0; i < searchKeys.size(); ++i) {
        const auto position = static_cast<std::uint32_t>(i);
        if (containsAll(searchKeys.at(i), words) && (!query.accept || query.accept(position)))
            rows.push_back(position);
    }
    order(rows, query);
    if (query.descending && !query.lessThan)
        std::reverse(rows.begin(), rows.end());
    return rows;
}

} // namespace symbolon::store
