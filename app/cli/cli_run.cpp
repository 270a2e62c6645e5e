// SPDX-License-Identifier: Apache-2.0
#include "cli_run.h"

#include "base/shown.h"
#include "workspace/lines.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace symbolon::cli {
namespace {

using workspace::SessionPhase;
using workspace::SourcePhase;
using workspace::SourceState;
using workspace::SyncPhase;
using workspace::SyncState;

bool needsNoPerson(const app::Options &options)
{
    return options.demo || (options.auth != auth::Way::Browser && options.auth != auth::Way::Device);
}

// Without the list of app registrations there is nothing to answer from; its error is the command's.
std::optional<Error> fatalError(const SyncState &sync, qsizetype rows)
{
    const SourceState &applications = sync.of(workspace::Source::Applications);
    const bool nothing = rows == 0 && applications.phase != SourcePhase::Done;
    return nothing ? applications.error : std::nullopt;
}

} // namespace

PrintingOpener::PrintingOpener(const Console &console)
    : m_console(console)
{
}

Future<void> PrintingOpener::open(const QUrl &url)
{
    m_console.say(CliRun::tr("Open this address in a browser and sign in:"));
    m_console.say(url.toString(QUrl::FullyEncoded));
    return readyFuture<void>(Result<void>());
}

CliRun::CliRun(QStringList arguments, const QProcessEnvironment &environment, Console console, Compose compose,
               QObject *parent)
    : QObject(parent)
    , m_arguments(std::move(arguments))
    , m_environment(environment)
    , m_console(std::move(console))
    , m_compose(std::move(compose))
    , m_opener(m_console)
{
    m_console.out = [this, out = std::move(m_console.out)](const QByteArray &bytes) {
        const bool written = out(bytes);
        m_outFailed = m_outFailed || !written;
        return written;
    };
}

CliRun::~CliRun() = default;

void CliRun::start()
{
    QTimer::singleShot(0, this, [this] { begin(); });
}

void CliRun::begin()
{
    Result<Invocation> invocation = readInvocation(m_arguments, m_environment);
    if (!invocation) {
        m_console.say(invocation.error().message);
        m_console.say(tr("symbolon-cli --help shows what there is."));
        return end(ExitCode::Usage);
    }
    m_invocation = std::move(*invocation);
    if (m_invocation.kind != Invocation::Kind::Run) {
        m_console.data(m_invocation.text);
        return end(ExitCode::Fine);
    }
    m_invocation.options.keepCache = m_invocation.command->usesCache();
    auto composition = m_compose(m_invocation.options, m_opener);
    if (!composition)
        return endWithError(composition.error());
    m_composition = std::move(*composition);
    follow();
    workspace::Workspace &workspace = m_composition->workspace();
    switch (m_invocation.command->need()) {
    case Need::Tenant:
        return workspace.signIn();
    case Need::Session:
        return workspace.signInOnly();
    case Need::Kept:
        return needsNoPerson(m_invocation.options) ? workspace.signInOnly() : workspace.restoreSession();
    case Need::Nothing:
        return runSessionCommand();
    }
}

void CliRun::runSessionCommand()
{
    m_context.emplace(
        CommandContext{m_composition->workspace(), m_console, m_invocation.format, QDateTime::currentDateTimeUtc()});
    m_invocation.command->runSession(m_composition->workspace(), *m_context, [this](ExitCode code) { end(code); });
}

void CliRun::follow()
{
    const workspace::Workspace &workspace = m_composition->workspace();
    connect(&workspace, &workspace::Workspace::sessionChanged, this, &CliRun::sessionChanged);
    connect(&workspace, &workspace::Workspace::syncChanged, this, &CliRun::syncChanged);
    connect(&workspace, &workspace::Workspace::sessionReady, this, [this](bool signedIn) {
        const bool expected = signedIn || !m_composition->workspace().session().error;
        if (m_invocation.command->need() != Need::Tenant && expected && !m_done)
            runSessionCommand();
    });
}

void CliRun::cancel()
{
    if (m_done || (m_context && m_invocation.command->stop()))
        return;
    if (m_composition) {
        m_composition->workspace().cancelSignIn();
        m_composition->workspace().cancelSync();
    }
    end(ExitCode::Cancelled);
}

