// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace symbolon::demo {

// A hash of a text that does not look at the case of ASCII letters. `start` chains several texts into one hash.
[[nodiscard]] std::uint64_t hashWithoutCase(std::string_view text, std::uint64_t start = 0xcbf29ce484222325ULL);

// Finds elements of a vector by a key: where they stand, in four bytes per slot. It is built by the first look-up and
// follows what is appended or removed afterwards. Keys that change in place, or a new order, need forget().
class KeyIndex final
{
public:
    static constexpr size_t none = static_cast<size_t>(-1);

    // The first element for which `same` holds; `hashOf` gives an element's hash, `wanted` the one looked for.
    template<typename Items, typename HashOf, typename Same>
    [[nodiscard]] size_t find(const Items &items, std::uint64_t wanted, HashOf hashOf, Same same)
    {
        follow(items, hashOf);
        if (m_slots.empty())
            return none;
        for (size_t slot = wanted & mask(); m_slots[slot] != 0; slot = (slot + 1) & mask()) {
            const size_t position = m_slots[slot] - 1;
            if (same(items[position]))
                return position;
        }
        return none;
    }

    void forget();

private:
    [[nodiscard]] size_t mask() const { return m_slots.size() - 1; }
    [[nodiscard]] bool hasRoomFor(size_t count) const { return m_slots.size() >= 2 * count; }
    void resizeFor(size_t count); // empty afterwards
    void add(std::uint64_t hash, size_t position);

    template<typename Items, typename HashOf>
    void follow(const Items &items, HashOf hashOf)
    {
        // Removing an element from the middle and appending another leaves the size as it was, but not the last key.
        const bool grown = m_size != 0 && m_size <= items.size() && hashOf(items[m_size - 1]) == m_lastHash;
        if (grown && m_size == items.size())
            return;
        if (!grown || !hasRoomFor(items.size()))
            resizeFor(items.size());
        for (; m_size < items.size(); ++m_size) {
            m_lastHash = hashOf(items[m_size]);
            add(m_lastHash, m_size);
        }
    }

    std::vector<std::uint32_t> m_slots; // position + 1; 0: free. Its size is a power of two
    size_t m_size = 0;                  // so many elements are in it
    std::uint64_t m_lastHash = 0;       // of the last of them
};

} // namespace symbolon::demo
