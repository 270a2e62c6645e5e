// SPDX-License-Identifier: Apache-2.0
#include "cloud/graph_client.h"

#include "cloud/api_versions.h"
#include "cloud/collect.h"
#include "cloud/enriched_walk.h"
#include "cloud/error_codec.h"
#include "cloud/graph_codec.h"
#include "net/origin.h"

#include <QSet>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace symbolon::cloud {

namespace {

using net::Call;
using net::pathSegment;
using net::queryValue;

QString credentialsPath(const QString &applicationId)
{
    return api::graphBeta + u"/applications/" + pathSegment(applicationId) + u"/federatedIdentityCredentials";
}

// By id where it is known, else by name, the alternate key.
QString credentialPath(const QString &applicationId, const trust::FederatedCredential &credential)
{
    return credentialsPath(applicationId) + u'/'
        + pathSegment(credential.id.isEmpty() ? credential.name : credential.id.text());
}

// An application without an id cannot be addressed; the samples of the documentation leave it out, the service does not
// when it is selected.
Result<net::Page<trust::Identity>> decodeAddressable(const QByteArray &json)
{
    Result<net::Page<trust::Identity>> page = graph::decodeApplications(json);
    if (page) {
        for (const trust::Identity &one : std::as_const(page->items)) {
            if (one.key.id.isEmpty()) {
                return failure(
                    Error{.kind = ErrorKind::Protocol, .message = QStringLiteral("value[].id: expected text")});
            }
        }
    }
    return page;
}

} // namespace

GraphClient::GraphClient(const QUrl &graph, net::Transport &transport, net::TokenSource &tokens, Worker &worker,
                         QObject *parent)
    : QObject(parent)
    , m_client(net::Service::Graph, graph, transport, tokens, readServiceError, nullptr, graph::linkAhead)
    , m_log(transport.activityLog())
    , m_worker(worker)
    , m_batch(m_client, transport, worker)
    , m_writes(m_client, transport.options())
    , m_roles(this)
{
}

GraphClient::~GraphClient() = default;

Future<trust::Tenant> GraphClient::organization(std::stop_token stop)
{
    return fetchOne<trust::Tenant>(m_client, m_worker,
                                   read(api::graphStable + u"/organization?$select=id,displayName,verifiedDomains",
                                        tr("Reading the organization"), net::Priority::User),
                                   graph::decodeOrganization, std::move(stop));
}

Future<Account> GraphClient::me(std::stop_token stop)
{
    return fetchOne<Account>(m_client, m_worker,
                             read(api::graphStable + u"/me?$select=id,displayName,userPrincipalName",
                                  tr("Reading the signed-in account"), net::Priority::User),
                             graph::decodeAccount, std::move(stop));
}

// Which applications hold credentials, found out at most once for each reading of the list.
struct GraphClient::Holders
{
    QSet<QString> ids;    // found so far, in lower case
    QSet<QString> listed; // applications whose page is there, the same
    // Of those that are both, asked while the lists are still being read: the service's token bucket fills meanwhile.
    QHash<QString, Future<QList<trust::FederatedCredential>>> early;
    bool isAsked = false;
    bool isAnswered = false;
    bool maybeAll = false; // the service did not say
    std::vector<std::function<void()>> waiting;
};

Future<void> GraphClient::applications(QObject *context, net::PageReceiver<trust::Identity> receive,
                                       const std::stop_token &stop)
{
    const QString select = api::graphBeta + u"/applications?" + graph::applicationSelect;
    const QString expand = u'&' + graph::credentialsExpand;
    const QString subject = tr("Reading app registrations");
    // Whether the expansion holds at the largest page, or at all, is not documented: ask for less while it is refused.
    std::vector<Call> requests{read(select + graph::keysSelected + expand + u"&$top=999", subject),
                               read(select + expand + u"&$top=100", subject),
                               read(select + graph::keysSelected + u"&$top=999", subject)};
    requests.erase(requests.begin(), requests.begin() + static_cast<std::ptrdiff_t>(m_applicationsRefused));
    const auto holders = std::make_shared<Holders>();
    const auto walk = std::make_shared<EnrichedWalk<trust::Identity>>(
        m_client, m_worker, decodeAddressable,
        [this, holders, stop](const QList<trust::Identity> &items, const EnrichedWalk<trust::Identity>::Done &done) {
            completeApplications(items, holders, stop, done);
        },
        context, std::move(receive), stop);
    return walk->start(requests, [this](size_t) {
        ++m_applicationsRefused;
        m_log.note(net::Service::Graph,
                   m_applicationsRefused == 1
                       ? tr("App registrations with their credentials come in smaller pages, and without their "
                            "certificates: large ones are refused.")
                       : tr("Credentials of app registrations are read in batches: the list does not expand them."));
    });
}

