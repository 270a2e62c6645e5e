// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/history.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace symbolon::store {

// Names one part of a snapshot: what it holds and which one of its kind it is.
struct PartId
{
    std::uint32_t kind = 0;
    std::uint32_t number = 0;

    bool operator==(const PartId &) const = default;
};

// What is on the disk is not what was written there. Whoever meets it wipes the file and starts with an empty one.
[[nodiscard]] Unexpected damaged(const QString &what);
[[nodiscard]] bool isDamage(const Error &error);

// One SQLite file: the last snapshot of a tenant as seen by one account, in parts, and the history of its credentials.
//
// A part is one blob of many objects, not a row per object: reading a hundred thousand rows through Qt Sql takes longer
// than decoding them, and a part that is written again unchanged costs one comparison. Each carries a checksum, because
// SQLite notices broken pages but not broken values. Never a token.
//
// WAL, owner-only (0600; SQLite gives -wal and -shm the same), `user_version` = schema. A file that cannot be used
// (damaged, of another schema, not ours) is replaced by an empty one. Lives in the thread that opened it.
// Errors: ErrorKind::Storage.
class CacheFile final
{
public:
    static constexpr int schema = 1;

    // Creates the file, and its folder for the owner alone, where there is none.
    [[nodiscard]] static Result<std::unique_ptr<CacheFile>> open(const QString &path);
    // Removes the file with what SQLite keeps beside it. True also when there was none.
    static bool wipe(const QString &path);

    ~CacheFile();
    CacheFile(const CacheFile &) = delete;
    CacheFile &operator=(const CacheFile &) = delete;

    // Everything that `work` writes is there afterwards, or nothing of it; what it reads is of one moment.
    [[nodiscard]] Result<void> transact(const std::function<Result<void>()> &work);

    [[nodiscard]] Result<std::optional<QByteArray>> part(PartId id);
    // Whether this changed anything.
    [[nodiscard]] Result<bool> putPart(PartId id, const QByteArray &value);
    [[nodiscard]] Result<void> removePart(PartId id);
    // In ascending order of kind and number.
    [[nodiscard]] Result<QList<PartId>> parts();

    // What became of the credentials from one snapshot to the next.
    [[nodiscard]] History &history();

private:
    struct Handle;
    explicit CacheFile(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

} // namespace symbolon::store
