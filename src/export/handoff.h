// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "export/infrastructure.h"
#include "presets/catalogue.h"
#include "trust/identity.h"

#include <QString>

namespace symbolon::exports {

// Everything that the owner of a workload needs to sign in with this credential, by its platform: values, workflow or
// manifests or settings, and code. Which files a platform gets, and their text, is data in resources/handoff. Nothing of
// it is a secret: tokens are read where the platform puts them. Errors: Validation, only when built with broken data.
[[nodiscard]] Result<Generated> handoff(const trust::Identity &identity, const trust::FederatedCredential &credential,
                                        const presets::Catalogue &catalogue, const Endpoints &endpoints);

// A template with these values in it. "@{yaml:key}" is the value as a literal of that language (text, yaml, workflow,
// gitlab, shell, json, code; see quoting), "@{?key}" in front of a line keeps it only where there is such a value,
// "@{!key}" only where there is none, and "@{#}" drops it. Values are never read as templates.
[[nodiscard]] QString filledTemplate(const QString &text, const QMap<QString, QString> &values);

} // namespace symbolon::exports
