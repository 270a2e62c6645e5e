// SPDX-License-Identifier: Apache-2.0
#include "cloud/sign_in_codec.h"

#include "cloud/json_cursor.h"

#include <algorithm>

namespace symbolon::cloud::graph {
namespace {

SignIn signIn(const JsonCursor &item)
{
    SignIn result;
    result.id = item["id"].text();
    result.at = item["createdDateTime"].optionalTime();
    result.clientId = item["appId"].optionalText();
    result.servicePrincipalId = item["servicePrincipalId"].optionalText();
    result.credentialType = item["clientCredentialType"].optionalText();
    result.federatedCredentialId = item["federatedCredentialId"].optionalText();
    result.keyId = item["servicePrincipalCredentialKeyId"].optionalText();
    result.resourceName = item["resourceDisplayName"].optionalText();
    result.correlationId = item["correlationId"].optionalText();
    const JsonCursor status = item["status"];
    if (!status.isAbsent()) {
        result.errorCode = status["errorCode"].number(0);
        if (!result.succeeded()) // a success has "Other." for a reason
            result.failureReason = status["failureReason"].optionalText();
    }
    return result;
}

} // namespace

Result<SignIns> decodeSignIns(const QByteArray &json)
{
    return readJson(json, [](const JsonCursor &document) {
        SignIns page;
        document["value"].each([&page](const JsonCursor &item) { page.entries.append(signIn(item)); });
        std::stable_sort(page.entries.begin(), page.entries.end(),
                         [](const SignIn &a, const SignIn &b) { return a.at > b.at; });
        page.isWhole = document["@odata.nextLink"].isAbsent();
        return page;
    });
}

} // namespace symbolon::cloud::graph
