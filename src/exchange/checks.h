// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/narration.h"

namespace symbolon::exchange {

// What Entra checks of an assertion, and how it ends.
struct Judgement
{
    QList<Check> checks;  // signature, issuer, subject or expression, audience, lifetime
    bool unclear = false; // the claims expression could not be understood here: the end is not known
    QString code;         // AADSTS code of the first difference; empty: none
    QString reason;       // the service's wording of the refusal, without the code
    QString finding;      // translated: what differs, "subject does not match"; empty: nothing
};

// The token carries exactly what the credential trusts, or `token`. Signature and lifetime are never judged: claims
// alone do not hold them. Wording of refusals: Azure DevOps documentation "Troubleshoot an Azure Resource Manager
// workload identity service connection"; AADSTS7002138, for a difference in letter case alone, from Azure/login issue
// 515. AADSTS700212's wording is made after its siblings.
[[nodiscard]] Judgement judge(const trust::FederatedCredential &credential,
                              const std::optional<trust::PresentedClaims> &token);

} // namespace symbolon::exchange
