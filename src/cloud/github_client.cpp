// SPDX-License-Identifier: Apache-2.0
#include "cloud/github_client.h"

#include "base/redact.h"
#include "cloud/collect.h"
#include "cloud/json_cursor.h"
#include "net/origin.h"

#include <algorithm>
#include <utility>

namespace symbolon::cloud {

namespace {

using net::pathSegment;

constexpr qsizetype longestMessage = 1000;
constexpr qsizetype mostKeys = 50; // of a template: GitHub knows about thirty claims

// A template as GitHub keeps it, of a repository or an organization.
struct Customization
{
    bool useDefault = true;
    QStringList keys;
    bool immutable = false;
};

QString digits(const JsonCursor &id)
{
    QString text = QString::fromLatin1(id.json());
    const bool isNumber = !text.isEmpty() && text.size() <= 20
        && std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber)
        id.complain("expected a number");
    return text;
}

Result<RepositoryTokens> decodeRepository(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        RepositoryTokens found;
        found.repository = document["name"].text();
        found.repositoryId = digits(document["id"]);
        found.owner = document["owner"]["login"].text();
        found.ownerId = digits(document["owner"]["id"]);
        return found;
    });
}

// The prefix decides where GitHub tells it: an answer was seen that denied immutable subjects and had the ids in it.
bool isImmutable(const QString &prefix, bool said)
{
    return prefix.isEmpty() ? said : prefix.contains(u'@');
}

Result<Customization> decodeCustomization(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        Customization result;
        result.keys = document["include_claim_keys"].optionalTexts();
        if (result.keys.size() > mostKeys)
            document["include_claim_keys"].complain("too many");
        result.useDefault = document["use_default"].flag(result.keys.isEmpty());
        result.immutable =
            isImmutable(document["sub_claim_prefix"].optionalText(), document["use_immutable_subject"].flag(false));
        return result;
    });
}

// {"message": "…"}; with nothing left of the rate limit a 403 is no question of rights.
void readGithubError(const net::Response &response, Error &error)
{
    if (const QByteArray id = response.header("x-github-request-id"); !id.isEmpty())
        error.requestId = redact(QString::fromLatin1(id.left(longestMessage)));
    if (error.kind == ErrorKind::Forbidden && response.header("x-ratelimit-remaining") == "0")
        error.kind = ErrorKind::Throttled;
    const Result<QString> message =
        readJson(response.body, [](const JsonCursor &document) { return document["message"].optionalText(); });
    if (message)
        error.message = redact(message->left(longestMessage));
}

QString customizationPath(const QString &of)
{
    return of + u"/actions/oidc/customization/sub";
}

// GitHub refuses requests without a user agent.
net::Call ask(const QString &target, const QString &subject)
{
    net::Call call = read(target, subject, net::Priority::User);
    call.headers = {
        {"Accept", "application/vnd.github+json"}, {"X-GitHub-Api-Version", "2022-11-28"}, {"User-Agent", "Symbolon"}};
    return call;
}

bool isDefault(const QStringList &keys)
{
    return keys.isEmpty() || keys == QStringList{QStringLiteral("repo"), QStringLiteral("context")};
}

} // namespace

GithubClient::GithubClient(const QUrl &api, const QByteArray &token, net::Transport &transport, Worker &worker,
                           QObject *parent)
    : QObject(parent)
    , m_source(token)
    , m_client(net::Service::Other, api, transport, m_source, readGithubError)
    , m_worker(worker)
{
}

Future<QByteArray> GithubClient::Handed::token(net::Service /*service*/, std::stop_token /*stop*/)
{
    if (m_isRejected)
        return readyFuture<QByteArray>(
            failure(Error{.kind = ErrorKind::Unauthorized, .message = tr("GitHub does not take this token.")}));
    return readyFuture<QByteArray>(QByteArray(m_token));
}

void GithubClient::Handed::rejected(net::Service /*service*/, const QByteArray & /*token*/)
{
    m_isRejected = true;
}

Future<RepositoryTokens> GithubClient::tokensOf(const QString &owner, const QString &repository,
                                                const std::stop_token &stop)
{
    const Completion<RepositoryTokens> completion;
    const QString path = u"/repos/" + pathSegment(owner) + u'/' + pathSegment(repository);
    whenDone(fetchOne<RepositoryTokens>(m_client, m_worker, ask(path, tr("Reading a repository of GitHub")),
                                        decodeRepository, stop),
             this, [this, stop, completion](const Result<RepositoryTokens> &found) {
                 if (!found)
                     return completion.finish(failure(found.error()));
                 askTemplate(*found, stop, completion);
             });
    return completion.future();
}

void GithubClient::askTemplate(const RepositoryTokens &found, const std::stop_token &stop,
                               const Completion<RepositoryTokens> &completion)
{
    const QString repository = u"/repos/" + pathSegment(found.owner) + u'/' + pathSegment(found.repository);
    whenDone(fetchOne<Customization>(m_client, m_worker,
                                     ask(customizationPath(repository), tr("Reading the subjects of a repository")),
                                     decodeCustomization, stop),
             this, [this, found, stop, completion](const Result<Customization> &read) {
                 if (!read)
                     return completion.finish(failure(read.error()));
                 RepositoryTokens result = found;
                 result.immutable = read->immutable;
                 if (!read->useDefault && read->keys.isEmpty())
                     return askOrganization(result, stop, completion);
                 if (!read->useDefault && !isDefault(read->keys)) {
                     result.kind = RepositoryTokens::Template::OfRepository;
                     result.claimKeys = read->keys;
                 }
                 completion.finish(result);
             });
}

// 404: there is none, or the owner is a person; then GitHub's own holds.
void GithubClient::askOrganization(const RepositoryTokens &found, const std::stop_token &stop,
                                   const Completion<RepositoryTokens> &completion)
{
    const QString organization = u"/orgs/" + pathSegment(found.owner);
    whenDone(
        fetchOne<Customization>(m_client, m_worker,
                                ask(customizationPath(organization), tr("Reading the subjects of an organization")),
                                decodeCustomization, stop),
        this, [found, completion](const Result<Customization> &read) {
            RepositoryTokens result = found;
            if (!read) {
                if (read.error().kind == ErrorKind::Forbidden)
                    result.kind = RepositoryTokens::Template::Unknown;
                else if (read.error().kind != ErrorKind::NotFound)
                    return completion.finish(failure(read.error()));
            } else if (!isDefault(read->keys)) {
                result.kind = RepositoryTokens::Template::OfOrganization;
                result.claimKeys = read->keys;
            }
            completion.finish(result);
        });
}

} // namespace symbolon::cloud
