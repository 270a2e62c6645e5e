// SPDX-License-Identifier: Apache-2.0
// The applications that have credentials by an advanced query, and their credentials in batches of twenty, four at a time.
// What a batch was refused for its pace is asked for again, when the service says.
import { setTimeout as pause } from "node:timers/promises";
import { BatchRequestContent, BatchResponseContent, PageIterator } from "@microsoft/microsoft-graph-client";
import { tenant } from "./demo.mjs";
import { graphClient, inParallel, timed } from "./contest.mjs";

const perBatch = 20; // as many as the service takes
const atOnce = 4;
const throttled = 429;

const client = await graphClient();

async function holders() {
  const advanced = { headers: { ConsistencyLevel: "eventual" } };
  const first = await client
    .api("/applications")
    .headers(advanced.headers)
    .filter("federatedIdentityCredentials/$count ne 0")
    .select("id,appId,displayName,createdDateTime,signInAudience")
    .count(true)
    .top(999)
    .get();
  const ids = [];
  const take = (app) => ids.push(app.id) > 0;
  await new PageIterator(client, first, take, advanced).iterate();
  return ids;
}

// Adds the credentials that were told; gives the ids that have to be asked for again.
async function askBatch(ids, found) {
  const content = new BatchRequestContent(
    ids.map((id) => ({
      id,
      request: new Request(`${tenant.graph}/applications/${id}/federatedIdentityCredentials`),
    })),
  );
  const answer = new BatchResponseContent(await client.api("/$batch").post(await content.getContent()));
  const again = [];
  let wait = 0;
  for (const id of ids) {
    const one = answer.getResponseById(id);
    if (one.status === throttled) {
      again.push(id);
      wait = Math.max(wait, Number(one.headers.get("retry-after") ?? 1));
    } else if (!one.ok) {
      throw new Error(`${one.status}`);
    } else {
      found.credentials += (await one.json()).value.length;
    }
  }
  if (again.length > 0) await pause(1000 * wait);
  return again;
}

await timed(async () => {
  const ids = await holders();
  const found = { objects: ids.length, credentials: 0 };
  const batches = [];
  for (let at = 0; at < ids.length; at += perBatch) batches.push(ids.slice(at, at + perBatch));
  await inParallel(batches, atOnce, async (batch) => {
    for (let rest = batch; rest.length > 0; ) rest = await askBatch(rest, found);
  });
  return found;
});
