// SPDX-License-Identifier: Apache-2.0
// symbolon-cli against the running tenant, signed in by tokens, and what it says of the tenant's credentials.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, tenant } from "./demo.mjs";
import { personToken } from "./person.mjs";

export const person = tenant.accounts[0].userPrincipalName;
const graphScopes = "User.Read Application.ReadWrite.All AppRoleAssignment.ReadWrite.All Directory.Read.All";

// The tokens of a person who may read and write everything here.
export async function tokens() {
  return {
    graph: await personToken(person, `openid ${graphScopes}`),
    arm: await personToken(person, "https://management.azure.com/user_impersonation"),
  };
}

export class Cli {
  constructor(signedIn) {
    this.tokens = signedIn;
    this.folder = mkdtempSync(join(tmpdir(), "symbolon-exports-"));
    this.number = 0;
  }

  end() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  run(...args) {
    const program = join(process.env.SYMBOLON_BUILD_DIR, "bin", "symbolon-cli");
    const options = ["--cloud", tenant.cloudFile, "--tenant", tenant.tenantId, "--auth", "token"];
    const { status, stdout, stderr } = spawnSync(program, [...options, ...args], {
      env: { ...process.env, SYMBOLON_GRAPH_TOKEN: this.tokens.graph, SYMBOLON_ARM_TOKEN: this.tokens.arm },
      maxBuffer: 64 * 1024 * 1024,
    });
    assert.ok(status === 0 || status === 5, `symbolon-cli ${args.join(" ")}: ${status}\n${stderr}`);
    return stdout.toString();
  }

  // What is written by a command, file by file.
  files(...args) {
    const folder = join(this.folder, String(++this.number));
    this.run(...args, "--out", folder);
    return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  }

  // Every credential of the tenant by what names it, without what the service alone gives.
  credentials() {
    const { credentials } = JSON.parse(this.run("list", "credentials", "--format", "json"));
    const entries = credentials.map((credential) => [
      nameOf(credential.identity.id, credential.name),
      plain({ ...credential, identity: credential.identity.id }),
    ]);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

export const nameOf = (identity, name) => `${identity.toLowerCase()} ${name}`;

// The values that count. What is not set is left out.
export function plain({ issuer, subject, claimsMatchingExpression, audiences, description }) {
  const values = { issuer, audiences };
  if (claimsMatchingExpression) values.expression = claimsMatchingExpression.value;
  else values.subject = subject;
  if (description) values.description = description;
  return values;
}

const collection = (service, identity) =>
  service === "graph" ? `${tenant.graph}/beta/applications/${identity}/federatedIdentityCredentials` : `${tenant.arm}${identity}/federatedIdentityCredentials`;
const version = (service) => (service === "graph" ? "" : "?api-version=2025-01-31-preview");

// What is answered, read; undefined when that is nothing.
export async function send(signedIn, service, method, url, body, headers = {}) {
  const answer = await ask(url, {
    method,
    headers: { Authorization: `Bearer ${signedIn[service]}`, "Content-Type": "application/json", ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${url}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

export async function write(signedIn, identity, credential) {
  if (!identity.startsWith("/")) return send(signedIn, "graph", "POST", collection("graph", identity), credential);
  const { name, ...properties } = credential;
  return send(signedIn, "arm", "PUT", `${collection("arm", identity)}/${name}${version("arm")}`, { properties });
}

// The tenant without a single credential: identities with the same ids, as empty as a second tenant.
export async function empty(signedIn, credentials) {
  for (const key of Object.keys(credentials)) {
    const [identity, name] = key.split(" ");
    const service = identity.startsWith("/") ? "arm" : "graph";
    await send(signedIn, service, "DELETE", `${collection(service, identity)}/${name}${version(service)}`);
  }
}

// Names that try to get out of wherever they are put.
export const hostile = {
  quotes: `a'b"c''d""e`,
  backslashes: "\\ \\\\ \\n \\' \\\" \\${x} \\",
  lines: "a\nb\r\nc\t",
  templates: "${x} $${x} $$${x} %{if} %%{x} ${{ secrets.X }} {{x}} {% x %} $",
  commands: "$(touch pwned) `touch pwned`; touch pwned & | > x #{x}",
  formula: "=cmd|' /C calc'!A0",
  file: "@/etc/passwd",
  "file-of-az": "a=@/etc/passwd",
  option: "--yes",
  yaml: "- a: [b, {c: *d}] # e\n---\n...\n",
  emoji: "👩‍🔧 ok",
  bidi: "a\u202eb\u2066c",
  invisible: "\u0001\u001b[31m\u007f\u0085\u00a0\u2028\ufeff",
  "typographic-quotes": "‘; calc ’‚‛“”",
};
