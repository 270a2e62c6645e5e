// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/claims_match.h"

#include <QList>
#include <QString>

namespace symbolon::trust {

// A token that somebody could hold, and what becomes of it.
struct ExpressionExample
{
    enum class Who : quint8 {
        Meant,     // what the expression speaks of
        Neighbour, // the same owner's: another branch, a pull request, another repository, another spelling
        Stranger,  // somebody else's
    };
    Who who = Who::Meant;
    QString title;         // translated; holds parts of the expression (hostile text)
    PresentedClaims token; // issuer and audience are the credential's
    bool accepted = false; // judged by mismatch(), never believed
};

// How much an expression takes, in words.
struct ExpressionBreadth
{
    enum class Reach : quint8 {
        Nothing,   // no example was found that fits
        Unknown,   // tokens of this issuer are not known well enough to say
        Project,   // of one repository, project or workspace
        Owner,     // of several of one owner
        Strangers, // somebody else can make a token that fits
    };
    Reach reach = Reach::Unknown;
    QString words; // translated; holds parts of the expression (hostile text)
};

struct ExpressionExamples
{
    QList<ExpressionExample> examples; // what is meant first, then accepted strangers, neighbours, and what is refused
    ExpressionBreadth breadth;
};

// Made from the expression itself: tokens of the issuer's shape with what it names, and with a stranger's or a
// neighbour's value where it leaves room. Shapes of subjects: GitHub "OpenID Connect reference", GitLab "OpenID Connect
// ID tokens", HCP Terraform "Workload identity". A stranger's token carries ids of its own; every other claim is taken
// for his to choose. Empty for a credential without an expression, one that cannot be read or has over 4096 characters.
[[nodiscard]] ExpressionExamples expressionExamples(const FederatedCredential &credential);

// What one comparison says of a token.
struct ComparisonVerdict
{
    enum class State : quint8 { Holds, Differs, Missing };
    Comparison comparison;
    State state = State::Missing;
    QString presented; // empty where the token lacks the claim
};

// Every comparison of the expression against a token, in their order. Empty where the expression cannot be read.
[[nodiscard]] QList<ComparisonVerdict> compareEach(const QString &expression, const PresentedClaims &token);

} // namespace symbolon::trust
