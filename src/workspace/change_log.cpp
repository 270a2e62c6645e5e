// SPDX-License-Identifier: Apache-2.0
#include "workspace/change_log.h"

#include "export/change_set_document.h"
#include "trust/change_order.h"
#include "trust/staging.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace symbolon::workspace {
namespace {

// Whether the service may hold what the operation asked for.
bool mayBeCarriedOut(OperationPhase phase)
{
    return phase == OperationPhase::Writing || phase == OperationPhase::ReadingBack || phase == OperationPhase::Written
        || phase == OperationPhase::Unknown;
}

bool isForGood(const trust::Operation &operation)
{
    return operation.belonging && std::holds_alternative<trust::Secret>(*operation.belonging);
}

std::optional<LoggedChanges> read(store::ChangeJournal &journal)
{
    const auto document = journal.document();
    const auto state = journal.state();
    const auto entries = journal.entries();
    if (!document || !state || !entries)
        return std::nullopt;
    Result<trust::ChangeSet> changes = exports::readChangeSet(*document);
    if (!changes || *state < 0 || *state > static_cast<int>(LoggedState::Undoing))
        return std::nullopt;
    LoggedChanges logged;
    logged.changes = std::move(*changes);
    logged.state = static_cast<LoggedState>(*state);
    for (auto one = entries->cbegin(); one != entries->cend(); ++one) {
        if (one->phase < 0 || one->phase > static_cast<int>(OperationPhase::NotStarted))
            return std::nullopt;
        logged.phases.insert(one.key(), static_cast<OperationPhase>(one->phase));
        if (!one->error.isEmpty())
            logged.errors.insert(one.key(), one->error);
    }
    return logged;
}

// Whether an operation asks for the same; what it waits for says only when.
bool asksForTheSame(trust::Operation one, const trust::Operation &other)
{
    one.waitsFor = other.waitsFor;
    return one == other;
}

// The journal's set with what it has become: what may have been carried out stays in front, for it has to be taken back
// last; then what is asked for now.
Result<trust::ChangeSet> continued(const LoggedChanges &logged, trust::ChangeSet changes)
{
    QHash<QUuid, qsizetype> asked;
    for (qsizetype i = 0; i < changes.operations.size(); ++i)
        asked.insert(changes.operations.at(i).id, i);
    QHash<QUuid, QUuid> waited;
    QList<trust::Operation> all;
    for (const trust::Operation &one : logged.changes.operations) {
        waited.insert(one.id, one.waitsFor);
        if (!mayBeCarriedOut(logged.phases.value(one.id, OperationPhase::Waiting)))
            continue;
        const auto again = asked.constFind(one.id);
        if (again == asked.cend()) {
            all.append(one);
        } else if (!asksForTheSame(one, changes.operations.at(*again))) {
            return failure(Error{
                .kind = ErrorKind::Validation,
                .message = QCoreApplication::translate("ChangeLog",
                                                       "An operation has the id of one that was written before, and "
                                                       "asks for something else. Stage it anew.")});
        }
    }
    QSet<QUuid> held;
    for (const trust::Operation &one : std::as_const(all))
        held.insert(one.id);
    for (trust::Operation &one : changes.operations) {
        // What it waited for is written; that is told again for whoever takes both back.
        if (one.waitsFor.isNull() && held.contains(waited.value(one.id)))
            one.waitsFor = waited.value(one.id);
    }
    changes.operations = all + changes.operations;
    changes.createdAt = logged.changes.createdAt;
    return changes;
}

// The set's journal, made or taken up.
Result<std::unique_ptr<store::ChangeJournal>> journalOf(const QString &folder, trust::ChangeSet &changes, bool again)
{
    for (QString path = store::ChangeJournal::pathOf(folder, changes.id);;
         path = store::ChangeJournal::pathOf(folder, changes.id)) {
        if (!QFile::exists(path))
            return store::ChangeJournal::begin(path, exports::changeSetDocument(changes));
        auto journal = store::ChangeJournal::open(path);
        const std::optional<LoggedChanges> logged = journal ? read(**journal) : std::nullopt;
        if (!logged && again)
            return failure(journal ? Error{.kind = ErrorKind::Storage} : journal.error());
        const bool isComplete = logged
            && (logged->state == LoggedState::Written || logged->state == LoggedState::Undone);
        // One that cannot be read keeps nobody from writing; it is left as it is.
        if (!logged || (isComplete && !again)) {
            changes.id = successorOf(changes.id);
            continue;
        }
        const Result<trust::ChangeSet> whole = continued(*logged, changes);
        if (!whole)
            return failure(whole.error());
        if (*whole != logged->changes) {
            if (const auto kept = (*journal)->setDocument(exports::changeSetDocument(*whole)); !kept)
                return failure(kept.error());
        }
        return journal;
    }
}

// Calls back with every journal of the folder that can be read; what it does to one that goes wrong is told at the end.
Result<void> eachJournal(const QString &folder,
                         const std::function<Result<void>(store::ChangeJournal &, LoggedState)> &visit)
{
    Result<void> all;
    const QStringList paths = store::ChangeJournal::files(folder);
    for (const QString &path : paths) {
        auto journal = store::ChangeJournal::open(path);
        if (!journal)
            continue;
        const Result<int> state = (*journal)->state();
        if (!state || *state < 0 || *state > static_cast<int>(LoggedState::Undoing))
            continue;
        if (Result<void> visited = visit(**journal, static_cast<LoggedState>(*state)); !visited)
            all = visited;
    }
    return all;
}

Result<void> setState(store::ChangeJournal &journal, LoggedState state)
{
    return journal.setState(static_cast<int>(state));
}

// What an undo that has written `inverses` means for a set that is being taken back.
Result<void> takeBack(store::ChangeJournal &journal, const QSet<QUuid> &inverses)
{
    std::optional<LoggedChanges> logged = read(journal);
    if (!logged)
        return {};
    bool isLeft = false;
    for (const trust::Operation &one : std::as_const(logged->changes.operations)) {
        if (!mayBeCarriedOut(logged->phases.value(one.id, OperationPhase::Waiting)))
            continue;
        if (!inverses.contains(trust::undoIdOf(one.id))) {
            isLeft |= !isForGood(one);
            continue;
        }
        const store::JournalEntry entry{
            static_cast<int>(OperationPhase::NotStarted), {}, QDateTime::currentDateTimeUtc()};
        if (auto noted = journal.note(one.id, entry); !noted)
            return noted;
    }
    return isLeft ? Result<void>() : setState(journal, LoggedState::Undone);
}

bool holdsAny(const QHash<QUuid, store::JournalEntry> &entries, const QSet<QUuid> &operations)
{
    return std::any_of(operations.cbegin(), operations.cend(), [&entries](const QUuid &one) {
        const auto found = entries.constFind(one);
        return found != entries.cend() && mayBeCarriedOut(static_cast<OperationPhase>(found->phase));
    });
}

} // namespace

