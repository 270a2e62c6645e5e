// SPDX-License-Identifier: Apache-2.0
// A person in front of the sign-in pages: plain HTML forms, filled in as a browser would.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { ask, tenant } from "./demo.mjs";

function unescape(text) {
  const signs = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (sign) => signs[sign]);
}

// The page's one form: where it goes and what it carries along.
function formOf(html) {
  assert.doesNotMatch(html, /<script/i);
  const action = /<form method="post" action="([^"]*)"/.exec(html);
  assert.ok(action, html);
  const fields = new URLSearchParams();
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g))
    fields.append(unescape(name), unescape(value));
  return { action: new URL(unescape(action[1]), tenant.login), fields, html };
}

async function submit(form, name, value) {
  form.fields.append(name, value);
  return ask(form.action, { method: "POST", body: form.fields, redirect: "manual" });
}

// Opens the authorize address, picks the account, consents where that is asked, and gives the address it ends at.
export async function signIn(address, account) {
  const accounts = await ask(address, { redirect: "manual" });
  assert.equal(accounts.status, 200);
  let answer = await submit(formOf(await accounts.text()), "account", account);
  if (answer.status === 200) answer = await submit(formOf(await answer.text()), "consent", "accept");
  assert.equal(answer.status, 302);
  return new URL(answer.headers.get("location"));
}

// Types the code of a device into the page the message names.
export async function approveDevice({ verificationUri, userCode }, account, decision = "accept") {
  const entry = formOf(await (await ask(verificationUri)).text());
  const accounts = formOf(await (await submit(entry, "code", userCode)).text());
  const question = formOf(await (await submit(accounts, "account", account)).text());
  assert.equal((await submit(question, "consent", decision)).status, 200);
}

// A person signs in without being asked, as a browser with a session does.
export async function personToken(account, scope) {
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
    login_hint: account,
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
  return (await answer.json()).access_token;
}
