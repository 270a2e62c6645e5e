// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/session.h"

#include <memory>

namespace symbolon::auth {

// The ways between which a person may choose while the program runs: in the browser or by device code, or as whoever is
// signed in to the Azure CLI. Tells the story of the one that is chosen; another one can be chosen while nobody is signed
// in, and becomes a sign-in of its own.
class WaySession final : public Session
{
    Q_OBJECT

public:
    // `way`: the first choice.
    WaySession(std::unique_ptr<Session> person, std::unique_ptr<Session> azureCli, Way way, QObject *parent = nullptr);

    [[nodiscard]] bool holdsScopes(const QStringList &wanted) const override;
    [[nodiscard]] Future<AccountInfo> signIn(std::stop_token stop) override;
    [[nodiscard]] Future<std::optional<AccountInfo>> restore(std::stop_token stop) override;
    [[nodiscard]] Future<void> ensureScopes(const QStringList &wanted, std::stop_token stop) override;
    [[nodiscard]] Future<void> signOut() override;
    [[nodiscard]] Future<QList<KnownAccount>> accounts() override;
    [[nodiscard]] Future<AccountInfo> switchTo(const KnownAccount &account, const std::stop_token &stop) override;
    [[nodiscard]] Future<std::optional<KnownAccount>> keptAccount() override;
    [[nodiscard]] Future<bool> isKept() override;
    [[nodiscard]] SignInChoice choice() const override;
    void choose(const SignInChoice &choice) override;
    [[nodiscard]] QUrl adminConsentUrl() const override;

    [[nodiscard]] Future<QByteArray> token(net::Service service, std::stop_token stop) override;
    void rejected(net::Service service, const QByteArray &token) override;
    void challenged(net::Service service, const QByteArray &token, const QByteArray &claims) override;

private:
    void follow(Session *session);
    void mirror();

    std::unique_ptr<Session> m_person;
    std::unique_ptr<Session> m_azureCli;
    Session *m_chosen;
};

} // namespace symbolon::auth
