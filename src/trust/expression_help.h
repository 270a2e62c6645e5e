// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/claims_match.h"

#include <QList>
#include <QString>

namespace symbolon::trust {

// What may stand next while an expression is typed.
struct ExpressionChoice
{
    QString text;        // as the expression has it
    QString explanation; // translated; may be empty
};

struct ExpressionCompletions
{
    qsizetype at = 0;     // where a choice is put …
    qsizetype length = 0; // … in place of so many characters, those typed of it so far
    QList<ExpressionChoice> choices;
};

// By the rules of the issuer (expressionRules(); an issuer without rules has sub alone): claims not compared yet, those
// that are demanded first; the operators that a claim may have; the next comparison. None inside a comparand, and none
// where `whole` before `cursor` (UTF-16 code units) is not the language.
[[nodiscard]] ExpressionCompletions expressionCompletions(const QString &issuer, const QString &whole,
                                                          qsizetype cursor);

// The one way out of a remark of judgeComparisons(), where there is one.
struct ExpressionRepair
{
    QString code;        // the remark's
    QString label;       // translated: "Add repository_id"
    QString text;        // the whole expression then
    qsizetype caret = 0; // where to go on typing: between quotes that are still empty, else at the end
};

// An id is filled in where the subject carries it (GitHub's immutable subjects), else left to be typed.
[[nodiscard]] QList<ExpressionRepair> expressionRepairs(const QString &issuer, const QList<Comparison> &comparisons);

} // namespace symbolon::trust
