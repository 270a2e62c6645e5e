// SPDX-License-Identifier: Apache-2.0
// The part of the Graph client about secrets and certificates of app registrations.
#include "cloud/api_versions.h"
#include "cloud/collect.h"
#include "cloud/graph_client.h"
#include "cloud/graph_codec.h"
#include "cloud/secret_codec.h"
#include "net/origin.h"

#include <algorithm>
#include <utility>

namespace symbolon::cloud {
namespace {

QString applicationPath(const QString &applicationId)
{
    return api::graphStable + u"/applications/" + net::pathSegment(applicationId);
}

} // namespace

Future<QList<trust::Secret>> GraphClient::secrets(const QString &applicationId, const std::stop_token &stop)
{
    const QString subject = tr("Reading the secrets of an app registration");
    const QString target = applicationPath(applicationId) + u"?$select=id,appId,passwordCredentials,keyCredentials";
    Completion<QList<trust::Secret>> completion;
    whenDone(fetchOne<trust::Identity>(m_client, m_worker, read(target, subject, net::Priority::User),
                                       graph::decodeApplication, stop),
             this, [completion, subject](const Result<trust::Identity> &application) {
                 if (!application)
                     return completion.finish(failure(application.error()));
                 if (!application->secretsPart.isKnown()) {
                     return completion.finish(
                         failure(Error{.kind = ErrorKind::Protocol,
                                       .message = QStringLiteral("keyCredentials: expected a list"),
                                       .subject = subject}));
                 }
                 completion.finish(application->secrets);
             });
    return completion.future();
}

Future<void> GraphClient::removeSecret(const QString &applicationId, const trust::Secret &secret,
                                       const std::stop_token &stop)
{
    const QString subject = secret.kind == trust::SecretKind::Password ? tr("Removing a client secret")
                                                                       : tr("Removing a certificate");
    if (secret.keyId.isNull()) {
        return readyFuture<void>(failure(Error{
            .kind = ErrorKind::Validation, .message = tr("The service did not tell its key id."), .subject = subject}));
    }
    return secret.kind == trust::SecretKind::Password ? removePassword(applicationId, secret.keyId, subject, stop)
                                                      : removeKey(applicationId, secret.keyId, subject, stop);
}

// "application: removePassword". One that is not there is a bad request to the service, as others are: whether it is
// there tells them apart.
Future<void> GraphClient::removePassword(const QString &applicationId, const QUuid &keyId, const QString &subject,
                                         const std::stop_token &stop)
{
    const net::Call call =
        write("POST", applicationPath(applicationId) + u"/removePassword", graph::encodeKeyId(keyId), subject);
    Completion<void> completion;
    const auto tell = [completion, keyId](Error refusal, const Result<QList<trust::Secret>> &left) {
        if (left && std::none_of(left->cbegin(), left->cend(), [&keyId](const trust::Secret &one) {
                return one.keyId == keyId;
            }))
            refusal.kind = ErrorKind::NotFound;
        completion.finish(failure(std::move(refusal)));
    };
    whenDone(sendWrite(applicationId, call, stop), this,
             [this, applicationId, stop, completion, tell](const Result<void> &ended) {
                 if (ended || ended.error().kind != ErrorKind::Rejected)
                     return completion.finish(ended);
                 whenDone(secrets(applicationId, stop), this,
                          [tell, refusal = ended.error()](const Result<QList<trust::Secret>> &left) {
                              tell(refusal, left);
                          });
             });
    return completion.future();
}

// removeKey wants a proof that the key is held, which an administrator does not have. "Update application" replaces the
// whole list; the Azure command line (`az ad app credential delete --cert`) does it so, too.
Future<void> GraphClient::removeKey(const QString &applicationId, const QUuid &keyId, const QString &subject,
                                    const std::stop_token &stop)
{
    Completion<void> completion;
    const QString target = applicationPath(applicationId);
    whenDone(fetchOne<QByteArray>(
                 m_client, m_worker, read(target + u"?$select=keyCredentials", subject, net::Priority::User),
                 [keyId](const QByteArray &application) { return graph::encodeKeysWithout(application, keyId); }, stop),
             this, [=, this](const Result<QByteArray> &body) {
                 if (!body)
                     return completion.finish(failure(body.error()));
                 whenDone(sendWrite(applicationId, write("PATCH", target, *body, subject), stop), this,
                          [completion](const Result<void> &ended) { completion.finish(ended); });
             });
    return completion.future();
}

} // namespace symbolon::cloud
