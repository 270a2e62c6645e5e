// SPDX-License-Identifier: Apache-2.0
#include "auth/claims.h"

#include <nlohmann/json.hpp>

namespace symbolon::auth {

QByteArray claimsParameter(const QByteArray &challenge)
{
    using Json = nlohmann::json;
    Json claims = Json::parse(challenge.begin(), challenge.end(), nullptr, false);
    if (!claims.is_object())
        claims = Json::object();
    if (!claims.contains("access_token") || !claims["access_token"].is_object())
        claims["access_token"] = Json::object();
    claims["access_token"]["xms_cc"] = {{"values", {"cp1"}}};
    return QByteArray::fromStdString(claims.dump(-1, ' ', true, Json::error_handler_t::replace));
}

} // namespace symbolon::auth