void GraphClient::completeApplications(const QList<trust::Identity> &applications,
                                       const std::shared_ptr<Holders> &holders, const std::stop_token &stop,
                                       const std::function<void(QList<trust::Identity>)> &done)
{
    const bool whole = std::all_of(applications.cbegin(), applications.cend(),
                                   [](const trust::Identity &one) { return one.credentialsPart.isKnown(); });
    if (whole)
        return done(applications);
    if (!holders->isAnswered) {
        for (const trust::Identity &one : applications) {
            const QString id = one.key.id.toLower();
            holders->listed.insert(id);
            if (holders->ids.contains(id))
                holders->early.insert(id, readCredentialsBatched(one.key.id, stop));
        }
    }
    if (holders->isAnswered)
        return addCredentials(applications, *holders, stop, done);
    holders->waiting.emplace_back([=, this] { addCredentials(applications, *holders, stop, done); });
    if (!std::exchange(holders->isAsked, true))
        findHolders(holders, stop);
}

// The filter is an advanced query, which does not go together with an expansion ("Advanced query capabilities on
// Microsoft Entra ID objects").
void GraphClient::findHolders(const std::shared_ptr<Holders> &holders, const std::stop_token &stop)
{
    Call call = read(api::graphBeta + u"/applications?$filter="
                         + queryValue(QStringLiteral("federatedIdentityCredentials/$count ne 0"))
                         + u"&$count=true&$select=id&$top=999",
                     tr("Looking for app registrations with credentials"));
    call.headers.append(net::Header{"ConsistencyLevel", "eventual"});
    const auto receive = [this, holders, stop](const QList<QString> &page) {
        for (const QString &id : page) {
            holders->ids.insert(id.toLower());
            if (holders->listed.contains(id.toLower()))
                holders->early.insert(id.toLower(), readCredentialsBatched(id, stop));
        }
    };
    whenDone(net::forEachPage<QString>(m_client, m_worker, call, graph::decodeIds, this, receive, stop), this,
             [this, holders](const Result<void> &ended) {
                 holders->isAnswered = true;
                 holders->maybeAll = !ended;
                 if (!ended && ended.error().kind != ErrorKind::Cancelled)
                     m_log.note(net::Service::Graph,
                                tr("Every app registration is asked for its credentials: they cannot be filtered."));
                 const auto waiting = std::exchange(holders->waiting, {});
                 for (const auto &one : waiting)
                     one();
             });
}

void GraphClient::addCredentials(const QList<trust::Identity> &applications, Holders &holders,
                                 const std::stop_token &stop, const std::function<void(QList<trust::Identity>)> &done)
{
    struct Some
    {
        QList<trust::Identity> items;
        qsizetype open = 0;
    };
    const auto some = std::make_shared<Some>();
    some->items = applications;
    for (qsizetype i = 0; i < applications.size(); ++i) {
        if (applications.at(i).credentialsPart.isKnown())
            continue;
        const QString id = applications.at(i).key.id;
        if (!holders.maybeAll && !holders.ids.contains(id.toLower())) {
            some->items[i].credentialsPart = {trust::Knowledge::Known, std::nullopt};
            continue;
        }
        ++some->open;
        const auto early = holders.early.constFind(id.toLower());
        const auto answer = early != holders.early.constEnd() ? *early : readCredentialsBatched(id, stop);
        if (early != holders.early.constEnd())
            holders.early.erase(early); // whoever asks again wants a new answer
        whenDone(answer, this, [some, i, done](const Result<QList<trust::FederatedCredential>> &credentials) {
            trust::Identity &application = some->items[i];
            if (credentials) {
                application.credentials = *credentials;
                application.credentialsPart = {trust::Knowledge::Known, std::nullopt};
            } else {
                application.credentialsPart = {trust::Knowledge::Failed, credentials.error()};
            }
            if (--some->open == 0)
                done(some->items);
        });
    }
    if (some->open == 0)
        done(some->items);
}

Future<QList<trust::FederatedCredential>> GraphClient::readCredentialsBatched(const QString &applicationId,
                                                                              const std::stop_token &stop)
{
    const auto items = std::make_shared<QList<trust::FederatedCredential>>();
    const Call call = read(credentialsPath(applicationId), tr("Reading the credentials of an app registration"));
    Completion<QList<trust::FederatedCredential>> completion;
    whenDone(forEachBatchedPage<trust::FederatedCredential>(
                 m_batch, m_client, m_worker, call, graph::decodeCredentials, this,
                 [items](const QList<trust::FederatedCredential> &page) { *items += page; }, stop),
             this, [items, completion](const Result<void> &ended) {
                 if (ended)
                     completion.finish(*items);
                 else
                     completion.finish(failure(ended.error()));
             });
    return completion.future();
}

