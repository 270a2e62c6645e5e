// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/case.h"

// The conditions of the rules. `base` is the rule's severity in the data.
namespace symbolon::risk {

using CredentialCondition = Opinion (*)(const Case &, const trust::FederatedCredential &, const presets::Platform &,
                                        Severity base);
using IdentityCondition = Opinion (*)(const Case &, Severity base);

// subject_rules.cpp
Opinion pullRequestIsTrusted(const Case &, const trust::FederatedCredential &, const presets::Platform &,
                             Severity base);
Opinion namesCanBeReused(const Case &, const trust::FederatedCredential &, const presets::Platform &, Severity base);
Opinion defaultServiceAccount(const Case &, const trust::FederatedCredential &, const presets::Platform &,
                              Severity base);
Opinion literalWildcard(const Case &, const trust::FederatedCredential &, const presets::Platform &, Severity base);

// issuer_rules.cpp
Opinion issuerIsNotHttps(const Case &, const trust::FederatedCredential &, const presets::Platform &, Severity base);
Opinion trailingSlashIsWrong(const Case &, const trust::FederatedCredential &, const presets::Platform &,
                             Severity base);

// audience_rules.cpp
Opinion audienceOfAnotherCloud(const Case &, const trust::FederatedCredential &, const presets::Platform &,
                               Severity base);

// hygiene_rules.cpp
Opinion invisibleCharacters(const Case &, const trust::FederatedCredential &, const presets::Platform &, Severity base);
Opinion closeToTheLimit(const Case &, Severity base);

// privilege_rules.cpp
Opinion directoryRole(const Case &, Severity base);
Opinion controlPlanePermission(const Case &, Severity base);
Opinion dataPermission(const Case &, Severity base);
Opinion azureControlPlaneRole(const Case &, Severity base);

} // namespace symbolon::risk
