// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace symbolon::ui {

struct TextRange
{
    int from = 0;
    int length = 0;

    bool operator==(const TextRange &) const = default;
};

// The parts of `text` that `other` lacks, word by word: letters and digits in a row are a word, every other character is
// one of its own. Of long texts everything but the beginning and end that they share.
[[nodiscard]] QList<TextRange> changedRanges(const QString &text, const QString &other);

// A line of two texts beside each other.
struct DiffRow
{
    enum class Kind { Same, Removed, Added };
    Kind kind = Kind::Same;
    QString text;
    QString other; // what stands in its place on the other side; empty: nothing

    bool operator==(const DiffRow &) const = default;
};

// What makes `after` of `before`, line by line: what goes stands before what comes in its place. Of texts with very many
// lines everything behind the beginning that they share.
[[nodiscard]] QList<DiffRow> changedLines(const QStringList &before, const QStringList &after);

} // namespace symbolon::ui
