// SPDX-License-Identifier: Apache-2.0
#include "workspace/sign_in.h"

namespace symbolon::workspace {

QStringList permissionsFor(Rights rights, const auth::Tiers &tiers)
{
    switch (rights) {
    case Rights::Browse:
        return tiers.browse;
    case Rights::Assess:
        return tiers.assess;
    case Rights::Edit:
        return tiers.edit;
    }
    Q_UNREACHABLE();
}

QStringList permissionsFor(Source source)
{
    switch (source) {
    case Source::Applications:
    case Source::Owners:
    case Source::ServicePrincipals:
    case Source::AppPermissions:
        return {QStringLiteral("Application.Read.All")};
    case Source::DirectoryRoles:
        return {QStringLiteral("RoleManagement.Read.Directory"), QStringLiteral("Directory.Read.All")};
    case Source::Organization:
        return {QStringLiteral("User.Read")};
    case Source::Subscriptions:
    case Source::ManagedIdentities:
    case Source::ManagedIdentityCredentials:
    case Source::AzureRoles:
        return {};
    }
    Q_UNREACHABLE();
}

QString clockSentence(std::chrono::seconds ahead)
{
    const auto minutes = std::chrono::abs(std::chrono::round<std::chrono::minutes>(ahead)).count();
    constexpr qint64 hour = 60;
    constexpr qint64 day = 24 * hour;
    const QString size = minutes >= 2 * day ? SignIn::tr("%1 days").arg(minutes / day)
        : minutes >= hour                   ? SignIn::tr("%1 h %2 min").arg(minutes / hour).arg(minutes % hour)
                                            : SignIn::tr("%1 min").arg(minutes);
    return ahead.count() > 0 ? SignIn::tr("This computer's clock is %1 behind the service's.").arg(size)
                             : SignIn::tr("This computer's clock is %1 ahead of the service's.").arg(size);
}

SignIn::SignIn(auth::Session &session, cloud::GraphClient &graph, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_graph(graph)
{
    connect(&session, &auth::Session::stateChanged, this, &SignIn::refresh);
    connect(&session, &auth::Session::accountChanged, this, &SignIn::refresh);
    connect(&session, &auth::Session::scopesChanged, this, &SignIn::refresh);
    connect(&session, &auth::Session::notice, this, [this](const QString &sentence) {
        m_state.notice = sentence;
        Q_EMIT changed();
    });
    connect(&session, &auth::Session::devicePrompt, this, [this](const std::optional<auth::DevicePrompt> &prompt) {
        m_state.device = prompt;
        Q_EMIT changed();
    });
    connect(&session, &auth::Session::expired, this, [this](const Error &error) {
        m_state.error = error;
        Q_EMIT changed();
    });
    refresh();
}

SignIn::~SignIn()
{
    m_stop.request_stop();
}

bool SignIn::begin(Goal goal)
{
    if (m_attempting)
        return false;
    m_attempting = true;
    m_goal = goal;
    std::stop_source fresh;
    m_stop.swap(fresh);
    m_state.error.reset();
    refresh();
    return true;
}

void SignIn::start(Goal goal)
{
    if (!begin(goal))
        return;
    // Somebody is or was there: this time a person decides.
    if (m_session.state() != auth::Session::State::SignedOut)
        return signInInteractively();
    whenDone(m_session.restore(m_stop.get_token()), this, [this](const Result<std::optional<auth::AccountInfo>> &kept) {
        if (!kept)
            return attemptEnded(kept.error());
        if (*kept)
            return attemptEnded(std::nullopt);
        signInInteractively();
    });
}

void SignIn::restore()
{
    if (!begin(Goal::Session))
        return;
    whenDone(m_session.restore(m_stop.get_token()), this, [this](const Result<std::optional<auth::AccountInfo>> &kept) {
        if (kept && *kept)
            return attemptEnded(std::nullopt);
        m_attempting = false;
        if (!kept)
            m_state.error = kept.error();
        refresh();
        Q_EMIT restored(false);
    });
}

void SignIn::switchTo(const auth::KnownAccount &account)
{
    if (!begin(Goal::Tenant))
        return;
    whenDone(m_session.switchTo(account, m_stop.get_token()), this, [this](const Result<auth::AccountInfo> &done) {
        attemptEnded(done ? std::nullopt : std::optional(done.error()));
    });
}

void SignIn::obtain(const QStringList &permissions)
{
    if (!begin(Goal::Tenant))
        return;
    whenDone(m_session.ensureScopes(permissions, m_stop.get_token()), this,
             [this](const Result<void> &done) { attemptEnded(done ? std::nullopt : std::optional(done.error())); });
}

void SignIn::signInInteractively()
{
    whenDone(m_session.signIn(m_stop.get_token()), this, [this](const Result<auth::AccountInfo> &account) {
        attemptEnded(account ? std::nullopt : std::optional(account.error()));
    });
}

void SignIn::attemptEnded(const std::optional<Error> &error)
{
    m_attempting = false;
    m_state.error = error;
    refresh();
    if (error)
        return;
    const auth::AccountInfo &account = m_session.account();
    const QString key = account.objectId.isEmpty() ? QString() : account.accountKey();
    const bool same = key == m_lastAccount;
    m_lastAccount = key;
    if (key.isEmpty())
        askForName();
    Q_EMIT signedIn(same, m_goal == Goal::Tenant);
    Q_EMIT restored(true);
}

// Access tokens that somebody else obtained say nothing here about whose they are. A token without a person behind it
// has no /me: then there is no name to show.
void SignIn::askForName()
{
    whenDone(m_graph.me(m_stop.get_token()), this, [this](const Result<cloud::Account> &account) {
        if (!account || m_state.phase != SessionPhase::SignedIn)
            return;
        m_state.accountName = account->displayName;
        m_state.userName = account->userPrincipalName;
        Q_EMIT changed();
    });
}

void SignIn::cancel()
{
    m_stop.request_stop();
}

Future<void> SignIn::signOut()
{
    m_stop.request_stop();
    m_lastAccount.clear();
    m_wasSignedIn = false;
    m_state.error.reset();
    m_state.notice.clear();
    const Completion<void> completion;
    whenDone(m_session.signOut(), this, [this, completion](const Result<void> &outcome) {
        if (!outcome) {
            m_state.error = outcome.error();
            Q_EMIT changed();
        }
        completion.finish(outcome);
    });
    Q_EMIT signedOut();
    refresh();
    return completion.future();
}

void SignIn::refresh()
{
    const bool in = m_session.isSignedIn();
    m_state.phase = m_attempting ? SessionPhase::SigningIn : in ? SessionPhase::SignedIn : SessionPhase::SignedOut;
    m_state.granted = in ? m_session.scopes() : QStringList();
    m_state.canAssess = in && m_session.holdsScopes(m_session.tiers().assess);
    const bool couldWrite = m_state.canWrite;
    m_state.canWrite = in && m_session.holdsScopes(m_session.tiers().edit);
    m_state.tenantId = m_session.account().tenantId;
    if (!m_session.account().objectId.isEmpty() || !in) {
        m_state.accountName = m_session.account().displayName;
        m_state.userName = m_session.account().username;
    }
    if (m_session.state() == auth::Session::State::Expired && m_wasSignedIn && !m_state.error)
        m_state.error = Error{.kind = ErrorKind::Unauthorized};
    // Signed in again, perhaps in the middle of a write: what ended before is over.
    if (in && !m_wasSignedIn)
        m_state.error.reset();
    m_wasSignedIn = in;
    if (m_state.canWrite && !couldWrite)
        Q_EMIT mayWrite();
    Q_EMIT changed();
}

} // namespace symbolon::workspace
