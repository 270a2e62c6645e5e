// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/glyph.h"

#include <QDir> // Q_INIT_RESOURCE

// Resources of a static library are registered by hand, outside any namespace.
static void registerIcons()
{
    Q_INIT_RESOURCE(symbolon_icons);
}

namespace symbolon::ui {

namespace {

QString fileName(Glyph glyph)
{
    switch (glyph) {
    case Glyph::None:
        return {};
    case Glyph::Symbolon:
        return QStringLiteral("symbolon");
    case Glyph::SymbolonParted:
        return QStringLiteral("symbolon-parted");
    case Glyph::App:
        return QStringLiteral("app");
    case Glyph::ManagedIdentity:
        return QStringLiteral("managed-identity");
    case Glyph::Identities:
        return QStringLiteral("identities");
    case Glyph::Credentials:
        return QStringLiteral("credentials");
    case Glyph::Findings:
        return QStringLiteral("findings");
    case Glyph::Changes:
        return QStringLiteral("changes");
    case Glyph::Flow:
        return QStringLiteral("flow");
    case Glyph::Cloud:
        return QStringLiteral("cloud");
    case Glyph::Tenant:
        return QStringLiteral("tenant");
    case Glyph::User:
        return QStringLiteral("user");
    case Glyph::Key:
        return QStringLiteral("key");
    case Glyph::Lock:
        return QStringLiteral("lock");
    case Glyph::Clock:
        return QStringLiteral("clock");
    case Glyph::Workload:
        return QStringLiteral("workload");
    case Glyph::Endpoint:
        return QStringLiteral("endpoint");
    case Glyph::Resource:
        return QStringLiteral("resource");
    case Glyph::GitHubActions:
        return QStringLiteral("github-actions");
    case Glyph::Kubernetes:
        return QStringLiteral("kubernetes");
    case Glyph::GoogleCloud:
        return QStringLiteral("google-cloud");
    case Glyph::Cognito:
        return QStringLiteral("cognito");
    case Glyph::Spiffe:
        return QStringLiteral("spiffe");
    case Glyph::Pipelines:
        return QStringLiteral("pipelines");
    case Glyph::GitLab:
        return QStringLiteral("gitlab");
    case Glyph::Terraform:
        return QStringLiteral("terraform");
    case Glyph::Aws:
        return QStringLiteral("aws");
    case Glyph::Buildkite:
        return QStringLiteral("buildkite");
    case Glyph::CircleCi:
        return QStringLiteral("circleci");
    case Glyph::Jenkins:
        return QStringLiteral("jenkins");
    case Glyph::Octopus:
        return QStringLiteral("octopus");
    case Glyph::Spacelift:
        return QStringLiteral("spacelift");
    case Glyph::Pulumi:
        return QStringLiteral("pulumi");
    case Glyph::Vault:
        return QStringLiteral("vault");
    case Glyph::Vercel:
        return QStringLiteral("vercel");
    case Glyph::Fly:
        return QStringLiteral("fly");
    case Glyph::Bitbucket:
        return QStringLiteral("bitbucket");
    case Glyph::OtherOidc:
        return QStringLiteral("other-oidc");
    case Glyph::Add:
        return QStringLiteral("add");
    case Glyph::Edit:
        return QStringLiteral("edit");
    case Glyph::Delete:
        return QStringLiteral("delete");
    case Glyph::Copy:
        return QStringLiteral("copy");
    case Glyph::Refresh:
        return QStringLiteral("refresh");
    case Glyph::Retry:
        return QStringLiteral("retry");
    case Glyph::Undo:
        return QStringLiteral("undo");
    case Glyph::Search:
        return QStringLiteral("search");
    case Glyph::Filter:
        return QStringLiteral("filter");
    case Glyph::Columns:
        return QStringLiteral("columns");
    case Glyph::Export:
        return QStringLiteral("export");
    case Glyph::SavePicture:
        return QStringLiteral("save-picture");
    case Glyph::ExternalLink:
        return QStringLiteral("external-link");
    case Glyph::SignIn:
        return QStringLiteral("sign-in");
    case Glyph::SignOut:
        return QStringLiteral("sign-out");
    case Glyph::Settings:
        return QStringLiteral("settings");
    case Glyph::Help:
        return QStringLiteral("help");
    case Glyph::More:
        return QStringLiteral("more");
    case Glyph::Close:
        return QStringLiteral("close");
    case Glyph::Window:
        return QStringLiteral("window");
    case Glyph::Sun:
        return QStringLiteral("sun");
    case Glyph::Moon:
        return QStringLiteral("moon");
    case Glyph::Play:
        return QStringLiteral("play");
    case Glyph::Pause:
        return QStringLiteral("pause");
    case Glyph::Stop:
        return QStringLiteral("stop");
    case Glyph::First:
        return QStringLiteral("first");
    case Glyph::Previous:
        return QStringLiteral("previous");
    case Glyph::Next:
        return QStringLiteral("next");
    case Glyph::Last:
        return QStringLiteral("last");
    case Glyph::Hide:
        return QStringLiteral("hide");
    case Glyph::Info:
        return QStringLiteral("info");
    case Glyph::Warning:
        return QStringLiteral("warning");
    case Glyph::Check:
        return QStringLiteral("check");
    case Glyph::CheckCircle:
        return QStringLiteral("check-circle");
    case Glyph::Cross:
        return QStringLiteral("cross");
    case Glyph::ChevronDown:
        return QStringLiteral("chevron-down");
    case Glyph::ChevronUp:
        return QStringLiteral("chevron-up");
    case Glyph::ChevronRight:
        return QStringLiteral("chevron-right");
    case Glyph::ChevronLeft:
        return QStringLiteral("chevron-left");
    case Glyph::ArrowRight:
        return QStringLiteral("arrow-right");
    case Glyph::SortAscending:
        return QStringLiteral("sort-ascending");
    case Glyph::SortDescending:
        return QStringLiteral("sort-descending");
    }
    return {};
}

} // namespace

QString glyphPath(Glyph glyph)
{
    [[maybe_unused]] static const bool registered = (registerIcons(), true);
    const QString name = fileName(glyph);
    return name.isEmpty() ? QString() : QStringLiteral(":/symbolon/icons/%1.svg").arg(name);
}

} // namespace symbolon::ui
