// SPDX-License-Identifier: Apache-2.0
// What symbolon-cli exports of staged changes that create identities and grant them roles: read by parsers that are not
// ours, and as requests sent to the tenant, which holds all of it afterwards. Hostile names are among them all.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parse } from "@cdktf/hcl2json";
import { Cli, hostile, send, tokens } from "./cli.mjs";
import { neverRetries } from "./demo.mjs";
import { Onboarding, permissionHere, reader, scope } from "./onboarding.mjs";

const require = createRequire(import.meta.url);
const skip = { skip: neverRetries };
// One after the other in the same tenant, several kinds of attack in each; a display name takes 256 characters.
const attacks = [["quotes", "backslashes"], ["templates", "commands"], ["formula", "option"], ["emoji", "bidi"]];
const texts = ["payments", ...attacks.map((names) => names.map((name) => hostile[name]).join(" "))];

let signedIn;
let cli;
let permission;
let grammars;

before(async () => {
  if (neverRetries) return;
  signedIn = await tokens();
  cli = new Cli(signedIn);
  permission = await permissionHere(signedIn);
  const folder = join(require.resolve("@vscode/tree-sitter-wasm/package.json"), "..", "wasm");
  const { Parser, Language } = require(join(folder, "tree-sitter.js"));
  await Parser.init({ locateFile: (name) => join(folder, name) });
  grammars = async (name, text) => {
    const parser = new Parser();
    parser.setLanguage(await Language.load(join(folder, `tree-sitter-${name}.wasm`)));
    return parser.parse(text).rootNode;
  };
});

after(() => cli?.end());

const exported = (target, set, removes) => cli.files("export", target, "--changes", set.file(cli.folder, removes));
// An application for every text, and a managed identity for every other one.
const sets = () => texts.flatMap((text, number) => (number % 2 ? [false] : [false, true]).map((managed) => new Onboarding(2 * number + (managed ? 2 : 1), managed, text, permission)));

// Sends requests one after the other, with what they need from the answers of earlier ones.
async function sendAll(requests) {
  const answers = {};
  const value = (reference) => {
    const [name, ...path] = reference.split(".");
    assert.deepEqual(path.slice(0, 2), ["response", "body"]);
    return path.slice(2).reduce((at, member) => at[member], answers[name]);
  };
  for (const { service, method, url, body, prefer, name, fill = {} } of requests) {
    for (const [pointer, reference] of Object.entries(fill)) {
      const path = pointer.split("/").slice(1);
      path.slice(0, -1).reduce((at, member) => at[member], body)[path.at(-1)] = value(reference);
    }
    const address = url.replaceAll(/\{\{([^}]*)\}\}/g, (_, reference) => value(reference));
    const answer = await send(signedIn, service, method, address, body, prefer ? { Prefer: prefer } : {});
    if (name) answers[name] = answer;
  }
}

test("the requests, sent, make identities with their trust, roles and permissions", skip, async () => {
  for (const set of sets()) {
    const { requests } = JSON.parse(exported("graph", set)["requests.json"]);
    await sendAll(requests);
    await set.check(signedIn);
  }
});

test("the requests that take it back do so, but for the permission, which goes with its holder", skip, async () => {
  for (const set of sets()) {
    const { requests } = JSON.parse(exported("graph", set, true)["requests.json"]);
    await sendAll(requests);
    await set.checkGone(signedIn);
  }
});

const text = (value) => value.replaceAll("$${", "${").replaceAll("%%{", "%{");

test("HashiCorp's parser reads resources that refer to each other", skip, async () => {
  for (const set of sets()) {
    const { resource } = await parse("credentials.tf", exported("terraform", set)["credentials.tf"]);
    const only = (type) => Object.values(resource[type])[0][0];
    const [symbol] = Object.keys(resource[set.managed ? "azurerm_user_assigned_identity" : "azuread_application"]);
    const principal = set.managed ? `azurerm_user_assigned_identity.${symbol}.principal_id` : `azuread_service_principal.${symbol}.object_id`;
    const role = only("azurerm_role_assignment");
    assert.deepEqual([role.scope, role.principal_id], [scope, `\${${principal}}`]);
    assert.ok(role.role_definition_id.endsWith(reader));
    assert.equal(only("azuread_app_role_assignment").principal_object_id, `\${${principal}}`);
    if (set.managed) {
      assert.equal(only("azurerm_user_assigned_identity").location, "westeurope");
      assert.equal(only("azurerm_federated_identity_credential").user_assigned_identity_id, `\${azurerm_user_assigned_identity.${symbol}.id}`);
    } else {
      assert.equal(text(only("azuread_application").display_name), set.text);
      assert.equal(only("azuread_service_principal").client_id, `\${azuread_application.${symbol}.client_id}`);
      assert.equal(only("azuread_application_federated_identity_credential").application_id, `\${azuread_application.${symbol}.id}`);
    }
  }
});

test("PowerShell's grammar reads the script, the shell's own the az script", skip, async () => {
  const allowed = /^(New-(Az\w+|Application)|Get-(Answer|Az\w+)|Remove-AzADAppCredential|Remove-Az\w+|Send-Request|Invoke-(AzRest|Rest)Method|ConvertFrom-Json|Where-Object|Out-Null|Start-Sleep)$/;
  for (const set of sets()) {
    for (const removes of [false, true]) {
      const script = exported("powershell", set, removes)["credentials.ps1"];
      assert.match(script, /^[\n -~]*$/);
      const tree = await grammars("powershell", script);
      assert.equal(tree.hasError, false, script);
      const commands = tree.descendantsOfType("command_name").map((node) => node.text);
      assert.deepEqual(commands.filter((name) => !allowed.test(name)), []);
      const shell = exported("az", set, removes)["credentials.sh"];
      assert.equal(spawnSync("sh", ["-n"], { input: shell }).status, 0);
      assert.equal((await grammars("bash", shell)).hasError, false);
    }
  }
});
