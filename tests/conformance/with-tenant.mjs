// SPDX-License-Identifier: Apache-2.0
// node with-tenant.mjs FILE… [OPTION…]: starts the demo tenant over TLS, runs node's test runner over one FILE after the
// other in a process that trusts the tenant's authority (node reads it at its start alone), and stops the tenant. The
// tenant has to end cleanly too: a sanitizer's complaint is a failure. New credentials serve at once unless an option says
// otherwise. The first FILE may name options of its own in a line "// tenant: …".
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const words = process.argv.slice(2);
const files = words.filter((word) => word.endsWith(".mjs"));
const options = words.slice(files.length);
const named = /^\/\/ tenant: (.*)$/m.exec(readFileSync(files[0], "utf8"));
if (named) options.unshift(...named[1].trim().split(/\s+/));
const program = join(process.env.SYMBOLON_BUILD_DIR, "bin", "symbolon-demo-tenant");

const tenant = spawn(program, ["--tls", "--for", "410", "--propagation", "0", ...options], {
  stdio: ["ignore", "pipe", "inherit"],
});
const ended = new Promise((resolve) => {
  tenant.once("error", (error) => resolve(error.message));
  tenant.once("exit", (code, signal) => resolve(signal ?? code));
});
const line = await Promise.race([
  new Promise((resolve) => createInterface(tenant.stdout).once("line", resolve)),
  ended.then(() => undefined),
]);
if (line === undefined) {
  console.error(`${program} did not start: ${await ended}`);
  process.exit(1);
}

const env = { ...process.env, NODE_EXTRA_CA_CERTS: JSON.parse(line).caFile, SYMBOLON_DEMO_TENANT: line };
let passed = true;
for (const file of files) {
  const tests = spawn(process.execPath, ["--test", file], { stdio: "inherit", env });
  passed = (await new Promise((resolve) => tests.once("exit", (code) => resolve(code === 0)))) && passed;
}
tenant.kill("SIGTERM");
const end = await ended;
if (end !== 0) console.error(`The demo tenant ended with ${end}.`);
process.exit(passed && end === 0 ? 0 : 1);
