// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "store/cache_file.h"

#include <QString>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace symbolon::store {

// Where a sign-in happens: one half of what a cache file belongs to, known before anybody is signed in.
struct CacheScope
{
    QString loginOrigin; // scheme://host:port
    QString tenant;      // as it was asked for: an id, a domain, "organizations"
    QString clientId;
};

// Names one cache file; says nothing of whose it is.
struct CacheId
{
    QString name; // empty: none

    bool operator==(const CacheId &) const = default;
};

// The cache files of one person's folder, worked on in a thread of their own: one file per login origin, tenant, client
// and account, named by a hash of those. Which one was used last is remembered, so that a start can show it before
// anybody has answered.
//
// Calls return at once; jobs run one after the other and end in a future. Lives in one thread; the destructor waits for
// the job that is running and for those before it.
class Cache final
{
public:
    // `folder` is created (0700) with the first file.
    Cache(QString folder, CacheScope scope);
    ~Cache();
    Cache(const Cache &) = delete;
    Cache &operator=(const Cache &) = delete;

    // Another tenant or client was chosen: from now on ids and the file that was used last are of this scope.
    void setScope(CacheScope scope) { m_scope = std::move(scope); }

    // `account` as auth::AccountInfo::accountKey() gives it: object id and tenant id. Empty: nobody's, no file.
    [[nodiscard]] CacheId idOf(const QString &account) const { return idOf(account, m_scope.tenant); }
    // The same, had its tenant been asked for in these words.
    [[nodiscard]] CacheId idOf(const QString &account, const QString &tenant) const;
    // The file that was used last in this scope; an empty id when there is none, or it is gone.
    [[nodiscard]] Future<CacheId> lastUsed();
    // For the next start; an empty id forgets.
    void setLastUsed(const CacheId &id);

    // Runs `work(CacheFile &) → Result<T>` in the cache's thread. A file that turns out to be damaged is replaced by an
    // empty one, and the work runs once more. Errors: ErrorKind::Storage, whatever the work ends with.
    template<typename Work>
    [[nodiscard]] auto run(const CacheId &id, Work work) -> QFuture<decltype(work(std::declval<CacheFile &>()))>
    {
        using Outcome = typename decltype(work(std::declval<CacheFile &>()))::value_type;
        Completion<Outcome> completion;
        auto future = completion.future();
        m_pool.start([this, id, completion, work = std::move(work)]() mutable {
            for (bool again = true; true; again = false) {
                const Result<CacheFile *> file = open(id);
                if (!file)
                    return completion.finish(failure(file.error()));
                auto outcome = work(**file);
                if (outcome || !isDamage(outcome.error()) || !again)
                    return completion.finish(std::move(outcome));
                replace(id, outcome.error());
            }
        });
        return future;
    }

    // Removes the file and forgets that it was used last. An error: something of it is still there.
    [[nodiscard]] Future<void> wipe(const CacheId &id);
    // Every file of the folder, whosever they are.
    [[nodiscard]] Future<void> wipeAll();

private:
    [[nodiscard]] QString pathOf(const CacheId &id) const;
    [[nodiscard]] QString pointerPath() const;
    // In the cache's thread:
    [[nodiscard]] Result<CacheFile *> open(const CacheId &id);
    void replace(const CacheId &id, const Error &why);
    void close();

    const QString m_folder;
    CacheScope m_scope;
    std::unique_ptr<CacheFile> m_file; // of the cache's thread, as the next one
    CacheId m_open;
    QThreadPool m_pool; // of one thread that stays: SQLite connections belong to theirs
};

} // namespace symbolon::store
