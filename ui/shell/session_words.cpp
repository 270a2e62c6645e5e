// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/session_words.h"

#include "base/shown.h"

#include <QCoreApplication>

namespace symbolon::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SessionWords)
};

using workspace::SessionPhase;
using workspace::Source;

// An error with the one thing that helps against it.
SessionWords wordsFor(const Error &error, const QUrl &consent)
{
    const ErrorText words = explain(error);
    QString text = words.explanation;
    if (!text.isEmpty() && !text.endsWith(QLatin1Char('.')))
        text += QLatin1Char('.');
    text += QLatin1Char(' ') + words.nextStep;
    SessionWords said{{Level::Medium, words.title, text.trimmed(), words.details.join(QLatin1Char('\n'))},
                      Words::tr("Sign in"),
                      SessionHelp::SignIn,
                      false};
    if (error.kind == ErrorKind::ConsentNeeded && !consent.isEmpty()) {
        said.action = Words::tr("Copy the link for an administrator");
        said.help = SessionHelp::CopyConsent;
    }
    return said;
}

// A part that was not read because nobody has granted what it takes.
const workspace::SourceState *lackingPart(const workspace::Workspace &workspace)
{
    const workspace::SyncState &sync = workspace.syncState();
    for (const Source source : {Source::Applications, Source::ServicePrincipals, Source::DirectoryRoles}) {
        if (sync.sources.isEmpty())
            return nullptr;
        const workspace::SourceState &state = sync.of(source);
        if (state.phase == workspace::SourcePhase::Failed && state.error
            && state.error->kind == ErrorKind::ConsentNeeded)
            return &state;
    }
    return nullptr;
}

SessionWords lackingWords(const workspace::SourceState &part, const QUrl &consent)
{
    SessionWords said{{Level::Info,
                       Words::tr("%1: unknown").arg(workspace::sourceName(part.source)),
                       shown(part.error->message) + QLatin1Char(' ')
                           + Words::tr("Symbolon asks for it only to judge what identities reach; everything else is "
                                       "shown without."),
                       {}},
                      Words::tr("Ask for it"),
                      SessionHelp::Assess,
                      false};
    if (part.source == Source::DirectoryRoles || consent.isEmpty())
        return said;
    said.text.text = shown(part.error->message) + QLatin1Char(' ')
        + Words::tr("An administrator of the tenant can consent to it for everybody.");
    said.action = Words::tr("Copy the link for an administrator");
    said.help = SessionHelp::CopyConsent;
    return said;
}

} // namespace

std::optional<BannerText> clockWords(const workspace::Workspace &workspace)
{
    const std::chrono::seconds ahead = workspace.clockDifference();
    if (ahead.count() == 0)
        return std::nullopt;
    return BannerText{
        Level::Medium,
        workspace::clockSentence(ahead),
        Words::tr("Tokens are good for a certain time only, so that signing in and reading can fail. Set the "
                  "clock, then try again."),
        {}};
}

std::optional<SessionWords> sessionWords(const workspace::Workspace &workspace, const QString &closedNotice)
{
    const workspace::SessionState &session = workspace.session();
    const bool anything = workspace.identities().size() > 0;
    if (session.phase == SessionPhase::SigningIn && session.device) {
        return SessionWords{{Level::Info, Words::tr("Type the code %1").arg(shown(session.device->userCode)),
                             Words::tr("at %1, in a browser on any device.")
                                 .arg(shown(session.device->address.toString(QUrl::FullyEncoded))),
                             session.device->userCode},
                            Words::tr("Open the page"),
                            SessionHelp::OpenDevicePage,
                            false};
    }
    if (const auto clock = clockWords(workspace))
        return SessionWords{*clock, Words::tr("Try again"), SessionHelp::TryAgain, false};
    // A session that ends under rows that were read leaves them on show and says so above them.
    if (session.phase == SessionPhase::SignedOut && anything)
        return wordsFor(session.error.value_or(Error{ErrorKind::Unauthorized}), {});
    if (session.phase != SessionPhase::SignedIn)
        return std::nullopt;
    const bool cancelled = session.error && session.error->kind == ErrorKind::Cancelled
        && session.error->message.isEmpty();
    if (session.error && !cancelled)
        return wordsFor(*session.error, workspace.adminConsentUrl());
    if (const workspace::SourceState *part = lackingPart(workspace))
        return lackingWords(*part, workspace.adminConsentUrl());
    if (session.notice.isEmpty() || session.notice == closedNotice)
        return std::nullopt;
    return SessionWords{{Level::Info, session.notice, {}, {}}, {}, SessionHelp::None, true};
}

} // namespace symbolon::ui
