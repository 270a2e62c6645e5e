// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace symbolon::trust {

// A subject, or a pattern of subjects, taken apart: whose, what of his, and what runs there.
struct SubjectParts
{
    QString owner;   // "contoso", "contoso@5544123"
    QString project; // "storefront", "Default Project:workspace:payments"; empty where the shape has none
    QString run;     // "ref:refs/heads/main", "ref_type:tag:ref:v1", "plan"

    bool operator==(const SubjectParts &) const = default;
};

// A kind of run: all that begin with `prefix`, or that one alone.
struct SubjectRun
{
    QString prefix;  // "ref:refs/heads/"; the whole of it where nothing may follow
    QString example; // "main"; empty: nothing follows
    QString all;     // translated, for whatever takes each of them: "any branch"
};

// How the subjects of one platform are built: three parts, each behind its own sign.
struct SubjectShape
{
    QString beforeOwner;
    QString beforeProject; // empty: no such part
    QString beforeRun;
    QString someProject;       // stands for any
    QString anyProject;        // translated, %1 the owner: "any repository of %1"
    QString otherProject;      // translated, %1 the owner: "In another repository of %1"
    QList<SubjectRun> runs;    // the usual one first
    QStringList ownerClaims;   // ids that another owner has others of
    QStringList projectClaims; // ids that another project has others of
};

// The shape that subjects of this issuer have where they begin like `pattern`; nullopt: not known. GitHub: "OpenID
// Connect reference"; GitLab: "OpenID Connect ID tokens"; HCP Terraform: "Workload identity".
[[nodiscard]] std::optional<SubjectShape> subjectShape(const QString &issuer, const QString &pattern);

// A pattern (`*`, `?`) or a subject by its parts; "*" for a part that a star before it takes along. nullopt: it is built
// otherwise.
[[nodiscard]] std::optional<SubjectParts> partsOf(const SubjectShape &shape, const QString &pattern);
[[nodiscard]] QString subjectOf(const SubjectShape &shape, const SubjectParts &parts);

// "Job on branch main"; translated, with the run's own text in it (hostile).
[[nodiscard]] QString runTitle(const QString &run);

} // namespace symbolon::trust
