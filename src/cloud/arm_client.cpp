// SPDX-License-Identifier: Apache-2.0
#include "cloud/arm_client.h"

#include "cloud/api_versions.h"
#include "cloud/arm_codec.h"
#include "cloud/collect.h"
#include "cloud/error_codec.h"
#include "cloud/resource_graph.h"
#include "net/origin.h"

#include <QHash>
#include <QPointer>

#include <functional>
#include <memory>
#include <utility>

namespace symbolon::cloud {

namespace {

void nameSubscription(trust::Identity &identity, const QString &name)
{
    trust::AzurePlace place = *identity.place;
    place.subscriptionName = name;
    identity.place = std::move(place);
}

using net::Call;
using net::pathSegment;
using net::queryValue;

// Whether the service does not know the API version that was asked for. The codes are common practice, not documented for
// this provider.
bool isVersionRefusal(const Error &error)
{
    return (error.httpStatus == 400 || error.httpStatus == 404)
        && (error.code == u"InvalidApiVersionParameter" || error.code == u"NoRegisteredProviderFound"
            || error.code == u"InvalidResourceType" || error.code == u"UnsupportedApiVersion");
}

// Regions without the feature answer so to every call; an identity there can hold no credential (Microsoft Entra:
// considerations for federated identity credentials).
bool isRegionWithoutCredentials(const Error &error)
{
    return error.httpStatus == 405 && error.code == u"SupportForFederatedIdentityCredentialsNotEnabled";
}

// A resource id as a path: each segment encoded, nothing that climbs.
Result<QString> resourcePath(const QString &id)
{
    const QStringList segments = id.split(u'/', Qt::SkipEmptyParts);
    QString path;
    for (const QString &segment : segments) {
        if (segment == u"." || segment == u"..")
            return failure(Error{.kind = ErrorKind::Validation});
        path += u'/' + pathSegment(segment);
    }
    if (path.isEmpty())
        return failure(Error{.kind = ErrorKind::Validation});
    return path;
}

// One walk for each thousand subscriptions, one after the other.
template<typename Item>
class ManySubscriptions final : public std::enable_shared_from_this<ManySubscriptions<Item>>
{
public:
    using Start = std::function<Future<void>(const QStringList &subscriptions)>;

    ManySubscriptions(const QList<Subscription> &subscriptions, Start start, QObject *context)
        : m_start(std::move(start))
        , m_context(context)
    {
        for (const Subscription &one : subscriptions)
            m_left.append(one.id);
    }

    [[nodiscard]] Future<void> run()
    {
        next();
        return m_completion.future();
    }

private:
    void next()
    {
        const QStringList some = m_left.mid(0, ResourceQuery::mostSubscriptions);
        m_left = m_left.mid(some.size());
        whenDone(m_start(some), m_context, [self = this->shared_from_this()](const Result<void> &ended) {
            if (ended && !self->m_left.isEmpty())
                return self->next();
            self->m_completion.finish(ended);
        });
    }

