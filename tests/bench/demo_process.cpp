// SPDX-License-Identifier: Apache-2.0
#include "bench/demo_process.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <stdexcept>
#include <sys/resource.h>

namespace symbolon::bench {

namespace {
constexpr int startsWithin = 60'000; // ms
constexpr int behindAll = 19;
} // namespace

DemoProcess::DemoProcess(const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setChildProcessModifier([] { static_cast<void>(::setpriority(PRIO_PROCESS, 0, behindAll)); });
    m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/symbolon-demo-tenant"), arguments);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(startsWithin))
            throw std::runtime_error("the demo tenant did not start");
    }
    m_said = QJsonDocument::fromJson(m_process.readLine()).object();
}

DemoProcess::~DemoProcess()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString DemoProcess::cloudFile() const
{
    return m_said.value(QStringLiteral("cloudFile")).toString();
}

QUrl DemoProcess::login() const
{
    return QUrl(m_said.value(QStringLiteral("login")).toString());
}

QString DemoProcess::defaultAccount() const
{
    const QJsonArray accounts = m_said.value(QStringLiteral("accounts")).toArray();
    return accounts.first().toObject().value(QStringLiteral("userPrincipalName")).toString();
}

} // namespace symbolon::bench
