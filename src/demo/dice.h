// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace symbolon::demo {

// Chance that repeats: the same seed and the same name of what is decided give the same throws, whatever else was
// decided before. SplitMix64 (Steele, Lea, Flood 2014).
class Dice final
{
public:
    Dice(std::uint64_t seed, std::string_view what, std::uint64_t which)
        : m_state(seed)
    {
        for (const char c : what)
            m_state = mixed(m_state ^ static_cast<unsigned char>(c));
        m_state = mixed(m_state ^ which);
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        return mixed(m_state);
    }

    // From 0 to `end` - 1.
    std::uint64_t below(std::uint64_t end) { return next() % end; }
    // Whether something happens that happens in so many of a thousand cases.
    bool perMille(std::uint64_t often) { return below(1000) < often; }
    // From 0 up to, but never, 1.
    double fraction() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    template<typename Item, size_t Size>
    const Item &of(const std::array<Item, Size> &items)
    {
        return items[below(Size)];
    }

    std::string hex(size_t digits)
    {
        static constexpr char alphabet[] = "0123456789abcdef";
        std::string text(digits, '0');
        std::uint64_t bits = 0;
        for (size_t i = 0; i < digits; ++i, bits >>= 4) {
            if (i % 16 == 0)
                bits = next();
            text[i] = alphabet[bits & 15];
        }
        return text;
    }

    std::string guid() // version 4
    {
        std::string text = hex(36);
        for (const size_t dash : {8U, 13U, 18U, 23U})
            text[dash] = '-';
        text[14] = '4';
        text[19] = "89ab"[below(4)];
        return text;
    }

private:
    static std::uint64_t mixed(std::uint64_t value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
        value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
        return value ^ (value >> 31);
    }

    std::uint64_t m_state;
};

} // namespace symbolon::demo
