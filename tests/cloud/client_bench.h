// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/arm_client.h"
#include "cloud/graph_client.h"
#include "net/fake_tokens.h"
#include "net/peer.h"

#include <chrono>

// What the tests of the two clients share.
namespace symbolon::test {

inline net::TransportOptions quick()
{
    net::TransportOptions options;
    options.retryBase = std::chrono::milliseconds(1);
    options.retryCap = std::chrono::milliseconds(5);
    return options;
}

// Both clients at one peer that plays both services.
struct Bench
{
    explicit Bench(Peer::Script script)
        : peer(std::move(script))
        , graph(peer.url(), transport, tokens, worker)
        , arm(peer.url(), transport, tokens, worker)
    {
    }

    Worker worker;
    FakeTokens tokens;
    net::Transport transport{quick()};
    Peer peer;
    cloud::GraphClient graph;
    cloud::ArmClient arm;
};

inline trust::FederatedCredential credential(const QString &name = QStringLiteral("prod"))
{
    trust::FederatedCredential result;
    result.id = QStringLiteral("f-1");
    result.name = name;
    result.issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    result.subject = QStringLiteral("repo:o/r:ref:refs/heads/main");
    result.audiences = QStringList{QStringLiteral("api://AzureADTokenExchange")};
    return result;
}

inline Answer refused(int status, const QByteArray &code, const QByteArray &message = "No.")
{
    return Answer::with(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
}

inline const QString identityId =
    QStringLiteral("/subscriptions/s/resourcegroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id");

} // namespace symbolon::test
