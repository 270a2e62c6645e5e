// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange/narration.h"

namespace symbolon::exchange {

// The comparisons Entra makes of an assertion, and how they end.
struct Judgement
{
    QList<Check> checks; // issuer, subject, audience, in the order in which Entra names the first difference
    QString code;        // AADSTS code; empty: accepted
    QString reason;      // the service's wording of the refusal, without the code
};

// The token carries exactly what the credential trusts, or `token`. Wording of refusals: Azure DevOps documentation
// "AADSTS errors of workload identity" and Azure/azure-workload-identity troubleshooting; AADSTS7002138 for a
// difference in letter case alone is from public reports.
[[nodiscard]] Judgement judge(const trust::FederatedCredential &credential,
                              const std::optional<trust::PresentedClaims> &token);

} // namespace symbolon::exchange
