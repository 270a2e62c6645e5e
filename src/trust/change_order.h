// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"

#include <QList>
#include <QString>
#include <QUuid>

#include <functional>
#include <optional>

namespace symbolon::trust {

// Why an operation stands where it stands among those of its identity.
enum class OrderReason {
    CreatesIdentity, // everything else of the identity needs it
    Addition,        // nothing is in its way: what is added comes before what is removed
    AfterAdditions,  // a removal waits until what takes its place is there
    FreesSlot,       // a removal goes first: the identity holds as many credentials as it can
    FreesTrust,      // a removal goes first: issuer and subject are unique within an identity
    FreesName,       // a removal goes first: the name is unique within an identity
    AfterRemoval,    // an addition that a removal has made room for
    AfterAddition,   // an addition that waits until another one has given up the name or trust that it takes
    CannotBeOrdered, // whatever the order, the service would refuse it; it stands where it was given
};

struct OrderNote
{
    QUuid operation;
    OrderReason reason = OrderReason::Addition;
    std::optional<QUuid> because; // the operation that it makes room for, or that it waits for
    // From this removal until `because` has been written and spread, nothing that needs the removed trust gets a token.
    // Has to be stated, and acknowledged by a person.
    bool gap = false;

    bool operator==(const OrderNote &) const = default;
};

// A set in its order of execution; `notes` has one entry for each of `set.operations`, in the same order.
struct OrderedChanges
{
    ChangeSet set;
    QList<OrderNote> notes;

    [[nodiscard]] bool hasGap() const;
};

// The credentials that an identity holds now; an empty list where that is not known.
using HeldCredentials = std::function<QList<FederatedCredential>(const IdentityKey &identity)>;

// The set with the operations of one identity one after the other (the service refuses parallel writes to a managed
// identity; Microsoft Entra: "Important considerations and restrictions for federated identity credentials"), identities
// as they come first. Within one, additions come before removals, so that no workload is without trust; a removal goes
// first only where the twentieth slot, the unique pair of issuer and subject or the unique name forces it. An identity is created
// before anything of it, then come its credentials and what else is added; what else is taken away comes last. Pure; takes
// time with the square of the operations of one identity, of which there are few.
[[nodiscard]] OrderedChanges inOrder(const ChangeSet &changes, const HeldCredentials &held);

// One sentence for people.
[[nodiscard]] QString orderText(const OrderNote &note, const ChangeSet &changes);

// What became of one operation, for undoOf().
struct CarriedOut
{
    QUuid operation;
    std::optional<FederatedCredential> now; // as the service holds it since; nullopt: removed, or as it was asked for
};

// The id of the set, or of the operation, that takes back the one of this id: whoever takes the same back again after a
// crash goes on with the same journal.
[[nodiscard]] QUuid undoIdOf(const QUuid &id);

// The inverse of what was carried out, backwards: creations are removed (a secret that was taken away is gone for good, and
// left out), removals created again (under a new id, which
// the service gives), changes taken back. An operation that may or may not have been carried out belongs in the list,
// too: whoever applies the inverse finds that nothing is to be done. Set and operations have the ids
// of undoIdOf().
[[nodiscard]] ChangeSet undoOf(const ChangeSet &changes, const QList<CarriedOut> &carriedOut);

} // namespace symbolon::trust
