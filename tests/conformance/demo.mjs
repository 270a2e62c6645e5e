// SPDX-License-Identifier: Apache-2.0
// What every test here shares: the running demo tenant and how to ask it for things outside of the tested clients.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

// The start-up line: login, graph, arm, tenantId, clientId, accounts, auditor, issuers, cloudFile, caFile.
export const tenant = JSON.parse(process.env.SYMBOLON_DEMO_TENANT);

export const graphScope = "https://graph.microsoft.com/.default";
export const armScope = "https://management.azure.com/.default";

// For credentials of @azure/identity. Off line they must not ask Microsoft which authorities there are.
export const identityOptions = { authorityHost: tenant.login, disableInstanceDiscovery: true };

// Whether some of the tenant's answers are 429 and 503: only clients that retry can be tested then.
export const troubled = process.env.SYMBOLON_TROUBLE !== undefined;
export const neverRetries = troubled && "this client does not retry";

// fetch, of a client that retries.
export async function ask(url, options) {
  for (let tries = 0; ; ++tries) {
    const answer = await fetch(url, options);
    if ((answer.status !== 429 && answer.status !== 503) || tries === 5) return answer;
    await pause(1000 * Number(answer.headers.get("retry-after") ?? 1));
  }
}

// How many answers were spoilt.
export async function injected() {
  const answer = await fetch(tenant.troubleLog);
  assert.equal(answer.status, 200);
  return (await answer.json()).injected;
}

// A token of a sample issuer with these claims; what is not given is filled in as its platform does.
export async function mint(issuer, claims = {}) {
  const answer = await fetch(tenant.issuers[issuer].mint, { method: "POST", body: JSON.stringify(claims) });
  assert.equal(answer.status, 200);
  return answer.text();
}

// A file that holds the token, as Kubernetes projects one.
export function tokenFile(token) {
  const folder = mkdtempSync(join(tmpdir(), "symbolon-conformance-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const path = join(folder, "token");
  writeFileSync(path, token, { mode: 0o600 });
  return path;
}

// The claims of a token, unverified.
export function claimsOf(token) {
  return JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
}

// The AADSTS number in what a client throws.
export function aadsts(error) {
  const found = /AADSTS(\d+)/.exec(`${error.message} ${error.errorResponse?.errorDescription ?? ""}`);
  return found ? Number(found[1]) : 0;
}

// Waits for a promise that must fail, and gives what it failed with.
export async function failureOf(promise) {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error) => ({ error }),
  );
  assert.ok(outcome.error, "it did not fail");
  return outcome.error;
}
