// SPDX-License-Identifier: Apache-2.0
// A managed identity as the credential of an application, from its metadata endpoint to the exchange.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ClientAssertionCredential, ManagedIdentityCredential } from "@azure/identity";
import { ask, claimsOf, graphScope, identityOptions, mint, tenant } from "./demo.mjs";

// @azure/identity asks here instead of the address of Azure's machines.
process.env.AZURE_POD_IDENTITY_AUTHORITY_HOST = new URL(tenant.issuers["managed-identity"].mint).origin;

// The application "ado-erp-release" trusts the managed identity of its build agents.
async function applicationOfTheBuildAgents() {
  const reader = new ClientAssertionCredential(
    tenant.tenantId,
    tenant.auditor.clientId,
    () => mint("github", { sub: tenant.auditor.subject }),
    identityOptions,
  );
  const { token } = await reader.getToken(graphScope);
  const answer = await ask(`${tenant.graph}/v1.0/applications?$filter=displayName eq 'ado-erp-release'`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  return (await answer.json()).value[0].appId;
}

test("ManagedIdentityCredential's token is an application's assertion", async () => {
  const clientId = await applicationOfTheBuildAgents();
  const identity = new ManagedIdentityCredential();
  const credential = new ClientAssertionCredential(
    tenant.tenantId,
    clientId,
    async () => (await identity.getToken("api://AzureADTokenExchange/.default")).token,
    identityOptions,
  );
  const { token } = await credential.getToken(graphScope);
  assert.equal(claimsOf(token).appid, clientId);
});
