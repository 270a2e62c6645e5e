// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/sign_in_log.h"
#include "presets/catalogue.h"
#include "trust/change_set.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace symbolon::workspace {

// A token that a preset knows, as it would be compared. Hostile text.
struct SampleToken
{
    QString title; // "Job on main without an environment"; empty: the very subject of the credential
    QString issuer;
    QString subject;

    bool operator==(const SampleToken &) const = default;
};

// Which of the tokens that are known of fit an identity before and after an operation.
struct Admission
{
    QList<SampleToken> refused;  // before alone
    QList<SampleToken> accepted; // before and after
    QList<SampleToken> admitted; // after alone

    [[nodiscard]] bool isEmpty() const { return refused.isEmpty() && accepted.isEmpty() && admitted.isEmpty(); }
};

// `before` and `after`: every credential of the identity, for a token that one of them no longer takes may fit another.
// The tokens are the samples of the presets of both images, the subjects that are written out, and one made of each
// expression. Pure.
[[nodiscard]] Admission admissionOf(const presets::Catalogue &catalogue, const QString &exchangeAudience,
                                    const trust::Operation &operation, const QList<trust::FederatedCredential> &before,
                                    const QList<trust::FederatedCredential> &after);

// What a sign-in log says of the credential that an operation changes or removes.
struct SignInUse
{
    // What becomes of those who signed in by it. The log tells by which credential, not by which subject: that is known
    // where the credential had one alone.
    enum class Fate { Refused, Accepted, NotKnown };

    qsizetype count = 0;   // of sign-ins that succeeded by it
    qsizetype unclear = 0; // federated ones of the identity that succeeded, by which credential is not told
    bool isWhole = true;   // false: there are older ones in that time, too
    QDateTime last;        // UTC
    Fate fate = Fate::NotKnown;
};

[[nodiscard]] SignInUse useOf(const trust::Operation &operation, const QList<trust::FederatedCredential> &after,
                              const cloud::SignIns &signIns);

} // namespace symbolon::workspace
