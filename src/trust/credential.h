// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/rare.h"
#include "trust/compact_id.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace symbolon::trust {

// The claimsMatchingExpression of a flexible federated identity credential, as Microsoft Graph (beta) and the ARM
// previews spell it. `languageVersion` is always 1 today.
struct ClaimsExpression
{
    QString value;
    int languageVersion = 1;

    bool operator==(const ClaimsExpression &) const = default;
};

// A federated identity credential of an application (Microsoft Graph federatedIdentityCredential) or of a user-assigned
// managed identity (ARM …/federatedIdentityCredentials). Entra compares issuer, subject and audience byte for byte, so
// no value here is ever trimmed, folded or normalised.
struct FederatedCredential
{
    CompactId id;                      // Graph: GUID given by the service; ARM: resource id. Empty before creation.
    QString name;                      // immutable after creation
    QString issuer;                    // the token's iss
    std::optional<QString> subject;    // the token's sub; nullopt: not set (flexible credential)
    Rare<ClaimsExpression> expression; // excludes subject
    QStringList audiences;             // the service wants exactly one
    QString description;               // applications only: ARM has no such property

    [[nodiscard]] bool isFlexible() const { return expression.has_value(); }
    // What the credential compares with `sub`: the subject, or the expression's text.
    [[nodiscard]] QString matchText() const { return expression ? expression->value : subject.value_or(QString()); }

    bool operator==(const FederatedCredential &) const = default;
};

// The service's documented limits (Microsoft Entra: "Important considerations and restrictions for federated identity
// credentials"; name pattern from the Azure REST API specification of Microsoft.ManagedIdentity).
namespace limits {
inline constexpr int credentialsPerIdentity = 20;
inline constexpr int fieldLength = 600; // issuer, subject, audience, description: characters
inline constexpr int nameMinLength = 3;
inline constexpr int nameMaxLength = 120;
inline constexpr int audiences = 1;
} // namespace limits

} // namespace symbolon::trust
