@{#}SPDX-License-Identifier: Apache-2.0
// @{text:title}
// npm install @azure/identity
import { ClientAssertionCredential, ManagedIdentityCredential } from "@azure/identity";

// The managed identity's object (principal) id, the subject that the application trusts, not its client id.
const identity = new ManagedIdentityCredential({ objectId: @{json:subject} });
export const credential = new ClientAssertionCredential(
  @{json:tenantId},
  @{json:clientId},
  async () => (await identity.getToken(@{json:audience} + "/.default")).token,
  { authorityHost: @{json:authority} },
);
