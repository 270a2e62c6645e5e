// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>

#include <array>
#include <cstddef>
#include <utility>

namespace symbolon::store {

// A QHash in many small pieces. Copies are cheap and share what neither side changes: a change copies one piece, where a
// QHash would copy itself, and growing never moves more than one. So a worker can read a snapshot of a hundred thousand
// objects while the thread that owns them goes on, without holding it up.
template<typename Key, typename Value>
class ShardedMap final
{
public:
    static constexpr std::size_t shardCount = 128;
    using Shard = QHash<Key, Value>;

    [[nodiscard]] const Value *find(const Key &key) const
    {
        const Shard &shard = shardOf(key);
        const auto found = shard.constFind(key);
        return found == shard.cend() ? nullptr : &*found;
    }
    // To change it in place; nullptr: not there.
    [[nodiscard]] Value *edit(const Key &key)
    {
        Shard &shard = shardOf(key);
        const auto found = shard.find(key);
        return found == shard.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool contains(const Key &key) const { return find(key) != nullptr; }
    [[nodiscard]] Value value(const Key &key) const { return shardOf(key).value(key); }
    // As QHash::operator[]: what was not there is made.
    Value &operator[](const Key &key) { return shardOf(key)[key]; }

    void insert(const Key &key, Value value) { shardOf(key).insert(key, std::move(value)); }
    bool remove(const Key &key) { return shardOf(key).remove(key); }

    [[nodiscard]] qsizetype size() const
    {
        qsizetype sum = 0;
        for (const Shard &shard : m_shards)
            sum += shard.size();
        return sum;
    }
    [[nodiscard]] QList<Key> keys() const
    {
        QList<Key> all;
        all.reserve(size());
        for (const Shard &shard : m_shards) {
            for (auto it = shard.keyBegin(); it != shard.keyEnd(); ++it)
                all.append(*it);
        }
        return all;
    }
    // `receive(key, value)` for each, in no order.
    template<typename Receive>
    void each(Receive receive) const
    {
        for (const Shard &shard : m_shards) {
            for (auto it = shard.cbegin(); it != shard.cend(); ++it)
                receive(it.key(), it.value());
        }
    }

private:
    // Another seed than any QHash draws: within a shard, keys must still differ in the bits that it looks at.
    [[nodiscard]] static std::size_t numberOf(const Key &key)
    {
        return (qHash(key, 0x9e3779b9U) * 0x9e3779b97f4a7c15U >> 32U) % shardCount;
    }
    [[nodiscard]] const Shard &shardOf(const Key &key) const { return m_shards[numberOf(key)]; }
    [[nodiscard]] Shard &shardOf(const Key &key) { return m_shards[numberOf(key)]; }

    std::array<Shard, shardCount> m_shards;
};

} // namespace symbolon::store
