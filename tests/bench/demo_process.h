// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace symbolon::bench {

// The demo tenant as a program of its own that takes only what others leave of the computer: the cloud's computers are not
// the user's, and in one process both would wait for the same memory, too. Ends with this object.
class DemoProcess final
{
public:
    // Beside the running program; returns when it serves. Throws std::runtime_error where it does not.
    explicit DemoProcess(const QStringList &arguments);
    ~DemoProcess();
    DemoProcess(const DemoProcess &) = delete;
    DemoProcess &operator=(const DemoProcess &) = delete;

    [[nodiscard]] QString cloudFile() const;
    [[nodiscard]] QUrl login() const;
    // Who signs in when nobody is chosen.
    [[nodiscard]] QString defaultAccount() const;

private:
    QProcess m_process;
    QJsonObject m_said;
};

} // namespace symbolon::bench
