// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/service.h"

#include <QJsonArray>
#include <QJsonObject>

namespace symbolon::demo::test {

// What came back, read.
struct Answer
{
    int status = 0;
    Response raw;
    QJsonObject json; // empty when the body is none

    [[nodiscard]] QString errorCode() const; // error.code of Graph and ARM
    [[nodiscard]] QString errorMessage() const;
    [[nodiscard]] QJsonArray value() const;
    [[nodiscard]] int aadsts() const; // of the token endpoint; 0: none
};

inline constexpr char admin[] = "m.reyes@contoso.onmicrosoft.com";
inline constexpr char reader[] = "a.tanaka@contoso.onmicrosoft.com";
inline constexpr char developer[] = "d.novak@contoso.onmicrosoft.com";
inline constexpr char dataEngineer[] = "j.ortiz@contoso.onmicrosoft.com";
inline constexpr char verifier[] = "a-verifier-of-more-than-forty-three-characters-0123456789";
inline constexpr char readScopes[] = "openid profile offline_access User.Read Application.Read.All Directory.Read.All";
inline constexpr char writeScopes[] = "openid offline_access User.Read Application.ReadWrite.All Directory.Read.All";

// Talks to a Service without sockets, at the time it is told. A service of its own reads its sample issuers the same way,
// and nobody else's.
class DemoClient final
{
public:
    // `options` without a clock and a way to fetch, and with every secret remembered.
    explicit DemoClient(const ServiceOptions &options = {});
    // Another one's service, which has a clock of its own and its endpoints.
    explicit DemoClient(Service &service);
    DemoClient(const DemoClient &) = delete;
    DemoClient &operator=(const DemoClient &) = delete;

    [[nodiscard]] Service &service() { return m_service; }
    void pass(std::chrono::seconds time) { m_now += time; }
    [[nodiscard]] TimePoint now() const { return m_now; }

    Answer send(ServiceKind service, const std::string &method, const std::string &target, const std::string &body = {},
                const Fields &headers = {});
    Answer get(ServiceKind service, const std::string &target, const std::string &token, const Fields &headers = {});
    Answer write(ServiceKind service, const std::string &method, const std::string &target, const std::string &token,
                 const QJsonObject &body, const Fields &headers = {});
    // Every item of a list, over all its pages; `pages` (may be nullptr) counts them.
    QJsonArray all(ServiceKind service, const std::string &target, const std::string &token, int *pages = nullptr);

    // The authorize request for an account; prompt=none.
    [[nodiscard]] std::string authorizeTarget(const std::string &account, const std::string &scope) const;
    // A parameter of the address that an answer redirects to.
    [[nodiscard]] static std::string redirectParameter(const Answer &answer, const std::string &name);
    Answer token(const Fields &form);
    // The token endpoint's answer to a whole sign-in.
    Answer signIn(const std::string &account, const std::string &scope);
    std::string graphToken(const std::string &account, const std::string &scope = readScopes);
    std::string armToken(const std::string &account);

    // Exchange of an assertion minted with these claims.
    std::string mint(const std::string &issuer, const QJsonObject &claims);
    Answer exchange(const std::string &clientId, const std::string &assertion,
                    const std::string &scope = "https://graph.microsoft.com/.default");

    // Every address that the service read.
    [[nodiscard]] const std::vector<std::string> &fetched() const { return m_fetched; }

private:
    [[nodiscard]] ServiceOptions completed(ServiceOptions options);
    [[nodiscard]] Fetched fetch(const std::string &url);

    TimePoint m_now;
    std::vector<std::string> m_fetched;
    std::unique_ptr<Service> m_own;
    Service &m_service;
};

[[nodiscard]] QJsonObject credentialBody(const QString &name, const QString &subject,
                                         const QString &issuer = QStringLiteral("https://issuer.example.com"));

} // namespace symbolon::demo::test
