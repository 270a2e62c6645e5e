// SPDX-License-Identifier: Apache-2.0
// Azure Resource Manager by @azure/arm-msi, @azure/arm-authorization, @azure/arm-resources-subscriptions and
// @azure/arm-resourcegraph.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AuthorizationManagementClient } from "@azure/arm-authorization";
import { ManagedServiceIdentityClient } from "@azure/arm-msi";
import { ResourceGraphClient } from "@azure/arm-resourcegraph";
import { SubscriptionClient } from "@azure/arm-resources-subscriptions";
import { ClientAssertionCredential } from "@azure/identity";
import { failureOf, identityOptions, mint, tenant } from "./demo.mjs";

const prod = "5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2";
const group = "rg-analytics";
// An application that owns the subscription and trusts one environment of a repository.
const owner = new ClientAssertionCredential(
  tenant.tenantId,
  "4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1",
  () => mint("github", { sub: "repo:contoso/platform:environment:production" }),
  identityOptions,
);
const options = { endpoint: tenant.arm, credentialScopes: "https://management.azure.com/.default" };
const msi = new ManagedServiceIdentityClient(owner, prod, options);
const authorization = new AuthorizationManagementClient(owner, prod, options);

async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}

const trust = (subject) => ({
  issuer: "https://issuer.example.com",
  subject,
  audiences: ["api://AzureADTokenExchange"],
});

test("arm-resources-subscriptions lists subscriptions, locations and tenants", async () => {
  const client = new SubscriptionClient(owner, options);
  const subscriptions = await all(client.subscriptions.list());
  assert.equal(subscriptions.find((one) => one.subscriptionId === prod)?.state, "Enabled");
  assert.ok((await all(client.subscriptions.listLocations(prod))).some((place) => place.name === "westeurope"));
  assert.equal((await all(client.tenants.list()))[0].tenantId, tenant.tenantId);
});

test("arm-msi keeps an identity and its credentials", async () => {
  const made = await msi.userAssignedIdentities.createOrUpdate(group, "id-node", { location: "westeurope" });
  assert.match(made.principalId, /^[0-9a-f-]{36}$/);
  const listed = await all(msi.userAssignedIdentities.listBySubscription());
  assert.ok(listed.some((identity) => identity.name === "id-node"));
  assert.ok((await all(msi.userAssignedIdentities.listByResourceGroup(group))).length < listed.length);

  const credentials = msi.federatedIdentityCredentials;
  for (let number = 1; number <= 20; ++number)
    await credentials.createOrUpdate(group, "id-node", `trust-${number}`, trust(`s${number}`));
  assert.equal((await all(credentials.list(group, "id-node", { top: 3 }))).length, 20);
  assert.equal((await credentials.get(group, "id-node", "trust-7")).subject, "s7");
  const changed = await credentials.createOrUpdate(group, "id-node", "trust-7", trust("seven"));
  assert.equal(changed.subject, "seven");

  const refused = [
    ["trust-21", trust("s21"), 400, /maximum of 20/],
    ["trust-7", trust("s8"), 400, /combination already exists/],
    ["no.name", trust("x"), 400, /is invalid/],
  ];
  for (const [name, body, status, message] of refused) {
    const error = await failureOf(credentials.createOrUpdate(group, "id-node", name, body));
    assert.equal(error.statusCode, status);
    assert.match(error.message, message);
  }
  await credentials.delete(group, "id-node", "trust-1");
  const gone = await failureOf(credentials.get(group, "id-node", "trust-1"));
  assert.equal(gone.statusCode, 404);
  await msi.userAssignedIdentities.delete(group, "id-node");
});

test("arm-msi is refused when it writes in parallel", async () => {
  await msi.userAssignedIdentities.createOrUpdate(group, "id-parallel", { location: "westeurope" });
  const writes = [1, 2, 3, 4, 5, 6].map((number) =>
    msi.federatedIdentityCredentials.createOrUpdate(group, "id-parallel", `trust-${number}`, trust(`s${number}`)),
  );
  const outcomes = await Promise.allSettled(writes);
  const refused = outcomes.filter((outcome) => outcome.status === "rejected").map((outcome) => outcome.reason);
  assert.ok(refused.length > 0);
  for (const error of refused) {
    assert.equal(error.statusCode, 409);
    assert.equal(error.code, "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity");
  }
  const written = await all(msi.federatedIdentityCredentials.list(group, "id-parallel"));
  assert.equal(written.length, outcomes.length - refused.length);
  await msi.userAssignedIdentities.delete(group, "id-parallel");
});

test("arm-authorization grants a role and takes it back", async () => {
  const { id: scope, principalId } = await msi.userAssignedIdentities.createOrUpdate(group, "id-role", {
    location: "westeurope",
  });
  const [reader] = await all(authorization.roleDefinitions.list(scope, { filter: "roleName eq 'Reader'" }));
  const name = "6a0c7d7e-1d0f-4b7e-8f43-3f5c1b2a0001";
  const grant = { roleDefinitionId: reader.id, principalId };
  const fresh = await failureOf(authorization.roleAssignments.create(scope, name, grant));
  assert.equal(fresh.code, "PrincipalNotFound");
  const typed = { ...grant, principalType: "ServicePrincipal" };
  assert.equal((await authorization.roleAssignments.create(scope, name, typed)).principalId, principalId);
  const twice = await failureOf(
    authorization.roleAssignments.create(scope, "6a0c7d7e-1d0f-4b7e-8f43-3f5c1b2a0002", typed),
  );
  assert.equal(twice.code, "RoleAssignmentExists");
  const held = await all(authorization.roleAssignments.listForScope(scope, { filter: `principalId eq '${principalId}'` }));
  assert.deepEqual(
    held.map((assignment) => assignment.name),
    [name],
  );
  await authorization.roleAssignments.delete(scope, name);
  await msi.userAssignedIdentities.delete(group, "id-role");
});

test("arm-resourcegraph queries and pages", async () => {
  const client = new ResourceGraphClient(
    {
      signRequest: async (request) => {
        const { token } = await owner.getToken(options.credentialScopes);
        request.headers.set("Authorization", `Bearer ${token}`);
        return request;
      },
    },
    { baseUri: tenant.arm },
  );
  const query =
    "resources | where type =~ 'microsoft.managedidentity/userassignedidentities' | project id, name | order by id asc";
  const first = await client.resources({ query, options: { top: 4, resultFormat: "objectArray" } });
  assert.equal(first.count, 4);
  assert.equal(first.resultTruncated, "true");
  const next = await client.resources({
    query,
    options: { top: 1000, skipToken: first.skipToken, resultFormat: "objectArray" },
  });
  assert.equal(first.count + next.count, first.totalRecords);
  assert.equal(next.resultTruncated, "false");
  const bad = await failureOf(client.resources({ query: "resources | where" }));
  assert.equal(bad.statusCode, 400);
});
