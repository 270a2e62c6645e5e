// SPDX-License-Identifier: Apache-2.0
// Microsoft Graph's own client reads and writes the demo tenant: pages, batches, federated credentials and their limits.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { BatchRequestContent, BatchResponseContent, Client, PageIterator } from "@microsoft/microsoft-graph-client";
import { failureOf, neverRetries, tenant } from "./demo.mjs";
import { personToken } from "./person.mjs";

const audience = "api://AzureADTokenExchange";

let client;
let preview;

before(async () => {
  const token = await personToken(
    "m.reyes@contoso.onmicrosoft.com",
    "openid User.Read Application.ReadWrite.All Directory.Read.All",
  );
  assert.ok(token);
  const options = {
    baseUrl: `${tenant.graph}/`,
    customHosts: new Set(["localhost"]),
    authProvider: (done) => done(null, token),
  };
  client = Client.init(options);
  preview = Client.init({ ...options, defaultVersion: "beta" });
});

// A fresh application, gone after the test.
async function withApplication(name, work) {
  const app = await client.api("/applications").post({ displayName: name });
  try {
    return await work(app, `/applications/${app.id}/federatedIdentityCredentials`);
  } finally {
    await client.api(`/applications/${app.id}`).delete();
  }
}

const trust = (name, subject) => ({ name, issuer: "https://issuer.example.com", subject, audiences: [audience] });

test("PageIterator walks all applications", async () => {
  const first = await client.api("/applications").top(10).select("id,displayName").get();
  const ids = new Set();
  const iterator = new PageIterator(client, first, (app) => {
    ids.add(app.id);
    return true;
  });
  await iterator.iterate();
  assert.ok(iterator.isComplete());
  const count = await client.api("/applications/$count").header("ConsistencyLevel", "eventual").get();
  assert.equal(ids.size, Number(count));
});

test("an advanced query counts, filters and sorts", async () => {
  const page = await client
    .api("/applications")
    .header("ConsistencyLevel", "eventual")
    .filter("federatedIdentityCredentials/$count ne 0")
    .orderby("displayName desc")
    .count(true)
    .top(5)
    .get();
  assert.equal(page.value.length, 5);
  assert.ok(page["@odata.count"] > 5);
  const error = await failureOf(client.api("/applications").search('"displayName:x"').get());
  assert.equal(error.statusCode, 400);
  assert.equal(error.code, "Request_UnsupportedQuery");
  assert.ok(error.requestId);
});

test("a credential is created, read, changed and deleted", async () => {
  await withApplication("conformance credential", async (app, path) => {
    const created = await client.api(path).post(trust("first", "one"));
    assert.ok(created["@odata.context"].endsWith("/federatedIdentityCredentials/$entity"));
    await client.api(`${path}/${created.id}`).update({ subject: "two", description: "changed" });
    const read = await client.api(`${path}/first`).get();
    assert.equal(read.subject, "two");
    await client.api(`/applications(appId='${app.appId}')/federatedIdentityCredentials/first`).delete();
    const gone = await failureOf(client.api(`${path}/first`).get());
    assert.equal(gone.statusCode, 404);
    assert.equal(gone.code, "Request_ResourceNotFound");
  });
});

test("a flexible credential lives in the preview only", async () => {
  await withApplication("conformance flexible", async (app, path) => {
    const flexible = {
      name: "flexible",
      issuer: "https://gitlab.com",
      audiences: [audience],
      claimsMatchingExpression: { value: "claims['sub'] matches 'project_path:contoso/x:*'", languageVersion: 1 },
    };
    const refused = await failureOf(client.api(path).post(flexible));
    assert.equal(refused.statusCode, 400);
    const created = await preview.api(path).post(flexible);
    assert.equal(created.claimsMatchingExpression.languageVersion, 1);
    const plain = await client.api(path).get();
    assert.equal(plain.value[0].subject, null);
    assert.ok(!("claimsMatchingExpression" in plain.value[0]));
  });
});

test("limits are refused as Graph does", async () => {
  await withApplication("conformance limits", async (app, path) => {
    await client.api(path).post(trust("first", "s0"));
    const sameName = await failureOf(client.api(path).post(trust("first", "other")));
    assert.equal(sameName.statusCode, 409);
    assert.equal(sameName.code, "Request_MultipleObjectsWithSameKeyValue");
    const sameTrust = await failureOf(client.api(path).post(trust("second", "s0")));
    assert.equal(sameTrust.statusCode, 400);
    const badName = await failureOf(client.api(path).post(trust("a name with blanks", "s1")));
    assert.equal(badName.statusCode, 400);
    for (let i = 1; i < 20; ++i) await client.api(path).post(trust(`more-${i}`, `s${i}`));
    const tooMany = await failureOf(client.api(path).post(trust("one-more", "s20")));
    assert.equal(tooMany.statusCode, 403);
    const rename = await failureOf(client.api(`${path}/first`).update({ name: "renamed" }));
    assert.equal(rename.statusCode, 400);
  });
});

test("an upsert creates once and changes afterwards", async () => {
  await withApplication("conformance upsert", async (app, path) => {
    const target = `${path}(name='upserted')`;
    const body = { issuer: "https://issuer.example.com", subject: "one", audiences: [audience] };
    const missing = await failureOf(client.api(target).patch(body));
    assert.equal(missing.statusCode, 404);
    const created = await client.api(target).header("Prefer", "create-if-missing").patch(body);
    assert.equal(created.name, "upserted");
    await client.api(target).header("Prefer", "create-if-missing").patch({ ...body, subject: "two" });
    const list = await client.api(path).get();
    assert.deepEqual(
      list.value.map((entry) => entry.subject),
      ["two"],
    );
  });
});

test("a batch answers each of its requests", { skip: neverRetries }, async () => {
  await withApplication("conformance batch", async (app, path) => {
    // The client cuts the host off and keeps the path, which a batch takes relative to its own version.
    const url = (tail) => `${tenant.graph}${tail}`;
    const json = { "Content-Type": "application/json" };
    const create = { method: "POST", headers: json, body: JSON.stringify(trust("batched", "s")) };
    const content = new BatchRequestContent([
      { id: "create", request: new Request(url(path), create) },
      { id: "list", request: new Request(url(path)), dependsOn: ["create"] },
      { id: "missing", request: new Request(url("/applications/nobody")), dependsOn: ["list"] },
      { id: "after", request: new Request(url("/me")), dependsOn: ["missing"] },
    ]);
    const answer = new BatchResponseContent(await client.api("/$batch").post(await content.getContent()));
    assert.equal(answer.getResponseById("create").status, 201);
    const list = await answer.getResponseById("list").json();
    assert.equal(list.value.length, 1);
    assert.equal(answer.getResponseById("missing").status, 404);
    assert.equal(answer.getResponseById("after").status, 424);
  });
});

test("twenty-one requests are too many for a batch", async () => {
  const requests = Array.from({ length: 21 }, (_, i) => ({ id: `${i}`, method: "GET", url: "/me" }));
  const error = await failureOf(client.api("/$batch").post({ requests }));
  assert.equal(error.statusCode, 400);
});

test("a token of another service is refused", async () => {
  const token = await personToken("m.reyes@contoso.onmicrosoft.com", "https://management.azure.com/user_impersonation");
  const stranger = Client.init({
    baseUrl: `${tenant.graph}/`,
    customHosts: new Set(["localhost"]),
    authProvider: (done) => done(null, token),
  });
  const error = await failureOf(stranger.api("/me").get());
  assert.equal(error.statusCode, 401);
  assert.equal(error.code, "InvalidAuthenticationToken");
});
