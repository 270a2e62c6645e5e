// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace symbolon::store {

// One term of a filter: a plain word (`field` is empty) must occur in a row's search key, "issuer:github" in that field.
struct FilterTerm
{
    QString field;
    QStringList values;   // case-folded, none empty; one of them is enough. A plain word has exactly one
    bool negated = false; // "-issuer:github": must not hold
    qsizetype at = 0;     // where it stands in the text that was read, sign and quotes included
    qsizetype length = 0;

    // Whether both ask for the same, wherever they stand.
    friend bool operator==(const FilterTerm &a, const FilterTerm &b)
    {
        return a.field == b.field && a.values == b.values && a.negated == b.negated;
    }
};

// What a filter field or --filter holds. Every term must hold; no term: everything is shown.
struct Filter
{
    QList<FilterTerm> terms;

    bool operator==(const Filter &) const = default;
};

// What is wrong with a filter, and where in the text.
struct FilterProblem
{
    QString sentence; // translated
    qsizetype at = 0;
    qsizetype length = 0;
};

struct FilterReading
{
    Filter filter; // every term that was understood
    std::optional<FilterProblem> problem;
};

// Reads terms separated by blanks:
//
//   prod                 a plain word               issuer:github       in a field
//   "data lake"          quotes keep blanks, colons, commas and a minus; \" and \\ stand for themselves within
//   platform:aks,eks     one of several values      -kind:app  -prod    must not hold
//
// A word is a field's only where a colon follows letters and no "//" follows the colon, so that URLs can be pasted. A
// field without a value narrows nothing: somebody is still typing. Problems: an unknown field, an unclosed quote.
[[nodiscard]] FilterReading readFilter(const QString &text, const QStringList &fields);
// The same for whoever cannot point at a place: ErrorKind::Validation with the sentence.
[[nodiscard]] Result<Filter> parseFilter(const QString &text, const QStringList &fields);

// A term, and terms, as one would type them; reading them gives the same again.
[[nodiscard]] QString termText(const FilterTerm &term);
[[nodiscard]] QString filterText(const Filter &filter);
// The text without what stands between `at` and `at + length`, nor the blanks that held it apart.
[[nodiscard]] QString withoutSpan(const QString &text, qsizetype at, qsizetype length);

} // namespace symbolon::store
