// SPDX-License-Identifier: Apache-2.0
#include "auth/device_sign_in.h"

#include <algorithm>

namespace symbolon::auth {
namespace {

constexpr std::chrono::seconds slowDownBy{5}; // RFC 8628, 3.5
constexpr std::chrono::seconds longestLife{3600};

// What may pass while a person is looking for the other device.
bool passes(ErrorKind kind)
{
    return kind == ErrorKind::Offline || kind == ErrorKind::Timeout || kind == ErrorKind::Server
        || kind == ErrorKind::Throttled;
}

} // namespace

DeviceSignIn::DeviceSignIn(const SignInConfig &config, TokenClient &client, QObject *parent)
    : Interaction(parent)
    , m_config(config)
    , m_client(client)
{
    m_next.setSingleShot(true);
    m_end.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &DeviceSignIn::poll);
    connect(&m_end, &QTimer::timeout, this, [this] {
        finish(
            failure(Error{.kind = ErrorKind::Timeout, .message = tr("The code has run out before anybody used it.")}));
    });
}

DeviceSignIn::~DeviceSignIn()
{
    m_inner.request_stop();
}

Future<Interaction::Outcome> DeviceSignIn::start(const Request &request, const std::stop_token &stop)
{
    m_stop.emplace(stop, this, [this] { cancel(); });
    const QStringList scopes = identityScopes() + m_config.graphScopes(request.permissions);
    whenDone<DeviceCode>(m_client.startDevice(scopes, request.claims, m_inner.get_token()), this,
                         [this](const Result<DeviceCode> &code) {
                             if (m_completion.isDone())
                                 return;
                             if (code)
                                 prompted(*code);
                             else
                                 finish(failure(code.error()));
                         });
    return m_completion.future();
}

void DeviceSignIn::cancel()
{
    finish(failure(Error{.kind = ErrorKind::Cancelled}));
}

void DeviceSignIn::prompted(const DeviceCode &code)
{
    m_code = code;
    const std::chrono::seconds life = std::min(code.lifetime, longestLife);
    m_end.start(life.count() * m_config.second);
    m_next.start(m_code.interval.count() * m_config.second);
    Q_EMIT promptReady({code.userCode, code.verificationUri, QDateTime::currentDateTimeUtc().addSecs(life.count())});
}

void DeviceSignIn::poll()
{
    whenDone<DevicePoll>(m_client.pollDevice(m_code.deviceCode, m_inner.get_token()), this,
                         [this](const Result<DevicePoll> &answer) {
                             if (!m_completion.isDone())
                                 polled(answer);
                         });
}

void DeviceSignIn::polled(const Result<DevicePoll> &poll)
{
    // A code that has run out has a service's code beside it; a silent network does not.
    const bool again = poll ? poll->state != DevicePoll::State::Done
                            : passes(poll.error().kind) && poll.error().code.isEmpty();
    if (again) {
        if (!poll || poll->state == DevicePoll::State::SlowDown)
            m_code.interval += slowDownBy;
        m_next.start(m_code.interval.count() * m_config.second);
        return;
    }
    if (!poll)
        return finish(failure(poll.error()));
    Q_EMIT redeeming();
    const Result<AccountInfo> account = readIdToken(poll->answer.idToken, {});
    if (account)
        finish(Outcome{poll->answer, *account});
    else
        finish(failure(account.error()));
}

void DeviceSignIn::finish(Result<Outcome> outcome)
{
    m_next.stop();
    m_end.stop();
    m_stop.reset();
    m_code.deviceCode.clear();
    m_completion.finish(std::move(outcome));
    m_inner.request_stop();
}

} // namespace symbolon::auth
