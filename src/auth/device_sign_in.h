// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/interaction.h"
#include "auth/stop_hook.h"

#include <QTimer>

#include <chrono>
#include <optional>
#include <stop_token>

namespace symbolon::auth {

// A sign-in that a person completes on another device, or in any browser (RFC 8628; Microsoft identity platform: OAuth 2.0
// device authorization grant). Used once.
//
//   start() ─► code asked for ─► promptReady() ─► polling ─► redeeming(), id token read ─► done
//                    └── refused ──────────────────┴── declined, run out, stop ──────────► failed
//
// Polls no faster than the service says, slower by five seconds after each slow_down, and through a connection that fails
// meanwhile. Tokens are for Graph; Azure's follow by the refresh token where it is consented to.
class DeviceSignIn final : public Interaction
{
    Q_OBJECT

public:
    // `client` outlives this object.
    DeviceSignIn(const SignInConfig &config, TokenClient &client, QObject *parent = nullptr);
    ~DeviceSignIn() override;

    [[nodiscard]] Future<Outcome> start(const Request &request, const std::stop_token &stop) override;
    void cancel() override;
    void conclude(const Result<AccountInfo> & /*verdict*/) override {}

private:
    void prompted(const DeviceCode &code);
    void poll();
    void polled(const Result<DevicePoll> &poll);
    void finish(Result<Outcome> outcome);

    SignInConfig m_config;
    TokenClient &m_client;
    QTimer m_next;
    QTimer m_end;
    DeviceCode m_code;
    std::stop_source m_inner;
    std::optional<StopHook> m_stop;
    Completion<Outcome> m_completion;
};

} // namespace symbolon::auth
