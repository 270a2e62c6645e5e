// SPDX-License-Identifier: Apache-2.0
#include "store/position_index.h"

namespace symbolon::store {

void PositionIndex::put(QList<Slot> &slots_, Slot slot)
{
    qsizetype at = home(slots_, slot.tag);
    while (slots_.at(at).taken)
        at = after(slots_, at);
    slots_[at] = slot;
}

// Of an entry that is there.
qsizetype PositionIndex::slotOf(const QList<Slot> &slots_, std::uint32_t tag, qsizetype position)
{
    qsizetype at = home(slots_, tag);
    while (slots_.at(at).taken != static_cast<std::uint32_t>(position + 1))
        at = after(slots_, at);
    return at;
}

void PositionIndex::insert(std::size_t hash, qsizetype position)
{
    const auto [number, tag] = placeOf(hash);
    Shard &shard = m_shards[number];
    if ((shard.used + 1) * 4 > shard.slots_.size() * 3) {
        QList<Slot> bigger(shard.slots_.isEmpty() ? 8 : shard.slots_.size() * 2);
        for (const Slot &slot : std::as_const(shard.slots_)) {
            if (slot.taken)
                put(bigger, slot);
        }
        shard.slots_ = std::move(bigger);
    }
    put(shard.slots_, {tag, static_cast<std::uint32_t>(position + 1)});
    ++shard.used;
}

void PositionIndex::remove(std::size_t hash, qsizetype position)
{
    const auto [number, tag] = placeOf(hash);
    Shard &shard = m_shards[number];
    QList<Slot> &slots_ = shard.slots_;
    qsizetype hole = slotOf(slots_, tag, position);
    --shard.used;
    // What was pushed behind the hole moves back, so that no search ends too early.
    for (qsizetype at = after(slots_, hole); slots_.at(at).taken; at = after(slots_, at)) {
        const qsizetype wanted = home(slots_, slots_.at(at).tag);
        const bool mayStay = hole <= at ? wanted > hole && wanted <= at : wanted > hole || wanted <= at;
        if (mayStay)
            continue;
        slots_[hole] = slots_.at(at);
        hole = at;
    }
    slots_[hole] = {};
}

void PositionIndex::move(std::size_t hash, qsizetype from, qsizetype to)
{
    const auto [number, tag] = placeOf(hash);
    QList<Slot> &slots_ = m_shards[number].slots_;
    slots_[slotOf(slots_, tag, from)].taken = static_cast<std::uint32_t>(to + 1);
}

} // namespace symbolon::store
