// SPDX-License-Identifier: Apache-2.0
#include "workspace/belonging_step.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace symbolon::workspace {
namespace {

using trust::AppPermissionGrant;
using trust::AzureRoleGrant;
using trust::NewIdentity;
using trust::Secret;

constexpr int looksAfterWrite = 4;
// What was made a moment ago is not known everywhere for up to some minutes (Azure RBAC: troubleshooting); pauses grow.
constexpr int attemptsWhenNotThereYet = 8;

bool isConfirmedAbsent(const Error &error)
{
    return error.kind == ErrorKind::NotFound;
}

// A Future of one kind made of another, `convert` being given the first one's Result.
template<typename To, typename From, typename Convert>
Future<To> converted(const Future<From> &from, QObject *context, Convert convert)
{
    Completion<To> completion;
    whenDone(from, context,
             [completion, convert](const Result<From> &outcome) { completion.finish(convert(outcome)); });
    return completion.future();
}

Future<BelongingLook> lookForApplication(const ApplySetting &setting, const trust::Operation &operation,
                                         QObject *context, const std::stop_token &stop)
{
    Completion<BelongingLook> completion;
    cloud::GraphClient &graph = setting.graph;
    whenDone(graph.applicationByUniqueName(trust::uniqueNameOf(operation.identity), stop), context,
             [&graph, context, stop, completion](const Result<trust::Identity> &found) {
                 if (!found) {
                     if (isConfirmedAbsent(found.error()))
                         return completion.finish(BelongingLook());
                     return completion.finish(failure(found.error()));
                 }
                 whenDone(graph.servicePrincipalByAppId(found->clientId, stop), context,
                          [completion, application = *found](const Result<cloud::ServicePrincipal> &principal) {
                              if (!principal && !isConfirmedAbsent(principal.error()))
                                  return completion.finish(failure(principal.error()));
                              BelongingLook look{principal.has_value(), application, {}};
                              if (principal)
                                  look.identity->servicePrincipalId = principal->id;
                              completion.finish(look);
                          });
             });
    return completion.future();
}

Future<BelongingLook> lookForManagedIdentity(const ApplySetting &setting, const trust::Operation &operation,
                                             QObject *context, const std::stop_token &stop)
{
    const QString mark = std::get<NewIdentity>(*operation.belonging).mark;
    return converted<BelongingLook>(
        setting.arm.identity(operation.identity.id, stop), context,
        [mark](const Result<cloud::MarkedIdentity> &found) -> Result<BelongingLook> {
            if (!found && isConfirmedAbsent(found.error()))
                return BelongingLook();
            if (!found)
                return failure(found.error());
            if (found->mark.compare(mark, Qt::CaseInsensitive) != 0) {
                return failure(Error{.kind = ErrorKind::Conflict,
                                     .message = BelongingStep::tr(
                                         "A managed identity of this name exists there already, and was not made by "
                                         "this change. Choose it, or another name.")});
            }
            return BelongingLook{true, found->identity, {}};
        });
}

Future<BelongingLook> lookForRole(const ApplySetting &setting, const AzureRoleGrant &role, const trust::Identity &who,
                                  QObject *context, const std::stop_token &stop)
{
    return converted<BelongingLook>(
        setting.arm.roleAssignment(role.scope, role.assignment, stop), context,
        [holder = who.servicePrincipalId](const Result<cloud::AzureRoleAssignment> &found) -> Result<BelongingLook> {
            if (!found && isConfirmedAbsent(found.error()))
                return BelongingLook();
            if (!found)
                return failure(found.error());
            return BelongingLook{found->principalId.compare(holder, Qt::CaseInsensitive) == 0, {}, found->id};
        });
}

Future<BelongingLook> lookForPermission(const ApplySetting &setting, const AppPermissionGrant &permission,
                                        const trust::Identity &who, QObject *context, const std::stop_token &stop)
{
    return converted<BelongingLook>(
        setting.graph.appRoleAssignments(who.servicePrincipalId, stop), context,
        [permission](const Result<QList<cloud::AppRoleAssignment>> &held) -> Result<BelongingLook> {
            if (!held && isConfirmedAbsent(held.error()))
                return BelongingLook();
            if (!held)
                return failure(held.error());
            for (const cloud::AppRoleAssignment &one : *held) {
                if (one.resourceId.compare(permission.resourceId, Qt::CaseInsensitive) == 0
                    && one.appRoleId.compare(permission.appRoleId, Qt::CaseInsensitive) == 0)
                    return BelongingLook{true, {}, one.id};
            }
            return BelongingLook();
        });
}

Future<BelongingLook> lookForSecret(const ApplySetting &setting, const QString &applicationId, const Secret &secret,
                                    QObject *context, const std::stop_token &stop)
{
    return converted<BelongingLook>(
        setting.graph.secrets(applicationId, stop), context,
        [wanted = secret.keyId](const Result<QList<Secret>> &held) -> Result<BelongingLook> {
            if (!held && isConfirmedAbsent(held.error()))
                return BelongingLook();
            if (!held)
                return failure(held.error());
            return BelongingLook{
                std::any_of(held->cbegin(), held->cend(), [&wanted](const Secret &one) { return one.keyId == wanted; }),
                {},
                {}};
        });
}

} // namespace

