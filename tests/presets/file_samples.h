// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

// Files as people have them, for what they say of workloads.
namespace symbolon::test {

inline QByteArray base64Url(const QByteArray &text)
{
    return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

inline QByteArray tokenOf(const QByteArray &issuer)
{
    const QByteArray claims = R"({"iss":")" + issuer
        + R"(","sub":"system:serviceaccount:payments:payments-api","aud":["api://AzureADTokenExchange"]})";
    return base64Url(R"({"alg":"RS256"})") + '.' + base64Url(claims) + ".c2lnbmF0dXJl";
}

inline QByteArray kubeconfig()
{
    return "apiVersion: v1\nkind: Config\nusers:\n- name: ci\n  user: {token: "
        + tokenOf("https://oidc.contoso.example/c1")
        + "}\n- name: old\n  user: {token: " + tokenOf("kubernetes/serviceaccount")
        + "}\n- name: system:serviceaccount:ops:robot\n  user: {}\n- name: person\n  user: {token: abc}\n"
          "contexts:\n- name: c\n  context: {cluster: prod, namespace: web, user: person}\n";
}

inline const QByteArray manifest = R"(apiVersion: v1
kind: ServiceAccount
metadata:
  name: payments-api
  namespace: payments
  annotations:
    azure.workload.identity/client-id: 4b1f6c02-9a3e-4c57-b1d8-6e20f3a9c4d1
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: payments-api, namespace: payments}
spec:
  template:
    metadata: {labels: {azure.workload.identity/use: "true"}}
    spec:
      serviceAccountName: payments-api
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {jobTemplate: {spec: {template: {spec: {serviceAccountName: reporter}}}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
)";

inline const QByteArray listed = R"({"apiVersion": "v1", "kind": "List", "items": [
  {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "default", "namespace": "a"}},
  {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "build", "namespace": "b"}}]})";

inline const QByteArray workflow = R"(name: deploy
on:
  push:
    branches: [main, 'release/**']
    tags: [v1]
  pull_request:
permissions: {id-token: write}
jobs:
  build:
    runs-on: ubuntu-latest
  deploy:
    environment: {name: production, url: https://contoso.example}
  matrix:
    environment: ${{ matrix.env }}
  shared:
    permissions: {contents: read}
    environment: staging
    uses: contoso/automation/.github/workflows/deploy.yml@refs/heads/main
)";

inline const QByteArray gitlab = R"(stages: [deploy]
default: {image: alpine}
lint: {script: [make]}
.token: &token
  id_tokens: {AZURE: {aud: "api://AzureADTokenExchange"}}
deploy:
  <<: *token
  id_tokens: {AZURE: {aud: "api://AzureADTokenExchange"}}
  environment: production
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
    - if: $CI_COMMIT_TAG == 'v1'
release:
  id_tokens: {AZURE: {aud: x}}
  only: [production, tags]
)";

} // namespace symbolon::test
