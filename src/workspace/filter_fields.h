// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/verdict.h"
#include "store/filter.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace symbolon::workspace {

// What is being filtered; each has fields of its own.
enum class FilterScope { Identities, Credentials, Issuers };

// A field of the filter language, for whoever offers it.
struct FilterField
{
    QString name;        // "severity"
    QString explanation; // translated, a few words
    QStringList values;  // what may follow, where that is a closed or a typical set; empty: any text
};

[[nodiscard]] QList<FilterField> filterFieldsOf(FilterScope scope);
[[nodiscard]] QStringList filterFieldNames(FilterScope scope);

// Reads a filter of that scope and checks every value; the problem names the place.
[[nodiscard]] store::FilterReading readFilter(FilterScope scope, const QString &text);

// How a value compares: ">=high", "<90d", "=exactly this".
enum class Comparison { None, Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

struct ComparedValue
{
    Comparison comparison = Comparison::None;
    QString value; // behind the sign
};
[[nodiscard]] ComparedValue comparedValue(const QString &value);
[[nodiscard]] bool compares(Comparison comparison, qint64 left, qint64 right); // None counts as Equal

// "90d" before `now`: h, d, w, m (months) and y. nullopt: no age.
[[nodiscard]] std::optional<QDateTime> momentOfAge(const QString &age, const QDateTime &now);

// What may be written at the cursor, best first: fields while a word is begun, values behind a field's colon.
struct FilterCompletions
{
    qsizetype at = 0; // what a choice replaces
    qsizetype length = 0;
    QList<std::pair<QString, QString>> choices; // text to insert, explanation (translated; may be empty)
};
// `platforms` are the names that there are.
[[nodiscard]] FilterCompletions filterCompletions(FilterScope scope, const QString &text, qsizetype cursor,
                                                  const QStringList &platforms);

} // namespace symbolon::workspace