Future<BelongingLook> lookFor(const ApplySetting &setting, const trust::Operation &operation,
                              const std::optional<trust::Identity> &who, QObject *context, const std::stop_token &stop)
{
    if (operation.isAboutIdentity()) {
        return operation.identity.kind == trust::IdentityKind::Application
            ? lookForApplication(setting, operation, context, stop)
            : lookForManagedIdentity(setting, operation, context, stop);
    }
    if (const auto *secret = std::get_if<Secret>(&*operation.belonging))
        return lookForSecret(setting, operation.identity.id, *secret, context, stop);
    if (!who || who->servicePrincipalId.isEmpty()) {
        if (operation.removes)
            return readyFuture(Result<BelongingLook>(BelongingLook()));
        return readyFuture<BelongingLook>(failure(Error{
            .kind = ErrorKind::Validation,
            .message = BelongingStep::tr("Nothing can be granted to it: this identity has no service principal in "
                                         "the tenant, or it has not been read yet.")}));
    }
    if (const auto *role = std::get_if<AzureRoleGrant>(&*operation.belonging))
        return lookForRole(setting, *role, *who, context, stop);
    return lookForPermission(setting, std::get<AppPermissionGrant>(*operation.belonging), *who, context, stop);
}

BelongingStep::BelongingStep(const ApplySetting &setting, trust::Operation operation,
                             std::optional<trust::Identity> who, Enter enter, std::stop_token stop, QObject *parent)
    : QObject(parent)
    , m_setting(setting)
    , m_operation(std::move(operation))
    , m_who(std::move(who))
    , m_enter(std::move(enter))
    , m_stop(std::move(stop))
{
}

Future<StepOutcome> BelongingStep::start()
{
    m_enter(OperationPhase::Checking);
    whenDone(lookFor(m_setting, m_operation, m_who, this, m_stop), this, [this](const Result<BelongingLook> &found) {
        if (m_stop.stop_requested())
            return end(OperationPhase::NotStarted);
        if (!found)
            return end(OperationPhase::Failed, found.error());
        compare(*found);
    });
    return m_completion.future();
}

void BelongingStep::compare(const BelongingLook &found)
{
    m_found = found;
    if (found.isThere != m_operation.removes)
        return end(OperationPhase::Written);
    if (m_operation.removes && m_operation.isAboutIdentity() && !found.identity)
        return end(OperationPhase::Written);
    prepare();
}

// Written down before it is sent.
void BelongingStep::prepare()
{
    OperationResult writing;
    writing.operation = m_operation.id;
    writing.phase = OperationPhase::Writing;
    const Future<void> noted = m_setting.note ? m_setting.note(writing) : readyFuture(Result<void>());
    whenDone(noted, this, [this](const Result<void> &outcome) {
        if (!outcome)
            return end(OperationPhase::Failed, outcome.error());
        if (m_stop.stop_requested())
            return end(OperationPhase::NotStarted);
        m_enter(OperationPhase::Writing);
        write(1);
    });
}

void BelongingStep::write(int attempt)
{
    whenDone(send(), this, [this, attempt](const Result<void> &answer) { written(attempt, answer); });
}

// An application and its service principal are two writes; what a first attempt has made is not made again.
Future<void> BelongingStep::createIdentity()
{
    const auto &wanted = std::get<NewIdentity>(*m_operation.belonging);
    if (m_operation.identity.kind == trust::IdentityKind::ManagedIdentity)
        return m_setting.arm.putIdentity(m_operation.identity.id, wanted.location, wanted.mark, {});
    if (m_found.identity)
        return m_setting.graph.createServicePrincipal(m_found.identity->clientId, {});
    return m_setting.graph.createApplication(trust::uniqueNameOf(m_operation.identity), wanted.displayName, {});
}

