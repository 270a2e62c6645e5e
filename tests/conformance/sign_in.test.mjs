// SPDX-License-Identifier: Apache-2.0
// People and applications sign in by @azure/msal-node and @azure/identity.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DeviceCodeCredential } from "@azure/identity";
import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from "@azure/msal-node";
import { aadsts, armScope, ask, claimsOf, failureOf, graphScope, identityOptions, neverRetries, tenant } from "./demo.mjs";
import { approveDevice, signIn } from "./person.mjs";

const account = tenant.accounts[0].userPrincipalName;
const redirectUri = "http://localhost:53111";
const auth = {
  clientId: tenant.clientId,
  authority: `${tenant.login}/${tenant.tenantId}`,
  knownAuthorities: [new URL(tenant.login).host],
};

async function status(url, token) {
  return (await ask(url, { headers: { Authorization: `Bearer ${token}` } })).status;
}
const graphStatus = (token) => status(`${tenant.graph}/v1.0/me`, token);
const armStatus = (token) => status(`${tenant.arm}/subscriptions?api-version=2022-12-01`, token);

// A sign-in by authorization code with PKCE.
async function byCode(client, scopes, extra = {}) {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const address = await client.getAuthCodeUrl({
    scopes,
    redirectUri,
    codeChallenge: challenge,
    codeChallengeMethod: "S256",
    state: "as it was/&?",
    prompt: "select_account",
    ...extra,
  });
  const back = await signIn(address, account);
  assert.equal(back.searchParams.get("state"), "as it was/&?");
  const code = back.searchParams.get("code");
  return client.acquireTokenByCode({ scopes, redirectUri, code, codeVerifier: verifier });
}

test("msal-node signs in by code and gets tokens for the second resource silently", { skip: neverRetries }, async () => {
  const client = new PublicClientApplication({ auth });
  const first = await byCode(client, ["User.Read", "Application.Read.All"]);
  assert.equal(first.account.username, account);
  assert.equal(first.account.tenantId, tenant.tenantId);
  assert.equal(await graphStatus(first.accessToken), 200);
  assert.equal(await armStatus(first.accessToken), 401);

  const cached = await client.acquireTokenSilent({ account: first.account, scopes: ["User.Read"] });
  assert.equal(cached.fromCache, true);
  const azure = await client.acquireTokenSilent({ account: first.account, scopes: [armScope] });
  assert.equal(azure.fromCache, false);
  assert.equal(await armStatus(azure.accessToken), 200);
  assert.equal(await graphStatus(azure.accessToken), 401);
  const again = await client.acquireTokenSilent({ account: first.account, scopes: [armScope] });
  assert.equal(again.fromCache, true);
  const renewed = await client.acquireTokenSilent({ account: first.account, scopes: [armScope], forceRefresh: true });
  assert.notEqual(renewed.accessToken, azure.accessToken);
});

test("msal-node is told that a step up needs a person, and gets it from one", { skip: neverRetries }, async () => {
  const client = new PublicClientApplication({ auth });
  const first = await byCode(client, ["User.Read"]);
  const wanted = ["DelegatedPermissionGrant.Read.All"];
  const error = await failureOf(client.acquireTokenSilent({ account: first.account, scopes: wanted }));
  assert.equal(aadsts(error), 65001);
  assert.equal(error.name, "InteractionRequiredAuthError");
  const second = await byCode(client, wanted, { prompt: "consent", loginHint: account });
  assert.match(claimsOf(second.accessToken).scp, /DelegatedPermissionGrant\.Read\.All/);
});

test("msal-node signs in by device code", { skip: neverRetries }, async () => {
  const client = new PublicClientApplication({ auth });
  const answer = await client.acquireTokenByDeviceCode({
    scopes: ["User.Read"],
    deviceCodeCallback: (shown) => {
      assert.ok(shown.message.includes(shown.userCode) && shown.message.includes(shown.verificationUri));
      void approveDevice(shown, account);
    },
  });
  assert.equal(answer.account.username, account);
  assert.equal(await graphStatus(answer.accessToken), 200);
});

test("msal-node is told that the person declined", { skip: neverRetries }, async () => {
  const client = new PublicClientApplication({ auth });
  const error = await failureOf(
    client.acquireTokenByDeviceCode({
      scopes: ["User.Read"],
      deviceCodeCallback: (shown) => void approveDevice(shown, account, "decline"),
    }),
  );
  assert.match(`${error.message} ${error.subError}`, /authorization_declined/);
});

test("DeviceCodeCredential signs in", async () => {
  const credential = new DeviceCodeCredential({
    ...identityOptions,
    tenantId: tenant.tenantId,
    clientId: tenant.clientId,
    userPromptCallback: (shown) => void approveDevice(shown, account),
  });
  const { token } = await credential.getToken(graphScope);
  assert.equal(claimsOf(token).upn, account);
  assert.equal(await graphStatus(token), 200);
});

// An application made for this test by the person, with a secret of its own.
async function newApplication() {
  const client = new PublicClientApplication({ auth });
  const { accessToken } = await byCode(client, ["Application.ReadWrite.All"]);
  const post = async (path, body) => {
    const answer = await ask(`${tenant.graph}/v1.0/${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, await answer.clone().text());
    return answer.json();
  };
  const app = await post("applications", { displayName: "conformance of secrets" });
  await post("servicePrincipals", { appId: app.appId });
  const { secretText } = await post(`applications/${app.id}/addPassword`, {
    passwordCredential: { displayName: "conformance" },
  });
  return { clientId: app.appId, secretText };
}

test("msal-node signs an application in by its secret, and is refused by any other", { skip: neverRetries }, async () => {
  const { clientId, secretText } = await newApplication();
  const application = (clientSecret) =>
    new ConfidentialClientApplication({ auth: { ...auth, clientId, clientSecret } });
  const answer = await application(secretText).acquireTokenByClientCredential({ scopes: [graphScope] });
  assert.equal(claimsOf(answer.accessToken).appid, clientId);
  assert.equal(claimsOf(answer.accessToken).idtyp, "app");
  const error = await failureOf(application("wrong").acquireTokenByClientCredential({ scopes: [graphScope] }));
  assert.equal(aadsts(error), 7000215);
});
