// SPDX-License-Identifier: Apache-2.0
#include "workspace/keeper.h"

#include "base/log.h"

#include <QElapsedTimer>

#include <algorithm>
#include <limits>

namespace symbolon::workspace {

Keeper::Keeper(store::Cache *cache, Clock clock, std::chrono::milliseconds pause,
               std::function<std::optional<Snapshot>()> now, QObject *parent)
    : QObject(parent)
    , m_cache(cache)
    , m_clock(std::move(clock))
    , m_pause(pause)
    , m_now(std::move(now))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(quiet);
    connect(&m_soon, &QTimer::timeout, this, &Keeper::keepNow);
    m_meanwhile.setSingleShot(true);
    m_meanwhile.setInterval(pause);
    connect(&m_meanwhile, &QTimer::timeout, this, [this] {
        if (m_writing)
            m_meanwhile.start();
        else
            keepNow();
    });
}

Keeper::~Keeper()
{
    if (m_soon.isActive() || m_meanwhile.isActive())
        keepNow();
}

void Keeper::stopTimers()
{
    m_soon.stop();
    m_meanwhile.stop();
}

void Keeper::setOn(bool on)
{
    if (m_on == on)
        return;
    if (!on)
        static_cast<void>(wipe());
    m_on = on;
}

void Keeper::openLast()
{
    if (!isOn() || m_opening)
        return;
    m_opening = true;
    m_id = {};
    whenDone(m_cache->lastUsed(), this, [this, generation = ++m_generation](const Result<store::CacheId> &last) {
        if (generation != m_generation)
            return;
        if (!last || last->name.isEmpty())
            return settle();
        m_id = *last;
        read(m_id, beginning);
    });
}

void Keeper::openFor(const QString &account)
{
    const store::CacheId id = isOn() ? m_cache->idOf(account) : store::CacheId();
    if (m_opening && m_id == id && !id.name.isEmpty())
        return; // on its way
    const bool open = m_id == id;
    if (!open) {
        stopTimers();
        forgetAges(); // somebody else's
    }
    m_id = id;
    if (id.name.isEmpty() || open) {
        if (!m_opening || !open)
            ++m_generation;
        settle();
        return;
    }
    m_opening = true;
    ++m_generation;
    read(id, beginning);
}

bool Keeper::holds(const QString &account) const
{
    return isOn() && !m_id.name.isEmpty() && m_cache->idOf(account) == m_id;
}

void Keeper::read(const store::CacheId &id, qsizetype atMost)
{
    const auto work = [atMost](store::CacheFile &file) { return load(file, atMost); };
    whenDone(m_cache->run(id, work), this,
             [this, id, generation = m_generation](const Result<std::optional<Snapshot>> &snapshot) {
                 if (generation != m_generation)
                     return;
                 if (snapshot && *snapshot)
                     Q_EMIT taken(**snapshot);
                 if (snapshot && *snapshot && !(*snapshot)->isWhole)
                     return read(id, std::numeric_limits<qsizetype>::max());
                 settle();
             });
}

void Keeper::readAges()
{
    if (!isOn() || m_id.name.isEmpty())
        return;
    const auto work = [](store::CacheFile &file) -> Result<store::SharedAges> {
        return file.history().ages().map([](store::CredentialAges ages) -> store::SharedAges {
            return std::make_shared<const store::CredentialAges>(std::move(ages));
        });
    };
    whenDone(m_cache->run(m_id, work), this,
             [this, forgotten = m_agesForgotten](const Result<store::SharedAges> &ages) {
                 if (forgotten == m_agesForgotten && ages)
                     Q_EMIT agesRead(*ages);
             });
}

void Keeper::forgetAges()
{
    ++m_agesForgotten;
    Q_EMIT agesRead({});
}

void Keeper::settle()
{
    m_opening = false;
    readAges();
    Q_EMIT settled();
}

