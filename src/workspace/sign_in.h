// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/session.h"
#include "cloud/graph_client.h"
#include "workspace/session_state.h"

#include <QObject>

#include <optional>
#include <stop_token>

namespace symbolon::workspace {

// Tells the story of an auth::Session as pages show it, and knows the order of things: first what an earlier run left,
// then a person.
//
//   SignedOut ── start() ──► SigningIn ── restored or signed in ──► SignedIn ── expired, signOut() ──► SignedOut
//       ▲                        └── failed: error() ──► where it came from
class SignIn final : public QObject
{
    Q_OBJECT

public:
    // Both outlive the object.
    SignIn(auth::Session &session, cloud::GraphClient &graph, QObject *parent = nullptr);
    ~SignIn() override;

    [[nodiscard]] const SessionState &state() const { return m_state; }

    // What is wanted of a sign-in: the tenant read behind it, or the session alone.
    enum class Goal { Tenant, Session };

    // Nothing while a sign-in is under way. Signed in already: a person may choose another account.
    void start(Goal goal = Goal::Tenant);
    // Takes up what an earlier run left, without a person; where there is nothing, stays signed out without an error.
    void restore();
    void switchTo(const auth::KnownAccount &account);
    // Asks for more permissions; the tenant is read again when they are granted.
    void obtain(const QStringList &permissions);
    void cancel();
    [[nodiscard]] Future<void> signOut();

Q_SIGNALS:
    void changed();
    // `sameAccount`: as the last time; false: nothing that is shown belongs to this one.
    void signedIn(bool sameAccount, bool readTenant);
    void signedOut(); // by a person; an expired session keeps what is shown
    void mayWrite();  // from now on, whether somebody was asked or not
    // A sign-in ended well, or restore() found nothing.
    void restored(bool signedIn);

private:
    [[nodiscard]] bool begin(Goal goal);
    void signInInteractively();
    void attemptEnded(const std::optional<Error> &error);
    void askForName();
    void refresh();

    auth::Session &m_session;
    cloud::GraphClient &m_graph;
    SessionState m_state;
    QString m_lastAccount; // accountKey(); empty: nobody, or an opaque token's
    Goal m_goal = Goal::Tenant;
    bool m_attempting = false;
    bool m_wasSignedIn = false;
    std::stop_source m_stop;
};

} // namespace symbolon::workspace
