// SPDX-License-Identifier: Apache-2.0
// What symbolon-cli exports and hands off, read by programs that are not ours and compared value by value: HashiCorp's HCL
// parser, parsers of PowerShell, shell and the SDKs' languages, a validator of GitHub workflows, Kubernetes' schemas; and
// sent to a tenant without credentials, which has the same ones afterwards. Hostile names are among them all.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { validateWorkflow } from "@action-validator/core";
import { parse } from "@cdktf/hcl2json";
import { Pod, ServiceAccount } from "kubernetes-models/v1";
import { parse as parseYaml } from "yaml";
import { Cli, empty, hostile, nameOf, plain, send, tokens, write } from "./cli.mjs";
import { mint, neverRetries, tenant, tokenFile } from "./demo.mjs";

const require = createRequire(import.meta.url);
const github = "https://token.actions.githubusercontent.com";
const audience = "api://AzureADTokenExchange";
const group = "/subscriptions/5d0f8c1e-2b7a-4c39-9e64-71a0c3b5d8f2/resourceGroups/rg-analytics";
const managed = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-hostile`;

let signedIn;
let cli;
let application;
let credentials;
let grammars;

async function loadGrammars() {
  const folder = join(require.resolve("@vscode/tree-sitter-wasm/package.json"), "..", "wasm");
  const { Parser, Language } = require(join(folder, "tree-sitter.js"));
  await Parser.init({ locateFile: (name) => join(folder, name) });
  return async (name, text) => {
    const parser = new Parser();
    parser.setLanguage(await Language.load(join(folder, `tree-sitter-${name}.wasm`)));
    return parser.parse(text).rootNode;
  };
}

before(async () => {
  if (neverRetries) return;
  signedIn = await tokens();
  cli = new Cli(signedIn);
  grammars = await loadGrammars();
  const answer = await fetch(`${tenant.graph}/v1.0/applications`, {
    method: "POST",
    headers: { Authorization: `Bearer ${signedIn.graph}`, "Content-Type": "application/json" },
    body: JSON.stringify({ displayName: `hostile ${Object.values(hostile).join(" ").slice(0, 200)}` }),
  });
  assert.equal(answer.status, 201);
  application = await answer.json();
  await send(signedIn, "arm", "PUT", `${tenant.arm}${managed}?api-version=2023-01-31`, { location: "westeurope" });
  for (const [name, text] of Object.entries(hostile)) {
    const issuer = "https://issuer.example.com";
    await write(signedIn, application.id, { name, issuer, subject: text, audiences: [`x${text}`], description: text });
    await write(signedIn, managed, { name, issuer, subject: text, audiences: [`x${text}`] });
  }
  for (const name of ["quotes", "lines", "templates", "bidi"]) {
    const subject = `repo:contoso/x:environment:${hostile[name]}`;
    await write(signedIn, application.id, { name: `github-${name}`, issuer: github, subject, audiences: [audience] });
  }
  credentials = cli.credentials();
  assert.ok(Object.keys(credentials).length > 100);
});

after(() => cli?.end());

const skip = { skip: neverRetries };
const sorted = (read) => Object.fromEntries(Object.entries(read).sort(([a], [b]) => (a < b ? -1 : 1)));
// How the parser's JSON writes text that holds "${" or "%{".
const text = (value) => value.replaceAll("$${", "${").replaceAll("%%{", "%{");

test("HashiCorp's parser reads every credential from the Terraform files", skip, async () => {
  const files = cli.files("export", "terraform");
  const read = {};
  for (const [name, content] of Object.entries(files)) {
    const { resource = {} } = await parse(name, content);
    for (const [type, symbols] of Object.entries(resource)) {
      for (const [body] of Object.values(symbols)) {
        const identity = body.user_assigned_identity_id ?? body.application_id.replace("/applications/", "");
        const expression = body.claims_matching_expression;
        const values = {
          issuer: text(body.issuer),
          subject: text(body.subject ?? ""),
          claimsMatchingExpression: expression && { value: text(expression) },
          audiences: (Array.isArray(body.audience) ? body.audience : (body.audiences ?? [body.audience])).map(text),
          description: body.description && text(body.description),
        };
        assert.equal(type.includes("flexible"), expression !== undefined);
        read[nameOf(text(identity), text(body.name ?? body.display_name))] = plain(values);
      }
    }
  }
  assert.deepEqual(sorted(read), credentials);
  const imports = (await parse("imports.tf", files["imports.tf"])).import;
  assert.equal(imports.length, Object.keys(credentials).length);
});

test("PowerShell's grammar reads the script, the shell's own the az script", skip, async () => {
  const script = cli.files("export", "powershell")["credentials.ps1"];
  assert.match(script, /^[\n -~]*$/);
  const tree = await grammars("powershell", script);
  assert.equal(tree.hasError, false);
  const commands = tree.descendantsOfType("command_name").map((node) => node.text);
  assert.ok(commands.includes("New-AzADAppFederatedCredential"));
  const allowed = /^(New-Az(ADApp)?Federated(Identity)?Credential|Send-Request|Invoke-AzRestMethod)$/;
  assert.deepEqual(commands.filter((name) => !allowed.test(name)), []);
  const shell = cli.files("export", "az")["credentials.sh"];
  assert.equal(spawnSync("sh", ["-n"], { input: shell }).status, 0);
  assert.equal((await grammars("bash", shell)).hasError, false);
});

// The value of a PowerShell expression that joins literals and characters.
const powerShellValue = (expression) =>
  [...expression.matchAll(/'((?:[^']|'')*)'|\[char\]0x([0-9a-f]{4})/g)]
    .map(([, literal, unit]) => (unit ? String.fromCharCode(parseInt(unit, 16)) : literal.replaceAll("''", "'")))
    .join("");

const bicepValue = (literal) =>
  literal.slice(1, -1).replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_, point, letter) =>
    point ? String.fromCodePoint(parseInt(point, 16)) : ({ n: "\n", r: "\r", t: "\t" }[letter] ?? letter),
  );

test("every value of the PowerShell script is the tenant's", skip, () => {
  const script = cli.files("export", "powershell")["credentials.ps1"];
  const read = {};
  for (const command of script.split("\n\n").filter((part) => /^(New-Az|Send-Request)/m.test(part) && !/^function/m.test(part))) {
    const given = Object.fromEntries([...command.matchAll(/^  -(\w+) (.*?)(?: `)?$/gm)].map(([, name, value]) => [name, powerShellValue(value)]));
    if (given.Uri) {
      const identity = decodeURIComponent(/\/applications\/([^/]+)\//.exec(given.Uri)[1]);
      const { name, ...body } = JSON.parse(given.Payload);
      read[nameOf(identity, name)] = plain(body);
      continue;
    }
    const place = `/subscriptions/${given.SubscriptionId}/resourcegroups/${given.ResourceGroupName}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${given.IdentityName}`;
    const values = { issuer: given.Issuer, subject: given.Subject, audiences: [given.Audience], description: given.Description };
    read[nameOf(given.ApplicationObjectId ?? place, given.Name)] = plain(values);
  }
  assert.deepEqual(sorted(read), credentials);
});

