// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/claims_match.h"
#include "trust/validation.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace symbolon::trust {

// What Entra documents of flexible credentials for one platform (Microsoft Entra: "Flexible federated identity
// credentials (preview)", page of 18 September 2026; for GitLab's further ids "Mutable subjects").
struct ExpressionRules
{
    QString platform;      // "GitHub"
    QStringList claims;    // that may be compared
    QStringList wildcards; // those of them that `matches` may be used on; the others with `eq` alone
    QStringList immutable; // one of these has to stand beside sub; empty: none is demanded
};

// The rules of an issuer, as it is written; nullopt: Microsoft lists it nowhere.
[[nodiscard]] std::optional<ExpressionRules> expressionRules(const QString &issuer);

// What an expression that could be read does against the rules of its issuer. All warnings: Microsoft states the rules
// but not when they are enforced. Codes: expression-issuer, expression-claim, expression-operator, expression-no-sub,
// expression-no-immutable-id. No issuer: nothing to say.
[[nodiscard]] QList<Remark> judgeComparisons(const QString &issuer, const QList<Comparison> &comparisons);

} // namespace symbolon::trust
