// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace symbolon::store {

// One word of a filter: a plain one (`field` is empty) must occur in a row's search key, "issuer:github" in that field.
struct FilterTerm
{
    QString field;
    QString value; // case-folded, never empty

    bool operator==(const FilterTerm &) const = default;
};

// What a filter field or --filter holds. Every term must hold; no term: everything is shown.
struct Filter
{
    QList<FilterTerm> terms;

    bool operator==(const Filter &) const = default;
};

// Reads words separated by blanks; "double quotes" keep blanks and colons: `prod issuer:github subject:"my branch"`.
// A word is a field's only where a colon follows a plain name and no "//" follows the colon, so that URLs can be
// pasted. Unknown fields and unclosed quotes are ErrorKind::Validation with a sentence that names the fields.
[[nodiscard]] Result<Filter> parseFilter(const QString &text, const QStringList &fields);

} // namespace symbolon::store
