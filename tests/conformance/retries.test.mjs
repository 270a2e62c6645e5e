// SPDX-License-Identifier: Apache-2.0
// Clients that retry by themselves, over and over: nobody notices a tenant whose answers are 429 or 503 now and then.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { ClientAssertionCredential } from "@azure/identity";
import { Client, PageIterator } from "@microsoft/microsoft-graph-client";
import { armScope, graphScope, identityOptions, injected, mint, tenant, troubled } from "./demo.mjs";

const { clientId, subject } = tenant.auditor;
const rounds = 30;

function newCredential() {
  const assertion = () => mint("github", { sub: subject });
  return new ClientAssertionCredential(tenant.tenantId, clientId, assertion, identityOptions);
}

test("@azure/identity gets a token every time", async () => {
  for (let i = 0; i < rounds; ++i) {
    const { token } = await newCredential().getToken(i % 2 === 0 ? graphScope : armScope);
    assert.ok(token);
  }
});

test("the Graph client reads every page, again and again", async () => {
  const credential = newCredential();
  const client = Client.initWithMiddleware({
    baseUrl: `${tenant.graph}/`,
    customHosts: new Set(["localhost"]),
    authProvider: { getAccessToken: async () => (await credential.getToken(graphScope)).token },
  });
  const whole = await client.api("/applications").top(999).select("id").get();
  for (let i = 0; i < 4; ++i) {
    const seen = new Set();
    const page = await client.api("/applications").top(5).select("id").get();
    await new PageIterator(client, page, (app) => seen.add(app.id) && true).iterate();
    assert.equal(seen.size, whole.value.length);
  }
});

test("arm-msi lists every identity of every subscription", async () => {
  const credential = newCredential();
  const options = { endpoint: tenant.arm, credentialScopes: [armScope] };
  const expected = new Map();
  for (let i = 0; i < 8; ++i) {
    for await (const subscription of new SubscriptionClient(credential, options).subscriptions.list()) {
      const names = [];
      const client = new ManagedServiceIdentityClient(credential, subscription.subscriptionId, options);
      for await (const identity of client.userAssignedIdentities.listBySubscription()) names.push(identity.name);
      const found = names.sort().join(" ");
      assert.equal(found, expected.get(subscription.subscriptionId) ?? found);
      expected.set(subscription.subscriptionId, found);
    }
  }
  assert.ok(expected.size > 0);
  assert.ok([...expected.values()].some((names) => names !== ""));
});

test("what was injected can be read back", async () => {
  const count = await injected();
  assert.ok(troubled ? count > 3 : count === 0, `${count} injected`);
});