QUuid successorOf(const QUuid &id)
{
    return QUuid::createUuidV5(id, QStringLiteral("next"));
}

const LoggedChanges *latestOf(const QList<LoggedChanges> &logged, QUuid set)
{
    const LoggedChanges *latest = nullptr;
    for (bool found = true; found; set = successorOf(set)) {
        const auto one = std::find_if(logged.cbegin(), logged.cend(),
                                      [&set](const LoggedChanges &each) { return each.changes.id == set; });
        found = one != logged.cend();
        if (found)
            latest = &*one;
    }
    return latest;
}

trust::ChangeSet LoggedChanges::remaining() const
{
    return trust::remaining(changes, [this](const trust::Operation &one) {
        return phases.value(one.id, OperationPhase::Waiting) == OperationPhase::Written;
    });
}

QList<QUuid> LoggedChanges::carriedOut() const
{
    QList<QUuid> done;
    for (const trust::Operation &one : changes.operations) {
        if (mayBeCarriedOut(phases.value(one.id, OperationPhase::Waiting)))
            done.append(one.id);
    }
    return done;
}

trust::ChangeSet LoggedChanges::undo() const
{
    QList<trust::CarriedOut> done;
    const QList<QUuid> all = carriedOut();
    for (const QUuid &one : all)
        done.append({one, std::nullopt});
    return trust::undoOf(changes, done);
}

struct ChangeLog::Open
{
    std::map<QUuid, std::unique_ptr<store::ChangeJournal>> journals;
};

ChangeLog::ChangeLog(QString folder)
    : m_folder(std::move(folder))
    , m_open(std::make_shared<Open>())
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
}

ChangeLog::~ChangeLog()
{
    m_pool.start([open = m_open] { open->journals.clear(); }); // in their own thread
    m_pool.waitForDone();
}