void CliRun::sessionChanged()
{
    const workspace::SessionState &session = m_composition->workspace().session();
    if (!session.notice.isEmpty() && session.notice != m_notice) {
        m_notice = session.notice;
        m_console.say(m_notice);
    }
    sayDevicePrompt();
    const std::chrono::seconds ahead = m_composition->workspace().clockDifference();
    if (ahead.count() != 0 && !std::exchange(m_clockSaid, true))
        m_console.say(tr("%1 Tokens are good for a certain time only, so that signing in and reading can fail.")
                          .arg(workspace::clockSentence(ahead)));
    // A session that ends during the sync shows there as what could not be read.
    const bool syncing = m_composition->workspace().syncState().phase != SyncPhase::NotStarted;
    if (session.phase == SessionPhase::SignedOut && session.error && !syncing)
        endWithError(*session.error);
}

void CliRun::sayDevicePrompt()
{
    const std::optional<auth::DevicePrompt> &prompt = m_composition->workspace().session().device;
    const QString code = prompt ? prompt->userCode : QString();
    if (code == std::exchange(m_userCode, code) || code.isEmpty())
        return;
    m_console.say(tr("To sign in, open %1 in any browser and type the code %2.")
                      .arg(shown(prompt->address.toString(QUrl::FullyEncoded)), shown(code)));
}

void CliRun::syncChanged()
{
    if (m_done)
        return;
    switch (m_composition->workspace().syncState().phase) {
    case SyncPhase::NotStarted:
        return;
    case SyncPhase::Running:
        return showProgress();
    case SyncPhase::Complete:
    case SyncPhase::Partial:
        return runCommand();
    case SyncPhase::Cancelled:
        return end(ExitCode::Cancelled);
    }
}

void CliRun::showProgress()
{
    if (!m_console.errIsTerminal)
        return;
    const SyncState &sync = m_composition->workspace().syncState();
    const auto ended = std::count_if(sync.sources.cbegin(), sync.sources.cend(), [](const SourceState &source) {
        return source.phase != SourcePhase::Waiting && source.phase != SourcePhase::Running;
    });
    const QString line = tr("Reading the tenant: %1 identities, %2 of %3 parts")
                             .arg(m_composition->workspace().identities().size())
                             .arg(ended)
                             .arg(sync.sources.size());
    QString more;
    for (const SourceState &source : sync.sources) {
        if (source.phase == SourcePhase::Running && source.expected > source.read)
            more = tr("; %1 %L2 of about %L3")
                       .arg(workspace::sourceName(source.source).toLower())
                       .arg(source.read)
                       .arg(source.expected);
    }
    m_console.err("\r\033[K" + (line + more).toUtf8());
    m_progressShown = true;
}

void CliRun::endWithError(const Error &error)
{
    if (m_done)
        return;
    const ErrorText text = explain(error);
    // What somebody typed wrongly needs no heading and no next step beside its sentence.
    m_console.say(error.kind == ErrorKind::Validation && !error.message.isEmpty() ? text.explanation : oneLine(error));
    end(exitCodeOf(error));
}

void CliRun::runCommand()
{
    const workspace::Workspace &workspace = m_composition->workspace();
    if (const auto error = fatalError(workspace.syncState(), workspace.identities().size()))
        return endWithError(*error);
    if (m_progressShown)
        m_console.err("\r\033[K");
    m_progressShown = false;
    if (m_invocation.command->goesOn()) {
        if (!m_context) // what is written changes the tables, which tells here again
            runSessionCommand();
        return;
    }
    const CommandContext context{workspace, m_console, m_invocation.format, QDateTime::currentDateTimeUtc()};
    const ExitCode answer = m_invocation.command->run(context);
    const ExitCode gaps = reportGaps();
    // A finding that was asked to fail the run does so, however much more there may be.
    end(answer == ExitCode::Fine ? gaps : answer);
}

ExitCode CliRun::reportGaps()
{
    const workspace::Workspace &workspace = m_composition->workspace();
    if (workspace.syncState().isComplete())
        return ExitCode::Fine;
    m_console.say(tr("Not everything could be read:"));
    const exports::Envelope envelope = workspace::envelopeOf(workspace, QDateTime::currentDateTimeUtc());
    for (const exports::Unknown &unknown : envelope.unknown) {
        if (unknown.identityName.isEmpty())
            m_console.say(u"  " + unknown.reason);
    }
    return ExitCode::PartlyDone;
}

void CliRun::end(ExitCode code)
{
    if (m_done)
        return;
    m_done = true;
    if (m_progressShown)
        m_console.err("\r\033[K");
    if (m_outFailed) {
        m_console.say(tr("The output could not be written to its end."));
        code = ExitCode::Service;
    }
    Q_EMIT finished(code);
}

} // namespace symbolon::cli
