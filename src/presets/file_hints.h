// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace symbolon::presets {

// What a file says of one workload, for the form of its platform.
struct FileHint
{
    QString label;                 // to choose by: "Service account payments/payments-api"; hostile text
    QString about;                 // which form takes it: a word of Preset::files, "kubernetes"
    QMap<QString, QString> values; // by field key, only what the file says
    QStringList fields;            // keys that it is about, whether the file gives their values or not
    QString rest;                  // translated: what to say while the form lacks what the file is not about
    QStringList notes;             // translated: what it does not say of these fields, and what is missing there
    QStringList clientIds;         // of the identities that it signs in as, in lower case; none: it does not say
    QList<QStringList> audiences;  // of each token that it asks for; one of each should be the form's. Hostile text

    bool operator==(const FileHint &) const = default;
};

// The most that one file can offer.
inline constexpr qsizetype mostHints = 200;
// The most notes, client IDs and audiences of each.
inline constexpr qsizetype mostRemarks = 50;

// Kubernetes manifests (service accounts, and whatever runs pods), what `kubectl get` prints, kubeconfigs, workflows of
// GitHub, and GitLab's .gitlab-ci.yml, in YAML or JSON. Secrets of a kubeconfig are not kept: of a service account's token
// its issuer and subject alone. Errors: ErrorKind::Validation with one sentence for people that repeats nothing of the text.
// Sources: Kubernetes API "ServiceAccount", "PodSpec", "Config (v1)"; GitHub "Workflow syntax"; GitLab "CI/CD YAML syntax
// reference" (id_tokens, rules, only).
// What a file signs in as: `client-id` and `audience` of the action azure/login (its action.yml), the annotation
// azure.workload.identity/client-id of a service account (Azure Workload Identity, "Labels and annotations"). A YAML
// mapping that has a key twice is refused: the specification calls it an error, and its readers disagree.
[[nodiscard]] Result<QList<FileHint>> hintsOf(const QByteArray &text);

} // namespace symbolon::presets
