// SPDX-License-Identifier: Apache-2.0
#include "cloud/resource_graph.h"

#include "cloud/api_versions.h"
#include "cloud/json_cursor.h"

#include <QCoreApplication>

namespace symbolon::cloud {

net::Call resourceGraphCall(const ResourceQuery &query, const QString &skipToken)
{
    Json subscriptions = Json::array();
    for (const QString &subscription : query.subscriptions)
        subscriptions.push_back(toJson(subscription));
    Json options{{"$top", 1000}, {"resultFormat", "objectArray"}};
    if (!skipToken.isEmpty())
        options["$skipToken"] = toJson(skipToken);
    if (query.withScopesAbove)
        options["authorizationScopeFilter"] = "AtScopeAboveAndBelow";
    net::Call call;
    call.method = "POST";
    call.target = u"/providers/Microsoft.ResourceGraph/resources?api-version=" + api::resourceGraph;
    call.body = writeJson(Json{
        {"subscriptions", std::move(subscriptions)}, {"query", toJson(query.text)}, {"options", std::move(options)}});
    call.subject = query.subject;
    call.priority = net::Priority::Background;
    call.changesNothing = true;
    return call;
}

// "Guidance for throttled requests in Azure Resource Graph": over 10,000 subscriptions the result is cut.
Result<void> checkResourceAnswer(const net::Response &response)
{
    if (response.header("x-ms-tenant-subscription-limit-hit").compare("true", Qt::CaseInsensitive) != 0)
        return {};
    Error error{.kind = ErrorKind::Rejected};
    error.message = QCoreApplication::translate("symbolon::cloud",
                                                "Azure Resource Graph does not answer for so many subscriptions.");
    error.requestId = response.requestId;
    return failure(std::move(error));
}

} // namespace symbolon::cloud
