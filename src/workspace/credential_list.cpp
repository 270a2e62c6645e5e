// SPDX-License-Identifier: Apache-2.0
#include "workspace/credential_list.h"

#include <algorithm>

namespace symbolon::workspace {

using trust::FederatedCredential;
using Credentials = QList<FederatedCredential>;

namespace {

bool sameContent(const FederatedCredential &a, const FederatedCredential &b, trust::IdentityKind kind)
{
    const bool descriptions = kind == trust::IdentityKind::ManagedIdentity || a.description == b.description;
    return a.issuer == b.issuer && a.subject.value_or(QString()) == b.subject.value_or(QString())
        && a.expression == b.expression && a.audiences == b.audiences && descriptions;
}

} // namespace

const FederatedCredential *findByName(const Credentials &credentials, const QString &name, trust::IdentityKind kind)
{
    const auto sensitivity = kind == trust::IdentityKind::Application ? Qt::CaseSensitive : Qt::CaseInsensitive;
    const auto found = std::find_if(credentials.cbegin(), credentials.cend(), [&](const FederatedCredential &one) {
        return one.name.compare(name, sensitivity) == 0;
    });
    return found == credentials.cend() ? nullptr : &*found;
}

bool holds(const Credentials &now, const trust::Operation &operation, const std::optional<FederatedCredential> &image)
{
    const FederatedCredential *found = findByName(now, operation.credentialName(), operation.identity.kind);
    return image ? found && sameContent(*found, *image, operation.identity.kind) : !found;
}

Credentials carriedOut(Credentials now, const trust::Operation &operation, const FederatedCredential &answer)
{
    const FederatedCredential *found = findByName(now, operation.credentialName(), operation.identity.kind);
    const qsizetype position = found ? std::distance(now.cbegin(), Credentials::const_iterator(found)) : -1;
    if (!operation.after) {
        if (position >= 0)
            now.removeAt(position);
    } else if (position >= 0) {
        now[position] = answer;
    } else {
        now.append(answer);
    }
    return now;
}

} // namespace symbolon::workspace
