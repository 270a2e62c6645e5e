// SPDX-License-Identifier: Apache-2.0
// The part of the Graph client that asks what has changed, and for what is named so.
#include "cloud/api_versions.h"
#include "cloud/collect.h"
#include "cloud/graph_client.h"
#include "cloud/graph_codec.h"
#include "net/origin.h"

#include <memory>

namespace symbolon::cloud {
namespace {

using net::pathSegment;
using net::queryValue;

// What all of the ids come to: `one` asks for one, and shares its request with the others.
template<typename Item, typename One>
Future<Reread<Item>> readEach(QObject *context, const QStringList &ids, One one)
{
    struct Open
    {
        Reread<Item> read;
        qsizetype left = 0;
        Completion<Reread<Item>> completion;
    };
    const auto open = std::make_shared<Open>();
    open->left = ids.size();
    Future<Reread<Item>> future = open->completion.future();
    if (ids.isEmpty())
        open->completion.finish(open->read);
    for (const QString &id : ids) {
        whenDone(one(id), context, [open, id](const Result<Item> &item) {
            if (item)
                open->read.items.append(*item);
            else if (item.error().kind == ErrorKind::NotFound)
                open->read.gone.append(id);
            else if (!open->read.failed)
                open->read.failed = item.error();
            if (--open->left == 0)
                open->completion.finish(std::move(open->read));
        });
    }
    return future;
}

} // namespace

// A round of a delta query.
struct GraphClient::ChangeWalk
{
    net::Call call;
    std::stop_token stop;
    QSet<QString> seen; // links
    Changes changes;
    Completion<Changes> completion;
};

Future<Changes> GraphClient::changes(const QString &collection, const QString &link, const std::stop_token &stop)
{
    const auto walk = std::make_shared<ChangeWalk>();
    const QString target =
        link.isEmpty() ? api::graphStable + u'/' + pathSegment(collection) + u"/delta?$deltaToken=latest" : link;
    walk->call = read(target, tr("Asking what has changed"));
    walk->stop = stop;
    followChanges(walk);
    return walk->completion.future();
}

void GraphClient::followChanges(const std::shared_ptr<ChangeWalk> &walk)
{
    const auto take = [this, walk](const graph::ChangesPage &page) {
        // The last word on an object counts: it may be named several times.
        for (const graph::ChangesPage::Change &change : page.changes) {
            (change.isRemoved ? walk->changes.changed : walk->changes.removed).remove(change.id);
            (change.isRemoved ? walk->changes.removed : walk->changes.changed).insert(change.id);
        }
        if (page.nextLink.isEmpty()) {
            walk->changes.link = page.deltaLink;
            return walk->completion.finish(std::move(walk->changes));
        }
        if (walk->seen.contains(page.nextLink) || walk->seen.size() >= net::maxPages)
            return walk->completion.finish(failure(net::pageLoopError(walk->call.subject)));
        walk->seen.insert(page.nextLink);
        walk->call.target = page.nextLink;
        followChanges(walk);
    };
    whenDone(m_client.send(walk->call, walk->stop), this, [this, walk, take](const Result<net::Response> &response) {
        if (!response)
            return walk->completion.finish(failure(response.error()));
        if (!walk->changes.at.isValid())
            walk->changes.at = response->date();
        whenDone(m_worker.run([body = response->body] { return graph::decodeChanges(body); }), this,
                 [walk, take, requestId = response->requestId](Result<graph::ChangesPage> page) {
                     if (page)
                         return take(*page);
                     page.error().subject = walk->call.subject;
                     page.error().requestId = requestId;
                     walk->completion.finish(failure(std::move(page.error())));
                 });
    });
}

// The activity under which a change of a federated credential is logged, and the shape of the filter, are those of
// "List directoryAudits" and of published detection rules. Which property changed is not asked: whoever was touched is
// read again.
Future<QStringList> GraphClient::applicationsInAudits(const QDateTime &since, const std::stop_token &stop)
{
    const QString filter = QStringLiteral("activityDisplayName eq 'Update application' and activityDateTime ge ")
        + since.toUTC().toString(Qt::ISODate);
    Completion<QStringList> completion;
    whenDone(collect<QString>(
                 m_client, m_worker,
                 read(api::graphStable + u"/auditLogs/directoryAudits?$filter=" + queryValue(filter) + u"&$top=999",
                      tr("Looking through the audit log for changed app registrations")),
                 graph::decodeAuditedApplications, stop),
             this, [completion](const Result<QList<QString>> &ids) { completion.finish(ids); });
    return completion.future();
}

Future<Reread<trust::Identity>> GraphClient::applications(const QStringList &ids, const std::stop_token &stop)
{
    return readEach<trust::Identity>(this, ids,
                                     [this, stop](const QString &id) { return applicationBatched(id, stop); });
}

Future<trust::Identity> GraphClient::applicationBatched(const QString &id, const std::stop_token &stop)
{
    const bool expands = m_expandsOne && expandsCredentials();
    QString target = api::graphBeta + u"/applications/" + pathSegment(id) + u'?' + graph::applicationSelect
        + graph::keysSelected;
    if (expands)
        target += u'&' + graph::credentialsExpand;
    Completion<trust::Identity> completion;
    const auto pass = [completion](const Result<trust::Identity> &one) { completion.finish(one); };
    const net::Call call = read(target, tr("Reading an app registration again"));
    whenDone(fetchBatched<trust::Identity>(m_batch, m_worker, call, graph::decodeApplication, stop), this,
             [this, id, stop, expands, completion, pass](const Result<trust::Identity> &application) {
                 if (!application && expands && application.error().kind == ErrorKind::Rejected) {
                     m_expandsOne = false;
                     whenDone(applicationBatched(id, stop), this, pass);
                     return;
                 }
                 if (!application || application->credentialsPart.isKnown())
                     return completion.finish(application);
                 whenDone(
                     readCredentialsBatched(id, stop), this,
                     [completion, one = *application](const Result<QList<trust::FederatedCredential>> &credentials) {
                         trust::Identity whole = one;
                         if (credentials) {
                             whole.credentials = *credentials;
                             whole.credentialsPart = {trust::Knowledge::Known, std::nullopt};
                         } else if (credentials.error().kind == ErrorKind::NotFound) {
                             return completion.finish(failure(credentials.error())); // it went meanwhile
                         } else {
                             whole.credentialsPart = {trust::Knowledge::Failed, credentials.error()};
                         }
                         completion.finish(std::move(whole));
                     });
             });
    return completion.future();
}

Future<Reread<ServicePrincipal>> GraphClient::servicePrincipals(const QStringList &ids, const std::stop_token &stop)
{
    return readEach<ServicePrincipal>(this, ids, [this, stop](const QString &id) {
        const QString target = api::graphStable + u"/servicePrincipals/" + pathSegment(id) + u'?'
            + graph::principalSelect;
        const net::Call call = read(target, tr("Reading a service principal again"));
        return fetchBatched<ServicePrincipal>(m_batch, m_worker, call, graph::decodeServicePrincipal, stop);
    });
}

Future<void> GraphClient::managedPrincipals(QObject *context, net::PageReceiver<ServicePrincipal> receive,
                                            std::stop_token stop)
{
    const QString target = api::graphBeta + u"/servicePrincipals?" + graph::principalSelect + u"&$top=999&$filter="
        + queryValue(QStringLiteral("servicePrincipalType eq 'ManagedIdentity'")) + u'&' + graph::credentialsExpand;
    return net::forEachPage<ServicePrincipal>(
        m_client, m_worker, read(target, tr("Reading the service principals of managed identities")),
        graph::decodeServicePrincipals, context, std::move(receive), std::move(stop));
}

} // namespace symbolon::cloud
