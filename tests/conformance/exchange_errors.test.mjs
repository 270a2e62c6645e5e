// SPDX-License-Identifier: Apache-2.0
// What a workload is told when its token opens nothing: every mistake has its own number, and it reaches the caller.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ClientAssertionCredential, WorkloadIdentityCredential } from "@azure/identity";
import { ConfidentialClientApplication } from "@azure/msal-node";
import { aadsts, failureOf, graphScope, identityOptions, mint, neverRetries, tenant, tokenFile } from "./demo.mjs";

const { clientId, subject } = tenant.auditor;
const long = Math.floor(Date.now() / 1000) - 7200;

const mistakes = [
  { what: "wrong subject", claims: { sub: "repo:contoso/platform:environment:nowhere" }, code: 700213 },
  { what: "subject in another case", claims: { sub: subject.toUpperCase() }, code: 7002138 },
  { what: "wrong issuer", claims: { iss: "https://issuer.example.com" }, code: 700211 },
  { what: "wrong audience", claims: { aud: "https://github.com/contoso" }, code: 700212 },
  { what: "expired assertion", claims: { iat: long, nbf: long, exp: long + 600 }, code: 700024 },
  { what: "unknown app", claims: {}, code: 700016, client: "00000000-1111-4222-8333-444444444444" },
  { what: "unknown key", claims: { $header: { kid: "nobody's" } }, code: 700027 },
  { what: "another algorithm", claims: { $header: { alg: "RS512" } }, code: 5002738 },
];

function described(error, code) {
  assert.equal(aadsts(error), code, error.message);
}

for (const { what, claims, code, client = clientId } of mistakes) {
  test(`${what}: WorkloadIdentityCredential`, async () => {
    const tokenFilePath = tokenFile(await mint("github", { sub: subject, ...claims }));
    const credential = new WorkloadIdentityCredential({
      ...identityOptions,
      tenantId: tenant.tenantId,
      clientId: client,
      tokenFilePath,
    });
    described(await failureOf(credential.getToken(graphScope)), code);
  });

  test(`${what}: ClientAssertionCredential`, async () => {
    const assertion = await mint("github", { sub: subject, ...claims });
    const credential = new ClientAssertionCredential(tenant.tenantId, client, async () => assertion, identityOptions);
    described(await failureOf(credential.getToken(graphScope)), code);
  });

  test(`${what}: msal-node`, { skip: neverRetries }, async () => {
    const app = new ConfidentialClientApplication({
      auth: {
        clientId: client,
        authority: `${tenant.login}/${tenant.tenantId}`,
        knownAuthorities: [new URL(tenant.login).host],
        clientAssertion: await mint("github", { sub: subject, ...claims }),
      },
    });
    described(await failureOf(app.acquireTokenByClientCredential({ scopes: [graphScope] })), code);
  });
}
