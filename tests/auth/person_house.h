// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/fake_login.h"
#include "auth/memory_secrets.h"
#include "auth/person_session.h"
#include "auth/self_completing_opener.h"
#include "net/await.h"

#include <QTest>

#include <algorithm>
#include <memory>

namespace symbolon::test {

// Everything around a session; several sessions in a row share the login service and the keychain, as several runs of
// the program do.
struct PersonHouse
{
    FakeLogin login;
    MemorySecrets secrets;
    QDateTime now{QDate(2026, 11, 22), QTime(12, 0), Qt::UTC};
    net::Transport transport;
    auth::SelfCompletingOpener opener{login.config().login, login.username};

    [[nodiscard]] std::unique_ptr<auth::PersonSession> session(auth::UrlOpener *other = nullptr)
    {
        return session(login.config(), other);
    }
    [[nodiscard]] std::unique_ptr<auth::PersonSession> session(const auth::SignInConfig &config,
                                                               auth::UrlOpener *other = nullptr)
    {
        auth::UrlOpener &chosen = other ? *other : opener;
        return std::make_unique<auth::PersonSession>(config, transport, chosen, secrets, [this] { return now; });
    }
    // A run of the program that signs in, keeps the sign-in ("refresh-1") and ends.
    [[nodiscard]] bool earlierRun()
    {
        const auto earlier = session();
        return await(earlier->signIn({})) && QTest::qWaitFor([this] { return secrets.kept.size() == 2; });
    }
    [[nodiscard]] bool keeps(const QString &token) const
    {
        return std::find(secrets.kept.cbegin(), secrets.kept.cend(), token) != secrets.kept.cend();
    }
};

} // namespace symbolon::test
