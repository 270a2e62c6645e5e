// SPDX-License-Identifier: Apache-2.0
#include "trust/staging.h"

#include "trust/identity_set.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <utility>

namespace symbolon::trust {
namespace {

// Names a credential so that both ways of writing it are the same where the service takes them for the same.
using Place = std::pair<IdentityKey, QString>;

Place placeOf(const IdentityKey &identity, const QString &credentialName)
{
    return {identity, identity.kind == IdentityKind::Application ? credentialName : credentialName.toCaseFolded()};
}

// A belonging is staged once; adding it and taking it away again comes to nothing.
void stageBelonging(ChangeSet &set, const Operation &operation, QHash<QUuid, QUuid> &merged)
{
    for (qsizetype i = 0; i < set.operations.size(); ++i) {
        const Operation &held = set.operations.at(i);
        if (held.identity != operation.identity || !held.belonging || !isSame(*held.belonging, *operation.belonging))
            continue;
        merged.insert(operation.id, held.id);
        if (held.removes != operation.removes)
            set.operations.removeAt(i);
        return;
    }
    set.operations.append(operation);
}

// Nothing waits for what is not in the set.
void forgetAbsent(ChangeSet &set)
{
    if (std::none_of(set.operations.cbegin(), set.operations.cend(),
                     [](const Operation &one) { return !one.waitsFor.isNull(); }))
        return;
    QSet<QUuid> there;
    there.reserve(set.operations.size());
    for (const Operation &one : std::as_const(set.operations))
        there.insert(one.id);
    for (Operation &one : set.operations) {
        if (!there.contains(one.waitsFor))
            one.waitsFor = {};
    }
}

bool changesNothing(const Operation &operation)
{
    return !operation.belonging && operation.before == operation.after;
}

} // namespace

ChangeSet staged(ChangeSet set, const QList<Operation> &operations)
{
    IdentitySet touched; // the others cannot have the same credentials
    for (const Operation &operation : operations)
        touched.insert(operation.identity);
    QHash<Place, qsizetype> places;
    places.reserve(operations.size());
    for (qsizetype i = 0; i < set.operations.size(); ++i) {
        const Operation &held = set.operations.at(i);
        if (!held.belonging && touched.contains(held.identity))
            places.insert(placeOf(held.identity, held.credentialName()), i);
    }
    set.operations.reserve(set.operations.size() + operations.size());
    QHash<QUuid, QUuid> merged;  // ids that others may wait for
    QList<Operation> belongings; // after the credentials, whose places are remembered
    for (const Operation &operation : operations) {
        if (operation.belonging) {
            belongings.append(operation);
            continue;
        }
        const Place place = placeOf(operation.identity, operation.credentialName());
        const auto found = places.constFind(place);
        if (found == places.cend()) {
            places.insert(place, set.operations.size());
            set.operations.append(operation);
        } else {
            Operation &held = set.operations[*found];
            held.after = operation.after;
            if (held.waitsFor.isNull())
                held.waitsFor = operation.waitsFor;
            merged.insert(operation.id, held.id);
        }
    }
    set.operations.removeIf(changesNothing);
    for (const Operation &operation : std::as_const(belongings))
        stageBelonging(set, operation, merged);
    for (Operation &one : set.operations) {
        if (!merged.isEmpty() && !one.waitsFor.isNull())
            one.waitsFor = merged.value(one.waitsFor, one.waitsFor);
    }
    forgetAbsent(set);
    return set;
}

ChangeSet staged(ChangeSet set, const Operation &operation)
{
    return staged(std::move(set), QList<Operation>{operation});
}

const Operation *find(const ChangeSet &set, const IdentityKey &identity, const QString &credentialName)
{
    const Place wanted = placeOf(identity, credentialName);
    for (const Operation &one : set.operations) {
        if (!one.belonging && placeOf(one.identity, one.credentialName()) == wanted)
            return &one;
    }
    return nullptr;
}

const Operation *findLike(const ChangeSet &set, const Operation &operation)
{
    if (!operation.belonging)
        return find(set, operation.identity, operation.credentialName());
    for (const Operation &one : set.operations) {
        if (one.identity == operation.identity && one.belonging && isSame(*one.belonging, *operation.belonging))
            return &one;
    }
    return nullptr;
}

ChangeSet without(ChangeSet set, const QUuid &operation)
{
    set.operations.removeIf([&](const Operation &one) { return one.id == operation; });
    for (Operation &one : set.operations) {
        if (one.waitsFor == operation)
            one.waitsFor = {};
    }
    return set;
}

ChangeSet remaining(ChangeSet set, const std::function<bool(const Operation &)> &isWritten)
{
    QSet<IdentityKey> unfinished;
    for (const Operation &one : std::as_const(set.operations)) {
        if (!isWritten(one))
            unfinished.insert(one.identity);
    }
    set.operations.removeIf([&](const Operation &one) {
        return isWritten(one) && !(one.isAboutIdentity() && unfinished.contains(one.identity));
    });
    forgetAbsent(set);
    return set;
}

ChangeSet moved(ChangeSet set, qsizetype from, qsizetype to)
{
    const qsizetype size = set.operations.size();
    if (from >= 0 && from < size && to >= 0 && to < size)
        set.operations.move(from, to);
    return set;
}

} // namespace symbolon::trust
