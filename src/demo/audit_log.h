// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/text.h"

#include <deque>

namespace symbolon::demo {

// One changed property; values are JSON text, as audit data carries them. Empty: null.
struct AuditedProperty
{
    std::string name;
    std::string oldValue;
    std::string newValue;
};

struct AuditTarget
{
    std::string id;
    std::string displayName;
    std::string type; // Application, ServicePrincipal, User, Group, Role, Other
    std::vector<AuditedProperty> changes = {};
};

// A directoryAudit: who did what to whom. The names of actors are looked up when it is read.
struct AuditEntry
{
    std::string id;
    TimePoint when;
    std::string activity;  // activityDisplayName
    std::string operation; // operationType: Add, Update, Delete, Assign, Unassign
    std::string category;
    std::string actorId;  // object id of a person or a service principal
    bool byApp = false;   // a workload acted
    std::string clientId; // appId of the program that sent the request
    std::string correlationId;
    std::vector<AuditTarget> targets;
};

enum class SignInKind { Interactive, NonInteractive, ServicePrincipal, ManagedIdentity };

// A signIn: a token was asked for, with which proof, and given or not.
struct SignInEntry
{
    std::string id;
    TimePoint when;
    SignInKind kind = SignInKind::ServicePrincipal;
    std::string principalId; // object id of the person or the service principal
    std::string clientId;    // appId
    std::string resource;    // the audience asked for
    std::string credential;  // clientCredentialType: federatedIdentityCredential, clientSecret, certificate, none
    std::string credentialId;
    int errorCode = 0; // AADSTS number
    std::string failure;
    std::string correlationId;
};

// What happened in the tenant, oldest first. Bounded: the oldest entries go first, as they do in the real service after
// 30 days.
class AuditLog final
{
public:
    void add(AuditEntry entry);
    void add(SignInEntry entry);

    [[nodiscard]] const std::deque<AuditEntry> &entries() const { return m_entries; }
    [[nodiscard]] const std::deque<SignInEntry> &signIns() const { return m_signIns; }

private:
    std::deque<AuditEntry> m_entries;
    std::deque<SignInEntry> m_signIns;
};

} // namespace symbolon::demo
