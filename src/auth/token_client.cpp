// SPDX-License-Identifier: Apache-2.0
#include "auth/token_client.h"

#include "auth/oauth_error.h"
#include "net/origin.h"

#include <nlohmann/json.hpp>

namespace symbolon::auth {
namespace {

using Json = nlohmann::json;

// Longer than any access token lives; more is a broken answer, not a promise.
constexpr qint64 maxLifetime = qint64(7) * 24 * 3600;

QByteArray textMember(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string()
        ? QByteArray::fromStdString(found->get_ref<const std::string &>())
        : QByteArray();
}

// Seconds as a number or, from older endpoints, as digits in a string. 0: absent or unusable.
std::chrono::seconds lifetimeOf(const Json &object)
{
    qint64 seconds = textMember(object, "expires_in").toLongLong();
    const auto found = object.find("expires_in");
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
    answer.lifetime = lifetimeOf(object);
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

Result<TokenAnswer> outcomeOf(const net::Response &response, const net::Request &request, const QStringList &asked)
{
    if (response.isSuccess())
        return readAnswer(response.body, asked, request.subject);
    const auto refusal = readRefusal(response.body);
    const Error plain = net::errorFrom(response, request);
    // Overload and failure are what the status says, whatever the body names.
    if (!refusal || plain.kind == ErrorKind::Throttled || plain.kind == ErrorKind::Server)
        return failure(plain);
    Error error = oauthError(*refusal, response.status);
    error.subject = request.subject;
    if (error.requestId.isEmpty())
        error.requestId = response.requestId;
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

Future<TokenAnswer> TokenClient::redeem(const CodeGrant &grant, const std::stop_token &stop)
{
    return post({{"grant_type", "authorization_code"},
                 {"code", grant.code},
                 {"redirect_uri", grant.redirectUri.toEncoded()},
                 {"code_verifier", grant.verifier}},
                grant.scopes, tr("Completing the sign-in"), stop);
}

Future<TokenAnswer> TokenClient::refresh(const QString &refreshToken, const QStringList &scopes,
                                         const std::stop_token &stop)
{
    return post({{"grant_type", "refresh_token"}, {"refresh_token", refreshToken.toUtf8()}}, scopes,
                tr("Renewing the sign-in"), stop);
}

Future<TokenAnswer> TokenClient::post(QList<std::pair<QByteArray, QByteArray>> form, const QStringList &scopes,
                                      const QString &subject, const std::stop_token &stop)
{
    form.append({"client_id", m_config.clientId.toUtf8()});
    form.append({"scope", scopes.join(u' ').toUtf8()});
    net::Request request;
    request.service = net::Service::Login;
    request.method = "POST";
    request.url = m_config.tokenEndpoint();
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = encoded(form);
    request.subject = subject;

    const Completion<TokenAnswer> completion;
    Future<net::Response> sent = m_transport.send(request, stop);
    request.body.clear(); // kept for its subject alone
    whenDone<net::Response>(std::move(sent), this,
                            [completion, request, scopes](const Result<net::Response> &response) {
                                if (response)
                                    completion.finish(outcomeOf(*response, request, scopes));
                                else
                                    completion.finish(failure(response.error()));
                            });
    return completion.future();
}

} // namespace symbolon::auth
