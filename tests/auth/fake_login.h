// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/sign_in_config.h"
#include "net/peer.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace symbolon::test {

using Form = QMap<QString, QString>;

[[nodiscard]] Form formOf(const QByteArray &encoded);

// A login service of a few lines: authorize redirects at once, token checks what a real one checks (code, verifier,
// redirect URI, refresh token) and gives tokens named "access-N", "refresh-N" that a test can look for.
class FakeLogin final
{
public:
    FakeLogin();

    [[nodiscard]] auth::SignInConfig config() const;

    // Knobs.
    QString objectId = QStringLiteral("oid-1");
    QString username = QStringLiteral("dana@contoso.example");
    QStringList granted;             // Graph permissions; empty: whatever is asked for
    QByteArray redirectError;        // "error=…": authorize sends this instead of a code
    int lifetime = 3600;             // expires_in
    std::optional<QByteArray> nonce; // in the id token instead of the one that was sent
    std::function<std::optional<Answer>(const Form &form)> trouble; // token: instead of the right answer

    // What happened.
    QList<QMap<QString, QString>> authorizations;
    QList<Form> tokenRequests;
    QString lastRefreshToken;

    void answerLate() { m_peer.answerLate(m_late); }
    [[nodiscard]] const QList<Seen> &seen() const { return m_peer.seen(); }

    [[nodiscard]] static Answer refusal(const QByteArray &error, const QByteArray &description = {}, int status = 400);

private:
    [[nodiscard]] Answer serve(const Seen &request);
    [[nodiscard]] Answer authorize(const Form &query);
    [[nodiscard]] Answer token(const Form &form);
    [[nodiscard]] Answer tokens(const QStringList &scopes);

    Form m_pending; // the authorize request that the code belongs to
    QString m_code;
    int m_count = 0;
    Answer m_late;
    Peer m_peer;
};

} // namespace symbolon::test
