// SPDX-License-Identifier: Apache-2.0
#include "auth/token_client.h"

#include "auth/claims.h"
#include "auth/oauth_error.h"
#include "net/origin.h"

#include <nlohmann/json.hpp>

namespace symbolon::auth {
namespace {

using Json = nlohmann::json;

// Longer than any access token lives; more is a broken answer, not a promise.
constexpr qint64 maxLifetime = qint64(7) * 24 * 3600;
// Nobody could type a longer one.
constexpr qsizetype maxUserCode = 32;

QByteArray textMember(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string()
        ? QByteArray::fromStdString(found->get_ref<const std::string &>())
        : QByteArray();
}

// Seconds as a number or, from older endpoints, as digits in a string. 0: absent or unusable.
std::chrono::seconds secondsMember(const Json &object, const char *name)
{
    qint64 seconds = textMember(object, name).toLongLong();
    const auto found = object.find(name);
    if (found != object.end() && found->is_number_integer())
        seconds = found->get<qint64>();
    return std::chrono::seconds(seconds > 0 && seconds <= maxLifetime ? seconds : 0);
}

bool isBearerText(const QByteArray &token)
{
    return !token.isEmpty() && std::all_of(token.cbegin(), token.cend(), [](char c) { return c > ' ' && c < 127; });
}

Result<TokenAnswer> readAnswer(const QByteArray &body, const QStringList &asked, const QString &subject)
{
    const Json object = Json::parse(body.begin(), body.end(), nullptr, false);
    const auto broken = [&subject](const QString &message) {
        return failure(Error{.kind = ErrorKind::Protocol, .message = message, .subject = subject});
    };
    if (!object.is_object())
        return broken(TokenClient::tr("The token endpoint's answer is not a JSON object."));
    TokenAnswer answer;
    answer.accessToken = textMember(object, "access_token");
    answer.refreshToken = QString::fromUtf8(textMember(object, "refresh_token"));
    answer.idToken = textMember(object, "id_token");
    answer.lifetime = secondsMember(object, "expires_in");
    answer.scopes = QString::fromUtf8(textMember(object, "scope")).split(u' ', Qt::SkipEmptyParts);
    if (answer.scopes.isEmpty())
        answer.scopes = asked; // RFC 6749, 5.1: left out when it is what was asked for
    if (!isBearerText(answer.accessToken))
        return broken(TokenClient::tr("The token endpoint's answer holds no usable access token."));
    if (textMember(object, "token_type").compare("Bearer", Qt::CaseInsensitive) != 0)
        return broken(TokenClient::tr("The token endpoint gave a token of a type that is not known."));
    if (answer.lifetime.count() == 0)
        return broken(TokenClient::tr("The token endpoint's answer does not say how long the token lives."));
    return answer;
}

Error refusalOf(const net::Response &response, const net::Request &request, const std::optional<OAuthRefusal> &refusal)
{
    Error plain = net::errorFrom(response, request);
    // Overload and failure are what the status says, whatever the body names.
    if (!refusal || plain.kind == ErrorKind::Throttled || plain.kind == ErrorKind::Server)
        return plain;
    Error error = oauthError(*refusal, response.status);
    error.subject = request.subject;
    if (error.requestId.isEmpty())
        error.requestId = response.requestId;
    return error;
}

Result<TokenAnswer> outcomeOf(const net::Response &response, const net::Request &request, const QStringList &asked)
{
    if (response.isSuccess())
        return readAnswer(response.body, asked, request.subject);
    return failure(refusalOf(response, request, readRefusal(response.body)));
}

Result<DeviceCode> readDeviceCode(const net::Response &response, const net::Request &request)
{
    if (!response.isSuccess())
        return failure(refusalOf(response, request, readRefusal(response.body)));
    const Json object = Json::parse(response.body.begin(), response.body.end(), nullptr, false);
    DeviceCode code;
    if (object.is_object()) {
        code.deviceCode = textMember(object, "device_code");
        code.userCode = QString::fromUtf8(textMember(object, "user_code"));
        code.verificationUri = QUrl(QString::fromUtf8(textMember(object, "verification_uri")), QUrl::StrictMode);
        code.lifetime = secondsMember(object, "expires_in");
        if (const auto interval = secondsMember(object, "interval"); interval.count() > 0)
            code.interval = interval;
    }
    const bool whole = !code.deviceCode.isEmpty() && !code.userCode.isEmpty() && code.userCode.size() <= maxUserCode
        && code.lifetime.count() > 0 && net::checkBaseUrl(code.verificationUri, QString());
    if (!whole) {
        return failure(Error{.kind = ErrorKind::Protocol,
                             .message = TokenClient::tr("The login service's answer holds no usable device code."),
                             .subject = request.subject});
    }
    return code;
}

Result<DevicePoll> readPoll(const net::Response &response, const net::Request &request)
{
    if (response.isSuccess()) {
        Result<TokenAnswer> answer = readAnswer(response.body, {}, request.subject);
        if (!answer)
            return failure(answer.error());
        return DevicePoll{DevicePoll::State::Done, std::move(*answer)};
    }
    const auto refusal = readRefusal(response.body);
    if (refusal && refusal->error == u"authorization_pending")
        return DevicePoll{};
    if (refusal && refusal->error == u"slow_down")
        return DevicePoll{DevicePoll::State::SlowDown, {}};
    Error error = refusalOf(response, request, refusal);
    if (refusal && (refusal->error == u"authorization_declined" || refusal->error == u"access_denied")) {
        error.kind = ErrorKind::Cancelled;
        error.message = TokenClient::tr("The sign-in was declined on the other device.");
    } else if (refusal && (refusal->error == u"expired_token" || refusal->error == u"code_expired")) {
        error.kind = ErrorKind::Timeout;
        error.message = TokenClient::tr("The code has run out before anybody used it.");
    }
    return failure(error);
}

// application/x-www-form-urlencoded; percent-encoding everything but unreserved characters is a subset of it.
QByteArray encoded(const QList<std::pair<QByteArray, QByteArray>> &form)
{
    QByteArray body;
    for (const auto &field : form) {
        if (!body.isEmpty())
            body += '&';
        body += field.first + '=' + field.second.toPercentEncoding();
    }
    return body;
}

} // namespace

TokenClient::TokenClient(SignInConfig config, net::Transport &transport, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_transport(transport)
{
}

Future<TokenAnswer> TokenClient::redeem(const CodeGrant &grant, const QByteArray &challenge,
                                        const std::stop_token &stop)
{
    return ask({{"grant_type", "authorization_code"},
                {"code", grant.code},
                {"redirect_uri", grant.redirectUri.toEncoded()},
                {"code_verifier", grant.verifier}},
               grant.scopes, challenge, tr("Completing the sign-in"), stop);
}

Future<TokenAnswer> TokenClient::refresh(const QString &refreshToken, const QStringList &scopes,
                                         const QByteArray &challenge, const std::stop_token &stop)
{
    return ask({{"grant_type", "refresh_token"}, {"refresh_token", refreshToken.toUtf8()}}, scopes, challenge,
               tr("Renewing the sign-in"), stop);
}

Future<TokenAnswer> TokenClient::exchange(const QByteArray &assertion, const QString &resource,
                                          const QByteArray &challenge, const std::stop_token &stop)
{
    return ask({{"grant_type", "client_credentials"},
                {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                {"client_assertion", assertion}},
               {resource + QStringLiteral("/.default")}, challenge, tr("Exchanging the workload's token"), stop);
}

Future<DeviceCode> TokenClient::startDevice(const QStringList &scopes, const QByteArray &challenge,
                                            const std::stop_token &stop)
{
    const Completion<DeviceCode> completion;
    post(m_config.deviceCodeEndpoint(),
         {{"client_id", m_config.clientId.toUtf8()},
          {"scope", scopes.join(u' ').toUtf8()},
          {"claims", claimsParameter(challenge)}},
         tr("Asking for a device code"), stop,
         [completion](const Result<net::Response> &response, const net::Request &request) {
             completion.finish(response ? readDeviceCode(*response, request) : failure(response.error()));
         });
    return completion.future();
}

Future<DevicePoll> TokenClient::pollDevice(const QByteArray &deviceCode, const std::stop_token &stop)
{
    const Completion<DevicePoll> completion;
    post(m_config.tokenEndpoint(),
         {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
          {"client_id", m_config.clientId.toUtf8()},
          {"device_code", deviceCode}},
         tr("Completing the sign-in"), stop,
         [completion](const Result<net::Response> &response, const net::Request &request) {
             completion.finish(response ? readPoll(*response, request) : failure(response.error()));
         });
    return completion.future();
}

Future<TokenAnswer> TokenClient::ask(Form form, const QStringList &scopes, const QByteArray &challenge,
                                     const QString &subject, const std::stop_token &stop)
{
    form.append({"client_id", m_config.clientId.toUtf8()});
    form.append({"scope", scopes.join(u' ').toUtf8()});
    form.append({"claims", claimsParameter(challenge)});
    const Completion<TokenAnswer> completion;
    post(m_config.tokenEndpoint(), form, subject, stop,
         [completion, scopes](const Result<net::Response> &response, const net::Request &request) {
             completion.finish(response ? outcomeOf(*response, request, scopes) : failure(response.error()));
         });
    return completion.future();
}

void TokenClient::post(const QUrl &url, const Form &form, const QString &subject, const std::stop_token &stop,
                       std::function<void(const Result<net::Response> &, const net::Request &)> receive)
{
    net::Request request;
    request.service = net::Service::Login;
    request.method = "POST";
    request.url = url;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = encoded(form);
    request.subject = subject;

    Future<net::Response> sent = m_transport.send(request, stop);
    request.body.clear(); // kept for its subject alone
    whenDone<net::Response>(
        std::move(sent), this,
        [request, receive = std::move(receive)](const Result<net::Response> &response) { receive(response, request); });
}

} // namespace symbolon::auth
