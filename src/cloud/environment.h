// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace symbolon::cloud {

// One Microsoft cloud, or a stand-in described by a cloud file: where its services are and what its tokens are for.
// Sources of the built-in values: Microsoft Entra "National clouds" and "Configure an application to trust a managed
// identity", Microsoft Graph "National cloud deployments", Azure SDK environments.
struct CloudEnvironment
{
    QString name;        // "global", "usgov", "usgovdod", "china", or as the file says; hostile text when from a file
    QString displayName; // for people; hostile text when from a file
    QUrl login;          // base URLs without a trailing slash; https, or http on loopback
    QUrl graph;
    QUrl arm;
    QUrl portal;              // may be empty in a cloud file
    QString exchangeAudience; // the audience that federated credentials of this cloud name

    // The resource that scopes belong to, without a trailing slash: graphScope + "/Application.Read.All",
    // armScope + "/user_impersonation", either + "/.default". A cloud file that leaves them out means its base URLs.
    QString graphScope;
    QString armScope;

    // Cloud files only
    QString caFile;   // absolute path of a PEM file, trusted for login, graph and arm alone; empty: none
    QString clientId; // the program's own registration there; empty: none
    QString tenantId; // empty: not said
    // Issuer URL → base URL of its discovery, and https://api.github.com → who answers for it; only where login is on
    // loopback.
    QMap<QString, QUrl> issuerMirrors;
    bool allowPrivateIssuers = false; // only where login is on loopback

    // scheme://host:port of `login`: the key of secrets and caches, and what change sets are bound to.
    [[nodiscard]] QString loginOrigin() const;
    [[nodiscard]] QList<QUrl> serviceUrls() const { return {login, graph, arm}; }

    bool operator==(const CloudEnvironment &) const = default;
};

// The clouds that the program knows, in the order in which they are offered. Errors only when built with broken data.
[[nodiscard]] Result<QList<CloudEnvironment>> builtInClouds();

// Exchange audiences of every built-in cloud, to recognise that of a foreign one.
[[nodiscard]] QStringList knownExchangeAudiences();

// Reads the text of a cloud file: name, login, graph, arm, exchangeAudience, and optionally displayName, portal,
// graphScope, armScope, caFile (relative to `folder`), clientId, tenantId, issuerMirrors, allowPrivateIssuers. Unknown
// members are ignored. Errors: ErrorKind::Validation with one translated sentence in `message`.
[[nodiscard]] Result<CloudEnvironment> cloudFromJson(const QByteArray &json, const QString &folder);

// A cloud file from disk. Errors: ErrorKind::Storage (cannot be read, or larger than 1 MB), ErrorKind::Validation.
[[nodiscard]] Result<CloudEnvironment> loadCloudFile(const QString &path);

// What `--cloud` takes: the name of a built-in cloud, else the path of a cloud file.
[[nodiscard]] Result<CloudEnvironment> findCloud(const QString &nameOrFile);

} // namespace symbolon::cloud