test("every value of the Bicep files is the tenant's", skip, () => {
  const literals = [];
  for (const [name, content] of Object.entries(cli.files("export", "bicep"))) {
    if (!name.endsWith(".bicep")) continue;
    for (const [, type, body] of content.matchAll(/^resource \w+ '([^']*)' = \{\n(.*?)^\}/gms)) {
      assert.match(type, /federatedIdentityCredentials@/);
      const line = (key) => new RegExp(`^ +${key}: (.*)$`, "m").exec(body)?.[1];
      const value = (key) => line(key) && bicepValue(line(key));
      const audiences = [bicepValue(line("audiences").slice(2, -2))];
      const expression = line("value") && { value: value("value") };
      const values = { issuer: value("issuer"), subject: value("subject"), claimsMatchingExpression: expression, audiences };
      literals.push([value("name").replace(/^.*uniqueName\}\//, ""), plain({ ...values, description: value("description") })]);
    }
  }
  const wanted = Object.entries(credentials).map(([key, values]) => [key.split(" ")[1], values]);
  const ordered = (list) => list.map((entry) => JSON.stringify([entry[0], Object.entries(entry[1]).sort()])).sort();
  assert.deepEqual(ordered(literals), ordered(wanted));
});

test("every value of the change set is the tenant's", skip, () => {
  const set = JSON.parse(cli.files("export", "changes")["credentials.symbolon-changes"]);
  assert.equal(set.tenantId, tenant.tenantId);
  const read = {};
  for (const { identity, before: held, after: wanted } of set.operations) {
    assert.equal(held, null);
    assert.equal(wanted.id, null);
    read[nameOf(identity.id, wanted.name)] = plain(wanted);
  }
  assert.deepEqual(sorted(read), credentials);
});

test("the requests, sent to a tenant without credentials, make the same ones", skip, async () => {
  const { requests } = JSON.parse(cli.files("export", "graph")["requests.json"]);
  assert.equal(requests.length, Object.keys(credentials).length);
  await empty(signedIn, credentials);
  assert.deepEqual(cli.credentials(), {});
  for (const { service, method, url, body } of requests) await send(signedIn, service, method, url, body);
  assert.deepEqual(cli.credentials(), credentials);
});

const handedOff = (identity, name) => cli.files("handoff", identity, "--credential", name);

test("workflows are valid, and hostile environments stay text", skip, () => {
  for (const name of ["quotes", "lines", "templates", "bidi"]) {
    const workflow = handedOff(application.id, `github-${name}`)["github-workflow.yml"];
    assert.deepEqual(validateWorkflow(workflow).errors, []);
    const { jobs, permissions, ...rest } = parseYaml(workflow);
    assert.deepEqual(Object.keys(rest), ["name", "on"]);
    assert.equal(permissions["id-token"], "write");
    const [, login, ...more] = jobs.deploy.steps;
    assert.equal(more.length, 1);
    assert.equal(login.with["client-id"], application.appId);
    assert.equal(login.with["tenant-id"], tenant.tenantId);
    assert.equal(login.with.audience, audience);
  }
});

test("manifests keep to Kubernetes' schemas, and the code parses", skip, async () => {
  const key = Object.keys(credentials).find((name) => credentials[name].subject === "system:serviceaccount:analytics:airflow");
  const [identity, name] = key.split(" ");
  const files = handedOff(identity, name);
  const account = parseYaml(files["service-account.yaml"]);
  const pod = parseYaml(files["pod.yaml"]);
  new ServiceAccount(account).validate();
  new Pod(pod).validate();
  assert.equal(account.metadata.name, "airflow");
  assert.equal(account.metadata.namespace, "analytics");
  assert.match(account.metadata.annotations["azure.workload.identity/client-id"], /^[0-9a-f-]{36}$/);
  assert.equal(pod.metadata.labels["azure.workload.identity/use"], "true");
  assert.equal(pod.spec.serviceAccountName, "airflow");
  const languages = { "workload.py": "python", "Workload.cs": "c-sharp", "workload.go": "go", "workload.mjs": "javascript" };
  for (const made of [files, handedOff(application.id, "bidi"), handedOff(application.id, "quotes")]) {
    for (const [file, language] of Object.entries(languages))
      assert.equal((await grammars(language, made[file])).hasError, false, file);
  }
  const entra = Object.keys(credentials).find((name) => /^[0-9a-f-]{36}$/.test(credentials[name].subject));
  const made = handedOff(...entra.split(" "));
  const others = { "managed-identity.py": "python", "ManagedIdentity.cs": "c-sharp", "managed-identity.go": "go", "managed-identity.mjs": "javascript" };
  for (const [file, language] of Object.entries(others))
    assert.equal((await grammars(language, made[file])).hasError, false, file);
});

test("the exchange's script gets a token", skip, async () => {
  const trusted = Object.entries(credentials).find(
    ([name, { issuer, subject, audiences }]) =>
      issuer === github && subject?.startsWith("repo:contoso/platform:") && audiences[0] === audience && !name.startsWith("/"),
  );
  assert.ok(trusted);
  const [identity, name] = trusted[0].split(" ");
  const script = join(cli.folder, "exchange.sh");
  writeFileSync(script, handedOff(identity, name)["exchange.sh"]);
  const token = await mint("github", { sub: trusted[1].subject });
  const { status, stdout, stderr } = spawnSync("sh", [script], {
    env: { ...process.env, AZURE_FEDERATED_TOKEN_FILE: tokenFile(token), CURL_CA_BUNDLE: tenant.caFile },
  });
  assert.equal(status, 0, `${stderr}${stdout}`);
  assert.equal(JSON.parse(stdout).token_type, "Bearer");
  assert.doesNotMatch(readFileSync(script, "utf8"), /eyJ/);
});
