// SPDX-License-Identifier: Apache-2.0
#include "auth/workload_session.h"

#include "base/shown.h"
#include "jose/jwt.h"

#include <QFile>

#include <algorithm>

namespace symbolon::auth {
namespace {

// The external token as it lies in its file.
Result<QByteArray> readAssertion(const QString &path)
{
    const auto refuse = [](const QString &sentence) {
        return failure(Error{.kind = ErrorKind::Unauthorized, .message = sentence});
    };
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return refuse(
            WorkloadSession::tr("The token file %1 cannot be read: %2.").arg(shown(path), file.errorString()));
    const QByteArray text = file.read(jose::maxTokenBytes + 1).trimmed();
    const bool clean = std::all_of(text.cbegin(), text.cend(), [](char c) { return c > ' ' && c < 127; });
    if (text.isEmpty() || text.size() > jose::maxTokenBytes || !clean)
        return refuse(WorkloadSession::tr("The token file %1 holds no token.").arg(shown(path)));
    return text;
}

} // namespace

WorkloadSession::WorkloadSession(const SignInConfig &config, QString tokenFile, net::Transport &transport, Clock clock,
                                 QObject *parent)
    : FetchedSession(std::move(clock), parent)
    , m_config(config)
    , m_tokenFile(std::move(tokenFile))
    , m_client(config, transport)
{
}

SignInChoice WorkloadSession::choice() const
{
    return {Way::Workload, m_config.tenant, m_config.clientId};
}

Future<TokenAnswer> WorkloadSession::fetch(net::Service service, const QByteArray &claims, const std::stop_token &stop)
{
    const Result<QByteArray> assertion = readAssertion(m_tokenFile);
    if (!assertion)
        return readyFuture<TokenAnswer>(failure(assertion.error()));
    const Completion<TokenAnswer> completion;
    whenDone<TokenAnswer>(m_client.exchange(*assertion, resourceOf(service), claims, stop), this,
                          [completion](Result<TokenAnswer> answer) {
                              // What the service refuses here is refused for good: nobody can be asked for more.
                              if (!answer && answer.error().kind == ErrorKind::Rejected)
                                  answer.error().kind = ErrorKind::Unauthorized;
                              completion.finish(std::move(answer));
                          });
    return completion.future();
}

bool WorkloadSession::reaches(net::Service service) const
{
    return !resourceOf(service).isEmpty();
}

AccountInfo WorkloadSession::accountOf(const TokenAnswer & /*answer*/) const
{
    return {m_config.tenant, m_config.clientId, m_config.clientId, {}};
}

QString WorkloadSession::howToWiden() const
{
    return tr("Grant the workload's app registration the application permission, with admin consent.");
}

QString WorkloadSession::resourceOf(net::Service service) const
{
    switch (service) {
    case net::Service::Graph:
        return m_config.graphResource();
    case net::Service::Arm:
        return m_config.armResource();
    case net::Service::Login:
    case net::Service::Other:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace symbolon::auth
