// SPDX-License-Identifier: Apache-2.0
// Debian's azure-cli, unmodified, as a custom cloud. Started by az.sh, which names the one thing set from outside. A call
// of az takes seconds, so the two stories below run side by side, each with a configuration folder of its own.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Az, deviceLogin } from "./az_client.mjs";
import { ask, injected, mint, neverRetries, tenant, troubled } from "./demo.mjs";

const prod = "5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2";
const group = `/subscriptions/${prod}/resourceGroups/rg-analytics`;
const identityVersion = "api-version=2023-01-31";
const readerRole = `/subscriptions/${prod}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;

// An application that owns the subscription and trusts one environment of a repository.
const deploy = { clientId: "4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1", subject: "repo:contoso/platform:environment:production" };

const exchangeLogin = (clientId, token) => [
  "login",
  "--service-principal",
  "--allow-no-subscriptions",
  ...["--username", clientId],
  ...["--tenant", tenant.tenantId],
  ...["--federated-token", token],
];

const identityCredential = (command, name, ...rest) => [
  ...["identity", "federated-credential", command],
  ...["--resource-group", "rg-analytics", "--identity-name", "id-az"],
  ...(name ? ["--name", name] : []),
  ...rest,
];

async function identityStory(az) {
  const identity = await az.run("identity", "create", "--resource-group", "rg-analytics", "--name", "id-az");
  assert.equal(identity.location, "westeurope"); // the group's
  assert.match(identity.principalId, /^[0-9a-f-]{36}$/);
  const issuer = ["--issuer", "https://issuer.example.com", "--audiences", "api://AzureADTokenExchange"];
  const made = await az.run(...identityCredential("create", "first", ...issuer, "--subject", "one"));
  assert.equal(made.subject, "one");
  const changed = await az.run(...identityCredential("update", "first", ...issuer, "--subject", "two"));
  assert.equal(changed.subject, "two");
  assert.deepEqual(changed.audiences, ["api://AzureADTokenExchange"]);
  const [shown, listed, twice, badName] = await Promise.all([
    az.run(...identityCredential("show", "first")),
    az.run(...identityCredential("list")),
    az.fails(...identityCredential("create", "again", ...issuer, "--subject", "two")),
    az.fails(...identityCredential("create", "not.a.name", ...issuer, "--subject", "three")),
  ]);
  assert.equal(shown.subject, "two");
  assert.deepEqual(
    listed.map((credential) => credential.name),
    ["first"],
  );
  assert.match(twice, /Issuer and subject combination already exists/);
  assert.match(badName, /name 'not.a.name' is invalid/);
  return identity;
}

const armRequest = (token, method, path, body) =>
  ask(`${tenant.arm}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });

const trust = (subject) => ({ properties: { issuer: "https://i.example", subject, audiences: ["api://AzureADTokenExchange"] } });

async function fillIdentity(token) {
  const base = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-az/federatedIdentityCredentials`;
  for (let number = 2; number <= 20; ++number) {
    const answer = await armRequest(token, "PUT", `${base}/filler-${number}?${identityVersion}`, trust(`s${number}`));
    assert.equal(answer.status, 201);
  }
}

// Keeps the identity's credentials busy: from here on somebody is always writing.
async function writeUntil(done, token) {
  const path = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-az/federatedIdentityCredentials`;
  const writer = async (number) => {
    while (!done.value)
      await armRequest(token, "PUT", `${path}/filler-${number}?${identityVersion}`, trust(`s${number}`));
  };
  await Promise.all([2, 3, 4, 5].map(writer));
}

async function parallelWrites(az, token) {
  const done = { value: false };
  const writers = writeUntil(done, token);
  // On a busy computer the writers may all be between two writes just then.
  let refused = { code: 0 };
  for (let tries = 0; refused.code === 0 && tries < 5; ++tries) {
    const subject = ["--issuer", "https://issuer.example.com", "--subject", `try-${tries}`];
    refused = await az.start(identityCredential("update", "first", ...subject)).ended;
  }
  done.value = true;
  await writers;
  assert.notEqual(refused.code, 0);
  assert.match(refused.error, /ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity/);
}

async function roleStory(az, principalId) {
  const path = `${tenant.arm}${group}/providers/Microsoft.Authorization/roleAssignments`;
  const rest = (method, id, properties, filter = "") => [
    ...["rest", "--method", method, "--url", `${path}${id}?api-version=2022-04-01${filter}`],
    ...["--resource", "https://management.core.windows.net/"],
    ...(properties ? ["--body", JSON.stringify({ properties })] : []),
  ];
  const id = "/3d9b5a52-6c3b-4be5-9f0d-8b8a3f5e0001";
  const grant = { roleDefinitionId: readerRole, principalId, principalType: "ServicePrincipal" };
  const made = await az.run(...rest("put", id, grant));
  assert.equal(made.properties.principalId, principalId);
  const [listed, twice, nobody] = await Promise.all([
    az.run(...rest("get", "", undefined, `&$filter=principalId eq '${principalId}'`)),
    az.fails(...rest("put", "/3d9b5a52-6c3b-4be5-9f0d-8b8a3f5e0002", grant)),
    az.fails(...rest("put", "/3d9b5a52-6c3b-4be5-9f0d-8b8a3f5e0003", { ...grant, principalId: tenant.tenantId })),
  ]);
  assert.deepEqual(
    listed.value.map((assignment) => assignment.name),
    [id.slice(1)],
  );
  assert.match(twice, /RoleAssignmentExists/);
  assert.match(nobody, /PrincipalNotFound/);
  await az.run(...rest("delete", id));
}

