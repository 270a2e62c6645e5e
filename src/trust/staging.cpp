// SPDX-License-Identifier: Apache-2.0
#include "trust/staging.h"

#include <algorithm>

namespace symbolon::trust {
namespace {

qsizetype indexOf(const ChangeSet &set, const IdentityKey &identity, const QString &credentialName)
{
    const auto sensitivity = identity.kind == IdentityKind::Application ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const auto found = std::find_if(set.operations.cbegin(), set.operations.cend(), [&](const Operation &one) {
        return one.identity == identity && one.credentialName().compare(credentialName, sensitivity) == 0;
    });
    return found == set.operations.cend() ? -1 : std::distance(set.operations.cbegin(), found);
}

} // namespace

ChangeSet staged(ChangeSet set, const Operation &operation)
{
    const qsizetype index = indexOf(set, operation.identity, operation.credentialName());
    if (index < 0) {
        set.operations.append(operation);
        return set;
    }
    Operation &held = set.operations[index];
    held.after = operation.after;
    if (held.before == held.after)
        set.operations.removeAt(index);
    return set;
}

const Operation *find(const ChangeSet &set, const IdentityKey &identity, const QString &credentialName)
{
    const qsizetype index = indexOf(set, identity, credentialName);
    return index < 0 ? nullptr : &set.operations.at(index);
}

ChangeSet without(ChangeSet set, const QUuid &operation)
{
    set.operations.removeIf([&](const Operation &one) { return one.id == operation; });
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