    Start m_start;
    QObject *m_context;
    QStringList m_left;
    Completion<void> m_completion;
};

template<typename Item>
Future<void> askResourceGraph(net::ServiceClient &client, Worker &worker, const ResourceQuery &query,
                              const QList<Subscription> &subscriptions, const net::PageDecoder<Item> &decode,
                              QObject *context, const net::PageReceiver<Item> &receive, const std::stop_token &stop)
{
    const auto start = [&client, &worker, query, decode, context = QPointer<QObject>(context), receive,
                        stop](const QStringList &some) {
        ResourceQuery own = query;
        own.subscriptions = some;
        const auto walk =
            std::make_shared<ResourceWalk<Item>>(client, worker, std::move(own), decode, context, receive, stop);
        return walk->start();
    };
    return std::make_shared<ManySubscriptions<Item>>(subscriptions, start, &client)->run();
}

QString grantsQuery(const char *type, const char *columns)
{
    return QStringLiteral("authorizationresources | where type =~ 'microsoft.authorization/%1' | project id, %2 "
                          "| order by id asc")
        .arg(QLatin1String(type), QLatin1String(columns));
}

} // namespace

ArmClient::ArmClient(const QUrl &arm, net::Transport &transport, net::TokenSource &tokens, Worker &worker,
                     QObject *parent)
    : QObject(parent)
    , m_client(net::Service::Arm, arm, transport, tokens, readServiceError)
    , m_log(transport.activityLog())
    , m_worker(worker)
    , m_writes(m_client, transport.options())
    , m_roles(this)
{
}

ArmClient::~ArmClient() = default;

Result<Call> ArmClient::call(const QString &resource, const QString &rest, QLatin1String version,
                             const QString &subject) const
{
    const Result<QString> path = resourcePath(resource);
    if (!path) {
        return failure(Error{.kind = ErrorKind::Validation,
                             .message = tr("This is not the id of an Azure resource: %1").arg(resource),
                             .subject = subject});
    }
    Call call;
    call.target = *path + rest + u"?api-version=" + version;
    call.subject = subject;
    call.priority = net::Priority::Background;
    return call;
}

QLatin1String ArmClient::credentialsVersion() const
{
    return m_previewRefused ? api::credentialsStable : api::credentialsPreview;
}

Future<void> ArmClient::subscriptions(QObject *context, net::PageReceiver<Subscription> receive, std::stop_token stop)
{
    const Result<Call> first =
        call(QStringLiteral("/subscriptions"), {}, api::subscriptions, tr("Reading subscriptions"));
    return net::forEachPage<Subscription>(m_client, m_worker, *first, arm::decodeSubscriptions, context,
                                          std::move(receive), std::move(stop));
}

Future<void> ArmClient::identities(const Subscription &subscription, QObject *context,
                                   net::PageReceiver<trust::Identity> receive, std::stop_token stop)
{
    const Result<Call> first = call(u"/subscriptions/" + subscription.id,
                                    QStringLiteral("/providers/Microsoft.ManagedIdentity/userAssignedIdentities"),
                                    api::identities,
                                    tr("Reading the managed identities of %1").arg(subscription.displayName));
    if (!first)
        return readyFuture<void>(failure(first.error()));
    const auto decode = [name = subscription.displayName](const QByteArray &json) {
        Result<net::Page<trust::Identity>> page = arm::decodeIdentities(json);
        if (page) {
            for (trust::Identity &identity : page->items)
                nameSubscription(identity, name);
        }
        return page;
    };
    return net::forEachPage<trust::Identity>(m_client, m_worker, *first, decode, context, std::move(receive),
                                             std::move(stop));
}

Future<void> ArmClient::identitiesOf(const QList<Subscription> &subscriptions, QObject *context,
                                     const net::PageReceiver<trust::Identity> &receive, const std::stop_token &stop)
{
    ResourceQuery query;
    query.text = QStringLiteral("resources | where type =~ 'microsoft.managedidentity/userassignedidentities' "
                                "| project id, name, location, clientId = tostring(properties.clientId), principalId = "
                                "tostring(properties.principalId), identityTenant = tostring(properties.tenantId) "
                                "| order by id asc");
    query.subject = tr("Reading managed identities");
    QHash<QString, QString> names;
    for (const Subscription &one : subscriptions)
        names.insert(one.id.toLower(), one.displayName);
    const auto decode = [names](const QByteArray &json) {
        Result<net::Page<trust::Identity>> page = arm::decodeIdentityRows(json);
        if (page) {
            for (trust::Identity &identity : page->items)
                nameSubscription(identity, names.value(identity.place->subscriptionId.toLower()));
        }
        return page;
    };
    return watched(
        askResourceGraph<trust::Identity>(m_client, m_worker, query, subscriptions, decode, context, receive, stop));
}

Future<void> ArmClient::roleAssignmentsOf(const QList<Subscription> &subscriptions, QObject *context,
                                          const net::PageReceiver<AzureRoleAssignment> &receive,
                                          const std::stop_token &stop)
{
    ResourceQuery query;
    query.text = grantsQuery("roleassignments",
                             "roleDefinitionId = tostring(properties.roleDefinitionId), principalId = "
                             "tostring(properties.principalId), principalType = tostring(properties.principalType), "
                             "scope = tostring(properties.scope), condition = tostring(properties.condition)");
    query.withScopesAbove = true;
    query.subject = tr("Reading Azure role assignments");
    return watched(askResourceGraph<AzureRoleAssignment>(m_client, m_worker, query, subscriptions,
                                                         arm::decodeRoleAssignmentRows, context, receive, stop));
}

Future<void> ArmClient::rolesOf(const QList<Subscription> &subscriptions, QObject *context,
                                const net::PageReceiver<AzureRole> &receive, const std::stop_token &stop)
{
    ResourceQuery query;
    query.text = grantsQuery("roledefinitions",
                             "roleName = tostring(properties.roleName), roleType = tostring(properties.type)");
    query.withScopesAbove = true;
    query.subject = tr("Reading Azure roles");
    return watched(askResourceGraph<AzureRole>(m_client, m_worker, query, subscriptions, arm::decodeRoleRows, context,
                                               receive, stop));
}

Future<void> ArmClient::watched(Future<void> walk)
{
    Completion<void> completion;
    whenDone(std::move(walk), this, [this, completion](const Result<void> &ended) {
        const bool refused = !ended
            && (ended.error().kind == ErrorKind::Rejected || ended.error().kind == ErrorKind::Forbidden
                || ended.error().kind == ErrorKind::NotFound);
        if (refused && !std::exchange(m_resourceGraphRefused, true))
            m_log.note(net::Service::Arm, tr("Each subscription is read alone: Azure Resource Graph refuses."));
        completion.finish(ended);
    });
    return completion.future();
}

Future<QList<trust::FederatedCredential>> ArmClient::credentials(const QString &identityId, const std::stop_token &stop)
{
    const QLatin1String version = credentialsVersion();
    Completion<QList<trust::FederatedCredential>> completion;
    whenDone(readCredentials(identityId, version, stop), this,
             [this, identityId, stop, version, completion](const Result<QList<trust::FederatedCredential>> &read) {
                 if (read || version == api::credentialsStable || !isVersionRefusal(read.error()))
                     return completion.finish(read);
                 if (!std::exchange(m_previewRefused, true))
                     m_log.note(net::Service::Arm,
                                tr("Claims expressions of managed identities cannot be read: this cloud "
                                   "does not offer the preview that knows them."));
                 whenDone(readCredentials(identityId, api::credentialsStable, stop), this,
                          [completion](const Result<QList<trust::FederatedCredential>> &again) {
                              completion.finish(again);
                          });
             });
    return completion.future();
}

Future<QList<trust::FederatedCredential>> ArmClient::readCredentials(const QString &identityId, QLatin1String version,
                                                                     std::stop_token stop)
{
    const Result<Call> first = call(identityId, QStringLiteral("/federatedIdentityCredentials"), version,
                                    tr("Reading the credentials of a managed identity"));
    if (!first)
        return readyFuture<QList<trust::FederatedCredential>>(failure(first.error()));
    Completion<QList<trust::FederatedCredential>> completion;
    whenDone(collect<trust::FederatedCredential>(m_client, m_worker, *first, arm::decodeCredentials, std::move(stop)),
             this, [completion](Result<QList<trust::FederatedCredential>> read) {
                 if (!read && isRegionWithoutCredentials(read.error()))
                     read = QList<trust::FederatedCredential>();
                 completion.finish(std::move(read));
             });
    return completion.future();
}

Future<net::Response> ArmClient::write(const QString &identityId, const QString &name, const QByteArray &method,
                                       const QByteArray &body, const QString &subject, const std::stop_token &stop)
{
    const auto made = [=, this](QLatin1String version) {
        Result<Call> request =
            call(identityId, u"/federatedIdentityCredentials/" + pathSegment(name), version, subject);
        if (request) {
            request->method = method;
            request->body = body;
            request->priority = net::Priority::User;
        }
        return request;
    };
    const QLatin1String version = credentialsVersion();
    const Result<Call> first = made(version);
    if (!first)
        return readyFuture<net::Response>(failure(first.error()));
    Completion<net::Response> completion;
    whenDone(m_writes.send(identityId, *first, stop), this, [=, this](const Result<net::Response> &response) {
        if (response || version == api::credentialsStable || !isVersionRefusal(response.error()))
            return completion.finish(response);
        m_previewRefused = true;
        // Without the preview a flexible credential would lose its expression on the way.
        if (body.contains("claimsMatchingExpression"))
            return completion.finish(response);
        whenDone(m_writes.send(identityId, *made(api::credentialsStable), stop), this,
                 [completion](const Result<net::Response> &again) { completion.finish(again); });
    });
    return completion.future();
}

Future<trust::FederatedCredential> ArmClient::putCredential(const QString &identityId,
                                                            const trust::FederatedCredential &credential,
                                                            const std::stop_token &stop)
{
    const QString subject = tr("Writing the credential %1").arg(credential.name);
    if (credential.isFlexible() && m_previewRefused) {
        return readyFuture<trust::FederatedCredential>(failure(Error{
            .kind = ErrorKind::Validation,
            .message = tr("This cloud does not offer claims expressions for managed identities."),
            .subject = subject,
        }));
    }
    Completion<trust::FederatedCredential> completion;
    whenDone(write(identityId, credential.name, "PUT", arm::encodeCredential(credential), subject, stop), this,
             [completion, subject](const Result<net::Response> &response) {
                 if (!response)
                     return completion.finish(failure(response.error()));
                 completion.finish(arm::decodeCredential(response->body).map_error([&](Error error) {
                     error.subject = subject;
                     error.requestId = response->requestId;
                     error.outcomeUnknown = true;
                     return error;
                 }));
             });
    return completion.future();
}

Future<void> ArmClient::deleteCredential(const QString &identityId, const QString &name, const std::stop_token &stop)
{
    Completion<void> completion;
    whenDone(write(identityId, name, "DELETE", {}, tr("Deleting the credential %1").arg(name), stop), this,
             [completion](const Result<net::Response> &response) {
                 completion.finish(response ? Result<void>() : failure(response.error()));
             });
    return completion.future();
}

Future<void> ArmClient::roleAssignments(const QString &scope, const QString &filter, QObject *context,
                                        net::PageReceiver<AzureRoleAssignment> receive, std::stop_token stop)
{
    Result<Call> first = call(scope, QStringLiteral("/providers/Microsoft.Authorization/roleAssignments"),
                              api::roleAssignments, tr("Reading Azure role assignments"));
    if (!first)
        return readyFuture<void>(failure(first.error()));
    if (!filter.isEmpty())
        first->target += u"&$filter=" + queryValue(filter);
    return net::forEachPage<AzureRoleAssignment>(m_client, m_worker, *first, arm::decodeRoleAssignments, context,
                                                 std::move(receive), std::move(stop));
}

Future<void> ArmClient::roles(const QString &scope, QObject *context, net::PageReceiver<AzureRole> receive,
                              std::stop_token stop)
{
    const Result<Call> first = call(scope, QStringLiteral("/providers/Microsoft.Authorization/roleDefinitions"),
                                    api::roleDefinitions, tr("Reading Azure roles"));
    if (!first)
        return readyFuture<void>(failure(first.error()));
    return net::forEachPage<AzureRole>(m_client, m_worker, *first, arm::decodeRoles, context, std::move(receive),
                                       std::move(stop));
}

Future<AzureRole> ArmClient::role(const QString &roleDefinitionId, const std::stop_token &stop)
{
    const QString guid = roleDefinitionId.section(u'/', -1).toLower();
    const Result<Call> request =
        call(roleDefinitionId, {}, api::roleDefinitions, tr("Reading the Azure role %1").arg(guid));
    if (!request)
        return readyFuture<AzureRole>(failure(request.error()));
    // Callers share the call, so that one of them giving up ends it for nobody.
    const auto fetch = [this, request] {
        return fetchOne<AzureRole>(m_client, m_worker, *request, arm::decodeRole, {});
    };
    Completion<AzureRole> completion;
    whenDone(m_roles.get(guid, fetch), this, [completion, stop](const Result<AzureRole> &role) {
        completion.finish(stop.stop_requested() ? failure(Error{.kind = ErrorKind::Cancelled}) : role);
    });
    return completion.future();
}

} // namespace symbolon::cloud
