// SPDX-License-Identifier: Apache-2.0
// The part of the Graph client that reads who owns app registrations.
#include "cloud/api_versions.h"
#include "cloud/collect.h"
#include "cloud/enriched_walk.h"
#include "cloud/graph_client.h"
#include "cloud/graph_codec.h"
#include "net/origin.h"

#include <memory>
#include <vector>

namespace symbolon::cloud {
namespace {

// Of users and service principals alike; what one of the two does not have is left out of the answer.
constexpr QStringView ownerMembers = u"id,displayName,userPrincipalName,userType,accountEnabled";

} // namespace

// A walk of its own: one request expands one relationship only, and that of the main list is the credentials.
Future<void> GraphClient::applicationOwners(QObject *context, const net::PageReceiver<ApplicationOwners> &receive,
                                            const std::stop_token &stop)
{
    const QString expand = api::graphStable + u"/applications?$select=id&$expand=owners($select=" + ownerMembers + u')';
    const QString subject = tr("Reading the owners of app registrations");
    // Whether the expansion holds at the largest page is not documented.
    std::vector<net::Call> requests{read(expand + u"&$top=999", subject), read(expand + u"&$top=100", subject)};
    requests.erase(requests.begin(), requests.begin() + static_cast<std::ptrdiff_t>(m_ownersRefused));
    const auto walk = std::make_shared<EnrichedWalk<ApplicationOwners>>(
        m_client, m_worker, graph::decodeApplicationOwners,
        [](const QList<ApplicationOwners> &items, const EnrichedWalk<ApplicationOwners>::Done &done) { done(items); },
        context, receive, stop);
    Completion<void> completion;
    const auto refused = [this](size_t) {
        ++m_ownersRefused;
        m_log.note(net::Service::Graph,
                   tr("App registrations with their owners come in smaller pages: large ones are refused."));
    };
    whenDone(walk->start(requests, refused), this, [this, completion](const Result<void> &ended) {
        if (!ended && ended.error().kind == ErrorKind::Rejected)
            m_log.note(net::Service::Graph,
                       tr("Owners of app registrations with credentials are read in batches, those of others are not: "
                          "the list does not expand them."));
        completion.finish(ended);
    });
    return completion.future();
}

Future<QList<trust::Owner>> GraphClient::owners(const QString &applicationId, const std::stop_token &stop)
{
    const auto items = std::make_shared<QList<trust::Owner>>();
    const QString target = api::graphStable + u"/applications/" + net::pathSegment(applicationId) + u"/owners?$select="
        + ownerMembers + u"&$top=999";
    Completion<QList<trust::Owner>> completion;
    whenDone(forEachBatchedPage<trust::Owner>(
                 m_batch, m_client, m_worker, read(target, tr("Reading the owners of an app registration")),
                 graph::decodeOwners, this, [items](const QList<trust::Owner> &page) { *items += page; }, stop),
             this, [items, completion](const Result<void> &ended) {
                 if (ended)
                     completion.finish(std::move(*items));
                 else
                     completion.finish(failure(ended.error()));
             });
    return completion.future();
}

} // namespace symbolon::cloud
