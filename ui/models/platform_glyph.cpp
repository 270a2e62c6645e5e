// SPDX-License-Identifier: Apache-2.0
#include "ui/models/platform_glyph.h"

#include <QHash>

namespace symbolon::ui {

Glyph glyphOf(const presets::Platform &platform)
{
    // By the icon's name in the catalogue ("platform-aks" and so on), so that a platform added there needs no change
    // here as long as it shares a drawing.
    static const QHash<QString, Glyph> glyphs{
        {QStringLiteral("github"), Glyph::GitHubActions},
        {QStringLiteral("github-actions"), Glyph::GitHubActions},
        {QStringLiteral("kubernetes"), Glyph::Kubernetes},
        {QStringLiteral("aks"), Glyph::Kubernetes},
        {QStringLiteral("arc"), Glyph::Kubernetes},
        {QStringLiteral("eks"), Glyph::Kubernetes},
        {QStringLiteral("gke"), Glyph::Kubernetes},
        {QStringLiteral("google"), Glyph::GoogleCloud},
        {QStringLiteral("google-cloud"), Glyph::GoogleCloud},
        {QStringLiteral("gcp"), Glyph::GoogleCloud},
        {QStringLiteral("cognito"), Glyph::Cognito},
        {QStringLiteral("aws-cognito"), Glyph::Cognito},
        {QStringLiteral("spiffe"), Glyph::Spiffe},
        {QStringLiteral("pipelines"), Glyph::Pipelines},
        {QStringLiteral("azure-devops"), Glyph::Pipelines},
        {QStringLiteral("azure-pipelines"), Glyph::Pipelines},
        {QStringLiteral("gitlab"), Glyph::GitLab},
        {QStringLiteral("terraform"), Glyph::Terraform},
        {QStringLiteral("aws"), Glyph::Aws},
        {QStringLiteral("buildkite"), Glyph::Buildkite},
        {QStringLiteral("circleci"), Glyph::CircleCi},
        {QStringLiteral("jenkins"), Glyph::Jenkins},
        {QStringLiteral("octopus"), Glyph::Octopus},
        {QStringLiteral("spacelift"), Glyph::Spacelift},
        {QStringLiteral("pulumi"), Glyph::Pulumi},
        {QStringLiteral("vault"), Glyph::Vault},
        {QStringLiteral("vercel"), Glyph::Vercel},
        {QStringLiteral("fly"), Glyph::Fly},
        {QStringLiteral("bitbucket"), Glyph::Bitbucket},
        {QStringLiteral("entra"), Glyph::ManagedIdentity},
        {QStringLiteral("managed-identity"), Glyph::ManagedIdentity},
    };
    QString name = platform.glyph;
    const QString prefix = QStringLiteral("platform-");
    if (name.startsWith(prefix))
        name.remove(0, prefix.size());
    return glyphs.value(name, Glyph::OtherOidc);
}

QString shortNameOf(const presets::Platform &platform)
{
    QString name = platform.name.section(QStringLiteral(" ("), 0, 0);
    const qsizetype colon = name.indexOf(QStringLiteral(": "));
    if (colon >= 0)
        return name.mid(colon + 2);
    for (const QString &maker : {QStringLiteral("AWS "), QStringLiteral("Azure ")}) {
        if (name.startsWith(maker))
            return name.mid(maker.size());
    }
    for (const QString &ending : {QStringLiteral(" Actions"), QStringLiteral(" Cloud")}) {
        if (name.endsWith(ending))
            name.chop(ending.size());
    }
    return name;
}

QList<PlatformMark> marksOf(const QList<Shared<presets::Platform>> &platforms)
{
    QList<PlatformMark> marks;
    marks.reserve(platforms.size());
    for (const Shared<presets::Platform> &platform : platforms)
        marks.append(PlatformMark{glyphOf(*platform), shortNameOf(*platform)});
    return marks;
}

} // namespace symbolon::ui
