// SPDX-License-Identifier: Apache-2.0
#include "auth/azure_cli.h"

#include "auth/stop_hook.h"
#include "base/redact.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace symbolon::auth {
namespace {

using Json = nlohmann::json;

constexpr qsizetype maxOutput = 256 * qsizetype(1024);
constexpr qsizetype maxWords = 1000;

QString member(const Json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? QString::fromStdString(found->get_ref<const std::string &>())
                                                       : QString();
}

QDateTime endOf(const Json &object)
{
    const auto seconds = object.find("expires_on");
    if (seconds != object.end() && seconds->is_number_integer())
        return QDateTime::fromSecsSinceEpoch(seconds->get<qint64>(), Qt::UTC);
    if (const qint64 text = member(object, "expires_on").toLongLong(); text > 0)
        return QDateTime::fromSecsSinceEpoch(text, Qt::UTC);
    return QDateTime::fromString(member(object, "expiresOn").left(19), QStringLiteral("yyyy-MM-dd HH:mm:ss")).toUTC();
}

Error refused(const QString &words)
{
    return Error{.kind = ErrorKind::Unauthorized, .message = words, .subject = AzureCli::tr("Asking the Azure CLI")};
}

// One run of az. Owns itself until it has told how it ended.
class Run final : public QObject
{
public:
    Run(const QString &program, const QStringList &arguments, const Completion<AzureCliToken> &completion,
        const std::stop_token &stop, QObject *parent)
        : QObject(parent)
        , m_completion(completion)
    {
        connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
            m_output += m_process.readAllStandardOutput();
            if (m_output.size() > maxOutput)
                end(failure(
                    Error{.kind = ErrorKind::Protocol, .message = AzureCli::tr("The Azure CLI writes too much.")}));
        });
        connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
            m_output += m_process.readAllStandardOutput();
            end(status == QProcess::NormalExit && code == 0 ? readAzureCliToken(m_output)
                                                            : failure(refused(words(code))));
        });
        connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                end(failure(refused(AzureCli::tr("The Azure CLI does not start: %1.").arg(m_process.errorString()))));
        });
        m_timeout.setSingleShot(true);
        connect(&m_timeout, &QTimer::timeout, this, [this] {
            end(failure(Error{.kind = ErrorKind::Timeout, .message = AzureCli::tr("The Azure CLI does not answer.")}));
        });
        m_stop.emplace(stop, this, [this] { end(failure(Error{.kind = ErrorKind::Cancelled})); });
        m_timeout.start(AzureCli::patience);
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.start(program, arguments);
    }

    ~Run() override
    {
        m_process.disconnect(this);
        m_process.kill(); // so that its own end, which QProcess waits for, is near
        m_output.fill('\0');
    }

private:
    // What az says of its own accord, without tokens.
    [[nodiscard]] QString words(int code)
    {
        const QString said = redact(QString::fromUtf8(m_process.readAllStandardError()).trimmed()).left(maxWords);
        return said.isEmpty() ? AzureCli::tr("The Azure CLI ended with code %1 and no word.").arg(code) : said;
    }

    void end(Result<AzureCliToken> outcome)
    {
        if (!std::exchange(m_ended, true))
            m_completion.finish(std::move(outcome));
        // A process that is still there ends on its own time: nobody waits for it.
        if (m_process.state() == QProcess::NotRunning)
            deleteLater();
        else
            m_process.kill();
    }

    QProcess m_process;
    QTimer m_timeout;
    QByteArray m_output;
    Completion<AzureCliToken> m_completion;
    std::optional<StopHook> m_stop;
    bool m_ended = false;
};

} // namespace

Result<AzureCliToken> readAzureCliToken(const QByteArray &output)
{
    const Json object = Json::parse(output.begin(), output.end(), nullptr, false);
    AzureCliToken token;
    if (object.is_object()) {
        token.accessToken = member(object, "accessToken").toUtf8();
        token.expiresAt = endOf(object);
        token.tenant = member(object, "tenant");
    }
    const bool clean =
        std::all_of(token.accessToken.cbegin(), token.accessToken.cend(), [](char c) { return c > ' ' && c < 127; });
    if (token.accessToken.isEmpty() || !clean || !token.expiresAt.isValid()) {
        return failure(Error{.kind = ErrorKind::Protocol,
                             .message = AzureCli::tr("The Azure CLI's answer holds no usable token."),
                             .subject = AzureCli::tr("Asking the Azure CLI")});
    }
    return token;
}

AzureCli::AzureCli(QObject *parent)
    : QObject(parent)
{
}

Future<AzureCliToken> AzureCli::token(const QString &resource, const QString &tenant, const std::stop_token &stop)
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("az"));
    if (program.isEmpty()) {
        return readyFuture<AzureCliToken>(failure(refused(
            tr("There is no program “az” on the search path. Install the Azure CLI, or sign in another way."))));
    }
    QStringList arguments{QStringLiteral("account"),    QStringLiteral("get-access-token"),
                          QStringLiteral("--resource"), resource,
                          QStringLiteral("--output"),   QStringLiteral("json")};
    if (!tenant.isEmpty())
        arguments << QStringLiteral("--tenant") << tenant;
    const Completion<AzureCliToken> completion;
    new Run(program, arguments, completion, stop, this);
    return completion.future();
}

} // namespace symbolon::auth
