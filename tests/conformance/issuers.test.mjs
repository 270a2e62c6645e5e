// SPDX-License-Identifier: Apache-2.0
// tenant: --propagation 10
// An application made for this trusts issuers outside, healthy and ill, over https: the tenant reads what they publish.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { ClientAssertionCredential, DeviceCodeCredential } from "@azure/identity";
import { aadsts, failureOf, graphScope, identityOptions, mint, tenant } from "./demo.mjs";
import { approveDevice } from "./person.mjs";

const issuers = [
  { name: "sample", code: 0 },
  { name: "spire", code: 0 },
  { name: "many-keys", code: 700027 },
  { name: "es256", code: 5002738 },
  { name: "wrong-issuer", code: 501661 },
  { name: "expired-certificate", code: 90061 },
  { name: "no-key-set", code: 90061 },
  { name: "redirect", code: 90061 },
  { name: "slow", code: 90061 },
  { name: "endless", code: 90061 },
  { name: "no-json", code: 501661 },
];
const account = tenant.accounts[0].userPrincipalName;
let clientId;

async function post(path, token, body) {
  const answer = await fetch(`${tenant.graph}/v1.0/${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 201);
  return answer.json();
}

async function outcome(name) {
  const credential = new ClientAssertionCredential(
    tenant.tenantId,
    clientId,
    () => mint(name, { sub: "workload-1" }),
    identityOptions,
  );
  return credential.getToken(graphScope).then(
    () => 0,
    (error) => aadsts(error),
  );
}

before(async () => {
  const person = new DeviceCodeCredential({
    ...identityOptions,
    tenantId: tenant.tenantId,
    clientId: tenant.clientId,
    userPromptCallback: (code) => approveDevice(code, account),
  });
  const { token } = await person.getToken("https://graph.microsoft.com/Application.ReadWrite.All");
  const application = await post("applications", token, { displayName: "trusts issuers outside" });
  await post("servicePrincipals", token, { appId: application.appId });
  clientId = application.appId;
  for (const { name } of [...issuers].reverse()) { // the one that is tried first comes last
    await post(`applications/${application.id}/federatedIdentityCredentials`, token, {
      name,
      issuer: tenant.issuers[name].issuer,
      subject: "workload-1",
      audiences: ["api://AzureADTokenExchange"],
    });
  }
});

test("a credential takes a while until it serves", async () => {
  assert.equal(await outcome(issuers[0].name), 70021);
  let last = 70021;
  for (let tries = 0; last === 70021 && tries < 60; ++tries) {
    await pause(1000);
    last = await outcome(issuers[0].name);
  }
  assert.equal(last, 0);
});

for (const { name, code } of issuers) {
  test(`${name}: ${tenant.issuers[name].about}`, async () => {
    assert.equal(await outcome(name), code);
  });
}

test("a token that was minted elsewhere does not pass for another issuer's", async () => {
  const credential = new ClientAssertionCredential(
    tenant.tenantId,
    clientId,
    () => mint("github", { sub: "workload-1", iss: tenant.issuers.sample.issuer }),
    identityOptions,
  );
  assert.equal(aadsts(await failureOf(credential.getToken(graphScope))), 700027);
});
