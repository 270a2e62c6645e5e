// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/platform.h"
#include "risk/verdict.h"
#include "trust/credential.h"

#include <QList>
#include <QString>

#include <optional>

namespace symbolon::ui {

// One identity's credential as its details pane lists it.
struct CredentialEntry
{
    trust::FederatedCredential credential;
    presets::Platform platform;
    std::optional<risk::Severity> risk;

    bool operator==(const CredentialEntry &) const = default;
};

// Credentials of one platform whose subjects begin alike; the shared beginning is told once.
struct CredentialGroup
{
    presets::Platform platform;
    QString prefix; // "repo:contoso/platform:"; empty: nothing worth sharing
    QList<CredentialEntry> entries;

    // What is left of an entry's subject or expression behind the prefix.
    [[nodiscard]] QString restOf(const CredentialEntry &entry) const
    {
        return entry.credential.matchText().mid(prefix.size());
    }
    bool operator==(const CredentialGroup &) const = default;
};

// Groups in the order in which their first entries stand. Only entries whose name, issuer or subject holds every word
// of `filter` are kept.
[[nodiscard]] QList<CredentialGroup> groupCredentials(const QList<CredentialEntry> &entries, const QString &filter);

} // namespace symbolon::ui
