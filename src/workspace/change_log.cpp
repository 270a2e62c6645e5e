// SPDX-License-Identifier: Apache-2.0
#include "workspace/change_log.h"

#include "export/change_set_document.h"
#include "trust/change_order.h"
#include "trust/staging.h"

#include <QFile>

#include <algorithm>
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

std::optional<LoggedChanges> read(store::ChangeJournal &journal)
{
    const auto document = journal.document();
    const auto state = journal.state();
    const auto entries = journal.entries();
    if (!document || !state || !entries)
        return std::nullopt;
    Result<trust::ChangeSet> changes = exports::readChangeSet(*document);
    if (!changes || *state < 0 || *state > static_cast<int>(LoggedState::Undone))
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

} // namespace

trust::ChangeSet LoggedChanges::remaining() const
{
    return trust::remaining(changes, [this](const trust::Operation &one) {
        return phases.value(one.id, OperationPhase::Waiting) == OperationPhase::Written;
    });
}

trust::ChangeSet LoggedChanges::undo() const
{
    QList<trust::CarriedOut> done;
    for (const trust::Operation &one : changes.operations) {
        if (mayBeCarriedOut(phases.value(one.id, OperationPhase::Waiting)))
            done.append({one.id, std::nullopt});
    }
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
        QString path = store::ChangeJournal::pathOf(m_folder, noted.id);
        if (!again && QFile::exists(path)) {
            noted.id = QUuid::createUuid();
            path = store::ChangeJournal::pathOf(m_folder, noted.id);
        }
        auto journal = store::ChangeJournal::begin(path, exports::changeSetDocument(noted));
        if (!journal)
            return completion.finish(failure(journal.error()));
        if (const Result<void> begun = (*journal)->setState(static_cast<int>(LoggedState::Unfinished)); !begun)
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
        completion.finish(journal ? (*journal)->setState(static_cast<int>(state)) : failure(journal.error()));
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
