@{#}SPDX-License-Identifier: Apache-2.0
# @{text:title}
# pip install azure-identity
from azure.identity import ClientAssertionCredential, ManagedIdentityCredential

# The managed identity's object (principal) id, the subject that the application trusts, not its client id.
identity = ManagedIdentityCredential(identity_config={"object_id": @{code:subject}})
credential = ClientAssertionCredential(
    tenant_id=@{code:tenantId},
    client_id=@{code:clientId},
    func=lambda: identity.get_token(@{code:audience} + "/.default").token,
    authority=@{code:authority},
)
