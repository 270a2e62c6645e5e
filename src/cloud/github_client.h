// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"
#include "base/worker.h"
#include "net/service_client.h"
#include "net/token_source.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <stop_token>

namespace symbolon::cloud {

// What the tokens of one repository's workflows say of where they come from. Names are GitHub's own spelling: it takes any,
// Entra tells capital letters from small ones.
struct RepositoryTokens
{
    QString owner;
    QString repository;
    QString ownerId;        // decimal: the claim repository_owner_id
    QString repositoryId;   // decimal: the claim repository_id
    bool immutable = false; // the ids stand beside the names: repo:contoso@5544123/payments-api@821093847
    QStringList claimKeys;  // of the subject's template, in order; empty: GitHub's own, repo and context
    enum class Template {
        Default,
        OfRepository,
        OfOrganization,
        Unknown, // the repository leaves it to its organization, which this token may not ask
    };
    Template kind = Template::Default;

    bool operator==(const RepositoryTokens &) const = default;
};

// The one place that talks to GitHub's REST API (version 2022-11-28), to ask what a repository's subjects look like. Reads
// only. Sources: GitHub REST API "Repositories: get a repository" and "GitHub Actions OIDC: get the customization template
// for an OIDC subject claim" (for a repository: fine-grained permission Actions, read; for an organization: organization
// permission Administration, read). That use_default is false without keys means the organization's template is told by the
// Terraform provider's documentation; sub_claim_prefix and use_immutable_subject by Azure/azure-dev pull request 9430.
class GithubClient final : public QObject
{
    Q_OBJECT

public:
    // `api`: https://api.github.com, https://HOST/api/v3 (Enterprise Server), https://api.SUBDOMAIN.ghe.com. `token` goes
    // there and nowhere else. `transport` and `worker` outlive the client.
    GithubClient(const QUrl &api, const QByteArray &token, net::Transport &transport, Worker &worker,
                 QObject *parent = nullptr);

    // Errors beside the transport's: Unauthorized (GitHub does not take the token), NotFound (no such repository, or the token
    // may not see it), Forbidden (it may not read its settings), Throttled, Protocol.
    [[nodiscard]] Future<RepositoryTokens> tokensOf(const QString &owner, const QString &repository,
                                                    const std::stop_token &stop);

private:
    // The token as it was handed in: nobody can get another one for it.
    class Handed final : public net::TokenSource
    {
    public:
        explicit Handed(QByteArray token)
            : m_token(std::move(token))
        {
        }
        [[nodiscard]] Future<QByteArray> token(net::Service service, std::stop_token stop) override;
        void rejected(net::Service service, const QByteArray &token) override;

    private:
        QByteArray m_token;
        bool m_isRejected = false;
    };

    void askTemplate(const RepositoryTokens &found, const std::stop_token &stop,
                     const Completion<RepositoryTokens> &completion);
    void askOrganization(const RepositoryTokens &found, const std::stop_token &stop,
                         const Completion<RepositoryTokens> &completion);

    Handed m_source;
    net::ServiceClient m_client;
    Worker &m_worker;
};

} // namespace symbolon::cloud
