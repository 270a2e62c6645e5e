// SPDX-License-Identifier: Apache-2.0
#include "platform/keychain_secret_store.h"

#include <qt6keychain/keychain.h>

namespace symbolon::platform {
namespace {

using auth::SecretAnswer;
using State = SecretAnswer::State;

// The one place that ends a request. `secret` is asked for only when the job succeeded; `notFound` is what a missing
// entry means to it.
template<typename Secret>
Result<SecretAnswer> outcome(const QKeychain::Job &job, Secret secret, State notFound)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return SecretAnswer{State::Done, secret()};
    case QKeychain::EntryNotFound:
        return SecretAnswer{notFound, {}};
    // Without a D-Bus session, and with a service that has no default collection, QtKeychain says OtherError.
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        return SecretAnswer{State::Unavailable, {}};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return failure(Error{.kind = ErrorKind::Forbidden, .message = job.errorString()});
    case QKeychain::CouldNotDeleteEntry:
        break;
    }
    return failure(Error{.kind = ErrorKind::Storage, .message = job.errorString()});
}

// Starts a job from the event loop (a call never completes before it returns) and ends the future with its outcome.
template<typename Job, typename Secret>
Future<SecretAnswer> run(Job *job, const QString &key, QObject *owner, Secret secret, State notFound = State::Missing)
{
    const Completion<SecretAnswer> completion;
    job->setParent(owner);
    job->setKey(key);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, completion, secret, notFound] {
        completion.finish(outcome(
            *job, [job, secret] { return secret(*job); }, notFound));
    });
    QMetaObject::invokeMethod(
        job, [job] { job->start(); }, Qt::QueuedConnection);
    return completion.future();
}

} // namespace

KeychainSecretStore::KeychainSecretStore(QString service, QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
{
}

Future<SecretAnswer> KeychainSecretStore::read(const QString &key)
{
    return run(new QKeychain::ReadPasswordJob(m_service), key, this,
               [](const QKeychain::ReadPasswordJob &job) { return job.textData(); });
}

Future<SecretAnswer> KeychainSecretStore::write(const QString &key, const QString &secret)
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setTextData(secret);
    return run(job, key, this, [](const QKeychain::WritePasswordJob &) { return QString(); });
}

Future<SecretAnswer> KeychainSecretStore::remove(const QString &key)
{
    return run(
        new QKeychain::DeletePasswordJob(m_service), key, this,
        [](const QKeychain::DeletePasswordJob &) { return QString(); }, State::Done);
}

} // namespace symbolon::platform