Future<void> BelongingStep::send()
{
    if (m_operation.isAboutIdentity()) {
        if (!m_operation.removes)
            return createIdentity();
        return m_operation.identity.kind == trust::IdentityKind::Application
            ? m_setting.graph.deleteApplication(m_found.identity->key.id, {})
            : m_setting.arm.deleteIdentity(m_operation.identity.id, {});
    }
    if (const auto *role = std::get_if<AzureRoleGrant>(&*m_operation.belonging)) {
        return m_operation.removes ? m_setting.arm.deleteRoleAssignment(role->scope, role->assignment, {})
                                   : m_setting.arm.putRoleAssignment(role->scope, role->assignment, role->roleId,
                                                                     m_who->servicePrincipalId, {});
    }
    if (const auto *secret = std::get_if<Secret>(&*m_operation.belonging))
        return m_setting.graph.removeSecret(m_operation.identity.id, *secret, {});
    const auto &permission = std::get<AppPermissionGrant>(*m_operation.belonging);
    return m_operation.removes
        ? m_setting.graph.revokeAppRole(m_who->servicePrincipalId, m_found.id, {})
        : m_setting.graph.grantAppRole(m_who->servicePrincipalId, permission.resourceId, permission.appRoleId, {});
}

void BelongingStep::written(int attempt, const Result<void> &answer)
{
    if (!answer && !answer.error().outcomeUnknown) {
        const Error &error = answer.error();
        // Another assignment gives the same role at the same scope: there is nothing to be done.
        if (error.code == u"RoleAssignmentExists" && !m_operation.removes)
            return end(OperationPhase::Written);
        const bool isPrincipal = m_operation.isAboutIdentity() && m_found.identity && !m_operation.removes;
        const bool notThereYet = error.kind == ErrorKind::NotFound || error.code == u"PrincipalNotFound"
            || (isPrincipal && error.kind == ErrorKind::Rejected);
        if (!notThereYet || attempt >= attemptsWhenNotThereYet)
            return end(OperationPhase::Failed, error);
        QTimer::singleShot(m_setting.readBackPause * attempt, this, [this, attempt] { write(attempt + 1); });
        return;
    }
    m_enter(OperationPhase::ReadingBack);
    readBack(1, answer ? std::nullopt : std::optional(answer.error()));
}

void BelongingStep::readBack(int look, const std::optional<Error> &lost)
{
    whenDone(lookFor(m_setting, m_operation, m_who, this, {}), this,
             [this, look, lost](const Result<BelongingLook> &found) {
                 if (found) {
                     const bool hasHalf = found->identity.has_value() && !m_found.identity && !found->isThere;
                     m_found = *found;
                     if (found->isThere != m_operation.removes)
                         return end(OperationPhase::Written);
                     if (hasHalf && !m_operation.removes) { // the application; its service principal comes now
                         m_enter(OperationPhase::Writing);
                         return write(1);
                     }
                 }
                 if (look < looksAfterWrite) {
                     QTimer::singleShot(m_setting.readBackPause * look, this,
                                        [this, look, lost] { readBack(look + 1, lost); });
                     return;
                 }
                 // The service said that it is done, and a grant is in no later operation's way. An identity is.
                 if (!lost && !m_operation.isAboutIdentity())
                     return end(OperationPhase::Written);
                 if (!lost && m_operation.removes)
                     return end(OperationPhase::Written);
                 const Error error = lost ? *lost
                     : found              ? Error{.kind = ErrorKind::NotFound,
                                                  .message = tr("It was created, but cannot be read yet. Apply the rest in a few "
                                                                             "minutes.")}
                                          : found.error();
                 end(found && lost ? OperationPhase::Failed : OperationPhase::Unknown, error);
             });
}

void BelongingStep::end(OperationPhase phase, const std::optional<Error> &error)
{
    StepOutcome outcome{phase, error, std::nullopt};
    if (phase == OperationPhase::Written && m_operation.isAboutIdentity() && !m_operation.removes)
        outcome.identity = m_found.identity;
    m_completion.finish(outcome);
    deleteLater();
}

} // namespace symbolon::workspace
