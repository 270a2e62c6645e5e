// SPDX-License-Identifier: Apache-2.0
#include "cloud/environment.h"

#include "cloud/json_cursor.h"
#include "net/origin.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

// A static library's resource is registered only when somebody asks for it, outside every namespace.
static void registerClouds()
{
    Q_INIT_RESOURCE(clouds);
}

namespace symbolon::cloud {

namespace {

constexpr qint64 longestCloudFile = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("symbolon::cloud", text);
}

Unexpected invalid(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

// Web addresses as written, before anything is judged.
struct Written
{
    CloudEnvironment cloud;
    QMap<QString, QUrl> mirrors;
    bool allowPrivateIssuers = false;
};

QUrl baseUrl(const JsonCursor &place)
{
    QString text = place.optionalText();
    while (text.endsWith(u'/'))
        text.chop(1);
    return QUrl(text, QUrl::StrictMode);
}

Written written(const JsonCursor &item)
{
    Written result;
    CloudEnvironment &cloud = result.cloud;
    cloud.name = item["name"].text();
    cloud.displayName = item["displayName"].optionalText();
    cloud.login = baseUrl(item["login"]);
    cloud.graph = baseUrl(item["graph"]);
    cloud.arm = baseUrl(item["arm"]);
    cloud.portal = baseUrl(item["portal"]);
    cloud.exchangeAudience = item["exchangeAudience"].text();
    cloud.graphScope = item["graphScope"].optionalText();
    cloud.armScope = item["armScope"].optionalText();
    cloud.caFile = item["caFile"].optionalText();
    cloud.clientId = item["clientId"].optionalText();
    cloud.tenantId = item["tenantId"].optionalText();
    item["issuerMirrors"].eachMember(
        [&result](const QString &issuer, const JsonCursor &place) { result.mirrors.insert(issuer, baseUrl(place)); });
    result.allowPrivateIssuers = item["allowPrivateIssuers"].flag(false);
    return result;
}

// Whether tokens for `scope` may go to `base`: the same host, or the older audience of the same one
// ("management.core.X" of "management.X"). Else a file could have tokens of a real service sent to a place of its own.
bool belongsTo(const QString &scope, const QUrl &base)
{
    const QUrl resource(scope, QUrl::StrictMode);
    if (net::originOf(resource).isEmpty() || resource.scheme() != base.scheme() || resource.port() != base.port())
        return false;
    const QString host = resource.host().toLower();
    QString older = base.host().toLower();
    older.insert(older.indexOf(u'.') + 1, QStringLiteral("core."));
    return host == base.host().toLower() || (host == older && base.host().contains(u'.'));
}

Result<CloudEnvironment> judged(Written written, const QString &folder)
{
    CloudEnvironment &cloud = written.cloud;
    if (cloud.name.isEmpty())
        return invalid(tr(QT_TRANSLATE_NOOP("symbolon::cloud", "The cloud file gives the cloud no name.")));
    if (cloud.exchangeAudience.isEmpty()) {
        return invalid(tr(QT_TRANSLATE_NOOP(
            "symbolon::cloud", "The cloud file does not say which audience (exchangeAudience) tokens need.")));
    }
    const std::array<std::pair<QString, QUrl>, 3> services{{{QStringLiteral("login"), cloud.login},
                                                            {QStringLiteral("graph"), cloud.graph},
                                                            {QStringLiteral("arm"), cloud.arm}}};
    for (const auto &service : services) {
        if (const Result<void> checked = net::checkBaseUrl(service.second, service.first); !checked)
            return failure(checked.error());
    }
    if (!cloud.portal.isEmpty()) {
        if (const Result<void> checked = net::checkBaseUrl(cloud.portal, QStringLiteral("portal")); !checked)
            return failure(checked.error());
    }
    if (cloud.displayName.isEmpty())
        cloud.displayName = cloud.name;
    if (cloud.graphScope.isEmpty())
        cloud.graphScope = cloud.graph.toString();
    if (cloud.armScope.isEmpty())
        cloud.armScope = cloud.arm.toString();
    const bool isBench = net::isLoopback(cloud.login) && net::isLoopback(cloud.graph) && net::isLoopback(cloud.arm);
    if (!isBench && (!belongsTo(cloud.graphScope, cloud.graph) || !belongsTo(cloud.armScope, cloud.arm))) {
        return invalid(tr(QT_TRANSLATE_NOOP("symbolon::cloud",
                                            "The cloud file's graphScope and armScope must name the hosts of graph and "
                                            "arm: tokens of one service never go to another.")));
    }
    if (!cloud.caFile.isEmpty())
        cloud.caFile = QDir::cleanPath(QDir(folder).absoluteFilePath(cloud.caFile));
    // Stand-ins for issuers, and issuers on private addresses, are for test benches: a file that names a real login
    // cannot bend where keys come from.
    if (net::isLoopback(cloud.login)) {
        for (auto mirror = written.mirrors.cbegin(); mirror != written.mirrors.cend(); ++mirror) {
            if (const Result<void> checked = net::checkBaseUrl(mirror.value(), QStringLiteral("issuerMirrors"));
                !checked)
                return failure(checked.error());
        }
        cloud.issuerMirrors = written.mirrors;
        cloud.allowPrivateIssuers = written.allowPrivateIssuers;
    }
    return cloud;
}

Result<QList<CloudEnvironment>> readBuiltIn()
{
    registerClouds();
    QFile file(QStringLiteral(":/symbolon/clouds/clouds.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(Error{.kind = ErrorKind::Storage,
                             .message = tr(QT_TRANSLATE_NOOP("symbolon::cloud", "The built-in clouds are missing."))});
    }
    const auto read = readJson(file.readAll(), [](const JsonCursor &document) {
        QList<Written> list;
        document["clouds"].each([&list](const JsonCursor &item) { list.append(written(item)); });
        return list;
    });
    if (!read)
        return invalid(read.error().message);
    QList<CloudEnvironment> clouds;
    for (const Written &one : *read) {
        Result<CloudEnvironment> cloud = judged(one, {});
        if (!cloud)
            return failure(cloud.error());
        clouds.append(std::move(*cloud));
    }
    return clouds;
}

} // namespace

