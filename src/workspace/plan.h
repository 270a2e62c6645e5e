// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/table.h"
#include "trust/change_order.h"
#include "workspace/remarks.h"
#include "workspace/rows.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace symbolon::workspace {

// What a plan is made of: the workspace's knowledge at one moment. A value that is cheap to copy, so that a plan for a big
// tenant can be made in a worker.
struct PlanBasis
{
    trust::ChangeSet empty; // bound to tenant and login
    store::Table<IdentityRow> identities;
    RemarkBasis remarks;
};

enum class NoticeLevel {
    Note,    // worth knowing
    Warning, // it can be written, but look at it
    Error,   // it is not in the set; the text says why
};

// What has to be told about a plan before anybody applies it.
struct PlanNotice
{
    NoticeLevel level = NoticeLevel::Note;
    QString code; // stable: a trust::Remark's code, "description-lost", "credentials-unknown", "region", …
    trust::IdentityKey identity;
    QString identityName;   // hostile text
    QString credentialName; // hostile text; empty: the identity as a whole
    QString text;           // one sentence for people
};

// What would be done, in order and with reasons, and what has to be told first. What the service would surely refuse is
// not in the set; whatever belongs together (removing under one name, creating under another) is left out together.
struct Plan
{
    trust::OrderedChanges changes;
    QList<PlanNotice> notices;

    [[nodiscard]] bool hasErrors() const;
    [[nodiscard]] bool isEmpty() const { return changes.set.operations.isEmpty(); }
};

// All of these are pure: they look at what was read, and every before-image is compared with the service again when the
// plan is applied.

[[nodiscard]] Plan planAdd(const PlanBasis &basis, const trust::IdentityKey &identity,
                           const trust::FederatedCredential &credential);
// `after` has the name of the credential that it changes.
[[nodiscard]] Plan planUpdate(const PlanBasis &basis, const trust::IdentityKey &identity,
                              const trust::FederatedCredential &after);
[[nodiscard]] Plan planDelete(const PlanBasis &basis, const QList<CredentialKey> &credentials);
// Names cannot be changed: the credential is removed and created again, with a gap between the two.
[[nodiscard]] Plan planRename(const PlanBasis &basis, const CredentialKey &credential, const QString &name);
[[nodiscard]] Plan planCopy(const PlanBasis &basis, const QList<CredentialKey> &credentials,
                            const trust::IdentityKey &to);
// Removes each only when it has arrived.
[[nodiscard]] Plan planMove(const PlanBasis &basis, const QList<CredentialKey> &credentials,
                            const trust::IdentityKey &to);
// Every credential of the tenant that trusts exactly the issuer `from` trusts `to`: a cluster was rebuilt.
[[nodiscard]] Plan planReplaceIssuer(const PlanBasis &basis, const QString &from, const QString &to);
// Deletes every credential that trusts exactly this issuer.
[[nodiscard]] Plan planCutOff(const PlanBasis &basis, const QString &issuer);

// An owner ("contoso") or a repository ("contoso/app") has another name: in the subjects of GitHub Actions
// (repo:owner/repository:…, with ids or without) and GitLab (project_path:group/project:…). Expressions are left alone,
// and told.
[[nodiscard]] Plan planReplaceRepository(const PlanBasis &basis, const QString &from, const QString &to);

// One claims expression in place of several credentials of an identity with the same issuer and audience: it is added, and
// they are removed. The notices tell what is certain of whom it takes, what it takes beside the old subjects, and which of
// that other credentials trust. `id`: the value of trust::bindingClaim(), where the subjects do not carry it.
[[nodiscard]] Plan planMerge(const PlanBasis &basis, const QList<CredentialKey> &credentials, const QString &name,
                             const QString &id);

// The numbers that GitHub gave an account and a repository.
struct RepositoryIds
{
    QString owner;
    QString repository;
};

// Beside every name-based GitHub subject (repo:owner/repository:…) its twin with ids in it (repo:owner@1/repository@2:…;
// Microsoft Entra: "Migrate GitHub Actions federated credentials to immutable subjects"). `ids` by "owner/repository" in
// lower case; repositories that are not in it are told and left out.
[[nodiscard]] Plan planImmutableTwins(const PlanBasis &basis, const QHash<QString, RepositoryIds> &ids);
// Removes the name-based GitHub subjects that have a twin with ids: when workloads were seen to sign in by the twins.
[[nodiscard]] Plan planRetireNameBased(const PlanBasis &basis);

} // namespace symbolon::workspace
