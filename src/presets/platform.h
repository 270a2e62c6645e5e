// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/validation.h"

#include <QString>

namespace symbolon::presets {

// Who can get a token from an issuer.
enum class IssuerKind {
    Shared,    // one issuer signs for all customers: only the subject separates them
    Dedicated, // one customer's own issuer at a provider
    Cluster,   // one Kubernetes cluster
    SelfHosted,
    PlatformManaged, // written and kept by the platform itself
    Entra,           // Entra itself: a managed identity or Azure DevOps
    Unknown,
};

// What issues the external token, recognised by its issuer URL.
struct Platform
{
    QString id;        // catalogue id: "github", "aks", "google-accounts", …; "other" when nothing fits
    QString name;      // "GitHub Actions", "Kubernetes: AKS", … ; "Other OIDC" when nothing fits
    QString shortName; // "GitHub", "AKS", … for narrow columns
    QString glyph;     // icon name below resources/icons without ending, e.g. "platform-github"
    IssuerKind kind = IssuerKind::Unknown;
    trust::TrailingSlash trailingSlash = trust::TrailingSlash::Unknown;
    bool fixesAudience = false; // its tokens carry an audience that nobody can choose: the exchange audience never fits
    QString subjectParser; // "github", "kubernetes", "gitlab", "terraform", "google", "cognito", "spiffe", … or empty

    bool operator==(const Platform &) const = default;
};

} // namespace symbolon::presets
