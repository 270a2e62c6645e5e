// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/unwritten.h"

#include "base/log.h"
#include "base/whole_file.h"
#include "export/change_set_document.h"
#include "ui/editor/drafts.h"
#include "ui/models/staged_changes.h"
#include "ui/pages/onboarding/onboarding_draft.h"
#include "ui/shell/settings.h"
#include "workspace/applier.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <chrono>
#include <functional>

namespace symbolon::ui {
namespace {

constexpr std::chrono::milliseconds pause{400};
constexpr int nameLength = 32;
constexpr qint64 largestDrafts = 4 * 1024 * 1024;

struct KeptFile
{
    QString path;
    std::function<QByteArray()> make; // called in the worker; empty: the file goes
};

Result<void> write(const KeptFile &kept)
{
    const QByteArray content = kept.make();
    if (content.isEmpty()) {
        QFile::remove(kept.path);
        return {};
    }
    if (!QDir().mkpath(QFileInfo(kept.path).path()))
        return failure(Error{.kind = ErrorKind::Storage, .message = Unwritten::tr("The folder cannot be made.")});
    return writeWhole(kept.path, content, QFile::ReadOwner | QFile::WriteOwner);
}

Result<QByteArray> readFile(const QString &path, qint64 atMost)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error{.kind = ErrorKind::Storage, .message = file.errorString()});
    return file.read(atMost);
}

} // namespace

Unwritten::Unwritten(Context &context, StagedChanges &staged, Drafts &drafts, OnboardingDrafts &onboarding,
                     QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_staged(staged)
    , m_drafts(drafts)
    , m_onboarding(onboarding)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(pause);
    connect(&m_soon, &QTimer::timeout, this, &Unwritten::keepNow);
    connect(&staged, &StagedChanges::changed, &m_soon, qOverload<>(&QTimer::start));
    connect(&staged, &StagedChanges::wordsChanged, &m_soon, qOverload<>(&QTimer::start));
    drafts.whenChanged([this] { m_soon.start(); });
    onboarding.whenChanged([this] { m_soon.start(); });
    connect(&context.workspace, &workspace::Workspace::tenantChanged, this, &Unwritten::bringBack);
    bringBackDrafts();
    bringBackOnboarding();
    bringBack();
}

QString Unwritten::stagedFile() const
{
    const trust::ChangeSet here = m_context.workspace.newChangeSet();
    const QString place = here.loginOrigin + QLatin1Char(' ') + here.tenantId;
    const QByteArray name =
        QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha256).toHex().left(nameLength);
    return QDir(m_context.settings.folder()).filePath(QString::fromLatin1(name) + QStringLiteral(".symbolon-changes"));
}

QString Unwritten::draftsFile() const
{
    return QDir(m_context.settings.folder()).filePath(QStringLiteral("drafts.json"));
}

QString Unwritten::onboardingFile() const
{
    return QDir(m_context.settings.folder()).filePath(QStringLiteral("onboarding.json"));
}

void Unwritten::keepNow()
{
    m_soon.stop();
    QList<KeptFile> files;
    const QString path = stagedFile();
    if (m_broughtBack.contains(path)) {
        files.append({path, [waiting = m_staged.waitingSet()] {
                          return waiting.operations.isEmpty() ? QByteArray() : exports::changeSetDocument(waiting);
                      }});
    }
    if (m_broughtBack.contains(draftsFile()))
        files.append({draftsFile(), [document = m_drafts.document()] { return document; }});
    if (m_broughtBack.contains(onboardingFile()))
        files.append({onboardingFile(), [document = m_onboarding.document()] { return document; }});
    for (const KeptFile &kept : std::as_const(files)) {
        whenDone(m_context.worker.run([kept] { return write(kept); }), this, [](const Result<void> &written) {
            if (!written)
                qCWarning(logUi, "What is not written yet could not be kept: %s",
                          qUtf8Printable(written.error().message));
        });
    }
}

void Unwritten::bringBackOnboarding()
{
    whenDone(m_context.worker.run([path = onboardingFile()] { return readFile(path, largestDrafts); }), this,
             [this](const Result<QByteArray> &text) {
                 m_broughtBack.insert(onboardingFile());
                 if (text)
                     m_onboarding.take(*text);
             });
}

void Unwritten::bringBackDrafts()
{
    whenDone(m_context.worker.run([path = draftsFile()] { return readFile(path, largestDrafts); }), this,
             [this](const Result<QByteArray> &text) {
                 m_broughtBack.insert(draftsFile());
                 const int count = text ? m_drafts.take(*text) : 0;
                 if (count > 0)
                     Q_EMIT said(tr("%n draft(s) of an earlier run are there again.", nullptr, count));
             });
}

// What somebody has staged meanwhile stays, too: staging the same credential twice makes one change.
void Unwritten::bringBack()
{
    const QString path = stagedFile();
    if (m_context.workspace.newChangeSet().tenantId.isEmpty() || m_broughtBack.contains(path))
        return;
    auto read = [path]() -> Result<trust::ChangeSet> {
        const auto text = readFile(path, exports::changesLimits::bytes + 1);
        if (!text)
            return failure(text.error());
        return text->isEmpty() ? Result<trust::ChangeSet>(trust::ChangeSet()) : exports::readChangeSet(*text);
    };
    whenDone(m_context.worker.run(std::move(read)), this, [this, path](const Result<trust::ChangeSet> &kept) {
        if (path != stagedFile() || m_broughtBack.contains(path))
            return;
        m_broughtBack.insert(path);
        const trust::ChangeSet here = m_context.workspace.newChangeSet();
        if (!kept) {
            Q_EMIT said(tr("What was staged in an earlier run cannot be read: %1").arg(kept.error().message));
            return;
        }
        const bool bound = kept->tenantId == here.tenantId && kept->loginOrigin == here.loginOrigin;
        if (!kept->operations.isEmpty() && bound && m_staged.bringBack(*kept)) {
            m_staged.setTicket(kept->ticket);
            m_staged.setReason(kept->reason);
        }
        recall();
    });
}

// The program may have ended while they were written, or while they were taken back: the journal knows how far it came.
void Unwritten::recall()
{
    whenDone(m_context.workspace.applier().logged(), this,
             [this](const Result<QList<workspace::LoggedChanges>> &logged) {
                 QHash<QUuid, workspace::OperationPhase> phases;
                 bool isUndo = false;
                 const auto all = logged.value_or(QList<workspace::LoggedChanges>());
                 for (const workspace::LoggedChanges &set : all) {
                     if (set.state == workspace::LoggedState::Unfinished)
                         phases.insert(set.phases);
                     else if (set.state == workspace::LoggedState::Undoing)
                         isUndo |= m_staged.bringBackWritten(set.changes, set.carriedOut());
                 }
                 if (m_staged.set().operations.isEmpty())
                     return;
                 m_staged.recall(phases);
                 Q_EMIT said(wordsOfRecall(isUndo));
             });
}

QString Unwritten::wordsOfRecall(bool isUndo) const
{
    const int written = m_staged.written();
    const int waiting = m_staged.waiting();
    if (isUndo)
        return tr("Taking back was interrupted: %n operation(s) are still to be taken back. Undo goes on.", nullptr,
                  m_staged.undoable());
    return written == 0
        ? tr("%n change(s) staged in an earlier run are there again.", nullptr, waiting)
        : tr("Writing was interrupted: %1 written, %2 not. Apply goes on, Undo takes back.").arg(written).arg(waiting);
}

} // namespace symbolon::ui
