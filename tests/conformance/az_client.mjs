// SPDX-License-Identifier: Apache-2.0
// Debian's azure-cli as a custom cloud, one user at a time.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { tenant } from "./demo.mjs";
import { approveDevice } from "./person.mjs";

const root = mkdtempSync(join(tmpdir(), "symbolon-az-"));
after(() => rmSync(root, { recursive: true, force: true }));

// One user of az: its own configuration folder, its own sign-in.
export class Az {
  constructor(name) {
    this.folder = join(root, name);
    this.environment = {
      ...process.env,
      HOME: root,
      AZURE_CONFIG_DIR: this.folder,
      REQUESTS_CA_BUNDLE: tenant.caFile,
      AZURE_CORE_COLLECT_TELEMETRY: "false",
      AZURE_CORE_ENCRYPT_TOKEN_CACHE: "false",
      AZURE_EXTENSION_USE_DYNAMIC_INSTALL: "no",
    };
  }

  start(args) {
    const child = spawn("az", [...args, "--output", "json"], {
      env: this.environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const result = { code: null, out: "", error: "" };
    child.stdout.on("data", (data) => (result.out += data));
    child.stderr.on("data", (data) => (result.error += data));
    const ended = new Promise((resolve) => child.once("close", (code) => resolve({ ...result, code })));
    return { child, ended };
  }

  // What it prints, read; undefined when it prints nothing.
  async run(...args) {
    const { code, out, error } = await this.start(args).ended;
    assert.equal(code, 0, `az ${args.join(" ")}\n${error}`);
    return out.trim() ? JSON.parse(out) : undefined;
  }

  // The error text of a call that must fail.
  async fails(...args) {
    const { code, error } = await this.start(args).ended;
    assert.notEqual(code, 0, `az ${args.join(" ")} did not fail`);
    return error;
  }

  async register() {
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
    const file = this.file("cloud.json", { endpoints, suffixes: {} });
    await this.run("cloud", "register", "--name", "Demo", "--cloud-config", `@${file}`);
    await this.run("cloud", "set", "--name", "Demo");
  }

  file(name, content) {
    const path = join(root, `${this.folder.slice(root.length + 1)}-${name}`);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  }
}

// Signs a person in: reads the page and the code from az's own message, and fills the page in.
export async function deviceLogin(az, account) {
  const { child, ended } = az.start(["login", "--use-device-code", "--tenant", tenant.tenantId]);
  let told = "";
  let approved;
  child.stderr.on("data", (data) => {
    told += data;
    const message = /open the page (\S+) and enter the code (\S+) /.exec(told);
    if (message) approved ??= approveDevice({ verificationUri: message[1], userCode: message[2] }, account);
  });
  const { code, out, error } = await ended;
  await approved;
  assert.equal(code, 0, error);
  return JSON.parse(out);
}
