// SPDX-License-Identifier: Apache-2.0
#include "presets/file_hints.h"

#include "presets/pipeline_hints.h"
#include "presets/token_trust.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::presets {
namespace {

const QString kubernetes = QStringLiteral("Kubernetes");
const QString anyCluster = QStringLiteral("k8s-aks");
const QString selfManaged = QStringLiteral("k8s-self-managed");
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
    hint.platform = kubernetes;
    hint.presetId = anyCluster;
    hint.label = tr("Service account %1/%2").arg(space.isEmpty() ? QStringLiteral("…") : space, account);
    hint.values = {{namespaceKey, space}, {accountKey, account}};
    hint.fields = QStringList{namespaceKey, accountKey};
    if (space.isEmpty())
        hint.notes << tr("The file names no namespace: type the one it is applied to.");
    hint.notes << tr("Choose where the cluster runs; the file does not say.");
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
        if (annotation.first == u"azure.workload.identity/client-id" && !annotation.second.text.isEmpty())
            hint.notes << tr("It is annotated with an identity already: compare its client ID.");
    }
    hints.append(hint);
}

// Where an object of this kind has the specification of its pods.
QString podsOf(const QString &kind)
{
    if (kind == u"Pod")
        return QStringLiteral("spec");
    if (kind == u"CronJob")
        return QStringLiteral("spec.jobTemplate.spec.template.spec");
    static const QStringList templated{QStringLiteral("Deployment"), QStringLiteral("StatefulSet"),
                                       QStringLiteral("DaemonSet"),  QStringLiteral("ReplicaSet"),
                                       QStringLiteral("Job"),        QStringLiteral("ReplicationController")};
    return templated.contains(kind) ? QStringLiteral("spec.template.spec") : QString();
}

void addPods(const YamlNode &object, const QString &pods, QList<FileHint> &hints)
{
    const QString account = object.at(pods).textAt(u"serviceAccountName");
    FileHint hint =
        accountHint(object.textAt(u"metadata.namespace"), account.isEmpty() ? QStringLiteral("default") : account);
    if (account.isEmpty())
        hint.notes << tr(
            "Its pods name no service account: they run as “default”, as every other pod without one does. "
            "Give them one of their own first.");
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
    if (const QString pods = podsOf(kind); !pods.isEmpty())
        addPods(object, pods, hints);
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
        hint.presetId = selfManaged;
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
        hint.platform = kubernetes;
        hint.presetId = anyCluster;
        hint.label = tr("Namespace %1 of cluster %2").arg(space, context.textAt(u"context.cluster"));
        hint.values = {{namespaceKey, space}};
        hint.fields = QStringList{namespaceKey, accountKey};
        hint.notes << tr("Type the service account; the file does not say.");
        hints.append(hint);
    }
}

} // namespace

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
    QList<FileHint> hints; // each once, with all that was noted of it
    for (const FileHint &hint : std::as_const(found)) {
        const auto known = std::find_if(hints.begin(), hints.end(), [&hint](const FileHint &other) {
            return other.presetId == hint.presetId && other.values == hint.values && other.label == hint.label;
        });
        if (known == hints.end()) {
            if (hints.size() < mostHints)
                hints.append(hint);
            continue;
        }
        for (const QString &note : hint.notes) {
            if (!known->notes.contains(note))
                known->notes << note;
        }
    }
    if (hints.isEmpty()) {
        return failure(
            Error{.kind = ErrorKind::Validation,
                  .message = tr("Nothing in this file says who a workload is. A token, a Kubernetes manifest, a "
                                "kubeconfig, a GitHub workflow and a GitLab CI file do.")});
    }
    return hints;
}

} // namespace symbolon::presets
