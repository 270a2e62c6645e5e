// SPDX-License-Identifier: Apache-2.0
// The part of the Graph client that reads groups from their own side.
#include "cloud/api_versions.h"
#include "cloud/collect.h"
#include "cloud/graph_client.h"
#include "cloud/graph_codec.h"
#include "net/origin.h"

#include <memory>

namespace symbolon::cloud {
namespace {

constexpr qsizetype mostIds = 1000; // directoryObjects/getByIds takes no more

} // namespace

Future<QList<GroupMembers>> GraphClient::groups(const QStringList &ids, const std::stop_token &stop)
{
    struct Walk
    {
        QStringList left;
        QList<GroupMembers> groups;
        std::function<void()> next;
    };
    const auto walk = std::make_shared<Walk>();
    walk->left = ids;
    Completion<QList<GroupMembers>> read;
    Completion<QList<GroupMembers>> completion;
    whenDone(read.future(), this, [this, completion](const Result<QList<GroupMembers>> &groups) {
        const bool refused = !groups
            && (groups.error().kind == ErrorKind::Forbidden || groups.error().kind == ErrorKind::Rejected
                || groups.error().kind == ErrorKind::NotFound);
        if (refused)
            m_log.note(net::Service::Graph,
                       tr("Each identity is asked for its groups: groups do not tell their members."));
        completion.finish(groups);
    });
    walk->next = [this, weak = std::weak_ptr(walk), stop, read] {
        const auto own = weak.lock();
        if (own->left.isEmpty())
            return readMembers(own->groups, stop, read);
        const QStringList some = own->left.mid(0, mostIds);
        own->left = own->left.mid(some.size());
        whenDone(groupNames(some, stop), this, [own, read](const Result<QList<GroupMembers>> &named) {
            if (!named)
                return read.finish(failure(named.error()));
            own->groups += *named;
            own->next();
        });
    };
    walk->next();
    return completion.future();
}

Future<QList<GroupMembers>> GraphClient::groupNames(const QStringList &ids, const std::stop_token &stop)
{
    net::Call call;
    call.method = "POST";
    call.target = api::graphStable + u"/directoryObjects/getByIds";
    call.body = graph::encodeIds(ids, "group");
    call.subject = tr("Looking for groups with roles");
    call.priority = net::Priority::Background;
    call.changesNothing = true;
    return collect<GroupMembers>(m_client, m_worker, call, graph::decodeGroups, stop);
}

void GraphClient::readMembers(const QList<GroupMembers> &groups, const std::stop_token &stop,
                              const Completion<QList<GroupMembers>> &completion)
{
    struct Open
    {
        QList<GroupMembers> groups;
        qsizetype answers = 0;
    };
    const auto open = std::make_shared<Open>(Open{groups, groups.size()});
    if (groups.isEmpty())
        return completion.finish(groups);
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const net::Call call = read(api::graphBeta + u"/groups/" + net::pathSegment(groups.at(i).id)
                                        + u"/transitiveMembers?$select=id&$top=999",
                                    tr("Reading the members of groups with roles"));
        const net::PageReceiver<QString> receive = [open, i](const QStringList &page) {
            open->groups[i].servicePrincipals += page;
        };
        whenDone(forEachBatchedPage<QString>(m_batch, m_client, m_worker, call, graph::decodeServicePrincipalMembers,
                                             this, receive, stop),
                 this, [open, completion](const Result<void> &ended) {
                     if (!ended)
                         return completion.finish(failure(ended.error()));
                     if (--open->answers == 0)
                         completion.finish(open->groups);
                 });
    }
}

} // namespace symbolon::cloud
