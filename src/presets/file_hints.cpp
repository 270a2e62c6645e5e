// SPDX-License-Identifier: Apache-2.0
#include "presets/file_hints.h"

#include "presets/pipeline_hints.h"
#include "presets/token_trust.h"
#include "trust/validation.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace symbolon::presets {
namespace {

const QString anyCluster = QStringLiteral("kubernetes");
const QString ofToken = QStringLiteral("kubernetes-token"); // the issuer is known, too
const QString issuerKey = QStringLiteral("issuer");
const QString namespaceKey = QStringLiteral("namespace");
const QString accountKey = QStringLiteral("serviceAccount");
const QString accountPrefix = QStringLiteral("system:serviceaccount:");

QString tr(const char *text)
{
    return QCoreApplication::translate("FileHints", text);
}

FileHint accountHint(const QString &space, const QString &account)
{
    FileHint hint;
    hint.about = anyCluster;
    hint.label = tr("Service account %1/%2").arg(space.isEmpty() ? QStringLiteral("…") : space, account);
    hint.values = {{namespaceKey, space}, {accountKey, account}};
    hint.fields = QStringList{namespaceKey, accountKey};
    hint.rest = tr("Choose where the cluster runs; the file does not say.");
    if (space.isEmpty())
        hint.notes << tr("The file names no namespace: type the one it is applied to.");
    return hint;
}

void addServiceAccount(const YamlNode &object, QList<FileHint> &hints)
{
    const QString name = object.textAt(u"metadata.name");
    if (name.isEmpty())
        return;
    FileHint hint = accountHint(object.textAt(u"metadata.namespace"), name);
    // A key with dots in it cannot be a path.
    for (const auto &annotation : object.at(u"metadata.annotations").members) {
        if (annotation.first == u"azure.workload.identity/client-id")
            hint.clientIds << clientIdsIn(annotation.second.text);
    }
    hints.append(hint);
}

// Where an object of this kind describes its pods; nullptr: it has none.
const YamlNode *podsOf(const YamlNode &object)
{
    const QString kind = object.textAt(u"kind");
    if (kind == u"Pod")
        return &object;
    if (kind == u"CronJob")
        return &object.at(u"spec.jobTemplate.spec.template");
    static const QStringList templated{QStringLiteral("Deployment"), QStringLiteral("StatefulSet"),
                                       QStringLiteral("DaemonSet"),  QStringLiteral("ReplicaSet"),
                                       QStringLiteral("Job"),        QStringLiteral("ReplicationController")};
    return templated.contains(kind) ? &object.at(u"spec.template") : nullptr;
}

// By the label for which the webhook mounts a token, or by a volume that somebody wrote for it.
bool getsToken(const YamlNode &pods)
{
    for (const auto &[name, value] : pods.at(u"metadata.labels").members) {
        if (name == u"azure.workload.identity/use" && value.text == u"true")
            return true;
    }
    for (const YamlNode &volume : pods.at(u"spec.volumes").items) {
        for (const YamlNode &source : volume.at(u"projected.sources").items) {
            if (source.textAt(u"serviceAccountToken.audience").startsWith(u"api://AzureADTokenExchange"))
                return true;
        }
    }
    return false;
}

void addPods(const YamlNode &object, const YamlNode &pods, QList<FileHint> &hints)
{
    const QString account = pods.textAt(u"spec.serviceAccountName");
    FileHint hint =
        accountHint(object.textAt(u"metadata.namespace"), account.isEmpty() ? QStringLiteral("default") : account);
    if (account.isEmpty())
        hint.notes << tr(
            "Its pods name no service account: they run as “default”, as every other pod without one does. "
            "Give them one of their own first.");
    else if (!getsToken(pods))
        hint.notes
            << tr("The pods of %1 %2 get no token yet: give them the label azure.workload.identity/use: \"true\".")
                   .arg(object.textAt(u"kind"), object.textAt(u"metadata.name"));
    hints.append(hint);
}

void addObject(const YamlNode &object, QList<FileHint> &hints)
{
    const QString kind = object.textAt(u"kind");
    if (kind.endsWith(u"List")) {
        for (const YamlNode &item : object.at(u"items").items) {
            if (!item.textAt(u"kind").endsWith(u"List")) // no list holds lists
                addObject(item, hints);
        }
        return;
    }
    if (kind == u"ServiceAccount")
        return addServiceAccount(object, hints);
    if (const YamlNode *pods = podsOf(object))
        addPods(object, *pods, hints);
}

// A token is looked into and not kept: issuer and subject alone.
void addUser(const YamlNode &user, QList<FileHint> &hints)
{
    QString subject = user.textAt(u"name");
    QString issuer;
    if (const QString token = user.textAt(u"user.token"); !token.isEmpty()) {
        if (const auto trust = trustOfToken(token.toUtf8())) {
            subject = trust->subject.value_or(QString());
            issuer = trust->issuer;
        }
    }
    if (!subject.startsWith(accountPrefix))
        return;
    const QStringList parts = subject.mid(accountPrefix.size()).split(u':');
    if (parts.size() != 2)
        return;
    FileHint hint = accountHint(parts.at(0), parts.at(1));
    // Tokens that were made before Kubernetes knew OpenID Connect name no address.
    if (issuer.startsWith(u"https://")) {
        hint.about = ofToken;
        hint.values.insert(issuerKey, issuer);
        hint.fields << issuerKey;
    }
    hints.append(hint);
}

void addKubeconfig(const YamlNode &config, QList<FileHint> &hints)
{
    for (const YamlNode &user : config.at(u"users").items)
        addUser(user, hints);
    for (const YamlNode &context : config.at(u"contexts").items) {
        const QString space = context.textAt(u"context.namespace");
        if (space.isEmpty())
            continue;
        FileHint hint;
        hint.about = anyCluster;
        hint.label = tr("Namespace %1 of cluster %2").arg(space, context.textAt(u"context.cluster"));
        hint.values = {{namespaceKey, space}};
        hint.fields = QStringList{namespaceKey, accountKey};
        hint.rest = tr("Choose where the cluster runs; the file does not say.");
        hint.notes << tr("Type the service account; the file does not say.");
        hints.append(hint);
    }
}

template<typename Value>
void addMissing(QList<Value> &known, const QList<Value> &more)
{
    for (const Value &one : more) {
        if (known.size() < mostRemarks && !known.contains(one))
            known.append(one);
    }
}

// Of a name without end the beginning is told.
QString clipped(const QString &text, qsizetype most)
{
    return text.size() <= most ? text : text.left(most - 1) + u'…';
}

// What a form can hold and a screen can show.
FileHint bounded(FileHint hint)
{
    constexpr qsizetype longestName = 200;
    constexpr qsizetype longestNote = 500;
    hint.label = clipped(hint.label, longestName);
    for (QStringList &asked : hint.audiences) {
        for (QString &audience : asked)
            audience = clipped(audience, longestName);
    }
    const auto isTooLong = [](const QString &value) { return value.size() > trust::limits::fieldLength; };
    if (std::any_of(hint.values.cbegin(), hint.values.cend(), isTooLong)) {
        hint.values.removeIf([&isTooLong](const auto &value) { return isTooLong(value.value()); });
        hint.notes << tr("What is too long for the form was left out.");
    }
    for (QString &note : hint.notes)
        note = clipped(note, longestNote);
    return hint;
}

// Each workload once, with all that was said of it.
QList<FileHint> eachOnce(const QList<FileHint> &found)
{
    QList<FileHint> hints;
    for (const FileHint &whole : found) {
        const FileHint hint = bounded(whole);
        const auto known = std::find_if(hints.begin(), hints.end(), [&hint](const FileHint &other) {
            return other.about == hint.about && other.values == hint.values && other.label == hint.label;
        });
        if (known != hints.end()) {
            addMissing(known->notes, hint.notes);
            addMissing(known->clientIds, hint.clientIds);
            addMissing(known->audiences, hint.audiences);
        } else if (hints.size() < mostHints) {
            hints.append(hint);
        }
    }
    return hints;
}

} // namespace

