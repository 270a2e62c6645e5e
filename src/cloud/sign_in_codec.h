// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "cloud/sign_in_log.h"

#include <QByteArray>

namespace symbolon::cloud::graph {

// What is asked of a sign-in, so that the decoder finds it.
inline constexpr QLatin1String signInSelect("$select=id,createdDateTime,appId,servicePrincipalId,clientCredentialType,"
                                            "federatedCredentialId,servicePrincipalCredentialKeyId,"
                                            "resourceDisplayName,status,correlationId");

// One page of auditLogs/signIns. Refuses wrong types with ErrorKind::Protocol; unknown members are ignored.
[[nodiscard]] Result<SignIns> decodeSignIns(const QByteArray &json);

} // namespace symbolon::cloud::graph
