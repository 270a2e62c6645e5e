// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/set_identities.h"
#include "trust/change_set.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace symbolon::exports {

// What a set of changes can be written for.
enum class Target { Terraform, Bicep, AzCli, Graph, PowerShell };

// What generated files have to know of cloud and tenant; URLs without a trailing slash.
struct Endpoints
{
    QString graph; // base URLs of the services
    QString arm;
    QString authority; // where workloads exchange their tokens
    QString audience;  // what those tokens are made for
    QString armScope;  // the resource a workload asks its first token for
    QString tenantId;
};

// A file to be written; its name is one on every system and holds no folder.
struct GeneratedFile
{
    QString name;
    QByteArray bytes; // UTF-8, line feeds
};

struct Generated
{
    QList<GeneratedFile> files;
    QStringList notices; // what the target cannot express; sentences for people, hostile text made visible
};

// Everything these identities hold as a set that creates it. The credentials keep their ids, from which import blocks are
// made where the target has them.
[[nodiscard]] trust::ChangeSet asChangeSet(const QList<trust::Identity> &identities, const QString &tenantId);

// The set for one target, in the set's order. Pure: the same set gives the same bytes.
[[nodiscard]] Generated generate(Target target, const trust::ChangeSet &set, const Endpoints &endpoints);

// The part of one operation, as it stands in the generated file, for people to read. Empty when there is no such one.
[[nodiscard]] QString preview(Target target, const trust::ChangeSet &set, qsizetype operation,
                              const Endpoints &endpoints);

// For the writers of the targets:

// Where a managed identity is, from its ARM resource id.
struct ArmPlace
{
    QString subscription;
    QString group;
    QString name;
};
[[nodiscard]] std::optional<ArmPlace> armPlaceOf(const trust::IdentityKey &identity);

// The id that the service gave the credential that the operation is about; empty when there is none yet.
[[nodiscard]] QString knownId(const trust::Operation &operation);

// "Create “ci” of “Payments API”", for a comment: on one line, visible.
[[nodiscard]] QString heading(const trust::Operation &operation);
// A notice about what the operation is about.
[[nodiscard]] QString noticeOf(const trust::Operation &operation, const QString &sentence);

// The request body of the credential in ASCII JSON, without line feeds: Graph's federatedIdentityCredential (with its name
// or without), or the ARM resource.
[[nodiscard]] QString bodyOf(const trust::Operation &operation, bool withName);
// Percent-encoded path behind the service's base URL, with the version: to the credential, or to the collection.
[[nodiscard]] QString pathOf(const trust::Operation &operation, bool collection, const SetIdentities &identities);

// --- of belongings
// Percent-encoded path of the identity itself: "/v1.0/applications/…" (by its uniqueName where it has one), or the ARM
// resource with its version.
[[nodiscard]] QString identityPathOf(const trust::IdentityKey &identity, const SetIdentities &identities);
// The body that creates the identity, in ASCII JSON.
[[nodiscard]] QString identityBodyOf(const trust::Operation &operation);
// "…/providers/Microsoft.Authorization/roleAssignments/…" with the version.
[[nodiscard]] QString rolePathOf(const trust::AzureRoleGrant &role);
// Resource id of the role's definition, as an assignment at that scope names it.
[[nodiscard]] QString roleDefinitionOf(const trust::AzureRoleGrant &role);
// The body that grants a role or a permission, in two parts: the object id of the service principal comes in between.
struct SplitBody
{
    QString front;
    QString back;
    QString pointer; // to where the id is (JSON Pointer)
};
[[nodiscard]] SplitBody grantBodyOf(const trust::Belonging &grant);
// Whether the operation needs to know the identity's service principal: to grant a role or a permission, and to take a
// permission back.
[[nodiscard]] bool needsPrincipal(const trust::Operation &operation);
// The text as a GUID; empty where it is none.
[[nodiscard]] QString guidOf(const QString &text);

// An update that turns a standard credential of an application into a flexible one or back is delete and create: whether
// Graph changes it in place is not documented.
[[nodiscard]] QList<trust::Operation> expanded(const QList<trust::Operation> &operations);

// Lines of comment in front of a generated file.
[[nodiscard]] QString fileHeader(const trust::ChangeSet &set, const QString &mark);

} // namespace symbolon::exports
