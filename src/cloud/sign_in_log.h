// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace symbolon::cloud {

// A workload's sign-in as the log tells it (Microsoft Graph, beta: signIn). The service's words are hostile text.
struct SignIn
{
    QString id;
    QDateTime at; // UTC
    QString clientId;
    QString servicePrincipalId;
    QString credentialType; // "federatedIdentityCredential", "clientSecret", "clientAssertion", …; empty: not told
    QString federatedCredentialId; // object id of the federated credential that matched; empty: none, or not told
    QString keyId;                 // of the secret or the certificate that was used; empty: none, or not told
    QString resourceName;          // what the token was for: "Azure Resource Manager"
    int errorCode = 0;             // the number of an AADSTS code; 0: a token was issued
    QString failureReason;         // empty where a token was issued
    QString correlationId;

    [[nodiscard]] bool succeeded() const { return errorCode == 0; }
    // Signed in by what somebody else vouched for, instead of by a secret or a certificate.
    [[nodiscard]] bool isFederated() const
    {
        return !federatedCredentialId.isEmpty() || credentialType == u"federatedIdentityCredential";
    }

    bool operator==(const SignIn &) const = default;
};

// The newest sign-ins, newest first.
struct SignIns
{
    QList<SignIn> entries;
    bool isWhole = true; // false: there are older ones, too

    bool operator==(const SignIns &) const = default;
};

} // namespace symbolon::cloud
