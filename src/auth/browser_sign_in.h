// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/interaction.h"
#include "auth/loopback_receiver.h"
#include "auth/pkce.h"
#include "auth/sign_in_config.h"
#include "auth/stop_hook.h"
#include "auth/url_opener.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace symbolon::auth {

// One way through the browser, from the authorize address to tokens (Microsoft identity platform: OAuth 2.0 authorization
// code flow with PKCE). Used once.
//
//   start() ─► listening, address opened ─► code (redeeming()) ─► tokens, id token read ─► done
//                    └── opener failed, stop, time-out, error in the redirect ─┴──────────► failed
//
// The browser tab waits for conclude(): the owner may still find that it is the wrong account.
class BrowserSignIn final : public Interaction
{
    Q_OBJECT

public:
    // The collaborators outlive this object.
    BrowserSignIn(const SignInConfig &config, TokenClient &client, UrlOpener &opener, QObject *parent = nullptr);
    ~BrowserSignIn() override;

    [[nodiscard]] Future<Outcome> start(const Request &request, const std::stop_token &stop) override;
    void cancel() override;
    void conclude(const Result<AccountInfo> &verdict) override;

private:
    [[nodiscard]] QUrl authorizeUrl(const Request &request, const QUrl &redirectUri) const;
    void redeem(const QByteArray &code, const QUrl &redirectUri, const Request &request);
    void fail(const Error &error);
    void finish(Result<Outcome> outcome);

    SignInConfig m_config;
    TokenClient &m_client;
    UrlOpener &m_opener;
    Pkce m_pkce = Pkce::generate();
    QByteArray m_state = randomToken();
    QByteArray m_nonce = randomToken();
    LoopbackReceiver m_receiver{m_state};
    std::stop_source m_inner; // of everything that was started here
    std::optional<StopHook> m_stop;
    Completion<Outcome> m_completion;
    bool m_hasCode = false;
};

} // namespace symbolon::auth
