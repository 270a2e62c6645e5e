@{#}SPDX-License-Identifier: Apache-2.0
// @{text:title}
// go get github.com/Azure/azure-sdk-for-go/sdk/azidentity
package main

import (
	"log"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// The platform's token is read from this file anew for each exchange. A platform that hands it over in another way goes
// with NewClientAssertionCredential(tenantID, clientID, getAssertion, nil), getAssertion returning the token.
func main() {
	credential, err := azidentity.NewWorkloadIdentityCredential(&azidentity.WorkloadIdentityCredentialOptions{
		ClientOptions: azcore.ClientOptions{Cloud: cloud.Configuration{ActiveDirectoryAuthorityHost: @{code:authority}}},
		TenantID:      @{code:tenantId},
		ClientID:      @{code:clientId},
		TokenFilePath: os.Getenv("AZURE_FEDERATED_TOKEN_FILE"),
	})
	if err != nil {
		log.Fatal(err)
	}
	_ = credential
}
