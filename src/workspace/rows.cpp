// SPDX-License-Identifier: Apache-2.0
#include "workspace/rows.h"

#include <QStringList>

namespace symbolon::workspace {

QString IdentityRow::searchText() const
{
    QStringList words{identity.displayName,        identity.key.id,           identity.clientId,
                      identity.servicePrincipalId, identity.subscriptionName, identity.resourceGroup};
    for (const trust::FederatedCredential &credential : identity.credentials)
        words << credential.name << credential.issuer << credential.matchText();
    // A line feed keeps a word from matching across two fields: nobody can type one.
    return words.join(u'\n');
}

bool IdentityRow::isWhole() const
{
    return identity.credentialsPart.isKnown() && identity.directoryRolesPart.isKnown()
        && identity.appPermissionsPart.isKnown() && identity.azureRolesPart.isKnown();
}

QString CredentialRow::searchText() const
{
    return QStringList{identityName,
                       credential.name,
                       credential.issuer,
                       credential.matchText(),
                       credential.audiences.join(u'\n'),
                       credential.description,
                       platform.name}
        .join(u'\n');
}

} // namespace symbolon::workspace
