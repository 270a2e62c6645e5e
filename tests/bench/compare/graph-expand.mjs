// SPDX-License-Identifier: Apache-2.0
// All applications with their credentials in pages as large as Graph allows, by PageIterator.
import { PageIterator } from "@microsoft/microsoft-graph-client";
import { graphClient, timed } from "./contest.mjs";

const client = await graphClient();
await timed(async () => {
  const found = { objects: 0, credentials: 0 };
  const first = await client
    .api("/applications")
    .select("id,appId,displayName,createdDateTime,signInAudience")
    .expand("federatedIdentityCredentials")
    .top(999)
    .get();
  const iterator = new PageIterator(client, first, (app) => {
    found.objects += 1;
    found.credentials += app.federatedIdentityCredentials?.length ?? 0;
    return true;
  });
  await iterator.iterate();
  return found;
});
