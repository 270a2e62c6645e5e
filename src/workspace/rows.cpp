// SPDX-License-Identifier: Apache-2.0
#include "workspace/rows.h"

#include <algorithm>

namespace symbolon::workspace {
namespace {

// In what is compared with the token's subject.
bool matchHolds(const trust::FederatedCredential &credential, const store::Word &word)
{
    if (credential.expression)
        return word.in(credential.expression->value);
    return credential.subject && word.in(*credential.subject);
}

} // namespace

bool IdentityRow::holds(const store::Word &word) const
{
    const trust::Identity &one = identity;
    for (const QString *text : {&one.displayName, &one.key.id, &one.clientId, &one.servicePrincipalId,
                                &one.place->subscriptionName, &one.place->resourceGroup}) {
        if (word.in(*text))
            return true;
    }
    return std::any_of(one.credentials.cbegin(), one.credentials.cend(), [&](const trust::FederatedCredential &held) {
        return word.in(held.name) || word.in(held.issuer) || matchHolds(held, word);
    });
}

bool IdentityRow::isWhole() const
{
    return identity.credentialsPart.isKnown() && identity.directoryRolesPart.isKnown()
        && identity.appPermissionsPart.isKnown() && identity.azureRolesPart.isKnown();
}

const trust::FederatedCredential &HeldCredential::operator*() const
{
    static const trust::FederatedCredential none;
    const QList<trust::FederatedCredential> &all = m_of->identity.credentials;
    return m_place < all.size() ? all.at(m_place) : none;
}

QList<risk::Verdict> CredentialRow::findings() const
{
    QList<risk::Verdict> about;
    for (const risk::Verdict &verdict : credential.of().verdicts) {
        if (verdict.outcome == risk::Outcome::Finding && verdict.credentialName == credential->name)
            about.append(verdict);
    }
    return about;
}

bool CredentialRow::holds(const store::Word &word) const
{
    const trust::FederatedCredential &one = *credential;
    for (const QString *text : {&identityName(), &one.name, &one.issuer, &one.description, &platform->name}) {
        if (word.in(*text))
            return true;
    }
    return matchHolds(one, word)
        || std::any_of(one.audiences.cbegin(), one.audiences.cend(),
                       [&word](const QString &audience) { return word.in(audience); });
}

} // namespace symbolon::workspace
