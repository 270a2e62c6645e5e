// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/claims_match.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace symbolon::trust {

// Several exact subjects of one issuer as one expression, and what is certain of it. The language has no "or" (version 1),
// so that a wildcard stands where the subjects differ: it takes more than they did, and that is said.
struct MergedSubjects
{
    QList<Comparison> comparisons; // sub, then the immutable id
    QString beginning;             // of every subject that it takes
    QString ending;                // of every such subject; may be empty
    QString open;                  // what stands between them: "*", or as many "?" as there are characters
    QString stranger;              // an example of a subject that it takes, too
};

// Which claim binds the subjects to their repository, project or owner whatever that is called; empty: none is demanded of
// this issuer, or the subjects have too little in common.
[[nodiscard]] QString bindingClaim(const QString &issuer, const QStringList &subjects);

// The value of that claim where the subjects carry it (GitHub's immutable subjects); empty: somebody has to say it.
[[nodiscard]] QString bindingId(const QString &issuer, const QStringList &subjects);

// `id`: the value of bindingClaim(). Errors (ErrorKind::Validation), a sentence each: fewer than two different subjects;
// an issuer without expressions (expressionRules()); subjects that differ before their owner's name ends, so that a
// stranger's would fit; characters that mean something in an expression; an id that is missing or no number.
[[nodiscard]] Result<MergedSubjects> mergeSubjects(const QString &issuer, const QStringList &subjects,
                                                   const QString &id);

} // namespace symbolon::trust