Future<void> GraphClient::servicePrincipals(const QString &filter, QObject *context,
                                            net::PageReceiver<ServicePrincipal> receive, std::stop_token stop)
{
    const QString rest = QStringLiteral("/servicePrincipals?%1&$top=999").arg(graph::principalSelect);
    const QString subject = tr("Reading service principals");
    if (!filter.isEmpty()) {
        return net::forEachPage<ServicePrincipal>(
            m_client, m_worker, read(api::graphStable + rest + u"&$filter=" + queryValue(filter), subject),
            graph::decodeServicePrincipals, context, std::move(receive), std::move(stop));
    }
    std::vector<Call> requests{read(api::graphBeta + rest + u'&' + graph::credentialsExpand, subject),
                               read(api::graphStable + rest, subject)};
    requests.erase(requests.begin(), requests.begin() + static_cast<std::ptrdiff_t>(m_principalsRefused));
    const auto walk = std::make_shared<EnrichedWalk<ServicePrincipal>>(
        m_client, m_worker, graph::decodeServicePrincipals,
        [](const QList<ServicePrincipal> &items, const EnrichedWalk<ServicePrincipal>::Done &done) { done(items); },
        context, std::move(receive), std::move(stop));
    return walk->start(requests, [this](size_t) {
        ++m_principalsRefused;
        m_log.note(net::Service::Graph,
                   tr("Credentials of managed identities are read from Azure: the directory does not expand them."));
    });
}

Future<qsizetype> GraphClient::count(const QString &collection, std::stop_token stop)
{
    Call call = read(api::graphStable + u'/' + pathSegment(collection) + u"/$count", tr("Counting"));
    call.headers.append(net::Header{"ConsistencyLevel", "eventual"});
    call.headers.append(net::Header{"Accept", "text/plain"});
    const auto decode = [](const QByteArray &text) -> Result<qsizetype> {
        bool isNumber = false;
        const int number = QByteArray(text).replace("\xEF\xBB\xBF", "").trimmed().toInt(&isNumber); // a mark of order
        if (!isNumber || number < 0)
            return failure(Error{.kind = ErrorKind::Protocol});
        return number;
    };
    return fetchOne<qsizetype>(m_client, m_worker, call, decode, std::move(stop));
}

Future<ServicePrincipal> GraphClient::servicePrincipalByAppId(const QString &appId, std::stop_token stop)
{
    QString literal = appId;
    literal.replace(u'\'', QStringLiteral("''")); // OData escapes a quote by doubling it
    const QString target = api::graphStable + u"/servicePrincipals?" + graph::principalSelect + u"&$filter="
        + queryValue(u"appId eq '" + literal + u'\'');
    const QString subject = tr("Reading the service principal of %1").arg(appId);
    const auto decode = [](const QByteArray &json) -> Result<ServicePrincipal> {
        const Result<net::Page<ServicePrincipal>> page = graph::decodeServicePrincipals(json);
        if (!page)
            return failure(page.error());
        if (page->items.isEmpty())
            return failure(Error{.kind = ErrorKind::NotFound});
        return page->items.first();
    };
    return fetchOne<ServicePrincipal>(m_client, m_worker, read(target, subject), decode, std::move(stop));
}

Future<void> GraphClient::appRoleAssignedTo(const QString &servicePrincipalId, QObject *context,
                                            net::PageReceiver<AppRoleAssignment> receive, std::stop_token stop)
{
    const QString target = api::graphStable + u"/servicePrincipals/" + pathSegment(servicePrincipalId)
        + u"/appRoleAssignedTo?$top=999";
    return net::forEachPage<AppRoleAssignment>(m_client, m_worker, read(target, tr("Reading application permissions")),
                                               graph::decodeAppRoleAssignments, context, std::move(receive),
                                               std::move(stop));
}

Future<void> GraphClient::directoryRoleAssignments(QObject *context, net::PageReceiver<DirectoryRoleAssignment> receive,
                                                   std::stop_token stop)
{
    const QString plain = api::graphStable + u"/roleManagement/directory/roleAssignments";
    const QString subject = tr("Reading directory roles");
    const std::vector<Call> requests{read(plain + u"?$expand=roleDefinition", subject), read(plain, subject)};
    const auto walk = std::make_shared<EnrichedWalk<DirectoryRoleAssignment>>(
        m_client, m_worker, graph::decodeRoleAssignments,
        [this](const QList<DirectoryRoleAssignment> &items, const EnrichedWalk<DirectoryRoleAssignment>::Done &done) {
            addRoleNames(items, done);
        },
        context, std::move(receive), std::move(stop));
    return walk->start(requests);
}

