// SPDX-License-Identifier: Apache-2.0
#include "demo/key_index.h"

namespace symbolon::demo {

std::uint64_t hashWithoutCase(std::string_view text, std::uint64_t start)
{
    // FNV-1a, with a last step that spreads it over the low bits; the separator keeps "a" + "b" apart from "ab".
    std::uint64_t hash = start;
    for (const char c : text) {
        const char folded = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        hash = (hash ^ static_cast<unsigned char>(folded)) * 0x100000001b3ULL;
    }
    hash = (hash ^ 0xff) * 0x100000001b3ULL;
    return hash ^ (hash >> 32);
}

void KeyIndex::forget()
{
    m_slots.clear();
    m_size = 0;
}

void KeyIndex::resizeFor(size_t count)
{
    size_t slots = 16;
    while (slots < 2 * count + count / 2) // room to grow before the next rebuild
        slots *= 2;
    m_slots.assign(count == 0 ? 0 : slots, 0);
    m_size = 0;
}

void KeyIndex::add(std::uint64_t hash, size_t position)
{
    size_t slot = hash & mask();
    while (m_slots[slot] != 0)
        slot = (slot + 1) & mask();
    m_slots[slot] = static_cast<std::uint32_t>(position + 1);
}

} // namespace symbolon::demo
