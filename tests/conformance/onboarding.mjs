// SPDX-License-Identifier: Apache-2.0
// A file of staged changes as onboarding makes it: a new identity, its trust, an Azure role and an application permission,
// all of one key. And what a tenant holds of that afterwards.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { send } from "./cli.mjs";
import { tenant } from "./demo.mjs";

const subscription = "/subscriptions/5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2";
export const scope = `${subscription}/resourceGroups/rg-analytics`;
export const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const graphApp = "00000003-0000-0000-c000-000000000000";
const guid = (letter, number) => `${letter.repeat(8)}-0000-4000-8000-${String(number).padStart(12, "0")}`;

// Microsoft Graph's service principal here, and one of its permissions.
export async function permissionHere(signedIn) {
  const url = `${tenant.graph}/v1.0/servicePrincipals(appId='${graphApp}')?$select=id,appRoles`;
  const { id, appRoles } = await send(signedIn, "graph", "GET", url);
  const role = appRoles.find(({ value }) => value === "Application.Read.All");
  return { resourceId: id, appRoleId: role.id };
}

export class Onboarding {
  // `number` tells one set from the other; `text` is put wherever a set takes text.
  constructor(number, managed, text, permission) {
    this.number = number;
    this.managed = managed;
    this.text = text;
    this.permission = permission;
    this.assignment = guid("b", number);
    const key = guid("a", number);
    this.uniqueName = `symbolon-${key}`;
    this.id = managed ? `${scope}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-new-${number}` : key;
    this.subject = `repo:contoso/x:environment:${text}`;
  }

  // The file, which brings all of it about or takes it all back.
  file(folder, removes = false) {
    const identity = { kind: this.managed ? "managedIdentity" : "application", id: this.id, displayName: this.text };
    const operation = (number, about) => ({ id: guid("c", number), identity, waitsFor: null, before: null, after: null, removes, belonging: null, ...about });
    const credential = { id: null, name: "main", issuer: "https://issuer.example.com", subject: this.subject, claimsMatchingExpression: null, audiences: ["api://AzureADTokenExchange"], description: null };
    const mark = this.managed ? guid("d", 1) : null;
    const operations = [
      operation(1, { belonging: { type: "identity", displayName: this.text, location: this.managed ? "westeurope" : null, mark } }),
      operation(2, removes ? { removes: false, before: credential } : { after: credential }),
      operation(3, { belonging: { type: "azureRole", assignment: this.assignment, roleId: reader, roleName: "Reader", scope, scopeName: this.text } }),
      operation(4, { belonging: { type: "appPermission", ...this.permission, resourceAppId: graphApp, resourceName: this.text, name: this.text } }),
    ];
    if (!this.managed) operations[0].id = this.id;
    if (removes) operations.reverse();
    const set = {
      schemaVersion: 1,
      kind: "symbolon-changes",
      id: guid("e", 1),
      tenantId: tenant.tenantId,
      loginOrigin: new URL(tenant.login).origin,
      title: this.text,
      ticket: null,
      reason: null,
      createdAt: "2026-11-22T12:00:00.000Z",
      operations,
    };
    const path = join(folder, `onboarding-${this.number}${removes ? "-back" : ""}.symbolon-changes`);
    writeFileSync(path, JSON.stringify(set));
    return path;
  }

  // The tenant holds all of it, once.
  async check(signedIn) {
    let principalId;
    let credentials;
    if (this.managed) {
      const identity = await send(signedIn, "arm", "GET", `${tenant.arm}${this.id}?api-version=2023-01-31`);
      assert.equal(identity.location, "westeurope");
      assert.equal(identity.tags["symbolon-change"], guid("d", 1));
      principalId = identity.properties.principalId;
      const { value } = await send(signedIn, "arm", "GET", `${tenant.arm}${this.id}/federatedIdentityCredentials?api-version=2023-01-31`);
      credentials = value.map(({ name, properties }) => ({ name, ...properties }));
    } else {
      const { id, appId, displayName } = await send(signedIn, "graph", "GET", `${tenant.graph}/v1.0/applications(uniqueName='${this.uniqueName}')`);
      assert.equal(displayName, this.text);
      principalId = (await send(signedIn, "graph", "GET", `${tenant.graph}/v1.0/servicePrincipals(appId='${appId}')`)).id;
      credentials = (await send(signedIn, "graph", "GET", `${tenant.graph}/beta/applications/${id}/federatedIdentityCredentials`)).value;
    }
    assert.deepEqual(credentials.map(({ name, subject }) => [name, subject]), [["main", this.subject]]);
    const role = await send(signedIn, "arm", "GET", `${tenant.arm}${scope}/providers/Microsoft.Authorization/roleAssignments/${this.assignment}?api-version=2022-04-01`);
    assert.equal(role.properties.principalId, principalId);
    assert.ok(role.properties.roleDefinitionId.endsWith(reader));
    const { value } = await send(signedIn, "graph", "GET", `${tenant.graph}/v1.0/servicePrincipals/${principalId}/appRoleAssignments`);
    assert.deepEqual(value.map(({ resourceId, appRoleId }) => ({ resourceId, appRoleId })), [this.permission]);
  }

  // The tenant holds nothing of it.
  async checkGone(signedIn) {
    const url = this.managed ? `${tenant.arm}${this.id}?api-version=2023-01-31` : `${tenant.graph}/v1.0/applications(uniqueName='${this.uniqueName}')`;
    await assert.rejects(send(signedIn, this.managed ? "arm" : "graph", "GET", url), /404/);
    const role = `${tenant.arm}${scope}/providers/Microsoft.Authorization/roleAssignments/${this.assignment}?api-version=2022-04-01`;
    await assert.rejects(send(signedIn, "arm", "GET", role), /404/);
  }
}
