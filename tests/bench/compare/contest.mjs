// SPDX-License-Identifier: Apache-2.0
// What the contestants share: tokens of the person who reads the whole tenant, and the line in which each tells its time.
// Signing in is not timed, for nobody.
import { performance } from "node:perf_hooks";
import { Client } from "@microsoft/microsoft-graph-client";
import { tenant } from "./demo.mjs";
import * as person from "./person.mjs";

// Of the person who reads the whole tenant.
export async function personToken(scope) {
  const token = await person.personToken(tenant.accounts[0].userPrincipalName, scope);
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
