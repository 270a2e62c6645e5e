@{#}SPDX-License-Identifier: Apache-2.0
#!/bin/sh
# @{text:title}
# The exchange itself. AZURE_FEDERATED_TOKEN_FILE names a file that holds the platform's token, made for the audience
# below; it goes from there to the request and is never an argument that others could see.
set -eu
audience=@{shell:audience}
authority=@{shell:authority}
tenant=@{shell:tenantId}
scope=@{shell:scope}
: "${AZURE_FEDERATED_TOKEN_FILE:?names the file with a token for $audience}"
curl --silent --show-error --fail-with-body "$authority/$tenant/oauth2/v2.0/token" \
  --data-urlencode grant_type=client_credentials \
  --data-urlencode client_id=@{shell:clientId} \
  --data-urlencode client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
  --data-urlencode "client_assertion@$AZURE_FEDERATED_TOKEN_FILE" \
  --data-urlencode "scope=$scope"