void Keeper::keepNow()
{
    stopTimers();
    if (!isOn() || m_id.name.isEmpty() || m_opening)
        return;
    std::optional<Snapshot> now = m_now();
    if (!now)
        return;
    const auto work = [snapshot = std::move(*now), at = m_clock()](store::CacheFile &file) {
        QElapsedTimer elapsed;
        elapsed.start();
        return save(file, snapshot, at).map([&elapsed] { return std::chrono::milliseconds(elapsed.elapsed()); });
    };
    m_writing = true;
    // First: a program that is ended between the two would find what it has kept and not know whose it is.
    m_cache->setLastUsed(m_id);
    whenDone(m_cache->run(m_id, work), this,
             [this, forgotten = m_agesForgotten](const Result<std::chrono::milliseconds> &kept) {
                 m_writing = false;
                 if (!kept) {
                     qCWarning(logStore, "The tenant could not be kept: %s", qUtf8Printable(kept.error().message));
                     return;
                 }
                 m_meanwhile.setInterval(std::max(m_pause, *kept * shareOfTime));
                 if (forgotten == m_agesForgotten) // else the file may have been wiped meanwhile
                     readAges();
             });
}

void Keeper::keepSoon()
{
    m_soon.start();
}

void Keeper::keepMeanwhile()
{
    if (isOn() && !m_meanwhile.isActive())
        m_meanwhile.start();
}

void Keeper::forget()
{
    stopTimers();
    ++m_generation;
    m_opening = false;
    m_id = {};
    forgetAges();
    if (isOn())
        m_cache->setLastUsed({});
}

Future<void> Keeper::wipe()
{
    stopTimers();
    if (!m_cache)
        return readyFuture<void>({});
    forgetAges();
    return m_cache->wipe(m_id);
}

Future<void> Keeper::wipeOf(const QString &account, const QString &tenant)
{
    stopTimers();
    if (!m_cache)
        return readyFuture<void>({});
    const Completion<void> completion;
    if (!account.isEmpty()) {
        wipeAll({m_cache->idOf(account), m_cache->idOf(account, tenant)}, completion);
        return completion.future();
    }
    whenDone(m_cache->lastUsed(), this, [this, completion](const Result<store::CacheId> &last) {
        wipeAll({last.value_or(store::CacheId())}, completion);
    });
    return completion.future();
}

// One after the other; the first error ends it.
void Keeper::wipeAll(QList<store::CacheId> ids, const Completion<void> &completion)
{
    if (ids.isEmpty())
        return completion.finish({});
    const store::CacheId first = ids.takeFirst();
    whenDone(m_cache->wipe(first), this, [this, ids = std::move(ids), completion](const Result<void> &gone) {
        if (gone)
            wipeAll(ids, completion);
        else
            completion.finish(gone);
    });
}

Future<void> Keeper::wipeEverything()
{
    stopTimers();
    forgetAges();
    return m_cache ? m_cache->wipeAll() : readyFuture<void>({});
}

Future<std::optional<store::CredentialHistory>> Keeper::history(const trust::IdentityKey &identity,
                                                                const QString &credential)
{
    using Answer = std::optional<store::CredentialHistory>;
    if (!isOn() || m_id.name.isEmpty())
        return readyFuture<Answer>(Answer());
    return m_cache->run(m_id, [identity, credential](store::CacheFile &file) -> Result<Answer> {
        return file.history().of(identity, credential).map([](store::CredentialHistory history) {
            return Answer(std::move(history));
        });
    });
}

Future<std::optional<store::IdentityHistory>> Keeper::history(const trust::IdentityKey &identity)
{
    using Answer = std::optional<store::IdentityHistory>;
    if (!isOn() || m_id.name.isEmpty())
        return readyFuture<Answer>(Answer());
    return m_cache->run(m_id, [identity](store::CacheFile &file) -> Result<Answer> {
        return file.history().of(identity).map(
            [](store::IdentityHistory history) { return Answer(std::move(history)); });
    });
}

} // namespace symbolon::workspace
