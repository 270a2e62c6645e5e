// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/sign_in_log.h"
#include "workspace/plan.h"

#include <QDateTime>
#include <QUuid>

#include <optional>

namespace symbolon::workspace {

// How far back the sign-in log is asked before a secret is retired: as long as it goes with a licence ("Microsoft Entra
// data retention").
inline constexpr int evidenceDays = 30;

// What the sign-in log tells of an application before one of its secrets is retired. Sign-ins come into the log minutes
// late.
struct FederationEvidence
{
    bool isKnown = false;    // the log could be read, to its end or to a federated sign-in
    QString whyNot;          // one sentence; empty where it is known
    QDateTime federatedAt;   // the last federated sign-in that succeeded; invalid: none was seen
    QDateTime secretAt;      // the last one with the secret in question; invalid: none was seen
    QDateTime otherSecretAt; // the last one with a secret or a certificate, whichever it was; invalid: none was seen
    QDateTime since;         // from when on was looked
};

[[nodiscard]] FederationEvidence evidenceOf(const Result<cloud::SignIns> &signIns, const QUuid &keyId,
                                            const QDateTime &since);

// Takes a client secret or a certificate away, for good: what is known of it stays in the change set and its journal. Says
// whether a federated sign-in was seen, whether something signs in with the secret still, and whether it is the last way
// in. Pure.
[[nodiscard]] Plan planRetireSecret(const PlanBasis &basis, const trust::IdentityKey &identity, const QUuid &keyId,
                                    const FederationEvidence &evidence, const QDateTime &now);

} // namespace symbolon::workspace
