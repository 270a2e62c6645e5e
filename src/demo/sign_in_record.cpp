// SPDX-License-Identifier: Apache-2.0
#include "demo/sign_in_record.h"

namespace symbolon::demo {

namespace {

SignInEntry entryFor(const World &world, const std::string &clientId, const std::string &audience, const Call &call,
                     const Aadsts *refusal)
{
    SignInEntry entry;
    entry.when = world.clock();
    entry.clientId = clientId;
    entry.resource = audience;
    entry.correlationId = isGuid(call.clientRequestId) ? call.clientRequestId : call.requestId;
    if (refusal != nullptr) {
        entry.errorCode = refusal->number;
        entry.failure = refusal->message;
    }
    return entry;
}

} // namespace

void recordUserSignIn(World &world, const User &user, const std::string &clientId, const std::string &audience,
                      bool interactive, const Call &call, const Aadsts *refusal)
{
    SignInEntry entry = entryFor(world, clientId, audience, call, refusal);
    entry.kind = interactive ? SignInKind::Interactive : SignInKind::NonInteractive;
    entry.principalId = user.id;
    entry.credential = "none";
    world.audit.add(std::move(entry));
}

void recordWorkloadSignIn(World &world, const std::string &clientId, const std::string &audience,
                          const std::string &credentialType, const std::string &credential, const Call &call,
                          const Aadsts *refusal)
{
    const ServicePrincipal *principal = world.tenant.servicePrincipalByAppId(clientId);
    if (principal == nullptr)
        return;
    SignInEntry entry = entryFor(world, principal->appId, audience, call, refusal);
    if (principal->type == "ManagedIdentity")
        entry.kind = SignInKind::ManagedIdentity;
    entry.principalId = principal->id;
    entry.credential = credentialType;
    const auto idOf = [&credential](const std::vector<Credential> &list) -> std::string {
        for (const Credential &known : list) {
            if (known.name == credential)
                return known.id;
        }
        return credential;
    };
    if (const Application *app = world.tenant.applicationByAppId(clientId))
        entry.credentialId = idOf(app->credentials);
    else if (const ManagedIdentity *identity = world.tenant.managedIdentityByClientId(clientId))
        entry.credentialId = idOf(identity->credentials);
    world.audit.add(std::move(entry));
}

} // namespace symbolon::demo
