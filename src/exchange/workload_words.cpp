// SPDX-License-Identifier: Apache-2.0
#include "exchange/workload_words.h"

#include "exchange/wire_text.h"

#include <QCoreApplication>

namespace symbolon::exchange {
namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("Exchange", source);
}

WorkloadWords github(const QString &audience)
{
    return {text(QT_TRANSLATE_NOOP("Exchange", "GitHub Actions job")),
            text(QT_TRANSLATE_NOOP("Exchange", "GitHub OIDC provider")),
            QStringLiteral("GET $ACTIONS_ID_TOKEN_REQUEST_URL&audience=%1\n"
                           "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN")
                .arg(audience),
            text(QT_TRANSLATE_NOOP("Exchange",
                                   "The job needs \"permissions: id-token: write\". GitHub then signs a token "
                                   "that says which repository, branch or environment runs."))};
}

WorkloadWords kubernetes(const QString &audience)
{
    return {text(QT_TRANSLATE_NOOP("Exchange", "Pod")), text(QT_TRANSLATE_NOOP("Exchange", "Kubernetes API server")),
            QStringLiteral("serviceAccountToken:\n  audience: %1\n  expirationSeconds: 3600").arg(audience),
            text(QT_TRANSLATE_NOOP("Exchange",
                                   "The kubelet projects a token of the pod's service account into a file and "
                                   "renews it."))};
}

WorkloadWords google(const QString &audience)
{
    return {text(QT_TRANSLATE_NOOP("Exchange", "Google Cloud workload")),
            text(QT_TRANSLATE_NOOP("Exchange", "Google metadata server")),
            QStringLiteral("GET /computeMetadata/v1/instance/service-accounts/default/identity?audience=%1\n"
                           "Metadata-Flavor: Google")
                .arg(audience),
            text(QT_TRANSLATE_NOOP("Exchange",
                                   "The metadata server signs a token for the service account the workload "
                                   "runs as; its subject is the account's unique ID."))};
}

WorkloadWords cognito(const QString &audience)
{
    return {text(QT_TRANSLATE_NOOP("Exchange", "AWS workload")),
            text(QT_TRANSLATE_NOOP("Exchange", "Amazon Cognito identity pool")),
            QStringLiteral("GetOpenIdTokenForDeveloperIdentity\nIdentityPoolId: %1").arg(audience),
            text(QT_TRANSLATE_NOOP("Exchange",
                                   "Cognito issues an OpenID token for one identity of the pool; its audience "
                                   "is the pool."))};
}

WorkloadWords spiffe(const QString &audience)
{
    return {text(QT_TRANSLATE_NOOP("Exchange", "SPIFFE workload")), text(QT_TRANSLATE_NOOP("Exchange", "SPIRE agent")),
            QStringLiteral("FetchJWTSVID\naudience: %1").arg(audience),
            text(QT_TRANSLATE_NOOP("Exchange",
                                   "The agent attests the workload and hands it a JWT-SVID for its SPIFFE ID."))};
}

WorkloadWords gitlab(const QString &audience)
{
    return {text(QT_TRANSLATE_NOOP("Exchange", "GitLab CI job")), text(QT_TRANSLATE_NOOP("Exchange", "GitLab")),
            QStringLiteral("id_tokens:\n  AZURE_TOKEN:\n    aud: %1").arg(audience),
            text(QT_TRANSLATE_NOOP("Exchange", "GitLab puts a signed token for the job into a variable."))};
}

WorkloadWords terraform(const QString &audience)
{
    return {text(QT_TRANSLATE_NOOP("Exchange", "Terraform Cloud run")),
            text(QT_TRANSLATE_NOOP("Exchange", "Terraform Cloud")),
            QStringLiteral("TFC_WORKLOAD_IDENTITY_AUDIENCE=%1").arg(audience),
            text(QT_TRANSLATE_NOOP("Exchange", "Terraform Cloud signs a token for the workspace and the run phase."))};
}

WorkloadWords managedIdentity(const QString &audience)
{
    return {text(QT_TRANSLATE_NOOP("Exchange", "Azure workload")),
            text(QT_TRANSLATE_NOOP("Exchange", "Instance metadata service")),
            QStringLiteral("GET /metadata/identity/oauth2/token?api-version=2019-08-01&resource=%1\nMetadata: true")
                .arg(audience),
            text(QT_TRANSLATE_NOOP("Exchange",
                                   "The metadata service hands out a token of the managed identity for the "
                                   "exchange audience."))};
}

WorkloadWords pipelines(const QString &)
{
    return {text(QT_TRANSLATE_NOOP("Exchange", "Azure Pipelines job")),
            text(QT_TRANSLATE_NOOP("Exchange", "Azure DevOps")),
            QStringLiteral("POST $SYSTEM_OIDCREQUESTURI?serviceConnectionId=…"),
            text(QT_TRANSLATE_NOOP("Exchange", "Azure DevOps signs a token for the service connection."))};
}

} // namespace

WorkloadWords wordsFor(const QString &platformId, const QString &subject, const QString &requested)
{
    const QString audience = onOneLine(requested);
    if (platformId.startsWith(u"github"))
        return github(audience);
    if (platformId.startsWith(u"gitlab"))
        return gitlab(audience);
    if (platformId == u"google-accounts")
        return google(audience);
    if (platformId == u"cognito-identity")
        return cognito(audience);
    if (platformId == u"spiffe")
        return spiffe(audience);
    if (platformId == u"hcp-terraform")
        return terraform(audience);
    if (platformId == u"managed-identity")
        return managedIdentity(audience);
    if (platformId.startsWith(u"azure-devops"))
        return pipelines(audience);
    if (subject.startsWith(u"system:serviceaccount:"))
        return kubernetes(audience);
    return {
        text(QT_TRANSLATE_NOOP("Exchange", "External workload")),
        text(QT_TRANSLATE_NOOP("Exchange", "External identity provider")), QStringLiteral("aud=%1").arg(audience),
        text(QT_TRANSLATE_NOOP("Exchange", "The workload asks its own identity provider for a token made for Entra."))};
}

} // namespace symbolon::exchange
