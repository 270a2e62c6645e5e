// SPDX-License-Identifier: Apache-2.0
#include "workspace/verification.h"

#include "jose/jwt.h"

#include <algorithm>
#include <array>
#include <utility>

namespace symbolon::workspace {
namespace {

// What Entra says where no credential fits, or where the application is not known: both are so for a while after they were
// created (Microsoft Entra: error codes).
bool mayBeSpreading(const Error &error)
{
    static constexpr std::array<QLatin1String, 6> codes{QLatin1String("AADSTS70021"),  QLatin1String("AADSTS700211"),
                                                        QLatin1String("AADSTS700212"), QLatin1String("AADSTS700213"),
                                                        QLatin1String("AADSTS700016"), QLatin1String("AADSTS7000229")};
    return std::find(codes.cbegin(), codes.cend(), error.code) != codes.cend();
}

Error notAToken()
{
    return Error{.kind = ErrorKind::Validation,
                 .message = Verification::tr("This is no token. A token is three parts of letters and digits with dots "
                                             "between them.")};
}

void forget(QByteArray &secret)
{
    secret.fill('\0');
    secret.clear();
}

} // namespace

Verification::Verification(auth::SignInConfig config, net::Transport &transport, ReadLog readLog, VerificationPace pace,
                           QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_transport(transport)
    , m_readLog(std::move(readLog))
    , m_pace(pace)
{
    m_logSoon.setSingleShot(true);
    m_trialSoon.setSingleShot(true);
    connect(&m_logSoon, &QTimer::timeout, this, &Verification::look);
    connect(&m_trialSoon, &QTimer::timeout, this, &Verification::exchange);
}

Verification::~Verification()
{
    stop();
}

void Verification::stop()
{
    m_stopLog.request_stop();
    m_stopTrial.request_stop();
    m_logSoon.stop();
    m_trialSoon.stop();
    forget(m_token);
    if (m_log == Log::Watching)
        m_log = Log::Off;
    if (m_trial == Trial::Trying || m_trial == Trial::Waiting)
        m_trial = Trial::None;
}

void Verification::watch(const QString &clientId, const QDateTime &since)
{
    m_stopLog.request_stop();
    m_stopLog = {};
    m_watched = clientId;
    m_since = since;
    m_signIn.reset();
    m_logError.reset();
    m_log = Log::Watching;
    look();
    Q_EMIT changed();
}

void Verification::look()
{
    whenDone(m_readLog(m_watched, m_since, m_stopLog.get_token()), this,
             [this, stop = m_stopLog.get_token()](const Result<cloud::SignIns> &read) {
                 if (!stop.stop_requested())
                     looked(read);
             });
}

void Verification::looked(const Result<cloud::SignIns> &read)
{
    if (!read) {
        // What passes by itself is waited for.
        const ErrorKind kind = read.error().kind;
        const bool passes = kind == ErrorKind::Offline || kind == ErrorKind::Timeout || kind == ErrorKind::Throttled
            || kind == ErrorKind::Server;
        m_logError = read.error();
        if (!passes)
            m_log = Log::Unavailable;
    } else {
        m_logError.reset();
        const QList<cloud::SignIn> &entries = read->entries;
        const auto good = std::find_if(entries.cbegin(), entries.cend(),
                                       [](const cloud::SignIn &one) { return one.succeeded() && one.isFederated(); });
        if (good != entries.cend()) {
            m_signIn = *good;
            m_log = Log::Seen;
        } else if (!entries.isEmpty()) {
            m_signIn = entries.constFirst();
        }
    }
    if (m_log == Log::Watching)
        m_logSoon.start(m_pace.logPause);
    Q_EMIT changed();
}

void Verification::tryToken(const QString &clientId, const trust::FederatedCredential &credential,
                            const QByteArray &token)
{
    m_stopTrial.request_stop();
    m_stopTrial = {};
    m_trialSoon.stop();
    forget(m_token);
    m_attempts = 0;
    const QByteArray compact = token.trimmed();
    const Result<jose::Jwt> read = jose::decodeJwt(compact);
    if (!read)
        return end(Trial::Refused, notAToken());
    const trust::PresentedClaims claims{read->issuer, read->subject, read->audiences.value(0), read->claims};
    m_fits = !trust::mismatch(credential, claims).has_value();
    m_token = compact;
    m_config.clientId = clientId;
    m_client = std::make_unique<auth::TokenClient>(m_config, m_transport);
    m_begun = std::chrono::steady_clock::now();
    m_trialError.reset();
    exchange();
}

void Verification::exchange()
{
    m_trial = Trial::Trying;
    ++m_attempts;
    Q_EMIT changed();
    whenDone(m_client->exchange(m_token, m_config.graphResource(), {}, m_stopTrial.get_token()), this,
             [this, stop = m_stopTrial.get_token()](const Result<auth::TokenAnswer> &answer) {
                 if (!stop.stop_requested())
                     exchanged(answer);
             });
}

void Verification::exchanged(const Result<auth::TokenAnswer> &answer)
{
    if (answer)
        return end(Trial::Accepted, std::nullopt);
    const bool hasTime = std::chrono::steady_clock::now() - m_begun < m_pace.trialPatience;
    if (!m_fits || !mayBeSpreading(answer.error()) || !hasTime)
        return end(Trial::Refused, answer.error());
    m_trialError = answer.error();
    m_trial = Trial::Waiting;
    m_trialSoon.start(m_pace.trialPause * std::min(m_attempts, 4));
    Q_EMIT changed();
}

void Verification::end(Trial trial, const std::optional<Error> &error)
{
    forget(m_token);
    m_trial = trial;
    m_trialError = error;
    Q_EMIT changed();
}

} // namespace symbolon::workspace
