// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "base/rare.h"
#include "base/shared.h"
#include "trust/credential.h"
#include "trust/owner.h"
#include "trust/privilege.h"
#include "trust/secret.h"

#include <QDateTime>
#include <QHashFunctions>
#include <QList>
#include <QMetaType>

#include <optional>

namespace symbolon::trust {

enum class IdentityKind {
    Application,     // app registration: Microsoft Graph application
    ManagedIdentity, // user-assigned managed identity: ARM Microsoft.ManagedIdentity/userAssignedIdentities
};

// Names one identity in one tenant. `id` is the application's object id, or the managed identity's ARM resource id as
// the service spelled it; ARM ids compare without regard to case.
struct IdentityKey
{
    IdentityKind kind = IdentityKind::Application;
    QString id;

    friend bool operator==(const IdentityKey &a, const IdentityKey &b)
    {
        return a.kind == b.kind && a.id.compare(b.id, Qt::CaseInsensitive) == 0;
    }
    friend size_t qHash(const IdentityKey &key, size_t seed = 0)
    {
        // Folded on the way, not in a copy: this is the inner loop of every table. Halves of a surrogate pair fold only
        // together and so count for nothing.
        size_t hash = seed ^ (static_cast<size_t>(key.kind) + 0x9e3779b97f4a7c15U);
        for (const QChar c : key.id)
            hash = (hash ^ (c.isSurrogate() ? 0U : c.toCaseFolded().unicode())) * 0x100000001b3U;
        return hash ^ (hash >> 32U);
    }
};

// A part of an identity that is read by calls of its own and may be missing: not asked yet, known, or failed with the
// reason. "Unknown" is never shown as empty or fine.
enum class Knowledge { NotRead, Known, Failed };

struct Part
{
    Knowledge state = Knowledge::NotRead;
    Rare<Error> error; // set when state is Failed

    [[nodiscard]] bool isKnown() const { return state == Knowledge::Known; }
    bool operator==(const Part &) const = default;
};

// Where a managed identity lives in Azure; all empty: nowhere, or not known.
struct AzurePlace
{
    QString subscriptionId;
    QString subscriptionName;
    QString resourceGroup;
    QString location;

    bool operator==(const AzurePlace &) const = default;
};

// An app registration or a user-assigned managed identity, with its credentials and what it may do.
struct Identity
{
    IdentityKey key;
    QString displayName;        // hostile text
    QString clientId;           // appId, or the managed identity's clientId: client_id of the exchange
    QString servicePrincipalId; // object id of the service principal / principalId; empty: none in this tenant
    QString tenantId;
    QDateTime createdAt; // UTC; invalid: the service does not say (managed identities)

    // App registrations
    QString signInAudience; // AzureADMyOrg, AzureADMultipleOrgs, …
    QList<Owner> owners;    // in the service's order
    QList<Secret> secrets;  // and certificates; managed identities have none that anybody could hold
    Part secretsPart;
    Part ownersPart; // managed identities: NotRead, for they have none

    Shared<AzurePlace> place; // of managed identities, a few among many

    QList<FederatedCredential> credentials;
    Part credentialsPart;
    QList<Privilege> privileges;
    Part directoryRolesPart; // directory roles, groups included
    Part appPermissionsPart; // application permissions (app role assignments)
    Part azureRolesPart;     // Azure role assignments

    bool operator==(const Identity &) const = default;
};

// What the program can say of the whole tenant at one moment.
struct Tenant
{
    QString id;
    QString displayName; // hostile text
    QString defaultDomain;

    bool operator==(const Tenant &) const = default;
};

} // namespace symbolon::trust

Q_DECLARE_METATYPE(symbolon::trust::IdentityKey)
