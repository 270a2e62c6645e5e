// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "trust/credential.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace symbolon::trust {

// One comparison of a claims expression: claims['sub'] matches 'repo:contoso/*'.
struct Comparison
{
    enum class Operator { Eq, Matches };
    QString claim;
    Operator op = Operator::Eq;
    QString comparand;

    bool operator==(const Comparison &) const = default;
};

// Reads the flexible credential language, version 1: comparisons joined by " and ", one space on each side of the
// operator, comparand in single quotes (Microsoft Entra: flexible federated identity credentials, preview).
// Error: ErrorKind::Validation with a message that names the position; readExpression() has it as a number.
[[nodiscard]] Result<QList<Comparison>> parseExpression(const QString &text);

// The comparisons as the language writes them. parseExpression() of it gives them back, and the text of an expression
// that parses comes out as it was.
[[nodiscard]] QString expressionText(const QList<Comparison> &comparisons);

// `*` matches any run of characters, `?` exactly one; everything else is compared exactly, case included.
[[nodiscard]] bool wildcardMatch(const QString &pattern, const QString &text);

// The outcome of comparing one presented value with a credential's.
enum class MatchPart { Issuer, Subject, Audience };

struct MatchFailure
{
    MatchPart part = MatchPart::Subject;
    bool onlyCase = false; // the values differ in letter case alone (AADSTS7002138 for subjects)
};

// What a token says, as far as matching goes. Claims hold string values by name.
struct PresentedClaims
{
    QString issuer;
    QString subject;
    QString audience;
    QMap<QString, QString> claims;
};

// A claim by its name, sub, iss and aud among them; nullopt: the token does not carry it.
[[nodiscard]] std::optional<QString> presentedValue(const PresentedClaims &token, const QString &claim);

// Whether every comparison holds. A claim that the token does not carry fits nothing.
[[nodiscard]] bool fits(const QList<Comparison> &comparisons, const PresentedClaims &token);

// nullopt: the credential accepts the claims. Issuer is judged first, then subject or expression, then audience. An
// expression that cannot be read never matches.
[[nodiscard]] std::optional<MatchFailure> mismatch(const FederatedCredential &credential, const PresentedClaims &token);

} // namespace symbolon::trust
