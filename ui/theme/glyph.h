// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaType>
#include <QString>

namespace symbolon::ui {

// Every icon of the program, by meaning. One-colour drawings on a 16 px grid under resources/icons; platforms have own
// glyphs, never a vendor's logo, and always stand beside a name or carry it in a tooltip.
enum class Glyph : quint8 {
    None,
    // The mark: the halves of a broken token that fit, and halves that do not.
    Symbolon,
    SymbolonParted,
    // Objects.
    App,
    ManagedIdentity,
    Identities,
    Credentials,
    Findings,
    Changes,
    Flow,
    Cloud,
    Tenant,
    User,
    Key, // tier 0 privileges
    Lock,
    Clock,
    // Participants of an exchange.
    Workload,
    Endpoint, // an issuer's public documents
    Resource,
    // Platforms.
    GitHubActions,
    Kubernetes,
    GoogleCloud,
    Cognito,
    Spiffe,
    Pipelines,
    GitLab,
    Terraform,
    Aws,
    Buildkite,
    CircleCi,
    Jenkins,
    Octopus,
    Spacelift,
    Pulumi,
    Vault,
    Vercel,
    Fly,
    Bitbucket,
    OtherOidc,
    // Actions.
    Add,
    Edit,
    Delete,
    Copy,
    Refresh,
    Retry,
    Undo,
    Search,
    Filter,
    Columns,
    Export,
    SavePicture,
    ExternalLink,
    SignIn,
    SignOut,
    Settings,
    Help,
    More,
    Close,
    Window,
    Sun,
    Moon,
    Play,
    Pause,
    Stop,
    First,
    Previous,
    Next,
    Last,
    Hide,
    // Signs.
    Info,
    Warning,
    Check,
    CheckCircle,
    Cross,
    ChevronDown,
    ChevronUp,
    ChevronRight,
    ChevronLeft,
    ArrowRight,
    SortAscending,
    SortDescending,
};

// The drawing's path in the resources, ":/symbolon/icons/app.svg"; empty for Glyph::None.
[[nodiscard]] QString glyphPath(Glyph glyph);

} // namespace symbolon::ui

Q_DECLARE_METATYPE(symbolon::ui::Glyph)
