// SPDX-License-Identifier: Apache-2.0
// What the contestants share: tokens of the person who reads the whole tenant, and the line in which each tells its time.
// Signing in is not timed, for nobody.
import { createHash, randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import { Client } from "@microsoft/microsoft-graph-client";
import { ask, tenant } from "./demo.mjs";

// As a browser with a session does: nobody is asked.
export async function personToken(scope) {
  const verifier = randomBytes(40).toString("base64url");
  const redirectUri = "http://localhost:53535";
  const login = `${tenant.login}/${tenant.tenantId}/oauth2/v2.0`;
  const question = new URLSearchParams({
    client_id: tenant.clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    scope,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    prompt: "none",
    login_hint: tenant.accounts[0].userPrincipalName,
  });
  const redirect = await ask(`${login}/authorize?${question}`, { redirect: "manual" });
  const code = new URL(redirect.headers.get("location")).searchParams.get("code");
  const answer = await ask(`${login}/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: tenant.clientId,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
  const { access_token: token } = await answer.json();
  if (!token) throw new Error("no token");
  return token;
}

export async function graphClient() {
  const token = await personToken("openid User.Read Application.Read.All Directory.Read.All");
  return Client.init({
    baseUrl: `${tenant.graph}/`,
    customHosts: new Set(["localhost"]),
    authProvider: (done) => done(null, token),
  });
}

// Runs `work(item)` for all of them, so many at a time.
export async function inParallel(items, atOnce, work) {
  let next = 0;
  const run = async () => {
    while (next < items.length) await work(items[next++]);
  };
  await Promise.all(Array.from({ length: atOnce }, run));
}

// `read()` gives how many objects and credentials it has read.
export async function timed(read) {
  const start = performance.now();
  const found = await read();
  console.log(JSON.stringify({ ms: performance.now() - start, ...found }));
}
