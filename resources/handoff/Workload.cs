@{#}SPDX-License-Identifier: Apache-2.0
// @{text:title}
// dotnet add package Azure.Identity
using System;
using Azure.Identity;

// The platform's token is read from this file anew for each exchange. A platform that hands it over in another way goes
// with ClientAssertionCredential(tenantId, clientId, callback), the callback returning the token.
var credential = new WorkloadIdentityCredential(new WorkloadIdentityCredentialOptions
{
    TenantId = @{code:tenantId},
    ClientId = @{code:clientId},
    TokenFilePath = Environment.GetEnvironmentVariable("AZURE_FEDERATED_TOKEN_FILE"),
    AuthorityHost = new Uri(@{code:authority}),
});
