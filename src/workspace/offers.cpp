// SPDX-License-Identifier: Apache-2.0
#include "workspace/offers.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace symbolon::workspace {
namespace {

constexpr QLatin1String microsoftGraph("00000003-0000-0000-c000-000000000000");

template<typename Item, typename Name>
void sortByName(QList<Item> &items, Name name)
{
    std::stable_sort(items.begin(), items.end(), [name](const Item &a, const Item &b) {
        return name(a).compare(name(b), Qt::CaseInsensitive) < 0;
    });
}

} // namespace

Offers::Offers(cloud::ArmClient &arm, const Facts &facts)
    : m_arm(arm)
    , m_facts(facts)
{
}

// A disabled subscription can be read only (Azure: "Azure subscription states").
QList<cloud::Subscription> Offers::subscriptions() const
{
    QList<cloud::Subscription> all = m_facts.subscriptions();
    all.removeIf([](const cloud::Subscription &one) { return one.state == u"Disabled" || one.state == u"Deleted"; });
    sortByName(all, [](const cloud::Subscription &one) { return one.displayName; });
    return all;
}

Future<QList<cloud::ResourceGroup>> Offers::resourceGroups(const QString &subscriptionId, const std::stop_token &stop)
{
    return m_arm.resourceGroups(subscriptionId, stop);
}

Future<QList<cloud::Location>> Offers::locations(const QString &subscriptionId, const std::stop_token &stop)
{
    return m_arm.locations(subscriptionId, stop);
}

Future<QList<cloud::AzureRole>> Offers::roles(const QString &scope, const std::stop_token &stop)
{
    const auto all = std::make_shared<QList<cloud::AzureRole>>();
    Completion<QList<cloud::AzureRole>> completion;
    whenDone(m_arm.roles(
                 scope, &m_arm, [all](const QList<cloud::AzureRole> &page) { *all += page; }, stop),
             &m_arm, [all, completion](const Result<void> &ended) {
                 if (!ended)
                     return completion.finish(failure(ended.error()));
                 sortByName(*all, [](const cloud::AzureRole &one) { return one.name; });
                 completion.finish(*all);
             });
    return completion.future();
}

struct Offers::ClusterWalk
{
    KnownClusters read;
    qsizetype missing = 0; // answers
    qsizetype answered = 0;
    std::optional<Error> refusal; // the first
};

Future<QList<cloud::Cluster>> Offers::clusters(const std::stop_token &stop)
{
    const auto walk = std::make_shared<ClusterWalk>();
    const QList<cloud::Subscription> asked = subscriptions();
    for (const cloud::Subscription &one : asked)
        walk->read.subscriptions.append(one.id);
    walk->read.subscriptions.sort();
    if (asked.isEmpty() || walk->read.subscriptions == m_clusters->subscriptions)
        return readyFuture<QList<cloud::Cluster>>(asked.isEmpty() ? QList<cloud::Cluster>() : m_clusters->all);
    walk->missing = asked.size();
    Completion<QList<cloud::Cluster>> completion;
    const auto take = [walk, completion, known = m_clusters](const Result<QList<cloud::Cluster>> &read) {
        if (read) {
            walk->read.all += *read;
            ++walk->answered;
        } else if (!walk->refusal) {
            walk->refusal = read.error();
        }
        if (--walk->missing > 0)
            return;
        if (walk->answered == 0 && walk->refusal)
            return completion.finish(failure(*walk->refusal));
        sortByName(walk->read.all, [](const cloud::Cluster &one) { return one.name; });
        if (!walk->refusal)
            *known = walk->read;
        completion.finish(walk->read.all);
    };
    for (const cloud::Subscription &one : asked)
        whenDone(m_arm.clusters(one.id, stop), &m_arm, take);
    return completion.future();
}

// What is still being read for the last account ends in a list that nobody looks at any more.
void Offers::forget()
{
    m_clusters = std::make_shared<KnownClusters>();
}

QList<cloud::ServicePrincipal> Offers::apis() const
{
    QList<cloud::ServicePrincipal> all = m_facts.permissionResources();
    for (cloud::ServicePrincipal &one : all) {
        one.appRoles.removeIf([](const cloud::AppRole &role) {
            return !role.enabled || !role.allowedMemberTypes.contains(QStringLiteral("Application"));
        });
        sortByName(one.appRoles, [](const cloud::AppRole &role) { return role.value; });
    }
    all.removeIf([](const cloud::ServicePrincipal &one) { return one.appRoles.isEmpty(); });
    sortByName(all, [](const cloud::ServicePrincipal &one) { return one.displayName; });
    std::stable_partition(all.begin(), all.end(),
                          [](const cloud::ServicePrincipal &one) { return one.appId == microsoftGraph; });
    return all;
}

} // namespace symbolon::workspace