QStringList clientIdsIn(const QString &text)
{
    constexpr qsizetype guidLength = 36;
    const QUuid id = QUuid::fromString(text);
    return text.size() == guidLength && !id.isNull() ? QStringList{id.toString(QUuid::WithoutBraces)} : QStringList();
}

Result<QList<FileHint>> hintsOf(const QByteArray &text)
{
    const auto documents = readYaml(text);
    if (!documents)
        return failure(documents.error());
    QList<FileHint> found;
    for (const YamlNode &document : *documents) {
        if (document.textAt(u"kind") == u"Config")
            addKubeconfig(document, found);
        else if (!document.textAt(u"kind").isEmpty() && !document.textAt(u"apiVersion").isEmpty())
            addObject(document, found);
        else if (document.at(u"jobs").isMapping())
            found += hintsOfWorkflow(document);
        else
            found += hintsOfGitlab(document);
    }
    const QList<FileHint> hints = eachOnce(found);
    if (hints.isEmpty()) {
        return failure(
            Error{.kind = ErrorKind::Validation,
                  .message = tr("Nothing in this file says who a workload is. A token, a Kubernetes manifest, a "
                                "kubeconfig, a GitHub workflow and a GitLab CI file do.")});
    }
    return hints;
}

} // namespace symbolon::presets
