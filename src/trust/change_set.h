// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/belonging.h"
#include "trust/identity.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUuid>

#include <optional>

namespace symbolon::trust {

enum class OperationKind { Create, Update, Delete };

// One staged write with its before-image. Create has no `before`, Delete no `after`; Update has both, with the same
// name (rename is delete + create). Or, with a `belonging`, about something else of the identity: then it has neither.
struct Operation
{
    QUuid id = QUuid::createUuid();
    // An application that the set creates has no object id yet: until then the GUID of its key is the id of the operation
    // that creates it, and the application is found by uniqueNameOf() it.
    IdentityKey identity;
    QString identityName; // for people; hostile text
    std::optional<FederatedCredential> before;
    std::optional<FederatedCredential> after;
    // An earlier operation, of another identity, that has to be written first: what moves from one identity to another
    // is removed only when it is there. Null: none. Those of one identity follow each other anyway.
    QUuid waitsFor = {};
    std::optional<Belonging> belonging = {};
    bool removes = false; // the belonging is taken away; false: it is added

    [[nodiscard]] OperationKind kind() const
    {
        if (belonging)
            return removes ? OperationKind::Delete : OperationKind::Create;
        return !before ? OperationKind::Create : !after ? OperationKind::Delete : OperationKind::Update;
    }
    // The credential's name, before or after; empty where it is not about one.
    [[nodiscard]] QString credentialName() const { return after ? after->name : before ? before->name : QString(); }
    // What it is about, for people; hostile text.
    [[nodiscard]] QString name() const { return belonging ? nameOf(*belonging) : credentialName(); }
    [[nodiscard]] bool isAboutIdentity() const { return belonging && std::holds_alternative<NewIdentity>(*belonging); }

    bool operator==(const Operation &) const = default;
};

// The alternate key of an application that a set creates (Microsoft Graph: application, uniqueName), by which repeating its
// creation creates nothing. `identity`: the key that its operations have.
[[nodiscard]] QString uniqueNameOf(const IdentityKey &identity);

// Staged writes of one tenant, in order of execution (inOrder() of change_order.h finds it). Bound to tenant and login
// origin: a set for one is never applied to another. A value: undo and redo of staging is keeping older copies.
struct ChangeSet
{
    QUuid id = QUuid::createUuid(); // of its journal and of its file
    QString tenantId;
    QString loginOrigin; // scheme://host:port of the login endpoint the before-images came through
    QString title;       // for people; may be empty
    QString ticket;      // where the change was asked for; may be empty
    QString reason;      // in a person's words; may be empty
    QDateTime createdAt = QDateTime::currentDateTimeUtc();
    QList<Operation> operations;

    bool operator==(const ChangeSet &) const = default;
};

// One line of a preview: a field that the operation sets, changes or removes. Unchanged fields are listed too, with
// equal sides.
struct FieldChange
{
    // "name", "issuer", "subject", "claimsMatchingExpression", "audiences", "description"; of belongings "displayName",
    // "location", "role", "permission", "scope", "resource", "secret", "certificate", "ends"
    QString field;
    QString before;
    QString after;

    [[nodiscard]] bool isChanged() const { return before != after; }
    bool operator==(const FieldChange &) const = default;
};

[[nodiscard]] QList<FieldChange> fieldChanges(const Operation &operation);

} // namespace symbolon::trust
