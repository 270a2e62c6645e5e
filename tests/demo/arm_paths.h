// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo_client.h"

// What the tests of Azure Resource Manager share.
namespace symbolon::demo::test {

inline constexpr auto armService = ServiceKind::Arm;
inline constexpr char prod[] = "/subscriptions/5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2";
inline constexpr char edge[] = "/subscriptions/c83b1d50-7e4f-4a26-b9d1-0f6c58e2a397";
inline constexpr char identityPath[] = "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
inline constexpr char rolePath[] = "/providers/Microsoft.Authorization/roleAssignments";
inline constexpr char version[] = "?api-version=2024-11-30";
inline constexpr char preview[] = "?api-version=2025-05-31-preview";
inline constexpr char roleVersion[] = "?api-version=2022-04-01";

inline std::string payments()
{
    return std::string(prod) + "/resourceGroups/rg-payments-prod" + identityPath + "/id-aks-payments-prod";
}

inline QJsonObject armBody(const QString &subject, const QString &issuer = QStringLiteral("https://issuer.example.com"))
{
    QJsonObject properties = credentialBody({}, subject, issuer);
    properties.remove(QStringLiteral("name"));
    return {{QStringLiteral("properties"), properties}};
}

inline QString textIn(const QJsonValue &object, const char *name)
{
    return object.toObject().value(QLatin1String(name)).toString();
}

inline QJsonObject propertiesOf(const Answer &answer)
{
    return answer.json.value(QLatin1String("properties")).toObject();
}

} // namespace symbolon::demo::test