void GraphClient::addRoleNames(const QList<DirectoryRoleAssignment> &assignments,
                               const std::function<void(QList<DirectoryRoleAssignment>)> &done)
{
    struct Batch
    {
        QList<DirectoryRoleAssignment> items;
        qsizetype open = 0;
    };
    const auto batch = std::make_shared<Batch>();
    batch->items = assignments;
    for (qsizetype i = 0; i < assignments.size(); ++i) {
        const DirectoryRole &role = assignments.at(i).role;
        if (!role.displayName.isEmpty())
            continue;
        ++batch->open;
        const QString id = role.id;
        const auto fetch = [this, id] {
            const QString target = api::graphStable + u"/roleManagement/directory/roleDefinitions/" + pathSegment(id)
                + u"?$select=id,displayName,templateId";
            return fetchOne<DirectoryRole>(
                m_client, m_worker, read(target, tr("Reading the directory role %1").arg(id)), graph::decodeRole, {});
        };
        whenDone(m_roles.get(id, fetch), this, [batch, i, done](const Result<DirectoryRole> &named) {
            if (named)
                batch->items[i].role = *named;
            if (--batch->open == 0)
                done(batch->items);
        });
    }
    if (batch->open == 0)
        done(batch->items);
}

Future<void> GraphClient::transitiveMemberOf(const QString &servicePrincipalId, QObject *context,
                                             const net::PageReceiver<Membership> &receive, const std::stop_token &stop)
{
    const QString target = api::graphStable + u"/servicePrincipals/" + pathSegment(servicePrincipalId)
        + u"/transitiveMemberOf?$top=999";
    return forEachBatchedPage<Membership>(m_batch, m_client, m_worker, read(target, tr("Reading group memberships")),
                                          graph::decodeMemberships, context, receive, stop);
}

Future<QList<trust::FederatedCredential>> GraphClient::credentials(const QString &applicationId, std::stop_token stop)
{
    return collect<trust::FederatedCredential>(
        m_client, m_worker,
        read(credentialsPath(applicationId), tr("Reading the credentials of an app registration"), net::Priority::User),
        graph::decodeCredentials, std::move(stop));
}

Future<trust::FederatedCredential> GraphClient::createCredential(const QString &applicationId,
                                                                 const trust::FederatedCredential &credential,
                                                                 std::stop_token stop)
{
    const QString subject = tr("Creating the credential %1").arg(credential.name);
    Completion<trust::FederatedCredential> completion;
    whenDone(m_writes.send(applicationId,
                           write("POST", credentialsPath(applicationId), graph::encodeCredential(credential), subject),
                           std::move(stop)),
             this, [completion, subject](const Result<net::Response> &response) {
                 if (!response)
                     return completion.finish(failure(response.error()));
                 completion.finish(graph::decodeCredential(response->body).map_error([&](Error error) {
                     error.subject = subject;
                     error.requestId = response->requestId;
                     error.outcomeUnknown = true;
                     return error;
                 }));
             });
    return completion.future();
}

Future<void> GraphClient::updateCredential(const QString &applicationId, const trust::FederatedCredential &before,
                                           const trust::FederatedCredential &after, std::stop_token stop)
{
    const QString subject = tr("Changing the credential %1").arg(before.name);
    if (before.name != after.name) {
        return readyFuture<void>(failure(Error{
            .kind = ErrorKind::Validation,
            .message = tr("The name of a credential cannot change. Create another one and delete this one."),
            .subject = subject,
        }));
    }
    const QByteArray changes = graph::encodeChanges(before, after);
    if (changes.isEmpty())
        return readyFuture<void>({});
    Completion<void> completion;
    whenDone(m_writes.send(applicationId, write("PATCH", credentialPath(applicationId, before), changes, subject),
                           std::move(stop)),
             this, [completion](const Result<net::Response> &response) {
                 completion.finish(response ? Result<void>() : failure(response.error()));
             });
    return completion.future();
}

Future<void> GraphClient::deleteCredential(const QString &applicationId, const trust::FederatedCredential &credential,
                                           std::stop_token stop)
{
    Completion<void> completion;
    whenDone(m_writes.send(applicationId,
                           write("DELETE", credentialPath(applicationId, credential), {},
                                 tr("Deleting the credential %1").arg(credential.name)),
                           std::move(stop)),
             this, [completion](const Result<net::Response> &response) {
                 completion.finish(response ? Result<void>() : failure(response.error()));
             });
    return completion.future();
}

} // namespace symbolon::cloud
