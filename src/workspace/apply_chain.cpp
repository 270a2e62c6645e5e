// SPDX-License-Identifier: Apache-2.0
#include "workspace/apply_chain.h"

#include "workspace/belonging_step.h"
#include "workspace/credential_list.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace symbolon::workspace {
namespace {

using trust::FederatedCredential;
using Credentials = QList<FederatedCredential>;

constexpr int looksAfterLostAnswer = 3;
// How often something that was not found is asked for: the service's copies agree after a while.
constexpr int attemptsWhenNotFound = 4;

QString subjectOf(const trust::Operation &operation)
{
    const QString credential = operation.name();
    if (operation.isAboutIdentity()) {
        return operation.removes ? ApplyChain::tr("Deleting “%1”").arg(operation.identityName)
                                 : ApplyChain::tr("Creating “%1”").arg(operation.identityName);
    }
    if (operation.belonging) {
        return operation.removes ? ApplyChain::tr("Taking “%1” from “%2”").arg(credential, operation.identityName)
                                 : ApplyChain::tr("Granting “%1” to “%2”").arg(credential, operation.identityName);
    }
    switch (operation.kind()) {
    case trust::OperationKind::Create:
        return ApplyChain::tr("Creating credential “%1” of “%2”").arg(credential, operation.identityName);
    case trust::OperationKind::Update:
        return ApplyChain::tr("Changing credential “%1” of “%2”").arg(credential, operation.identityName);
    case trust::OperationKind::Delete:
        return ApplyChain::tr("Deleting credential “%1” of “%2”").arg(credential, operation.identityName);
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
        error.message = ApplyChain::tr("A credential of this name exists already.");
    else if (isThere)
        error.message = ApplyChain::tr("The credential was changed by somebody else after it was read.");
    else
        error.message = ApplyChain::tr("The credential was deleted by somebody else after it was read.");
    return error;
}

} // namespace

ApplyChain::ApplyChain(const ApplySetting &setting, QList<trust::Operation> operations, Tell tell, std::stop_token stop,
                       QObject *parent)
    : QObject(parent)
    , m_setting(setting)
    , m_operations(std::move(operations))
    , m_tell(std::move(tell))
    , m_stop(std::move(stop))
{
}

bool ApplyChain::isApplication() const
{
    return operation().identity.kind == trust::IdentityKind::Application;
}

QUuid ApplyChain::waitsFor() const
{
    return m_current < m_operations.size() && !m_hasArrived ? operation().waitsFor : QUuid();
}

void ApplyChain::arrived()
{
    m_hasArrived = true;
}

void ApplyChain::goOn()
{
    if (m_current >= m_operations.size() || m_stop.stop_requested()) {
        Q_EMIT ended();
        return;
    }
    if (!waitsFor().isNull()) {
        Q_EMIT parked();
        return;
    }
    m_result = {};
    m_result.operation = operation().id;
    if (!m_isResolved)
        return resolve();
    if (operation().belonging)
        return settleBelonging();
    check();
}

void ApplyChain::resolve()
{
    const auto about = std::find_if(m_operations.cbegin(), m_operations.cend(),
                                    [](const trust::Operation &one) { return one.isAboutIdentity(); });
    m_isResolved = true;
    m_isOfThisSet = about != m_operations.cend();
    if (!m_isOfThisSet) {
        if (m_setting.find)
            m_who = m_setting.find(operation().identity);
        return goOn();
    }
    whenDone(lookFor(m_setting, *about, std::nullopt, this, m_stop), this, [this](const Result<BelongingLook> &found) {
        if (m_stop.stop_requested()) {
            Q_EMIT ended();
            return;
        }
        if (!found)
            return fail(OperationPhase::Failed, found.error());
        m_who = found->identity;
        goOn();
    });
}

void ApplyChain::settleBelonging()
{
    auto *step = new BelongingStep(
        m_setting, operation(), m_who, [this](OperationPhase phase) { enter(phase); }, m_stop, this);
    whenDone(step->start(), this, [this](const Result<StepOutcome> &outcome) {
        if (!outcome)
            return fail(OperationPhase::Failed, outcome.error());
        belongingSettled(*outcome);
    });
}

void ApplyChain::belongingSettled(const StepOutcome &outcome)
{
    if (outcome.phase == OperationPhase::NotStarted) {
        Q_EMIT ended();
        return;
    }
    if (outcome.phase != OperationPhase::Written)
        return fail(outcome.phase, *outcome.error);
    if (operation().isAboutIdentity()) {
        const trust::IdentityKey gone = serviceKey();
        m_who = outcome.identity;
        if (m_who && m_setting.appeared)
            m_setting.appeared(*m_who);
        else if (!m_who && m_setting.vanished)
            m_setting.vanished(gone);
    }
    if (const auto *secret = std::get_if<trust::Secret>(&*operation().belonging); secret && m_setting.retired)
        m_setting.retired(operation().identity, *secret);
    enter(OperationPhase::Written);
    goToNext();
}

void ApplyChain::goToNext()
{
    ++m_current;
    m_hasArrived = false;
    goOn();
}

Future<Credentials> ApplyChain::read(const std::stop_token &stop)
{
    if (hasNoIdentity())
        return readyFuture(Result<Credentials>(Credentials()));
    const QString id = serviceKey().id;
    return isApplication() ? m_setting.graph.credentials(id, stop) : m_setting.arm.credentials(id, stop);
}

void ApplyChain::check()
{
    enter(OperationPhase::Checking);
    if (operation().kind() == trust::OperationKind::Update && operation().before->name != operation().after->name) {
        return fail(OperationPhase::Failed,
                    invalid(tr("A credential's name cannot be changed. Create a new one and delete the old one.")));
    }
    if (m_now)
        return compare();
    readFirst(1);
}

void ApplyChain::readFirst(int look)
{
    whenDone(read(m_stop), this, [this, look](const Result<Credentials> &now) {
        if (m_stop.stop_requested()) {
            Q_EMIT ended();
            return;
        }
        if (now) {
            m_now = *now;
            return compare();
        }
        if (now.error().kind != ErrorKind::NotFound || look >= attemptsWhenNotFound)
            return fail(OperationPhase::Failed, now.error());
        QTimer::singleShot(m_setting.readBackPause * look, this, [this, look] { readFirst(look + 1); });
    });
}

void ApplyChain::compare()
{
    const Credentials now = *m_now;
    const trust::Operation &wanted = operation();
    if (holds(now, wanted, wanted.after))
        return succeed(now);
    if (!holds(now, wanted, wanted.before)) {
        mergeNow(now);
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
    prepare();
}

void ApplyChain::prepare()
{
    OperationResult writing = m_result;
    writing.phase = OperationPhase::Writing;
    const Future<void> noted = m_setting.note ? m_setting.note(writing) : readyFuture(Result<void>());
    whenDone(noted, this, [this](const Result<void> &outcome) {
        if (!outcome)
            return fail(OperationPhase::Failed, outcome.error());
        if (m_stop.stop_requested()) {
            Q_EMIT ended();
            return;
        }
        enter(OperationPhase::Writing);
        write(1);
    });
}

void ApplyChain::write(int attempt)
{
    const trust::Operation &wanted = operation();
    const QString id = serviceKey().id;
    // Update and delete answer without a credential: what was asked for stands for it until it is read back.
    const auto withoutAnswer = [this, attempt, expected = wanted.after](const Result<void> &outcome) {
        written(attempt,
                outcome ? Result<FederatedCredential>(expected.value_or(FederatedCredential()))
                        : failure(outcome.error()));
    };
    const auto withAnswer = [this, attempt](const Result<FederatedCredential> &outcome) { written(attempt, outcome); };

    if (!isApplication()) {
        if (wanted.after)
            whenDone(m_setting.arm.putCredential(id, *wanted.after), this, withAnswer);
        else
            whenDone(m_setting.arm.deleteCredential(id, wanted.credentialName()), this, withoutAnswer);
        return;
    }
    const FederatedCredential *held = findByName(*m_now, wanted.credentialName(), wanted.identity.kind);
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

void ApplyChain::written(int attempt, const Result<FederatedCredential> &answer)
{
    if (!answer && answer.error().kind == ErrorKind::NotFound && attempt < attemptsWhenNotFound) {
        // Nothing was carried out, and the list showed a moment ago that there is what the write is about.
        QTimer::singleShot(m_setting.readBackPause * attempt, this, [this, attempt] { write(attempt + 1); });
        return;
    }
    if (!answer && !answer.error().outcomeUnknown)
        return fail(OperationPhase::Failed, answer.error());
    if (answer && !isLast())
        return succeed(carriedOut(*m_now, operation(), *answer));
    enter(OperationPhase::ReadingBack);
    readBack(1, answer ? std::nullopt : std::optional(answer.error()), answer.value_or(FederatedCredential()));
}

void ApplyChain::readBack(int look, const std::optional<Error> &lost, const FederatedCredential &answer)
{
    whenDone(read({}), this, [this, look, lost, answer](const Result<Credentials> &now) {
        if (now)
            return judgeReadBack(look, *now, lost, answer);
        if (!lost) // the service said that it is written; a failed look does not undo that
            return succeed(carriedOut(*m_now, operation(), answer));
        if (look >= looksAfterLostAnswer)
            return fail(OperationPhase::Unknown, *lost);
        lookAgain(look, lost, answer);
    });
}

void ApplyChain::judgeReadBack(int look, const Credentials &now, const std::optional<Error> &lost,
                               const FederatedCredential &answer)
{
    const trust::Operation &wanted = operation();
    if (holds(now, wanted, wanted.after))
        return succeed(now);
    if (!lost) // a list that lags behind: what is known of the others is no older
        return succeed(carriedOut(*m_now, wanted, answer));
    // What was not carried out may yet be: the service's copies agree after a while.
    if (look < looksAfterLostAnswer)
        return lookAgain(look, lost, answer);
    mergeNow(now);
    fail(holds(now, wanted, wanted.before) ? OperationPhase::Failed : OperationPhase::Unknown, *lost);
}

void ApplyChain::lookAgain(int look, const std::optional<Error> &lost, const FederatedCredential &answer)
{
    QTimer::singleShot(m_setting.readBackPause, this, [this, look, lost, answer] { readBack(look + 1, lost, answer); });
}

void ApplyChain::enter(OperationPhase phase)
{
    m_result.phase = phase;
    m_result.identity = hasNoIdentity() ? trust::IdentityKey() : serviceKey();
    const bool isOutcome = phase == OperationPhase::Written || phase == OperationPhase::Failed
        || phase == OperationPhase::Unknown;
    if (isOutcome && m_setting.note)
        static_cast<void>(m_setting.note(m_result)); // in order, and what is lost of it is found out by reading again
    m_tell(m_result);
}

void ApplyChain::succeed(const Credentials &now)
{
    const trust::Operation &wanted = operation();
    m_now = now;
    if (const FederatedCredential *found = findByName(now, wanted.credentialName(), wanted.identity.kind))
        m_result.written = *found;
    mergeNow(now);
    enter(OperationPhase::Written);
    goToNext();
}

void ApplyChain::mergeNow(const Credentials &now)
{
    if (!hasNoIdentity())
        m_setting.merge(serviceKey(), now);
}

void ApplyChain::fail(OperationPhase phase, const Error &error)
{
    m_result.error = error;
    m_result.error->subject = subjectOf(operation());
    enter(phase);
    Q_EMIT ended();
}

} // namespace symbolon::workspace
