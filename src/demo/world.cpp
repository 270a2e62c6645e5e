// SPDX-License-Identifier: Apache-2.0
#include "demo/world.h"

namespace symbolon::demo {

const char *nameOf(ServiceKind service)
{
    switch (service) {
    case ServiceKind::Login:
        return "login";
    case ServiceKind::Graph:
        return "graph";
    case ServiceKind::Arm:
        return "arm";
    case ServiceKind::Issuer:
        break;
    }
    return "issuer";
}

std::string Endpoints::base(ServiceKind service) const
{
    return scheme + "://" + host + ":" + std::to_string(port(service));
}

bool Endpoints::isBase(ServiceKind service, std::string_view url) const
{
    const std::optional<std::string> rest = below(service, url);
    return rest && (rest->empty() || *rest == "/");
}

std::optional<std::string> Endpoints::below(ServiceKind service, std::string_view url) const
{
    for (const std::string &name : {host, std::string("localhost"), std::string("127.0.0.1"), std::string("[::1]")}) {
        const std::string start = scheme + "://" + name + ":" + std::to_string(port(service));
        if (startsWithText(url, start) && (url.size() == start.size() || url[start.size()] == '/'))
            return std::string(url.substr(start.size()));
    }
    return std::nullopt;
}

std::string World::noted(std::string secret)
{
    if (keepSecrets)
        secrets.push_back(secret);
    return secret;
}

} // namespace symbolon::demo
