// SPDX-License-Identifier: Apache-2.0
#include "presets/catalogue.h"

#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace symbolon::presets {
namespace {

const Catalogue &catalogue()
{
    static const Catalogue instance = *Catalogue::builtIn();
    return instance;
}

trust::FederatedCredential credentialOf(const QString &issuer, const QString &subject)
{
    trust::FederatedCredential credential;
    credential.issuer = issuer;
    if (!subject.isEmpty())
        credential.subject = subject;
    return credential;
}

} // namespace

class TestPlatforms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recognises_data();
    void recognises();
    void traits_data();
    void traits();
    void issuerAloneIsEnoughForMost();
    void otherIsNamed();
};

void TestPlatforms::recognises_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("shortName");
    const auto row = [](const char *name, const QString &issuer, const QString &subject, const char *id,
                        const char *shortName) {
        QTest::newRow(name) << issuer << subject << QString::fromLatin1(id) << QString::fromLatin1(shortName);
    };
    const auto tenantAndCluster = u"aaaabbbb-0000-cccc-1111-dddd2222eeee/5f3a1c7e-9b2d-4e6f-8a10-2c4d6e8f0a1b"_s;
    const auto account = u"system:serviceaccount:payments:api"_s;
    row("GitHub", u"https://token.actions.githubusercontent.com"_s, u"repo:a/b:pull_request"_s, "github", "GitHub");
    row("GitHub with a slash", u"https://token.actions.githubusercontent.com/"_s, {}, "github", "GitHub");
    row("GitHub enterprise", u"https://token.actions.githubusercontent.com/contoso"_s, {}, "github-enterprise-slug",
        "GitHub");
    row("GitHub data residency", u"https://token.actions.contoso.ghe.com"_s, {}, "github-data-residency", "GitHub");
    row("GitHub Enterprise Server", u"https://git.contoso.com/_services/token"_s, {}, "github-enterprise-server",
        "GitHub");
    row("GitHub look-alike", u"https://token.actions.githubusercontent.com.evil.example"_s, {}, "other", "Other OIDC");
    row("GitHub over http", u"http://token.actions.githubusercontent.com"_s, {}, "other", "Other OIDC");
    row("GitHub in capitals", u"https://Token.Actions.githubusercontent.com"_s, {}, "other", "Other OIDC");
    row("GitLab", u"https://gitlab.com"_s, {}, "gitlab-com", "GitLab");
    row("GitLab of one's own", u"https://gitlab.contoso.com"_s, {}, "gitlab-self-managed", "GitLab");
    row("Terraform", u"https://app.terraform.io"_s, {}, "hcp-terraform", "Terraform");
    row("Terraform EU", u"https://app.eu.terraform.io"_s, {}, "hcp-terraform", "Terraform");
    row("Google", u"https://accounts.google.com"_s, u"112233445566778899001"_s, "google-accounts", "Google");
    row("GKE", u"https://container.googleapis.com/v1/projects/p/locations/l/clusters/c"_s, account, "gke", "GKE");
    row("EKS", u"https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"_s, account, "eks",
        "EKS");
    row("AKS", u"https://westeurope.oic.prod-aks.azure.com/"_s + tenantAndCluster + u'/', account, "aks", "AKS");
    row("AKS without slash", u"https://westeurope.oic.prod-aks.azure.com/"_s + tenantAndCluster, account, "aks", "AKS");
    row("AKS identity binding", u"https://ib.oic.prod-aks.azure.com/"_s + tenantAndCluster + u'/', {},
        "aks-identity-binding", "AKS binding");
    row("Arc", u"https://northeurope.oic.prod-arc.azure.com/"_s + tenantAndCluster + u'/', account, "arc-kubernetes",
        "Arc");
    row("AKS on Arc", u"https://oidcdiscovery-northamerica-1234.b02.azurefd.net/"_s + tenantAndCluster + u'/', account,
        "aks-arc", "AKS Arc");
    row("other cluster", u"https://oidc.cluster.contoso.com"_s, account, "kubernetes", "Kubernetes");
    row("cluster with keys in storage", u"https://contoso.blob.core.windows.net/oidc/"_s, account, "kubernetes",
        "Kubernetes");
    row("keys in storage", u"https://contoso.blob.core.windows.net/oidc/"_s, u"workload"_s, "object-storage",
        "Storage");
    row("Cognito", u"https://cognito-identity.amazonaws.com"_s, {}, "cognito-identity", "Cognito");
    row("AWS outbound", u"https://0a1b2c3d.tokens.sts.global.api.aws"_s, {}, "aws-outbound", "AWS");
    row("SPIFFE", u"https://oidc.factory.contoso.com"_s, u"spiffe://factory.contoso.com/line/1"_s, "spiffe", "SPIFFE");
    row("Jenkins", u"https://jenkins.contoso.com/ci/oidc"_s, u"https://jenkins.contoso.com/ci/job/deploy/"_s, "jenkins",
        "Jenkins");
    row("Vault", u"https://vault.contoso.com:8200/v1/identity/oidc/plugins"_s,
        u"plugin-identity:root:secret:azure_38b36e27"_s, "vault", "Vault");
    row("GitLab at another host", u"https://code.contoso.com"_s, u"project_path:a/b:ref_type:branch:ref:main"_s,
        "gitlab-other-host", "GitLab");
    row("Terraform Enterprise", u"https://tfe.contoso.com"_s, u"organization:a:project:b:workspace:c:run_phase:plan"_s,
        "terraform-enterprise", "Terraform");
    row("SPIFFE issuer alone", u"https://oidc.factory.contoso.com"_s, {}, "other", "Other OIDC");
    row("Pipelines, old issuer", u"https://vstoken.dev.azure.com/9d3e5b7a-1c2f-4a6b-8e0d-2f4a6c8e0b1d"_s,
        u"sc://contoso/erp/prod"_s, "azure-devops-legacy", "Pipelines");
    const auto entra = u"https://login.microsoftonline.com/9d3e5b7a-1c2f-4a6b-8e0d-2f4a6c8e0b1d/v2.0"_s;
    row("Pipelines", entra, u"/eid1/c/pub/t/pPDBsy5te0-aWBwH5dL2Qw/a/rISbSSETf0KqFyZ8ppdXmA/sc/9d3e5b7a/6f1e"_s,
        "azure-devops", "Pipelines");
    row("managed identity", entra, u"5544aabb-1c2f-4a6b-8e0d-2f4a6c8e0b1d"_s, "managed-identity", "Managed identity");
    row("managed identity, government", u"https://login.microsoftonline.us/x/v2.0"_s, u"5544aabb"_s, "managed-identity",
        "Managed identity");
    row("CircleCI", u"https://oidc.circleci.com/org/9d3e5b7a-1c2f-4a6b-8e0d-2f4a6c8e0b1d"_s, {}, "circleci",
        "CircleCI");
    row("Vercel team", u"https://oidc.vercel.com/contoso"_s, {}, "vercel-team", "Vercel");
    row("Vercel", u"https://oidc.vercel.com"_s, {}, "vercel", "Vercel");
    row("nothing known", u"https://idp.contoso.com"_s, u"workload"_s, "other", "Other OIDC");
    row("empty", {}, {}, "other", "Other OIDC");
    row("line feed behind", u"https://gitlab.com\n"_s, {}, "other", "Other OIDC");
}

