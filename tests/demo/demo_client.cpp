// SPDX-License-Identifier: Apache-2.0
#include "demo_client.h"

#include <QJsonDocument>
#include <QUrl>
#include <QUrlQuery>

namespace symbolon::demo::test {

namespace {

constexpr char redirectUri[] = "http://localhost:53535";

std::string formText(const Fields &form)
{
    std::string text;
    for (const auto &field : form)
        text += (text.empty() ? "" : "&") + percentEncode(field.first) + "=" + percentEncode(field.second);
    return text;
}

} // namespace

QString Answer::errorCode() const
{
    return json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
}

QString Answer::errorMessage() const
{
    return json.value(QLatin1String("error")).toObject().value(QLatin1String("message")).toString();
}

QJsonArray Answer::value() const
{
    return json.value(QLatin1String("value")).toArray();
}

int Answer::aadsts() const
{
    return json.value(QLatin1String("error_codes")).toArray().at(0).toInt();
}

ServiceOptions DemoClient::completed(ServiceOptions options)
{
    options.clock = [this] { return m_now; };
    options.keepSecrets = true;
    options.fetch = [this](const std::string &url) { return fetch(url); };
    return options;
}

Fetched DemoClient::fetch(const std::string &url)
{
    m_fetched.push_back(url);
    const std::optional<std::string> target = m_service.endpoints().below(ServiceKind::Issuer, url);
    if (!target)
        return {0, {}, "Nobody else is there."};
    const Response answer = m_service.handle(ServiceKind::Issuer, {"GET", *target, {{"Host", "localhost:5004"}}, {}});
    const bool comes = answer.delivery == Delivery::Whole && answer.bytesPerSecond == 0;
    return {comes ? answer.status : 0, answer.body, {}};
}

DemoClient::DemoClient(const ServiceOptions &options)
    : m_now(std::chrono::seconds(1795305600))
    , m_own(std::make_unique<Service>(completed(options)))
    , m_service(*m_own)
{
    Endpoints endpoints;
    endpoints.ports = {5001, 5002, 5003, 5004};
    m_service.setEndpoints(endpoints);
}

DemoClient::DemoClient(Service &service)
    : m_service(service)
{
}

Answer DemoClient::send(ServiceKind service, const std::string &method, const std::string &target,
                        const std::string &body, const Fields &headers)
{
    Request request{method, target, headers, body};
    // Behind what the test sends: the first header of a name counts.
    request.headers.emplace_back("Host", "localhost:" + std::to_string(m_service.endpoints().port(service)));
    if (const std::function<void()> first = m_service.preparation(service, request))
        first();
    Answer answer;
    answer.raw = m_service.handle(service, request);
    answer.raw.underWay.reset(); // as if it had arrived
    answer.status = answer.raw.status;
    answer.json = QJsonDocument::fromJson(QByteArray::fromStdString(answer.raw.body)).object();
    return answer;
}

Answer DemoClient::get(ServiceKind service, const std::string &target, const std::string &token, const Fields &headers)
{
    Fields all = headers;
    all.emplace_back("Authorization", "Bearer " + token);
    return send(service, "GET", target, {}, all);
}

Answer DemoClient::write(ServiceKind service, const std::string &method, const std::string &target,
                         const std::string &token, const QJsonObject &body, const Fields &headers)
{
    Fields all = headers;
    all.emplace_back("Authorization", "Bearer " + token);
    all.emplace_back("Content-Type", "application/json");
    return send(service, method, target, QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString(), all);
}

QJsonArray DemoClient::all(ServiceKind service, const std::string &target, const std::string &token, int *pages)
{
    QJsonArray items;
    std::string next = target;
    for (int count = 1; !next.empty(); ++count) {
        const Answer page = get(service, next, token);
        const QJsonArray value = page.value();
        for (const auto &item : value)
            items.append(item);
        if (pages != nullptr)
            *pages = count;
        QString link = page.json.value(QLatin1String("@odata.nextLink")).toString();
        if (link.isEmpty())
            link = page.json.value(QLatin1String("nextLink")).toString();
        const QUrl url(link);
        next = link.isEmpty()
            ? std::string()
            : url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::FullyEncoded).toStdString();
    }
    return items;
}

std::string DemoClient::authorizeTarget(const std::string &account, const std::string &scope) const
{
    return "/contoso.onmicrosoft.com/oauth2/v2.0/authorize?"
        + formText({{"client_id", m_service.tenant().publicClientId},
                    {"response_type", "code"},
                    {"redirect_uri", redirectUri},
                    {"scope", scope},
                    {"state", "a state & more"},
                    {"code_challenge", base64Url(sha256(verifier))},
                    {"code_challenge_method", "S256"},
                    {"prompt", "none"},
                    {"login_hint", account}});
}

std::string DemoClient::redirectParameter(const Answer &answer, const std::string &name)
{
    const std::string location = answer.raw.header("Location");
    const size_t mark = location.find('?');
    return mark == std::string::npos ? std::string() : fieldOf(parseForm(location.substr(mark + 1)), name);
}

Answer DemoClient::token(const Fields &form)
{
    return send(ServiceKind::Login, "POST", "/common/oauth2/v2.0/token", formText(form),
                {{"Content-Type", "application/x-www-form-urlencoded"}});
}

Answer DemoClient::signIn(const std::string &account, const std::string &scope)
{
    const Answer redirect = send(ServiceKind::Login, "GET", authorizeTarget(account, scope));
    return token({{"grant_type", "authorization_code"},
                  {"client_id", m_service.tenant().publicClientId},
                  {"code", redirectParameter(redirect, "code")},
                  {"redirect_uri", redirectUri},
                  {"code_verifier", verifier}});
}

std::string DemoClient::graphToken(const std::string &account, const std::string &scope)
{
    return signIn(account, scope).json.value(QLatin1String("access_token")).toString().toStdString();
}

std::string DemoClient::armToken(const std::string &account)
{
    return graphToken(account, "https://management.azure.com/user_impersonation");
}

std::string DemoClient::mint(const std::string &issuer, const QJsonObject &claims)
{
    return send(ServiceKind::Issuer, "POST", "/" + issuer + "/mint", QJsonDocument(claims).toJson().toStdString())
        .raw.body;
}

Answer DemoClient::exchange(const std::string &clientId, const std::string &assertion, const std::string &scope)
{
    return token({{"grant_type", "client_credentials"},
                  {"client_id", clientId},
                  {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                  {"client_assertion", assertion},
                  {"scope", scope}});
}

QJsonObject credentialBody(const QString &name, const QString &subject, const QString &issuer)
{
    return {{QStringLiteral("name"), name},
            {QStringLiteral("issuer"), issuer},
            {QStringLiteral("subject"), subject},
            {QStringLiteral("audiences"), QJsonArray{QStringLiteral("api://AzureADTokenExchange")}}};
}

} // namespace symbolon::demo::test