Future<QUuid> ChangeLog::begin(const trust::ChangeSet &changes, bool again)
{
    const Completion<QUuid> completion;
    m_pool.start([this, open = m_open, completion, again, noted = changes]() mutable {
        auto journal = journalOf(m_folder, noted, again);
        if (!journal)
            return completion.finish(failure(journal.error()));
        if (const Result<void> begun = setState(**journal, LoggedState::Unfinished); !begun)
            return completion.finish(failure(begun.error()));
        open->journals[noted.id] = std::move(*journal);
        completion.finish(noted.id);
    });
    return completion.future();
}

Future<void> ChangeLog::note(QUuid set, const OperationResult &result)
{
    const Completion<void> completion;
    m_pool.start([open = m_open, completion, set, result] {
        const auto journal = open->journals.find(set);
        if (journal == open->journals.end())
            return completion.finish(failure(Error{.kind = ErrorKind::Storage}));
        const QString error = result.error ? oneLine(*result.error) : QString();
        completion.finish(journal->second->note(
            result.operation, {static_cast<int>(result.phase), error, QDateTime::currentDateTimeUtc()}));
    });
    return completion.future();
}

Future<void> ChangeLog::close(QUuid set, LoggedState state)
{
    const Completion<void> completion;
    m_pool.start([this, open = m_open, completion, set, state] {
        open->journals.erase(set);
        auto journal = store::ChangeJournal::open(store::ChangeJournal::pathOf(m_folder, set));
        if (!journal)
            return completion.finish(failure(journal.error()));
        const auto entries = (*journal)->entries();
        if (!entries)
            return completion.finish(failure(entries.error()));
        if (const Result<void> closed = setState(**journal, state); !closed)
            return completion.finish(closed);
        QSet<QUuid> written;
        for (auto one = entries->cbegin(); one != entries->cend(); ++one) {
            if (one->phase == static_cast<int>(OperationPhase::Written))
                written.insert(one.key());
        }
        completion.finish(eachJournal(m_folder, [&written](store::ChangeJournal &other, LoggedState now) {
            return now == LoggedState::Undoing ? takeBack(other, written) : Result<void>();
        }));
    });
    return completion.future();
}

Future<void> ChangeLog::beginUndo(const QList<QUuid> &operations)
{
    const Completion<void> completion;
    m_pool.start([this, completion, wanted = QSet<QUuid>(operations.cbegin(), operations.cend())] {
        completion.finish(eachJournal(m_folder, [&wanted](store::ChangeJournal &journal, LoggedState) -> Result<void> {
            const auto entries = journal.entries();
            if (!entries)
                return failure(entries.error());
            return holdsAny(*entries, wanted) ? setState(journal, LoggedState::Undoing) : Result<void>();
        }));
    });
    return completion.future();
}

Future<void> ChangeLog::leave(const QList<QUuid> &operations)
{
    const Completion<void> completion;
    m_pool.start([this, completion, wanted = QSet<QUuid>(operations.cbegin(), operations.cend())] {
        completion.finish(eachJournal(m_folder, [&](store::ChangeJournal &journal, LoggedState state) -> Result<void> {
            if (state != LoggedState::Undoing)
                return {};
            const auto entries = journal.entries();
            if (!entries)
                return failure(entries.error());
            return holdsAny(*entries, wanted) ? setState(journal, LoggedState::Unfinished) : Result<void>();
        }));
    });
    return completion.future();
}

Future<QList<LoggedChanges>> ChangeLog::list(const QString &tenantId, const QString &loginOrigin)
{
    const Completion<QList<LoggedChanges>> completion;
    m_pool.start([this, completion, tenantId, loginOrigin] {
        QList<LoggedChanges> sets;
        const QStringList paths = store::ChangeJournal::files(m_folder);
        for (const QString &path : paths) {
            auto journal = store::ChangeJournal::open(path);
            if (!journal)
                continue;
            std::optional<LoggedChanges> logged = read(**journal);
            if (logged && logged->changes.tenantId == tenantId && logged->changes.loginOrigin == loginOrigin)
                sets.append(std::move(*logged));
        }
        std::stable_sort(sets.begin(), sets.end(), [](const LoggedChanges &a, const LoggedChanges &b) {
            return a.changes.createdAt > b.changes.createdAt;
        });
        completion.finish(std::move(sets));
    });
    return completion.future();
}

Future<void> ChangeLog::forget(QUuid set)
{
    const Completion<void> completion;
    m_pool.start([this, open = m_open, completion, set] {
        open->journals.erase(set);
        const bool gone = store::ChangeJournal::forget(store::ChangeJournal::pathOf(m_folder, set));
        completion.finish(gone ? Result<void>() : failure(Error{.kind = ErrorKind::Storage}));
    });
    return completion.future();
}

} // namespace symbolon::workspace
