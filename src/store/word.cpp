// SPDX-License-Identifier: Apache-2.0
#include "store/word.h"

namespace symbolon::store {
namespace {

char16_t folded(char16_t c)
{
    return c >= u'A' && c <= u'Z' ? static_cast<char16_t>(c | 0x20) : c;
}

} // namespace

bool Word::in(QStringView text) const
{
    const qsizetype length = m_folded.size();
    if (length == 0)
        return true;
    const char16_t *const word = QStringView(m_folded).utf16();
    const char16_t *const all = text.utf16();
    const qsizetype size = text.size();
    for (qsizetype at = 0; at < size; ++at) {
        if (all[at] >= 0x80) // folds by rules that know more than one unit
            return text.toString().toCaseFolded().contains(m_folded);
        if (folded(all[at]) != word[0])
            continue;
        qsizetype same = 1;
        while (same < length && at + same < size && folded(all[at + same]) == word[same])
            ++same;
        if (same == length)
            return true;
    }
    return false;
}

} // namespace symbolon::store