void TestPlatforms::recognises()
{
    QFETCH(QString, issuer);
    QFETCH(QString, subject);
    const Platform platform = *catalogue().platformOf(credentialOf(issuer, subject));
    QTEST(platform.id, "id");
    QTEST(platform.shortName, "shortName");
    QVERIFY(platform.glyph.startsWith(u"platform-"));
    QVERIFY(!platform.name.isEmpty());
}

void TestPlatforms::traits_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<IssuerKind>("kind");
    QTest::addColumn<trust::TrailingSlash>("slash");
    QTest::addColumn<QString>("parser");
    QTest::addColumn<bool>("fixesAudience");
    using trust::TrailingSlash;
    QTest::newRow("GitHub") << u"https://token.actions.githubusercontent.com"_s << IssuerKind::Shared
                            << TrailingSlash::Forbidden << u"github"_s << false;
    QTest::newRow("GitHub enterprise") << u"https://token.actions.githubusercontent.com/contoso"_s
                                       << IssuerKind::Dedicated << TrailingSlash::Forbidden << u"github"_s << false;
    QTest::newRow("AKS")
        << u"https://westeurope.oic.prod-aks.azure.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/5f3a1c7e-9b2d-4e6f-8a10-2c4d6e8f0a1b/"_s
        << IssuerKind::Cluster << TrailingSlash::Required << u"kubernetes"_s << false;
    QTest::newRow("Cognito") << u"https://cognito-identity.amazonaws.com"_s << IssuerKind::Shared
                             << TrailingSlash::Forbidden << u"cognito"_s << true;
    QTest::newRow("identity binding")
        << u"https://ib.oic.prod-aks.azure.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/5f3a1c7e-9b2d-4e6f-8a10-2c4d6e8f0a1b/"_s
        << IssuerKind::PlatformManaged << TrailingSlash::Unknown << QString() << false;
    QTest::newRow("Entra") << u"https://login.microsoftonline.com/x/v2.0"_s << IssuerKind::Entra
                           << TrailingSlash::Forbidden << u"entra"_s << false;
    QTest::newRow("unknown") << u"https://idp.contoso.com/"_s << IssuerKind::Unknown << TrailingSlash::Unknown
                             << QString() << false;
}

void TestPlatforms::traits()
{
    QFETCH(QString, issuer);
    const Platform platform = *catalogue().platformOf(issuer);
    QTEST(platform.kind, "kind");
    QTEST(platform.trailingSlash, "slash");
    QTEST(platform.subjectParser, "parser");
    QTEST(platform.fixesAudience, "fixesAudience");
}

void TestPlatforms::issuerAloneIsEnoughForMost()
{
    const auto issuer = u"https://gitlab.com"_s;
    QCOMPARE(catalogue().platformOf(issuer),
             catalogue().platformOf(credentialOf(issuer, u"project_path:a/b:ref_type:branch:ref:main"_s)));
}

void TestPlatforms::otherIsNamed()
{
    const Platform other = *catalogue().platformOf(u"nothing"_s);
    QCOMPARE(other.id, u"other"_s);
    QCOMPARE(other.name, u"Other OIDC"_s);
    QCOMPARE(other.glyph, u"platform-other"_s);
}

} // namespace symbolon::presets

QTEST_GUILESS_MAIN(symbolon::presets::TestPlatforms)
#include "tst_platforms.moc"
