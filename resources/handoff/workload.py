@{#}SPDX-License-Identifier: Apache-2.0
# @{text:title}
# pip install azure-identity
import os

from azure.identity import WorkloadIdentityCredential

# The platform's token is read from this file anew for each exchange. A platform that hands it over in another way goes
# with ClientAssertionCredential(tenant_id, client_id, func), func returning the token.
credential = WorkloadIdentityCredential(
    tenant_id=@{code:tenantId},
    client_id=@{code:clientId},
    token_file_path=os.environ["AZURE_FEDERATED_TOKEN_FILE"],
    authority=@{code:authority},
)
token = credential.get_token(@{code:scope})
