// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/way.h"
#include "base/result.h"
#include "workspace/sign_in_settings.h"

#include <QCommandLineParser>
#include <QProcessEnvironment>
#include <QString>
#include <QUrl>

namespace symbolon::app {

// What every program takes: which tenant, and how to get in.
struct Options
{
    bool demo = false;                   // --demo: the embedded demo tenant; excludes the rest
    QString cloud;                       // --cloud NAME|FILE; empty: global
    QString tenant;                      // --tenant ID|DOMAIN; empty: as the cloud file says, else "organizations"
    QString clientId;                    // --client-id ID; empty: as the cloud file says
    auth::Way auth = auth::Way::Browser; // --auth
    QString caFile;                      // --ca FILE, SYMBOLON_CA_FILE: extra CA for external issuers; empty: none
    QByteArray graphToken;               // SYMBOLON_GRAPH_TOKEN, read only with --auth token
    QByteArray armToken;                 // SYMBOLON_ARM_TOKEN
    QString federatedTokenFile;          // AZURE_FEDERATED_TOKEN_FILE, read only with --auth workload
    QUrl authorityHost;                  // AZURE_AUTHORITY_HOST, the same; --cloud wins. Empty: not said
    auth::Tiers tiers;                   // what is asked for; chosen in the window's settings alone
    bool assess = false;                 // sign in with what judging takes, not only with what browsing takes
    // Whether what is read is kept for the next start. The desktop program says yes, unless --no-cache or a setting says
    // otherwise; a command always answers from the network. Never for --demo: its data is the same at every start.
    bool keepCache = false;
};

// Adds the options to a parser that may have others.
void addOptions(QCommandLineParser &parser);

// What the command line and the environment leave open, as somebody chose it in the window. A cloud that was named comes with
// its own.
[[nodiscard]] Options withSettings(Options options, const workspace::SignInSettings &settings);

// Reads them back after parsing. Errors: ErrorKind::Validation with one sentence (exit code 2).
[[nodiscard]] Result<Options> readOptions(const QCommandLineParser &parser, const QProcessEnvironment &environment);

} // namespace symbolon::app
