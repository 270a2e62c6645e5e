// SPDX-License-Identifier: Apache-2.0
#include "workspace/offers.h"

#include <algorithm>
#include <memory>

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
