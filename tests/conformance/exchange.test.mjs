// SPDX-License-Identifier: Apache-2.0
// A workload signs in with a token of an issuer outside, by @azure/identity.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ClientAssertionCredential, WorkloadIdentityCredential } from "@azure/identity";
import { armScope, ask, claimsOf, graphScope, identityOptions, mint, tenant, tokenFile } from "./demo.mjs";

const { clientId, subject } = tenant.auditor;

test("ClientAssertionCredential gets a token for Graph that Graph takes", async () => {
  const credential = new ClientAssertionCredential(
    tenant.tenantId,
    clientId,
    () => mint("github", { sub: subject }),
    identityOptions,
  );
  const { token, expiresOnTimestamp } = await credential.getToken(graphScope);
  assert.ok(expiresOnTimestamp > Date.now());
  const claims = claimsOf(token);
  assert.equal(claims.appid, clientId);
  assert.equal(claims.tid, tenant.tenantId);
  assert.equal(claims.idtyp, "app");
  assert.ok(claims.roles.length > 0);
  assert.equal(claims.scp, undefined);
  const answer = await ask(`${tenant.graph}/v1.0/applications?$top=1`, { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200);
});

test("WorkloadIdentityCredential gets a token for Azure from a projected file", async () => {
  const tokenFilePath = tokenFile(await mint("github", { sub: subject }));
  const credential = new WorkloadIdentityCredential({
    ...identityOptions,
    tenantId: tenant.tenantId,
    clientId,
    tokenFilePath,
  });
  const { token } = await credential.getToken(armScope);
  const answer = await ask(`${tenant.arm}/subscriptions?api-version=2022-12-01`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  assert.equal(answer.status, 200);
});
