// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/text_difference.h"

#include <QStringView>

#include <algorithm>
#include <vector>

namespace symbolon::ui {
namespace {

constexpr std::size_t mostWords = 400; // the table below has the square of it

std::vector<QStringView> wordsOf(QStringView text)
{
    std::vector<QStringView> words;
    qsizetype from = 0;
    while (from < text.size()) {
        qsizetype to = from + 1;
        if (text.at(from).isLetterOrNumber() || text.at(from).isSurrogate()) {
            while (to < text.size() && (text.at(to).isLetterOrNumber() || text.at(to).isSurrogate()))
                ++to;
        }
        words.push_back(text.mid(from, to - from));
        from = to;
    }
    return words;
}

// Whether each word of `words` is part of the longest sequence that both have.
std::vector<bool> sharedWords(const std::vector<QStringView> &words, const std::vector<QStringView> &others)
{
    const std::size_t rows = words.size();
    const std::size_t columns = others.size();
    std::vector<std::vector<int>> longest(rows + 1, std::vector<int>(columns + 1, 0));
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            longest[i][j] = words[i] == others[j] ? longest[i + 1][j + 1] + 1
                                                  : std::max(longest[i + 1][j], longest[i][j + 1]);
        }
    }
    std::vector<bool> shared(rows, false);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < rows && j < columns) {
        if (words[i] == others[j]) {
            shared[i++] = true;
            ++j;
        } else if (longest[i + 1][j] >= longest[i][j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return shared;
}

TextRange betweenSharedEnds(const QString &text, const QString &other)
{
    const qsizetype most = std::min(text.size(), other.size());
    qsizetype begin = 0;
    while (begin < most && text.at(begin) == other.at(begin))
        ++begin;
    qsizetype end = 0;
    while (end < most - begin && text.at(text.size() - 1 - end) == other.at(other.size() - 1 - end))
        ++end;
    return {static_cast<int>(begin), static_cast<int>(text.size() - begin - end)};
}

} // namespace

QList<TextRange> changedRanges(const QString &text, const QString &other)
{
    const std::vector<QStringView> words = wordsOf(text);
    const std::vector<QStringView> others = wordsOf(other);
    if (words.size() > mostWords || others.size() > mostWords) {
        const TextRange range = betweenSharedEnds(text, other);
        return range.length > 0 ? QList<TextRange>{range} : QList<TextRange>();
    }
    const std::vector<bool> shared = sharedWords(words, others);
    QList<TextRange> ranges;
    int from = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const int length = static_cast<int>(words[i].size());
        if (!shared[i]) {
            if (!ranges.isEmpty() && ranges.constLast().from + ranges.constLast().length == from)
                ranges.last().length += length;
            else
                ranges.append({from, length});
        }
        from += length;
    }
    return ranges;
}

QList<DiffRow> changedLines(const QStringList &before, const QStringList &after)
{
    const std::vector<QStringView> lines(before.cbegin(), before.cend());
    const std::vector<QStringView> others(after.cbegin(), after.cend());
    std::vector<bool> shared(lines.size(), false);
    if (lines.size() <= mostWords && others.size() <= mostWords) {
        shared = sharedWords(lines, others);
    } else {
        for (std::size_t i = 0; i < std::min(lines.size(), others.size()) && lines[i] == others[i]; ++i)
            shared[i] = true;
    }
    QList<DiffRow> rows;
    QStringList gone;
    QStringList come;
    const auto settle = [&] {
        for (qsizetype i = 0; i < gone.size(); ++i)
            rows.append({DiffRow::Kind::Removed, gone.at(i), come.value(i)});
        for (qsizetype i = 0; i < come.size(); ++i)
            rows.append({DiffRow::Kind::Added, come.at(i), gone.value(i)});
        gone.clear();
        come.clear();
    };
    qsizetype next = 0;
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (!shared[static_cast<std::size_t>(i)]) {
            gone.append(before.at(i));
            continue;
        }
        while (after.at(next) != before.at(i))
            come.append(after.at(next++));
        settle();
        rows.append({DiffRow::Kind::Same, before.at(i), {}});
        ++next;
    }
    while (next < after.size())
        come.append(after.at(next++));
    settle();
    return rows;
}

} // namespace symbolon::ui
