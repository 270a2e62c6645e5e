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
         tr("How to sign in: browser, or token for SYMBOLON_GRAPH_TOKEN and SYMBOLON_ARM_TOKEN from the environment."),
         tr("browser|token")},
        {QStringLiteral("ca"), tr("Also trust this CA (PEM) for external issuers. SYMBOLON_CA_FILE says the same."),
         tr("FILE")},
    });
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
    const QString way = parser.isSet(QStringLiteral("auth")) ? parser.value(QStringLiteral("auth"))
                                                             : QStringLiteral("browser");
    if (way == u"token") {
        options.auth = AuthWay::Token;
        options.graphToken = secretFrom(environment, QStringLiteral("SYMBOLON_GRAPH_TOKEN"));
        options.armToken = secretFrom(environment, QStringLiteral("SYMBOLON_ARM_TOKEN"));
    } else if (way != u"browser") {
        return usage(tr("“%1” is no way to sign in. Use --auth browser or --auth token.").arg(way));
    }
    return options;
}

} // namespace symbolon::app
