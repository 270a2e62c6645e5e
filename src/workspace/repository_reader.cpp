// SPDX-License-Identifier: Apache-2.0
#include "workspace/repository_reader.h"

#include "net/origin.h"

#include <utility>

namespace symbolon::workspace {

namespace {

// scheme://host:port and path: two servers never share a token.
QString keyOf(const QUrl &api)
{
    return u"github|"
        + api.adjusted(QUrl::StripTrailingSlash | QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)
              .toString(QUrl::FullyEncoded);
}

Error noToken()
{
    return Error{.kind = ErrorKind::Validation,
                 .message = RepositoryReader::tr("Enter a token for GitHub, so that it can be asked.")};
}

} // namespace

RepositoryReader::RepositoryReader(net::Transport &transport, Worker &worker, auth::SecretStore &secrets,
                                   QMap<QString, QUrl> mirrors)
    : m_transport(transport)
    , m_worker(worker)
    , m_secrets(secrets)
    , m_mirrors(std::move(mirrors))
{
}

Future<bool> RepositoryReader::hasToken(const QUrl &api)
{
    if (m_remembered.contains(keyOf(api)))
        return readyFuture<bool>(true);
    const Completion<bool> completion;
    whenDone(m_secrets.read(keyOf(api)), this, [completion](const Result<auth::SecretAnswer> &kept) {
        if (!kept)
            return completion.finish(failure(kept.error()));
        completion.finish(kept->state == auth::SecretAnswer::State::Done && !kept->secret.isEmpty());
    });
    return completion.future();
}

Future<RepositoryAnswer> RepositoryReader::ask(const RepositoryQuestion &question, const std::stop_token &stop)
{
    if (const Result<void> usable = net::checkBaseUrl(question.api, tr("GitHub's API")); !usable)
        return readyFuture<RepositoryAnswer>(failure(usable.error()));
    const Completion<RepositoryAnswer> completion;
    RepositoryQuestion complete = question;
    if (complete.token.isEmpty())
        complete.token = m_remembered.value(keyOf(question.api));
    if (!complete.token.isEmpty()) {
        send(complete, stop, completion);
        return completion.future();
    }
    whenDone(m_secrets.read(keyOf(question.api)), this,
             [this, complete, stop, completion](const Result<auth::SecretAnswer> &kept) mutable {
                 if (!kept)
                     return completion.finish(failure(kept.error()));
                 if (kept->secret.isEmpty())
                     return completion.finish(failure(noToken()));
                 complete.token = kept->secret.toUtf8();
                 send(complete, stop, completion);
             });
    return completion.future();
}

void RepositoryReader::send(const RepositoryQuestion &question, const std::stop_token &stop,
                            const Completion<RepositoryAnswer> &completion)
{
    const QUrl served = m_mirrors.value(question.api.toString(QUrl::FullyEncoded), question.api);
    auto *client = new cloud::GithubClient(served, question.token, m_transport, m_worker, this);
    whenDone(client->tokensOf(question.owner, question.repository, stop), this,
             [this, client, question, completion](const Result<cloud::RepositoryTokens> &tokens) {
                 client->deleteLater();
                 if (tokens)
                     return settle(question, *tokens, completion);
                 if (tokens.error().kind != ErrorKind::Unauthorized)
                     return completion.finish(failure(tokens.error()));
                 whenDone(forget(question.api), this, [tokens, completion](const Result<void> & /*forgotten*/) {
                     completion.finish(failure(tokens.error()));
                 });
             });
}

void RepositoryReader::settle(const RepositoryQuestion &question, const cloud::RepositoryTokens &tokens,
                              const Completion<RepositoryAnswer> &completion)
{
    const QString key = keyOf(question.api);
    if (!question.keep) {
        m_remembered.insert(key, question.token);
        return completion.finish(RepositoryAnswer{tokens, false});
    }
    whenDone(m_secrets.write(key, QString::fromUtf8(question.token)), this,
             [this, key, question, tokens, completion](const Result<auth::SecretAnswer> &written) {
                 const bool kept = written && written->state == auth::SecretAnswer::State::Done;
                 if (!kept)
                     m_remembered.insert(key, question.token);
                 completion.finish(RepositoryAnswer{tokens, !kept});
             });
}

Future<void> RepositoryReader::forget(const QUrl &api)
{
    const QString key = keyOf(api);
    m_remembered.remove(key);
    const Completion<void> completion;
    whenDone(m_secrets.remove(key), this, [completion](const Result<auth::SecretAnswer> &removed) {
        if (removed)
            completion.finish({});
        else
            completion.finish(failure(removed.error()));
    });
    return completion.future();
}

} // namespace symbolon::workspace
