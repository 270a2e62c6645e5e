// SPDX-License-Identifier: Apache-2.0
#include "auth/fake_login.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace symbolon::test {
namespace {

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

Form formOf(const QByteArray &encoded)
{
    Form form;
    const QByteArrayList items = encoded.split('&');
    for (const QByteArray &item : items) {
        const qsizetype equals = item.indexOf('=');
        QByteArray value = item.mid(equals + 1);
        value.replace('+', ' ');
        form.insert(QString::fromUtf8(item.left(equals)), QString::fromUtf8(QByteArray::fromPercentEncoding(value)));
    }
    return form;
}

FakeLogin::FakeLogin()
    : m_peer([this](const Seen &request, int) { return serve(request); })
{
}

auth::SignInConfig FakeLogin::config() const
{
    auth::SignInConfig config;
    config.login = m_peer.url();
    config.tenant = QStringLiteral("contoso.example");
    config.clientId = QStringLiteral("client-1");
    config.graph = QUrl(QStringLiteral("http://127.0.0.1:1/graph"));
    config.arm = QUrl(QStringLiteral("http://127.0.0.1:1/arm/"));
    return config;
}

Answer FakeLogin::refusal(const QByteArray &error, const QByteArray &description, int status)
{
    return Answer::with(status,
                        json({{QStringLiteral("error"), QString::fromUtf8(error)},
                              {QStringLiteral("error_description"), QString::fromUtf8(description)},
                              {QStringLiteral("trace_id"), QStringLiteral("trace-1")}}));
}

Answer FakeLogin::serve(const Seen &request)
{
    const qsizetype mark = request.target.indexOf('?');
    const QByteArray path = mark < 0 ? request.target : request.target.left(mark);
    if (request.method == "GET"
        && (path == "/contoso.example/oauth2/v2.0/authorize" || path == "/tid-1/oauth2/v2.0/authorize"))
        return authorize(formOf(request.target.mid(mark + 1)));
    if (request.method == "POST"
        && (path == "/contoso.example/oauth2/v2.0/token" || path == "/tid-1/oauth2/v2.0/token"))
        return token(formOf(request.body));
    return Answer::with(404);
}

Answer FakeLogin::authorize(const Form &query)
{
    authorizations.append(query);
    m_pending = query;
    m_code = QStringLiteral("secret-code-%1").arg(authorizations.size());
    const QByteArray result = redirectError.isEmpty() ? "code=" + m_code.toUtf8() : redirectError;
    return Answer::with(302, {},
                        {"Location: " + query.value(QStringLiteral("redirect_uri")).toUtf8() + "/?" + result
                         + "&state=" + query.value(QStringLiteral("state")).toUtf8()});
}

Answer FakeLogin::token(const Form &form)
{
    tokenRequests.append(form);
    if (trouble) {
        if (const auto answer = trouble(form)) {
            if (answer->raw.isEmpty() && !answer->close)
                m_late = tokens(form.value(QStringLiteral("scope")).split(u' '));
            return *answer;
        }
    }
    if (form.value(QStringLiteral("client_id")) != u"client-1")
        return refusal("unauthorized_client", "AADSTS700016: unknown");
    if (form.value(QStringLiteral("grant_type")) == u"refresh_token") {
        if (form.value(QStringLiteral("refresh_token")) != lastRefreshToken)
            return refusal("invalid_grant", "AADSTS70008: not the last refresh token");
        return tokens(form.value(QStringLiteral("scope")).split(u' '));
    }
    const QByteArray challenge = base64Url(
        QCryptographicHash::hash(form.value(QStringLiteral("code_verifier")).toUtf8(), QCryptographicHash::Sha256));
    if (form.value(QStringLiteral("grant_type")) != u"authorization_code" || m_code.isEmpty()
        || form.value(QStringLiteral("code")) != std::exchange(m_code, {})
        || form.value(QStringLiteral("redirect_uri")) != m_pending.value(QStringLiteral("redirect_uri"))
        || challenge != m_pending.value(QStringLiteral("code_challenge")).toUtf8())
        return refusal("invalid_grant", "AADSTS70000: the grant does not fit");
    return tokens(form.value(QStringLiteral("scope")).split(u' '));
}

Answer FakeLogin::tokens(const QStringList &scopes)
{
    ++m_count;
    lastRefreshToken = QStringLiteral("refresh-%1").arg(m_count);
    const bool isArm = scopes.join(u' ').contains(QStringLiteral("user_impersonation"));
    const QStringList given = granted.isEmpty() || isArm ? scopes : granted;
    const QJsonObject claims{{QStringLiteral("tid"), QStringLiteral("tid-1")},
                             {QStringLiteral("oid"), objectId},
                             {QStringLiteral("preferred_username"), username},
                             {QStringLiteral("name"), QStringLiteral("Dana")},
                             {QStringLiteral("nonce"),
                              QString::fromUtf8(nonce.value_or(m_pending.value(QStringLiteral("nonce")).toUtf8()))}};
    return Answer::with(
        200,
        json({{QStringLiteral("token_type"), QStringLiteral("Bearer")},
              {QStringLiteral("access_token"), QStringLiteral("access-%1").arg(m_count)},
              {QStringLiteral("refresh_token"), lastRefreshToken},
              {QStringLiteral("expires_in"), lifetime},
              {QStringLiteral("scope"), given.join(u' ')},
              {QStringLiteral("id_token"),
               QString::fromLatin1(base64Url(R"({"alg":"RS256"})") + '.' + base64Url(json(claims)) + ".c2ln")}}));
}

} // namespace symbolon::test
