// SPDX-License-Identifier: Apache-2.0
#include "workspace/apply_run.h"

#include <QTimer>

#include <algorithm>

namespace symbolon::workspace {
namespace {

using trust::FederatedCredential;
using Credentials = QList<FederatedCredential>;

constexpr int looksAfterLostAnswer = 3;

const FederatedCredential *findByName(const Credentials &credentials, const QString &name, trust::IdentityKind kind)
{
    // ARM names are path segments, which compare without regard to case.
    const auto sensitivity = kind == trust::IdentityKind::Application ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const auto found = std::find_if(credentials.cbegin(), credentials.cend(), [&](const FederatedCredential &one) {
        return one.name.compare(name, sensitivity) == 0;
    });
    return found == credentials.cend() ? nullptr : &*found;
}

// Equal in everything a person decides; ids are the service's. An absent and an empty subject are the same.
bool sameContent(const FederatedCredential &a, const FederatedCredential &b, trust::IdentityKind kind)
{
    const bool descriptions = kind == trust::IdentityKind::ManagedIdentity || a.description == b.description;
    return a.issuer == b.issuer && a.subject.value_or(QString()) == b.subject.value_or(QString())
        && a.expression == b.expression && a.audiences == b.audiences && descriptions;
}

// Whether the service holds `image` under its name (nullopt: nothing under that name).
bool holds(const Credentials &now, const trust::Operation &operation, const std::optional<FederatedCredential> &image)
{
    const FederatedCredential *found = findByName(now, operation.credentialName(), operation.identity.kind);
    return image ? found && sameContent(*found, *image, operation.identity.kind) : !found;
}

// The list with the operation carried out, for a service whose lists lag behind its writes.
Credentials carriedOut(Credentials now, const trust::Operation &operation, const FederatedCredential &answer)
{
    const FederatedCredential *found = findByName(now, operation.credentialName(), operation.identity.kind);
    const qsizetype position = found ? std::distance(now.cbegin(), Credentials::const_iterator(found)) : -1;
    if (!operation.after) {
        if (position >= 0)
            now.removeAt(position);
    } else if (position >= 0) {
        now[position] = answer;
    } else {
        now.append(answer);
    }
    return now;
}

QString subjectOf(const trust::Operation &operation)
{
    const QString credential = operation.credentialName();
    switch (operation.kind()) {
    case trust::OperationKind::Create:
        return ApplyRun::tr("Creating credential “%1” of “%2”").arg(credential, operation.identityName);
    case trust::OperationKind::Update:
        return ApplyRun::tr("Changing credential “%1” of “%2”").arg(credential, operation.identityName);
    case trust::OperationKind::Delete:
        return ApplyRun::tr("Deleting credential “%1” of “%2”").arg(credential, operation.identityName);
    }
    Q_UNREACHABLE();
}

Error invalid(const QString &message)
{
    return Error{.kind = ErrorKind::Validation, .message = message};
}

Error conflict(const trust::Operation &operation, bool isThere)
{
    Error error{.kind = ErrorKind::Conflict};
    if (operation.kind() == trust::OperationKind::Create)
        error.message = ApplyRun::tr("A credential of this name exists already.");
    else if (isThere)
        error.message = ApplyRun::tr("The credential was changed by somebody else after it was read.");
    else
        error.message = ApplyRun::tr("The credential was deleted by somebody else after it was read.");
    return error;
}

} // namespace

ApplyRun::ApplyRun(ApplySetting setting, trust::ChangeSet changes, ApplyProgress progress, std::stop_token stop,
                   QObject *parent)
    : QObject(parent)
    , m_setting(std::move(setting))
    , m_changes(std::move(changes))
    , m_progress(std::move(progress))
    , m_stop(std::move(stop))
{
    for (const trust::Operation &operation : std::as_const(m_changes.operations)) {
        OperationResult result;
        result.operation = operation.id;
        m_report.results.append(result);
    }
}

Future<ApplyReport> ApplyRun::start()
{
    QTimer::singleShot(0, this, [this] {
        if (m_changes.operations.isEmpty())
            return end();
        const bool bound = m_changes.tenantId == m_setting.tenantId && m_changes.loginOrigin == m_setting.loginOrigin;
        if (!bound) {
            m_current = 0;
            return fail(OperationPhase::Failed, invalid(tr("These changes were made for another tenant.")));
        }
        obtainPermission();
    });
    return m_completion.future();
}

bool ApplyRun::isApplication() const
{
    return operation().identity.kind == trust::IdentityKind::Application;
}

// Managed identities are written with the Azure permission that reading them takes already.
void ApplyRun::obtainPermission()
{
    const bool applications =
        std::any_of(m_changes.operations.cbegin(), m_changes.operations.cend(),
                    [](const trust::Operation &one) { return one.identity.kind == trust::IdentityKind::Application; });
    if (!applications)
        return next();
    whenDone(m_setting.session.ensureScopes(m_setting.session.tiers().edit, m_stop), this,
             [this](const Result<void> &granted) {
                 if (granted)
                     return next();
                 m_current = 0;
                 fail(OperationPhase::Failed, granted.error());
             });
}

void ApplyRun::next()
{
    ++m_current;
    if (m_current >= m_changes.operations.size() || m_stop.stop_requested())
        return end();
    check();
}

Future<Credentials> ApplyRun::read(const std::stop_token &stop)
{
    return isApplication() ? m_setting.graph.credentials(operation().identity.id, stop)
                           : m_setting.arm.credentials(operation().identity.id, stop);
}

void ApplyRun::check()
{
    enter(OperationPhase::Checking);
    if (operation().kind() == trust::OperationKind::Update && operation().before->name != operation().after->name) {
        return fail(OperationPhase::Failed,
                    invalid(tr("A credential's name cannot be changed. Create a new one and delete the old one.")));
    }
    whenDone(read(m_stop), this, [this](const Result<Credentials> &now) {
        if (m_stop.stop_requested())
            return end();
        if (!now)
            return fail(OperationPhase::Failed, now.error());
        compare(*now);
    });
}

void ApplyRun::compare(const Credentials &now)
{
    const trust::Operation &wanted = operation();
    if (holds(now, wanted, wanted.after))
        return succeed(now);
    if (!holds(now, wanted, wanted.before)) {
        m_setting.merge(wanted.identity, now);
        return fail(OperationPhase::Failed,
                    conflict(wanted, findByName(now, wanted.credentialName(), wanted.identity.kind) != nullptr));
    }
    if (wanted.after) {
        Credentials others = now;
        others.removeIf([&](const FederatedCredential &one) {
            return one.name.compare(wanted.credentialName(), Qt::CaseInsensitive) == 0;
        });
        const bool creating = wanted.kind() == trust::OperationKind::Create;
        const QList<trust::Remark> remarks = m_setting.validate(wanted.identity, *wanted.after, others, creating);
        QStringList errors;
        for (const trust::Remark &remark : remarks) {
            if (remark.level == trust::RemarkLevel::Error)
                errors.append(remark.text);
        }
        if (!errors.isEmpty())
            return fail(OperationPhase::Failed, invalid(errors.join(u' ')));
    }
    m_now = now;
    write();
}

void ApplyRun::write()
{
    enter(OperationPhase::Writing);
    const trust::Operation &wanted = operation();
    const QString &id = wanted.identity.id;
    // Update and delete answer without a credential: what was asked for stands for it until it is read back.
    const auto withoutAnswer = [this, expected = wanted.after](const Result<void> &outcome) {
        written(outcome ? Result<FederatedCredential>(expected.value_or(FederatedCredential()))
                        : failure(outcome.error()));
    };
    const auto withAnswer = [this](const Result<FederatedCredential> &outcome) { written(outcome); };

    if (!isApplication()) {
        if (wanted.after)
            whenDone(m_setting.arm.putCredential(id, *wanted.after), this, withAnswer);
        else
            whenDone(m_setting.arm.deleteCredential(id, wanted.credentialName()), this, withoutAnswer);
        return;
    }
    const FederatedCredential *held = findByName(m_now, wanted.credentialName(), wanted.identity.kind);
    switch (wanted.kind()) {
    case trust::OperationKind::Create:
        whenDone(m_setting.graph.createCredential(id, *wanted.after), this, withAnswer);
        return;
    case trust::OperationKind::Update: {
        FederatedCredential after = *wanted.after;
        after.id = held->id;
        whenDone(m_setting.graph.updateCredential(id, *held, after), this, withoutAnswer);
        return;
    }
    case trust::OperationKind::Delete:
        whenDone(m_setting.graph.deleteCredential(id, *held), this, withoutAnswer);
        return;
    }
}

void ApplyRun::written(const Result<FederatedCredential> &answer)
{
    if (!answer && !answer.error().outcomeUnknown)
        return fail(OperationPhase::Failed, answer.error());
    enter(OperationPhase::ReadingBack);
    readBack(1, answer ? std::nullopt : std::optional(answer.error()), answer.value_or(FederatedCredential()));
}

void ApplyRun::readBack(int look, const std::optional<Error> &lost, const FederatedCredential &answer)
{
    whenDone(read({}), this, [this, look, lost, answer](const Result<Credentials> &now) {
        if (now)
            return judgeReadBack(look, *now, lost, answer);
        if (!lost) // the service said that it is written; a failed look does not undo that
            return succeed(carriedOut(m_now, operation(), answer));
        if (look >= looksAfterLostAnswer)
            return fail(OperationPhase::Unknown, *lost);
        lookAgain(look, lost, answer);
    });
}

void ApplyRun::judgeReadBack(int look, const Credentials &now, const std::optional<Error> &lost,
                             const FederatedCredential &answer)
{
    const trust::Operation &wanted = operation();
    if (holds(now, wanted, wanted.after))
        return succeed(now);
    if (!lost)
        return succeed(carriedOut(now, wanted, answer));
    // What was not carried out may yet be: the service's copies agree after a while.
    if (look < looksAfterLostAnswer)
        return lookAgain(look, lost, answer);
    m_setting.merge(wanted.identity, now);
    fail(holds(now, wanted, wanted.before) ? OperationPhase::Failed : OperationPhase::Unknown, *lost);
}

void ApplyRun::lookAgain(int look, const std::optional<Error> &lost, const FederatedCredential &answer)
{
    QTimer::singleShot(m_setting.readBackPause, this, [this, look, lost, answer] { readBack(look + 1, lost, answer); });
}

void ApplyRun::enter(OperationPhase phase)
{
    OperationResult &result = m_report.results[m_current];
    result.phase = phase;
    if (m_progress)
        m_progress(result);
}

void ApplyRun::succeed(const Credentials &now)
{
    const trust::Operation &wanted = operation();
    if (const FederatedCredential *found = findByName(now, wanted.credentialName(), wanted.identity.kind))
        m_report.results[m_current].written = *found;
    m_setting.merge(wanted.identity, now);
    enter(OperationPhase::Written);
    next();
}

void ApplyRun::fail(OperationPhase phase, const Error &error)
{
    OperationResult &result = m_report.results[m_current];
    result.error = error;
    result.error->subject = subjectOf(operation());
    enter(phase);
    end();
}

void ApplyRun::end()
{
    for (m_current = 0; m_current < m_report.results.size(); ++m_current) {
        const OperationPhase phase = m_report.results.at(m_current).phase;
        if (phase == OperationPhase::Waiting || phase == OperationPhase::Checking)
            enter(OperationPhase::NotStarted);
    }
    m_completion.finish(m_report);
    deleteLater();
}

} // namespace symbolon::workspace
