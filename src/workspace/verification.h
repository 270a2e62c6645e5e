// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/token_client.h"
#include "cloud/sign_in_log.h"
#include "trust/claims_match.h"
#include "trust/credential.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace symbolon::workspace {

// How patiently it is looked. A credential needs seconds to some minutes to be known everywhere (Microsoft Entra:
// "Important considerations and restrictions for federated identity credentials").
struct VerificationPace
{
    std::chrono::milliseconds logPause{15'000};  // between two looks into the sign-in log
    std::chrono::milliseconds trialPause{5'000}; // before a token is tried again; grows
    std::chrono::milliseconds trialPatience{180'000};
};

// Whether a workload can sign in: by its first sign-in in the log, and by a token of it that is tried here.
//
//   log    Off ── watch() ──► Watching ── a sign-in ──► Seen           trial  None ── tryToken() ──► Trying ──► Accepted
//                                │  └─ only refused ones: Watching,             ▲                     │  ▲  └──► Refused
//                                │     with the last of them                    └───── stop() ────────┤  │ pause
//                                └─ cannot be read ──► Unavailable                                     └─► Waiting (spreading)
//
// The token is held until its trial has ended, in memory alone; the access token that comes is thrown away at once.
class Verification final : public QObject
{
    Q_OBJECT

public:
    enum class Log { Off, Watching, Seen, Unavailable };
    enum class Trial { None, Trying, Waiting, Accepted, Refused };

    using ReadLog = std::function<Future<cloud::SignIns>(const QString &clientId, const QDateTime &since,
                                                         const std::stop_token &stop)>;

    // `config` is of the signed-in cloud and tenant; its client id is not used. `transport` outlives it.
    Verification(auth::SignInConfig config, net::Transport &transport, ReadLog readLog, VerificationPace pace,
                 QObject *parent = nullptr);
    ~Verification() override;

    // Looks for sign-ins of this client since then, until one succeeded.
    void watch(const QString &clientId, const QDateTime &since);
    // Exchanges a token of the workload for this client, again and again while Entra's answer may come from a server that
    // does not know the credential yet: the token fits `credential`, so it says no for want of time alone. One that does
    // not fit is tried once, for Entra has the last word.
    void tryToken(const QString &clientId, const trust::FederatedCredential &credential, const QByteArray &token);
    void stop();

    [[nodiscard]] Log log() const { return m_log; }
    // Seen: the one that succeeded; Watching: the last refused one, if any.
    [[nodiscard]] const std::optional<cloud::SignIn> &signIn() const { return m_signIn; }
    [[nodiscard]] const std::optional<Error> &logError() const { return m_logError; }

    [[nodiscard]] Trial trial() const { return m_trial; }
    [[nodiscard]] int attempts() const { return m_attempts; }
    // Why Entra, or the comparison before it, refused; in Entra's words.
    [[nodiscard]] const std::optional<Error> &trialError() const { return m_trialError; }

Q_SIGNALS:
    void changed();

private:
    void look();
    void looked(const Result<cloud::SignIns> &read);
    void exchange();
    void exchanged(const Result<auth::TokenAnswer> &answer);
    void end(Trial trial, const std::optional<Error> &error);

    auth::SignInConfig m_config;
    net::Transport &m_transport;
    ReadLog m_readLog;
    VerificationPace m_pace;
    std::stop_source m_stopLog;
    std::stop_source m_stopTrial;
    QTimer m_logSoon;
    QTimer m_trialSoon;
    Log m_log = Log::Off;
    QString m_watched;
    QDateTime m_since;
    std::optional<cloud::SignIn> m_signIn;
    std::optional<Error> m_logError;
    Trial m_trial = Trial::None;
    std::unique_ptr<auth::TokenClient> m_client;
    QByteArray m_token;
    bool m_fits = false; // by our own comparison
    int m_attempts = 0;
    std::chrono::steady_clock::time_point m_begun;
    std::optional<Error> m_trialError;
};

} // namespace symbolon::workspace
