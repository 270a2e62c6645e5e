// SPDX-License-Identifier: Apache-2.0
// az.mjs CALLS SECONDS: asks Azure CLI for the credentials of one application, and of one managed identity, after the
// other, until so many calls of each kind or so many seconds are over; tells how many there were and how long one took.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { tenant } from "./demo.mjs";
import { approveDevice } from "./person.mjs";

const notInThisRegion = "support for federated identity credentials is not enabled";
const [calls, seconds] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "symbolon-az-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const env = {
  ...process.env,
  HOME: folder,
  AZURE_CONFIG_DIR: join(folder, "az"),
  REQUESTS_CA_BUNDLE: tenant.caFile,
  AZURE_CORE_COLLECT_TELEMETRY: "false",
  AZURE_CORE_ENCRYPT_TOKEN_CACHE: "false",
  AZURE_EXTENSION_USE_DYNAMIC_INSTALL: "no",
};

function start(args) {
  const child = spawn("az", [...args, "--output", "json"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let told = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (told += data));
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve(out) : reject(new Error(`az ${args[0]}: ${told}`))));
  });
  return { child, ended };
}

const run = async (...args) => {
  const out = await start(args).ended;
  return out.trim() ? JSON.parse(out) : undefined;
};

async function signIn() {
  const file = join(folder, "cloud.json");
  const endpoints = {
    management: "https://management.core.windows.net/",
    resourceManager: tenant.arm,
    activeDirectory: tenant.login,
    activeDirectoryResourceId: "https://management.core.windows.net/",
    activeDirectoryGraphResourceId: "https://graph.windows.net/",
    microsoftGraphResourceId: tenant.graph,
    gallery: "",
    sqlManagement: "",
  };
  writeFileSync(file, JSON.stringify({ endpoints, suffixes: {} }));
  await run("cloud", "register", "--name", "Demo", "--cloud-config", `@${file}`);
  await run("cloud", "set", "--name", "Demo");
  const { child, ended } = start(["login", "--use-device-code", "--tenant", tenant.tenantId]);
  let told = "";
  let approved;
  child.stderr.on("data", (data) => {
    told += data;
    const message = /open the page (\S+) and enter the code (\S+) /.exec(told);
    if (message)
      approved ??= approveDevice(
        { verificationUri: message[1], userCode: message[2] },
        tenant.accounts[0].userPrincipalName,
      );
  });
  await ended;
  await approved;
}

// Milliseconds a call, and how many there were.
async function pace(items, call) {
  const begin = performance.now();
  let count = 0;
  for (const item of items.slice(0, calls)) {
    if (performance.now() - begin > seconds * 1000) break;
    await run(...call(item)).catch((error) => {
      if (!error.message.includes(notInThisRegion)) throw error; // an answer as good as any
    });
    count += 1;
  }
  return { calls: count, msEach: (performance.now() - begin) / Math.max(1, count) };
}

await signIn();
const rest = (url, resource) => run("rest", "--method", "get", "--url", url, "--resource", resource);
const apps = (await rest(`${tenant.graph}/v1.0/applications?$select=id&$top=${calls}`, tenant.graph)).value;
const identities = [];
for (const { id } of await run("account", "list")) {
  if (identities.length < calls) identities.push(...(await run("identity", "list", "--subscription", id)));
}
const applications = await pace(apps, ({ id }) => ["ad", "app", "federated-credential", "list", "--id", id]);
const managed = await pace(identities, ({ id, name, resourceGroup }) => [
  ...["identity", "federated-credential", "list", "--subscription", id.split("/")[2]],
  ...["--resource-group", resourceGroup, "--identity-name", name],
]);
console.log(JSON.stringify({ applications, managed }));
