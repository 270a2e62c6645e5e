@{#}SPDX-License-Identifier: Apache-2.0
// @{text:title}
// dotnet add package Azure.Identity
using System;
using System.Threading.Tasks;
using Azure.Core;
using Azure.Identity;

// The managed identity's object (principal) id, the subject that the application trusts, not its client id.
var identity = new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedObjectId(@{code:subject}));
var audience = new TokenRequestContext(new[] { @{code:audience} + "/.default" });
var credential = new ClientAssertionCredential(
    @{code:tenantId},
    @{code:clientId},
    async cancellation => (await identity.GetTokenAsync(audience, cancellation)).Token,
    new ClientAssertionCredentialOptions { AuthorityHost = new Uri(@{code:authority}) });
