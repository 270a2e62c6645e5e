// SPDX-License-Identifier: Apache-2.0
// arm-msi.mjs SECONDS: managed identities of every subscription and the credentials of each, eight at a time, by
// @azure/arm-msi, as patient as its options allow. After so many seconds no further identity is asked; it tells how many were.
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { tenant } from "./demo.mjs";
import { performance } from "node:perf_hooks";
import { inParallel, personToken, timed } from "./contest.mjs";

const atOnce = 8;
const lifetime = 3600 * 1000;
const notInThisRegion = 405; // where identities cannot have credentials

const token = await personToken("https://management.azure.com/user_impersonation");
const person = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + lifetime }) };
const [seconds] = process.argv.slice(2).map(Number);
const options = { retryOptions: { maxRetries: 100 }, endpoint: tenant.arm, credentialScopes: "https://management.azure.com/.default" };

await timed(async () => {
  const begin = performance.now();
  const identities = [];
  const clients = new Map();
  for await (const { subscriptionId } of new SubscriptionClient(person, options).subscriptions.list()) {
    const client = new ManagedServiceIdentityClient(person, subscriptionId, options);
    clients.set(subscriptionId, client);
    for await (const identity of client.userAssignedIdentities.listBySubscription()) identities.push(identity.id);
  }
  const found = { objects: identities.length, credentials: 0, asked: 0 };
  await inParallel(identities, atOnce, async (id) => {
    if (performance.now() - begin > seconds * 1000) return;
    found.asked += 1;
    const [, , subscription, , group, , , , name] = id.split("/");
    try {
      for await (const credential of clients.get(subscription).federatedIdentityCredentials.list(group, name))
        found.credentials += credential.name ? 1 : 0;
    } catch (error) {
      if (error.statusCode !== notInThisRegion) throw error;
    }
  });
  return found;
});
