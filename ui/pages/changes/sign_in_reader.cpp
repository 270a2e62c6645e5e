// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/changes/sign_in_reader.h"

#include "workspace/plan_secrets.h"

#include <utility>

namespace symbolon::ui {

SignInReader::SignInReader(const Context &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&context.workspace, &workspace::Workspace::tenantChanged, this, &SignInReader::forget);
    connect(&context.workspace, &workspace::Workspace::sessionChanged, this, &SignInReader::forget);
    m_tenant = context.workspace.session().tenantId;
}

SignInReader::~SignInReader()
{
    for (Log &log : m_logs)
        log.stop.request_stop();
}

// What was read for one tenant says nothing of another.
void SignInReader::forget()
{
    const QString &tenant = m_context.workspace.session().tenantId;
    if (tenant == m_tenant)
        return;
    m_tenant = tenant;
    const auto logs = std::exchange(m_logs, {});
    for (auto log = logs.cbegin(); log != logs.cend(); ++log) {
        std::stop_source stop = log->stop;
        stop.request_stop();
        Q_EMIT changed(log.key());
    }
}

void SignInReader::read(const trust::IdentityKey &identity)
{
    if (isReading(identity))
        return;
    Log log;
    const std::stop_token stop = log.stop.get_token();
    m_logs.insert(identity, log);
    const QDateTime since = m_context.clock().addDays(-workspace::evidenceDays);
    whenDone(m_context.workspace.signIns(identity, since, stop), this,
             [this, identity, stop](const Result<cloud::SignIns> &read) {
                 const auto found = m_logs.find(identity);
                 if (stop.stop_requested() || found == m_logs.end())
                     return;
                 found->read = read;
                 Q_EMIT changed(identity);
             });
    Q_EMIT changed(identity);
}

void SignInReader::stop(const trust::IdentityKey &identity)
{
    if (!isReading(identity))
        return;
    m_logs.take(identity).stop.request_stop();
    Q_EMIT changed(identity);
}

bool SignInReader::isReading(const trust::IdentityKey &identity) const
{
    const auto found = m_logs.constFind(identity);
    return found != m_logs.cend() && !found->read;
}

const Result<cloud::SignIns> *SignInReader::signIns(const trust::IdentityKey &identity) const
{
    const auto found = m_logs.constFind(identity);
    return found != m_logs.cend() && found->read ? &*found->read : nullptr;
}

} // namespace symbolon::ui
