// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>
#include <QUuid>

#include <memory>

namespace symbolon::store {

// What was noted of one operation.
struct JournalEntry
{
    int phase = 0; // the caller's
    QString error; // one line for people; empty: none
    QDateTime at;  // UTC

    bool operator==(const JournalEntry &) const = default;
};

// One SQLite file: a change set's document, how far the set is, and the phase of each operation. Every note is on the disk
// when the call returns (synchronous = FULL), so that a program that was killed knows at the next start what it was about
// to write. Owner-only (0600). Never a token. Lives in the thread that opened it. Errors: ErrorKind::Storage.
class ChangeJournal final
{
public:
    static constexpr int schema = 1;

    // The file of a set; its folder is created for the owner alone.
    [[nodiscard]] static QString pathOf(const QString &folder, QUuid set);
    // Every such file of the folder.
    [[nodiscard]] static QStringList files(const QString &folder);
    // Opens the set's file, or makes one that holds the document; that of an earlier run keeps its own document.
    [[nodiscard]] static Result<std::unique_ptr<ChangeJournal>> begin(const QString &path, const QByteArray &document);
    // An existing file.
    [[nodiscard]] static Result<std::unique_ptr<ChangeJournal>> open(const QString &path);
    // Removes the file. True also when there was none.
    static bool forget(const QString &path);

    ~ChangeJournal();
    ChangeJournal(const ChangeJournal &) = delete;
    ChangeJournal &operator=(const ChangeJournal &) = delete;

    [[nodiscard]] Result<QByteArray> document();
    // What the set has become since it was begun; phases that were noted stay.
    [[nodiscard]] Result<void> setDocument(const QByteArray &document);
    // The caller's number; 0 at first.
    [[nodiscard]] Result<int> state();
    [[nodiscard]] Result<void> setState(int state);
    [[nodiscard]] Result<QHash<QUuid, JournalEntry>> entries();
    [[nodiscard]] Result<void> note(QUuid operation, const JournalEntry &entry);

private:
    struct Handle;
    explicit ChangeJournal(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

} // namespace symbolon::store
