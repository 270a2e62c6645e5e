// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace symbolon::store {

// The way from a key to a row's position, without the keys: eight bytes a row, because the rows hold theirs. Open
// addressing with linear probing, in pieces, so that a copy shares what does not change and growing never moves all.
class PositionIndex final
{
public:
    // `isIt(position)` compares the row there with the key whose hash was given.
    template<typename IsIt>
    [[nodiscard]] std::optional<qsizetype> find(std::size_t hash, IsIt isIt) const
    {
        const auto [shard, tag] = placeOf(hash);
        const QList<Slot> &slots_ = m_shards[shard].slots_;
        if (slots_.isEmpty())
            return std::nullopt;
        for (qsizetype at = home(slots_, tag); slots_.at(at).taken; at = after(slots_, at)) {
            if (slots_.at(at).tag == tag && isIt(static_cast<qsizetype>(slots_.at(at).taken - 1)))
                return static_cast<qsizetype>(slots_.at(at).taken - 1);
        }
        return std::nullopt;
    }

    void insert(std::size_t hash, qsizetype position);
    void remove(std::size_t hash, qsizetype position);
    void move(std::size_t hash, qsizetype from, qsizetype to);
    void clear() { m_shards = {}; }

private:
    struct Slot
    {
        std::uint32_t tag = 0;
        std::uint32_t taken = 0; // position + 1; 0: free
    };
    struct Shard
    {
        QList<Slot> slots_; // a power of two
        qsizetype used = 0;
    };
    static constexpr std::size_t shardCount = 64;

    [[nodiscard]] static std::pair<std::size_t, std::uint32_t> placeOf(std::size_t hash)
    {
        const std::uint64_t mixed = static_cast<std::uint64_t>(hash) * 0x9e3779b97f4a7c15U;
        return {mixed >> 58U, static_cast<std::uint32_t>(mixed >> 24U)};
    }
    [[nodiscard]] static qsizetype home(const QList<Slot> &slots_, std::uint32_t tag)
    {
        return static_cast<qsizetype>(tag) & (slots_.size() - 1);
    }
    [[nodiscard]] static qsizetype after(const QList<Slot> &slots_, qsizetype at)
    {
        return (at + 1) & (slots_.size() - 1);
    }
    [[nodiscard]] static qsizetype slotOf(const QList<Slot> &slots_, std::uint32_t tag, qsizetype position);
    static void put(QList<Slot> &slots_, Slot slot);

    std::array<Shard, shardCount> m_shards;
};

} // namespace symbolon::store
