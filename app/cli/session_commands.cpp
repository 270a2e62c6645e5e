// SPDX-License-Identifier: Apache-2.0
#include "session_commands.h"

#include "base/shown.h"
#include "export/csv.h"
#include "offline_json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace symbolon::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SessionCommands", text);
}

Result<void> noArguments(const QStringList &arguments, const QString &command)
{
    if (arguments.isEmpty())
        return {};
    return failure(Error{.kind = ErrorKind::Validation, .message = tr("%1 takes no arguments.").arg(command)});
}

// "Maria Reyes (m.reyes@contoso.example)", or whatever of it is known.
QString personOf(const workspace::SessionState &session)
{
    if (session.accountName.isEmpty())
        return session.userName.isEmpty() ? tr("an account without a name") : shown(session.userName);
    return tr("%1 (%2)").arg(shown(session.accountName), shown(session.userName));
}

QByteArray whoJson(const workspace::Workspace &workspace, const QDateTime &now)
{
    const workspace::SessionState &session = workspace.session();
    const QJsonObject account{{QStringLiteral("displayName"), session.accountName},
                              {QStringLiteral("userName"), session.userName}};
    const QJsonObject tenant{{QStringLiteral("id"), session.tenantId},
                             {QStringLiteral("cloud"), workspace.cloudName()}};
    return offlineJson(now,
                       {{QStringLiteral("tenant"), tenant},
                        {QStringLiteral("account"), account},
                        {QStringLiteral("permissions"), QJsonArray::fromStringList(session.granted)}});
}

} // namespace

QString SignInCommand::name() const
{
    return QStringLiteral("sign-in");
}

QString SignInCommand::synopsis() const
{
    return QStringLiteral("sign-in");
}

QString SignInCommand::description() const
{
    return tr("Sign in, and keep the sign-in in the keychain for later commands.");
}

Result<void> SignInCommand::take(const QStringList &arguments, const QCommandLineParser & /*parser*/)
{
    return noArguments(arguments, name());
}

void SignInCommand::runSession(workspace::Workspace &workspace, const CommandContext &context,
                               const std::function<void(ExitCode)> &done)
{
    whenDone(workspace.isSessionKept(), &workspace, [&workspace, &context, done](const Result<bool> &kept) {
        context.console.say(tr("Signed in as %1.").arg(personOf(workspace.session())));
        if (kept && *kept)
            return done(ExitCode::Fine);
        // That there is no keychain has been said as a notice; other ways keep nothing by their nature.
        if (workspace.session().notice.isEmpty())
            context.console.say(tr("Nothing is kept of this way to sign in: every command signs in anew."));
        done(ExitCode::SignIn);
    });
}

QString SignOutCommand::name() const
{
    return QStringLiteral("sign-out");
}

QString SignOutCommand::synopsis() const
{
    return QStringLiteral("sign-out [--remove-cache]");
}

QString SignOutCommand::description() const
{
    return tr("Remove the sign-in that is kept of the account.");
}

QList<QCommandLineOption> SignOutCommand::options() const
{
    return {{QStringLiteral("remove-cache"),
             tr("sign-out: remove what the desktop program keeps of what it has read as this account, too.")}};
}

Result<void> SignOutCommand::take(const QStringList &arguments, const QCommandLineParser &parser)
{
    m_cacheToo = parser.isSet(QStringLiteral("remove-cache"));
    return noArguments(arguments, name());
}

void SignOutCommand::runSession(workspace::Workspace &workspace, const CommandContext &context,
                                const std::function<void(ExitCode)> &done)
{
    whenDone(workspace.endSession(m_cacheToo), &workspace,
             [&context, done, all = m_cacheToo](const Result<void> &ended) {
                 if (!ended)
                     context.console.say(oneLine(ended.error()));
                 else if (all)
                     context.console.say(tr("Signed out. Nothing of the account is kept on this computer."));
                 else
                     context.console.say(
                         tr("Signed out. What the desktop program has read as this account stays on this computer; "
                            "sign-out --remove-cache removes that, too."));
                 done(ended ? ExitCode::Fine : ExitCode::SignIn);
             });
}

QString WhoCommand::name() const
{
    return QStringLiteral("who");
}

QString WhoCommand::synopsis() const
{
    return QStringLiteral("who");
}

QString WhoCommand::description() const
{
    return tr("Show the account that commands sign in as, and what it was granted.");
}

Result<void> WhoCommand::take(const QStringList &arguments, const QCommandLineParser & /*parser*/)
{
    return noArguments(arguments, name());
}

void WhoCommand::runSession(workspace::Workspace &workspace, const CommandContext &context,
                            const std::function<void(ExitCode)> &done)
{
    const workspace::SessionState &session = workspace.session();
    if (session.phase != workspace::SessionPhase::SignedIn) {
        context.console.say(tr("Nobody is signed in. Use symbolon-cli sign-in."));
        return done(ExitCode::SignIn);
    }
    const QString permissions = session.granted.join(QStringLiteral(", "));
    switch (context.format) {
    case Format::Json:
        context.console.data(whoJson(workspace, context.now));
        break;
    case Format::Csv:
        context.console.data(exports::csv(
            {{{QStringLiteral("account"), {}},
              {QStringLiteral("userName"), {}},
              {QStringLiteral("tenantId"), {}},
              {QStringLiteral("cloud"), {}},
              {QStringLiteral("permissions"), {}}},
             {{session.accountName, session.userName, session.tenantId, workspace.cloudName(), permissions}}}));
        break;
    case Format::Table:
        context.console.data(tr("Account:     %1").arg(personOf(session)) + u'\n');
        context.console.data(tr("Tenant:      %1").arg(shown(session.tenantId)) + u'\n');
        context.console.data(tr("Cloud:       %1").arg(shown(workspace.cloudName())) + u'\n');
        context.console.data(
            tr("Permissions: %1").arg(permissions.isEmpty() ? tr("as the token says") : shown(permissions)) + u'\n');
        break;
    }
    done(ExitCode::Fine);
}

} // namespace symbolon::cli
