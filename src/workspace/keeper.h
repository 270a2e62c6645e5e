// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "store/cache.h"
#include "workspace/snapshot.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace symbolon::workspace {

// Keeps snapshots in the cache and brings them back. Works for one account at a time; without a cache, or while it is
// switched off, every call is over at once and nothing is kept.
//
//   idle ── open() ──► reading a beginning ─► taken() ─► reading all ─► taken() ─► settled()
//                            └─ nothing kept, damaged, another account's ─────────────┘
class Keeper final : public QObject
{
    Q_OBJECT

public:
    // How long after a change on our side it is kept; several in a row are kept together.
    static constexpr std::chrono::seconds quiet{2};
    // While much is read, keeping may take this part of the time and no more.
    static constexpr int shareOfTime = 6;
    // Identities of the first taken(): more than any screen shows.
    static constexpr qsizetype beginning = 150;

    // `now` gives the snapshot as it stands; nullopt: it is not the account's that the keeper works for. `pause`: what is
    // read is kept so often at most. `cache` may be null and outlives the keeper.
    Keeper(store::Cache *cache, Clock clock, std::chrono::milliseconds pause,
           std::function<std::optional<Snapshot>()> now, QObject *parent = nullptr);
    ~Keeper() override;

    [[nodiscard]] bool isOn() const { return m_cache && m_on; }
    // Switched off, what was kept of the account is wiped.
    void setOn(bool on);

    // Brings back what was kept last, before anybody has signed in.
    void openLast();
    // Brings back what was kept of this account. When that is what openLast() brought, nothing happens twice: settled()
    // comes all the same.
    void openFor(const QString &account);
    // Whether what is open, or on its way, may be this account's: nobody's always is.
    [[nodiscard]] bool holds(const QString &account) const;
    [[nodiscard]] bool isOpening() const { return m_opening; }

    void keepNow();
    void keepSoon();
    // More was read, and yet more is to come: kept in a while, however long that goes on, so that a program that is ended
    // in the middle loses little. Not while the one before is still being written.
    void keepMeanwhile();
    // Nobody is signed in any more: nothing is brought back at the next start, unless somebody signs in.
    void forget();
    // Removes what was kept of the account, history included.
    [[nodiscard]] Future<void> wipe();
    // The same for an account that nobody is working for, its tenant asked for as `tenant` or as in the cache's scope. An
    // empty one: whatever was kept last.
    [[nodiscard]] Future<void> wipeOf(const QString &account, const QString &tenant);
    // The same for every account.
    [[nodiscard]] Future<void> wipeEverything();

    // nullopt: nothing is kept.
    [[nodiscard]] Future<std::optional<store::CredentialHistory>> history(const trust::IdentityKey &identity,
                                                                          const QString &credential);
    [[nodiscard]] Future<std::optional<store::IdentityHistory>> history(const trust::IdentityKey &identity);

Q_SIGNALS:
    void taken(const symbolon::workspace::Snapshot &snapshot);
    void settled();
    // How old credentials are, after something was kept or brought back; nullptr: nothing is kept any more.
    void agesRead(const symbolon::store::SharedAges &ages);

private:
    void readAges();
    void forgetAges();
    void stopTimers();
    void read(const store::CacheId &id, qsizetype atMost);
    void settle();
    void wipeAll(QList<store::CacheId> ids, const Completion<void> &completion);

    store::Cache *const m_cache;
    const Clock m_clock;
    const std::chrono::milliseconds m_pause;
    const std::function<std::optional<Snapshot>()> m_now;
    QTimer m_soon;
    QTimer m_meanwhile;
    bool m_writing = false;
    store::CacheId m_id;
    quint64 m_generation = 0;    // answers to an earlier open are dropped
    quint64 m_agesForgotten = 0; // so often: what was asked before tells of what is not kept any more
    bool m_on = true;
    bool m_opening = false;
};

} // namespace symbolon::workspace
