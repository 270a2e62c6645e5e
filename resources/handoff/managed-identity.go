@{#}SPDX-License-Identifier: Apache-2.0
// @{text:title}
// go get github.com/Azure/azure-sdk-for-go/sdk/azidentity
package main

import (
	"context"
	"log"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// The managed identity's object (principal) id, the subject that the application trusts, not its client id.
func main() {
	identity, err := azidentity.NewManagedIdentityCredential(&azidentity.ManagedIdentityCredentialOptions{
		ID: azidentity.ObjectID(@{code:subject}),
	})
	if err != nil {
		log.Fatal(err)
	}
	assertion := func(ctx context.Context) (string, error) {
		token, err := identity.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{@{code:audience} + "/.default"}})
		return token.Token, err
	}
	credential, err := azidentity.NewClientAssertionCredential(@{code:tenantId}, @{code:clientId}, assertion,
		&azidentity.ClientAssertionCredentialOptions{
			ClientOptions: azcore.ClientOptions{Cloud: cloud.Configuration{ActiveDirectoryAuthorityHost: @{code:authority}}},
		})
	if err != nil {
		log.Fatal(err)
	}
	_ = credential
}