const appCredential = (command, id, ...rest) => ["ad", "app", "federated-credential", command, "--id", id, ...rest];

async function applicationStory(az) {
  const { id, appId } = await az.run("ad", "app", "create", "--display-name", "az conformance");
  const parameters = (name, subject) => [
    "--parameters",
    JSON.stringify({ name, subject, issuer: "https://issuer.example.com", audiences: ["api://AzureADTokenExchange"] }),
  ];
  const made = await az.run(...appCredential("create", appId, ...parameters("first", "one")));
  assert.equal(made.name, "first");
  await az.run(...appCredential("update", appId, "--federated-credential-id", "first", ...parameters("first", "two")));
  const [shown, listed, twice, badName] = await Promise.all([
    az.run(...appCredential("show", id, "--federated-credential-id", made.id)),
    az.run(...appCredential("list", appId)),
    az.fails(...appCredential("create", appId, ...parameters("again", "two"))),
    az.fails(...appCredential("create", appId, ...parameters("not a name", "three"))),
  ]);
  assert.equal(shown.subject, "two");
  assert.equal(listed.length, 1);
  assert.match(twice, /same issuer and subject already exists/);
  assert.match(badName, /not a valid URI last segment/);

  const { accessToken } = await az.run("account", "get-access-token", "--resource", tenant.graph);
  for (let number = 2; number <= 20; ++number) {
    const body = { name: `filler-${number}`, subject: `s${number}`, issuer: "https://i.example", audiences: ["x"] };
    const answer = await ask(`${tenant.graph}/v1.0/applications/${id}/federatedIdentityCredentials`, {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 201);
  }
  const tooMany = await az.fails(...appCredential("create", appId, ...parameters("one-more", "x")));
  assert.match(tooMany, /exceeded its limit/);
  await az.run(...appCredential("delete", appId, "--federated-credential-id", "first"));
  await az.run("ad", "app", "delete", "--id", appId);
}

describe("az", { concurrency: true }, () => {
  test("a workload signs in with a federated token and keeps managed identities", async () => {
    const az = new Az("workload");
    await az.register();
    const [account] = await az.run(...exchangeLogin(deploy.clientId, await mint("github", { sub: deploy.subject })));
    assert.equal(account.tenantId, tenant.tenantId);
    assert.equal(account.user.type, "servicePrincipal");
    const identity = await identityStory(az);
    if (troubled) {
      assert.ok((await injected()) > 0);
      return; // the rest asks by `az rest`, which does not retry
    }
    const { accessToken } = await az.run("account", "get-access-token");
    await fillIdentity(accessToken);
    const [tooMany] = await Promise.all([
      az.fails(...identityCredential("create", "one-more", "--issuer", "https://x.example", "--subject", "x")),
      roleStory(az, identity.principalId),
    ]);
    assert.match(tooMany, /maximum of 20 federated identity credentials/);
    await parallelWrites(az, accessToken);
    await az.run(...identityCredential("delete", "first", "--yes"));
    await az.run("identity", "delete", "--resource-group", "rg-analytics", "--name", "id-az");
  });

  test("a person signs in by device code and keeps an application", { skip: neverRetries }, async () => {
    const az = new Az("person");
    await az.register();
    const account = tenant.accounts[0].userPrincipalName;
    const subscriptions = await deviceLogin(az, account);
    assert.ok(subscriptions.some((subscription) => subscription.id === prod));
    assert.equal(subscriptions[0].user.name, account);
    await applicationStory(az);
  });

  test("what is wrong with a federated token reaches the user", { skip: neverRetries }, async () => {
    const az = new Az("refused");
    await az.register();
    const now = Math.floor(Date.now() / 1000);
    const cases = [
      ["wrong subject", deploy.clientId, "github", { sub: "repo:contoso/platform:environment:nowhere" }, "AADSTS700213"],
      ["wrong issuer", deploy.clientId, "sample", { sub: deploy.subject }, "AADSTS700211"],
      ["wrong audience", deploy.clientId, "github", { sub: deploy.subject, aud: "https://example.com" }, "AADSTS700212"],
      ["expired", deploy.clientId, "github", { sub: deploy.subject, exp: now - 3600, iat: now - 7200 }, "AADSTS700024"],
      ["unknown app", tenant.tenantId, "github", { sub: deploy.subject }, "AADSTS700016"],
    ];
    for (const [what, clientId, issuer, claims, code] of cases) {
      const error = await az.fails(...exchangeLogin(clientId, await mint(issuer, claims)));
      assert.ok(error.includes(code), `${what}: ${error}`);
    }
  });
});
