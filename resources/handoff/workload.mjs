@{#}SPDX-License-Identifier: Apache-2.0
// @{text:title}
// npm install @azure/identity
import { WorkloadIdentityCredential } from "@azure/identity";

// The platform's token is read from this file anew for each exchange. A platform that hands it over in another way goes
// with ClientAssertionCredential(tenantId, clientId, getAssertion), getAssertion returning the token.
export const credential = new WorkloadIdentityCredential({
  tenantId: @{json:tenantId},
  clientId: @{json:clientId},
  tokenFilePath: process.env.AZURE_FEDERATED_TOKEN_FILE,
  authorityHost: @{json:authority},
});
