// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/identity.h"

#include <QList>
#include <QString>

namespace symbolon::trust {

// The field of a credential that a remark is about; General: the credential as a whole.
enum class Field { General, Name, Issuer, Subject, Expression, Audience, Description };

enum class RemarkLevel {
    Error,   // the service would refuse it: it cannot be applied
    Warning, // Symbolon's own guard: applied only after one acknowledgement
};

// What is wrong with a value, for the place where it was typed.
struct Remark
{
    Field field = Field::General;
    RemarkLevel level = RemarkLevel::Error;
    QString code; // stable name, e.g. "name-pattern", "issuer-not-https"
    QString text; // one sentence, translated
    QString fix;  // the value that would be right where there is exactly one; empty: none

    bool operator==(const Remark &) const = default;
};

// Whether tokens of an issuer's platform carry an iss that ends in a slash; src/presets knows it by issuer.
enum class TrailingSlash { Unknown, Required, Forbidden };

// What judging a credential needs to know beside it.
struct ValidationContext
{
    IdentityKind kind = IdentityKind::Application;
    QList<FederatedCredential> others;                    // the identity's other credentials (without the edited one)
    QString exchangeAudience;                             // the signed-in cloud's token exchange audience
    QStringList knownExchangeAudiences;                   // those of every cloud, to recognise one of a foreign cloud
    TrailingSlash trailingSlash = TrailingSlash::Unknown; // of the platform behind the credential's issuer
    bool platformFixesAudience = false;                   // the platform dictates it (Amazon Cognito): any is right
    bool creating = true;                                 // false: an update; the name, immutable, is not judged
};

// Errors (the service's limits) first, then warnings (https issuer, surrounding blanks, invisible characters, trailing
// slash against the platform's habit, wildcard in a plain subject, audience of another cloud or not the exchange
// audience); each list in field order. Empty: nothing to say. Texts hold hostile values only as shown() makes them.
[[nodiscard]] QList<Remark> validate(const FederatedCredential &credential, const ValidationContext &context);

[[nodiscard]] bool hasErrors(const QList<Remark> &remarks);
[[nodiscard]] bool hasWarnings(const QList<Remark> &remarks);

} // namespace symbolon::trust
