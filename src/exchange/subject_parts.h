// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QPair>
#include <QString>

namespace symbolon::exchange {

// What a subject says of the workload, for the story's first party and for the decoded view of its token.
struct SubjectParts
{
    QString workload; // "repo contoso/platform", "payments/api"; empty: the subject says nothing more
    QList<QPair<QString, QString>> claims; // further claims that such a token carries: name → JSON value
};

// By the form of the subject. Sources: GitHub "OpenID Connect reference", Kubernetes "Configure service accounts for
// pods", GitLab "ID tokens", HCP Terraform "Workload identity tokens", SPIFFE ID specification.
[[nodiscard]] SubjectParts partsOf(const QString &subject);

} // namespace symbolon::exchange
