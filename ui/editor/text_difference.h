// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

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

} // namespace symbolon::ui
