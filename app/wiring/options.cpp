// SPDX-License-Identifier: Apache-2.0
#include "wiring/options.h"

#include <QCoreApplication>

namespace symbolon::app {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Options", text);
}

Unexpected usage(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

QByteArray secretFrom(const QProcessEnvironment &environment, const QString &name)
{
    return environment.value(name).toUtf8();
}

// The standard variables of workload identity; what the command line says wins.
Result<Options> readWorkload(Options options, const QProcessEnvironment &environment)
{
    if (options.clientId.isEmpty())
        options.clientId = environment.value(QStringLiteral("AZURE_CLIENT_ID"));
    if (options.tenant.isEmpty())
        options.tenant = environment.value(QStringLiteral("AZURE_TENANT_ID"));
    options.federatedTokenFile = environment.value(QStringLiteral("AZURE_FEDERATED_TOKEN_FILE"));
    options.authorityHost = QUrl(environment.value(QStringLiteral("AZURE_AUTHORITY_HOST")));
    if (options.clientId.isEmpty())
        return usage(tr("--auth workload needs a client ID: set AZURE_CLIENT_ID or give --client-id."));
    if (options.tenant.isEmpty())
        return usage(tr("--auth workload needs a tenant: set AZURE_TENANT_ID or give --tenant."));
    if (options.federatedTokenFile.isEmpty())
        return usage(tr("--auth workload needs the file with the external token: set AZURE_FEDERATED_TOKEN_FILE."));
    return options;
}

} // namespace

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("demo"), tr("Start the built-in demo tenant and sign in to it.")},
        {QStringLiteral("cloud"), tr("Sign in to this cloud: global, usgov, usgovdod, china, or a cloud file."),
         tr("NAME|FILE")},
        {QStringLiteral("tenant"), tr("Sign in to this tenant."), tr("ID|DOMAIN")},
        {QStringLiteral("client-id"), tr("Sign in as this app registration."), tr("ID")},
        {QStringLiteral("auth"),
         tr("How to sign in: browser; device (a code to type on any device); az (the session of the Azure CLI); token "
            "(SYMBOLON_GRAPH_TOKEN and SYMBOLON_ARM_TOKEN); workload (workload identity federation: AZURE_CLIENT_ID, "
            "AZURE_TENANT_ID, AZURE_FEDERATED_TOKEN_FILE, AZURE_AUTHORITY_HOST)."),
         tr("browser|device|az|token|workload")},
        {QStringLiteral("ca"), tr("Also trust this CA (PEM) for external issuers. SYMBOLON_CA_FILE says the same."),
         tr("FILE")},
    });
}

Options withSettings(Options options, const workspace::SignInSettings &settings)
{
    const bool named = !options.cloud.isEmpty() || !options.authorityHost.isEmpty();
    if (options.demo || named)
        return options;
    options.cloud = settings.cloud;
    if (options.tenant.isEmpty())
        options.tenant = settings.choice.tenant;
    if (options.clientId.isEmpty())
        options.clientId = settings.choice.clientId;
    options.tiers = settings.choice.tiers.value_or(auth::Tiers());
    return options;
}

Result<Options> readOptions(const QCommandLineParser &parser, const QProcessEnvironment &environment)
{
    Options options;
    options.demo = parser.isSet(QStringLiteral("demo"));
    options.cloud = parser.value(QStringLiteral("cloud"));
    options.tenant = parser.value(QStringLiteral("tenant"));
    options.clientId = parser.value(QStringLiteral("client-id"));
    options.caFile = parser.isSet(QStringLiteral("ca")) ? parser.value(QStringLiteral("ca"))
                                                        : environment.value(QStringLiteral("SYMBOLON_CA_FILE"));
    if (options.demo) {
        for (const QString &other :
             {QStringLiteral("cloud"), QStringLiteral("tenant"), QStringLiteral("client-id"), QStringLiteral("auth")}) {
            if (parser.isSet(other))
                return usage(tr("--demo signs in by itself: --%1 does not go with it.").arg(other));
        }
        return options;
    }
    if (!parser.isSet(QStringLiteral("auth")))
        return options;
    const QString name = parser.value(QStringLiteral("auth"));
    const auto way = auth::wayFromName(name);
    if (!way)
        return usage(tr("“%1” is no way to sign in. Use browser, device, az, token or workload.").arg(name));
    options.auth = *way;
    if (options.auth == auth::Way::Token) {
        options.graphToken = secretFrom(environment, QStringLiteral("SYMBOLON_GRAPH_TOKEN"));
        options.armToken = secretFrom(environment, QStringLiteral("SYMBOLON_ARM_TOKEN"));
    } else if (options.auth == auth::Way::Workload) {
        return readWorkload(std::move(options), environment);
    }
    return options;
}

} // namespace symbolon::app
