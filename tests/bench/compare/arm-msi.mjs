// SPDX-License-Identifier: Apache-2.0
// Managed identities of every subscription and the credentials of each, eight at a time, by @azure/arm-msi.
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { tenant } from "./demo.mjs";
import { inParallel, personToken, timed } from "./contest.mjs";

const atOnce = 8;
const lifetime = 3600 * 1000;
const notInThisRegion = 405; // where identities cannot have credentials

const token = await personToken("https://management.azure.com/user_impersonation");
const person = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + lifetime }) };
const options = { endpoint: tenant.arm, credentialScopes: "https://management.azure.com/.default" };

await timed(async () => {
  const identities = [];
  const clients = new Map();
  for await (const { subscriptionId } of new SubscriptionClient(person, options).subscriptions.list()) {
    const client = new ManagedServiceIdentityClient(person, subscriptionId, options);
    clients.set(subscriptionId, client);
    for await (const identity of client.userAssignedIdentities.listBySubscription()) identities.push(identity.id);
  }
  const found = { objects: identities.length, credentials: 0 };
  await inParallel(identities, atOnce, async (id) => {
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
