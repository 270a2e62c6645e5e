// SPDX-License-Identifier: Apache-2.0
// The script that symbolon-cli exports, run by Debian's azure-cli against identities without credentials: afterwards they
// have the same ones. A call of az takes seconds, so it is three identities: an application and a managed identity with
// hostile values, and an application whose expressions az's own commands cannot hold.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Az, deviceLogin } from "./az_client.mjs";
import { Cli, empty, hostile, person, send, tokens, write } from "./cli.mjs";
import { ask, tenant } from "./demo.mjs";
import { Onboarding, permissionHere } from "./onboarding.mjs";

const group = "/subscriptions/5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2/resourceGroups/rg-analytics";
const managed = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-hostile`;
const flexible = "gitlab-data-pipelines";
const chosen = ["quotes", "backslashes", "lines", "templates", "commands", "file", "file-of-az", "option", "emoji", "bidi", "invisible"];

const signedIn = await tokens();
const cli = new Cli(signedIn);
after(() => cli.end());

async function prepare() {
  const answer = await ask(`${tenant.graph}/v1.0/applications`, {
    method: "POST",
    headers: { Authorization: `Bearer ${signedIn.graph}`, "Content-Type": "application/json" },
    body: JSON.stringify({ displayName: `${hostile.commands} ${hostile.lines}` }),
  });
  const { id } = await answer.json();
  await send(signedIn, "arm", "PUT", `${tenant.arm}${managed}?api-version=2023-01-31`, { location: "westeurope" });
  const issuer = "https://issuer.example.com";
  const audiences = ["api://AzureADTokenExchange"];
  for (const name of chosen) {
    await write(signedIn, id, { name, issuer, subject: hostile[name], audiences, description: hostile[name] });
    await write(signedIn, managed, { name, issuer, subject: hostile[name], audiences });
  }
  // One that az's own command takes.
  await write(signedIn, managed, { name: "plain", issuer, subject: "repo:contoso/x:ref:refs/heads/main", audiences });
  return id;
}

function runScript(az, name, text) {
  const file = join(cli.folder, name);
  writeFileSync(file, text);
  const child = spawn("sh", [file], { env: az.environment, cwd: cli.folder, stdio: ["ignore", "ignore", "pipe"] });
  let error = "";
  child.stderr.on("data", (data) => (error += data));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, error })));
}

const az = new Az("person");
before(async () => {
  await az.register();
  await deviceLogin(az, person);
});

test("the script makes the same credentials", async () => {
  const application = await prepare();
  const before = cli.credentials();
  const scripts = [application, managed, flexible].map(
    (identity) => cli.files("export", "az", "--identity", identity)["credentials.sh"],
  );
  assert.match(scripts[1], /az identity federated-credential create/);
  assert.match(scripts[1], /az rest --method put/);
  assert.match(scripts[2], /az rest --method post/);
  const ids = new Set([application, managed.toLowerCase()]);
  const gitlab = JSON.parse(cli.run("show", flexible, "--format", "json")).identity.id;
  ids.add(gitlab);
  const exported = Object.fromEntries(Object.entries(before).filter(([key]) => ids.has(key.split(" ")[0])));
  assert.ok(Object.keys(exported).length > 2 * chosen.length);
  await empty(signedIn, exported);
  // Different identities may be written side by side.
  const ends = await Promise.all(scripts.map((script, number) => runScript(az, `export-${number}.sh`, script)));
  for (const { code, error } of ends) assert.equal(code, 0, error);
  assert.deepEqual(cli.credentials(), before);
});

test("the script makes an identity with its trust, role and permission, and another takes it back", async () => {
  const permission = await permissionHere(signedIn);
  const sets = [new Onboarding(101, false, `${hostile.commands} ${hostile.quotes}`, permission), new Onboarding(102, true, "payments", permission)];
  const runAll = async (removes) => {
    const scripts = sets.map((set) => cli.files("export", "az", "--changes", set.file(cli.folder, removes))["credentials.sh"]);
    const ends = await Promise.all(scripts.map((script, number) => runScript(az, `onboarding-${number}-${removes}.sh`, script)));
    for (const { code, error } of ends) assert.equal(code, 0, error);
  };
  await runAll(false);
  for (const set of sets) await set.check(signedIn);
  await runAll(true);
  for (const set of sets) await set.checkGone(signedIn);
});

test("the script takes a secret and a certificate away", async () => {
  const id = (await send(signedIn, "graph", "POST", `${tenant.graph}/v1.0/applications`, { displayName: "with secrets" })).id;
  const { keyId } = await send(signedIn, "graph", "POST", `${tenant.graph}/v1.0/applications/${id}/addPassword`, { passwordCredential: { displayName: hostile.commands } });
  const key = { type: "AsymmetricX509Cert", usage: "Verify", key: Buffer.from("0 no real certificate").toString("base64"), displayName: "CN=x" };
  await send(signedIn, "graph", "PATCH", `${tenant.graph}/v1.0/applications/${id}`, { keyCredentials: [key] });
  const { keyCredentials } = await send(signedIn, "graph", "GET", `${tenant.graph}/v1.0/applications/${id}`);
  const set = new Onboarding(103, false, hostile.commands, await permissionHere(signedIn));
  const file = JSON.parse(readFileSync(set.file(cli.folder), "utf8"));
  const operation = (number, type, secret) => ({
    id: `cccccccc-0000-4000-8000-00000000000${number}`,
    identity: { kind: "application", id, displayName: hostile.quotes },
    waitsFor: null,
    before: null,
    after: null,
    removes: true,
    belonging: { type, keyId: secret, displayName: hostile.commands, mark: "abc", end: null },
  });
  file.operations = [operation(1, "secret", keyId), operation(2, "certificate", keyCredentials[0].keyId)];
  const path = join(cli.folder, "secrets.symbolon-changes");
  writeFileSync(path, JSON.stringify(file));
  const { code, error } = await runScript(az, "secrets.sh", cli.files("export", "az", "--changes", path)["credentials.sh"]);
  assert.equal(code, 0, error);
  const left = await send(signedIn, "graph", "GET", `${tenant.graph}/v1.0/applications/${id}`);
  assert.deepEqual([left.passwordCredentials, left.keyCredentials], [[], []]);
});
