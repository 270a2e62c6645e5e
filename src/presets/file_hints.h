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
    QString platform;              // of the gallery
    QString presetId;              // where no form of that platform with these fields is chosen already
    QMap<QString, QString> values; // by field key, only what the file says
    QStringList fields;            // keys that it is about, whether the file gives their values or not
    QStringList notes;             // translated: what it does not say

    bool operator==(const FileHint &) const = default;
};

// The most that one file can offer.
inline constexpr qsizetype mostHints = 200;

// Kubernetes manifests (service accounts, and whatever runs pods), what `kubectl get` prints, kubeconfigs, workflows of
// GitHub, and GitLab's .gitlab-ci.yml, in YAML or JSON. Secrets of a kubeconfig are not kept: of a service account's token
// its issuer and subject alone. Errors: ErrorKind::Validation with one sentence for people that repeats nothing of the text.
// Sources: Kubernetes API "ServiceAccount", "PodSpec", "Config (v1)"; GitHub "Workflow syntax"; GitLab "CI/CD YAML syntax
// reference" (id_tokens, rules, only).
[[nodiscard]] Result<QList<FileHint>> hintsOf(const QByteArray &text);

} // namespace symbolon::presets
