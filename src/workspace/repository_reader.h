// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/secret_store.h"
#include "base/worker.h"
#include "cloud/github_client.h"
#include "net/transport.h"

#include <QByteArray>
#include <QMap>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>
#include <stop_token>

namespace symbolon::workspace {

// What a person asks of a repository.
struct RepositoryQuestion
{
    QUrl api; // of GitHub, see GithubClient
    QString owner;
    QString repository;
    QByteArray token;  // empty: the one that is kept
    bool keep = false; // the token, when GitHub takes it
};

struct RepositoryAnswer
{
    cloud::RepositoryTokens tokens;
    bool notKept = false; // the token was to be kept, and there is no keychain that would
};

// Asks GitHub what the subjects of a repository look like, with a token that somebody handed in. Such a token belongs to the
// API it was given for and is sent nowhere else. It is kept in the keychain where that was asked for; else this object
// remembers it until forget(), or until it goes.
class RepositoryReader final : public QObject
{
    Q_OBJECT

public:
    // All outlive it. `mirrors`: who answers for an API instead (CloudEnvironment::issuerMirrors).
    RepositoryReader(net::Transport &transport, Worker &worker, auth::SecretStore &secrets,
                     QMap<QString, QUrl> mirrors);

    // Whether a token for that API is at hand.
    [[nodiscard]] Future<bool> hasToken(const QUrl &api);
    // Errors as GithubClient::tokensOf(); Validation where no token is at hand, or the address is none. A kept token that
    // GitHub does not take any more is forgotten.
    [[nodiscard]] Future<RepositoryAnswer> ask(const RepositoryQuestion &question, const std::stop_token &stop);
    // Removes the token of that API, from the keychain, too.
    [[nodiscard]] Future<void> forget(const QUrl &api);
    // Those that are only remembered: whoever handed them in goes.
    void forgetRemembered() { m_remembered.clear(); }

private:
    void send(const RepositoryQuestion &question, const std::stop_token &stop,
              const Completion<RepositoryAnswer> &completion);
    void settle(const RepositoryQuestion &question, const cloud::RepositoryTokens &tokens,
                const Completion<RepositoryAnswer> &completion);

    net::Transport &m_transport;
    Worker &m_worker;
    auth::SecretStore &m_secrets;
    const QMap<QString, QUrl> m_mirrors;
    QMap<QString, QByteArray> m_remembered; // by the key of the keychain
};

} // namespace symbolon::workspace
