// SPDX-License-Identifier: Apache-2.0
#include "demo/arm_metadata.h"

#include "demo/arm_reply.h"

namespace symbolon::demo::arm {

namespace {

constexpr char azureResource[] = "https://management.core.windows.net/";
constexpr char portal[] = "https://portal.azure.com/";

// Until 2018 one cloud as an object …
Json oneCloud(const std::string &login, const std::string &graph)
{
    return {{"galleryEndpoint", ""},
            {"graphEndpoint", graph},
            {"portalEndpoint", portal},
            {"authentication", {{"loginEndpoint", login}, {"audiences", Json::array({azureResource})}}}};
}

// … then a list of clouds, and since 2022 the cloud itself again.
Json fullCloud(const std::string &login, const std::string &graph, const std::string &arm)
{
    const Json authentication = {{"loginEndpoint", login},
                                 {"audiences", Json::array({azureResource, "https://management.azure.com/"})},
                                 {"tenant", "common"},
                                 {"identityProvider", "AAD"}};
    return {{"portal", portal},
            {"authentication", authentication},
            {"graphAudience", graph},
            {"graph", graph},
            {"name", "Demo"},
            {"suffixes", Json::object()},
            {"resourceManager", arm},
            {"microsoftGraphResourceId", graph},
            {"activeDirectoryGraphResourceId", graph},
            {"gallery", ""},
            {"sqlManagement", ""}};
}

} // namespace

Response cloudMetadata(const Call &call, const Endpoints &endpoints)
{
    if (call.method != "GET")
        return methodNotAllowed(call);
    const std::string version = call.queryValue("api-version");
    const std::string login = endpoints.base(ServiceKind::Login);
    const std::string graph = endpoints.base(ServiceKind::Graph) + "/";
    if (version == "2015-01-01" || version == "2018-01-01" || version == "2018-05-01")
        return jsonResponse(200, oneCloud(login, graph));
    const Json cloud = fullCloud(login, graph, endpoints.base(ServiceKind::Arm) + "/");
    if (version == "2019-05-01" || version == "2020-06-01" || version == "2021-01-01")
        return jsonResponse(200, Json::array({cloud}));
    if (version == "2022-09-01")
        return jsonResponse(200, cloud);
    return error(Unconfirmed::ArmCoreVersionUnknown, {version, "2015-01-01, 2018-05-01, 2019-05-01, 2022-09-01"});
}

} // namespace symbolon::demo::arm