QString CloudEnvironment::loginOrigin() const
{
    return net::originOf(login);
}

Result<QList<CloudEnvironment>> builtInClouds()
{
    static const Result<QList<CloudEnvironment>> clouds = readBuiltIn();
    return clouds;
}

QStringList knownExchangeAudiences()
{
    QStringList audiences;
    const auto clouds = builtInClouds();
    for (const CloudEnvironment &cloud : clouds.value_or(QList<CloudEnvironment>())) {
        if (!audiences.contains(cloud.exchangeAudience))
            audiences.append(cloud.exchangeAudience);
    }
    return audiences;
}

Result<CloudEnvironment> cloudFromJson(const QByteArray &json, const QString &folder)
{
    const Result<Written> read = readJson(json, written);
    if (!read) {
        return invalid(
            tr(QT_TRANSLATE_NOOP("symbolon::cloud", "The cloud file cannot be read: %1")).arg(read.error().message));
    }
    return judged(*read, folder);
}

Result<CloudEnvironment> loadCloudFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(Error{
            .kind = ErrorKind::Storage,
            .message = tr(QT_TRANSLATE_NOOP("symbolon::cloud", "The cloud file %1 cannot be opened.")).arg(path),
        });
    }
    const QByteArray text = file.read(longestCloudFile + 1);
    if (text.size() > longestCloudFile) {
        return failure(Error{
            .kind = ErrorKind::Storage,
            .message = tr(QT_TRANSLATE_NOOP("symbolon::cloud", "The cloud file %1 is too large.")).arg(path),
        });
    }
    return cloudFromJson(text, QFileInfo(path).absolutePath());
}

Result<CloudEnvironment> findCloud(const QString &nameOrFile)
{
    const Result<QList<CloudEnvironment>> clouds = builtInClouds();
    if (!clouds)
        return failure(clouds.error());
    QStringList names;
    for (const CloudEnvironment &cloud : *clouds) {
        if (cloud.name == nameOrFile)
            return cloud;
        names.append(cloud.name);
    }
    if (!QFileInfo::exists(nameOrFile)) {
        return invalid(
            tr(QT_TRANSLATE_NOOP("symbolon::cloud", "There is no cloud and no cloud file named %1. Known clouds: %2."))
                .arg(nameOrFile, names.join(QStringLiteral(", "))));
    }
    return loadCloudFile(nameOrFile);
}

} // namespace symbolon::cloud
