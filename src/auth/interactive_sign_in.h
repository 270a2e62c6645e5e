// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/account_info.h"
#include "auth/loopback_receiver.h"
#include "auth/pkce.h"
#include "auth/sign_in_config.h"
#include "auth/stop_hook.h"
#include "auth/token_client.h"
#include "auth/url_opener.h"

#include <QObject>

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
class InteractiveSignIn final : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QStringList graphScopes; // to hold afterwards; those of OpenID Connect and Azure are added
        QString loginHint;       // username; empty: the page lets people choose
    };
    struct Outcome
    {
        TokenAnswer answer; // of Microsoft Graph
        AccountInfo account;
    };

    // The collaborators outlive this object.
    InteractiveSignIn(const SignInConfig &config, TokenClient &client, UrlOpener &opener, QObject *parent = nullptr);
    ~InteractiveSignIn() override;

    [[nodiscard]] Future<Outcome> start(const Request &request, const std::stop_token &stop);
    void cancel();
    // Tells the browser tab how it ended.
    void conclude(const LoopbackPage &page);

Q_SIGNALS:
    // The browser is back with a code.
    void redeeming();

private:
    [[nodiscard]] QUrl authorizeUrl(const Request &request, const QUrl &redirectUri) const;
    void redeem(const QByteArray &code, const QUrl &redirectUri, const QStringList &scopes);
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
