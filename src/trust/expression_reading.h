// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/claims_match.h"

#include <QList>
#include <QString>

#include <optional>

namespace symbolon::trust {

// A run of an expression's text that means one thing. Positions are UTF-16 code units from the start.
struct ExpressionPiece
{
    enum class Kind : quint8 { Claim, Operator, Comparand, Wildcard, And };
    Kind kind = Kind::Claim;
    qsizetype at = 0;
    qsizetype length = 0;

    bool operator==(const ExpressionPiece &) const = default;
};

// Where reading stopped: the first place where the text is not what the language has there.
struct ExpressionStop
{
    enum class Wanted : quint8 { Comparison, Claim, Bracket, Operator, Quote, And };
    Wanted wanted = Wanted::Comparison;
    qsizetype at = 0; // where what is wanted would begin; the length of the text where it is only not finished
    QString message;  // names the place, counted from 1, and what is wanted; translated
};

// An expression as far as it could be read, for whoever shows, completes or mends it while it is being typed.
struct ExpressionReading
{
    QList<Comparison> comparisons; // those that are whole
    Comparison open;               // the one that is not: its claim and operator, as far as they were read
    QList<ExpressionPiece> pieces; // in order; the wildcards of a comparand behind it
    std::optional<ExpressionStop> stop;
};

// Reads the language of parseExpression(), which is this without anything that stopped it. No text is refused.
[[nodiscard]] ExpressionReading readExpression(const QString &text);

} // namespace symbolon::trust
