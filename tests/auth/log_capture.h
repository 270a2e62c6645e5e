// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMutex>
#include <QString>
#include <QtGlobal>

namespace symbolon::test {

// Everything that anybody logs while it lives, raw: before the program's own redaction.
class LogCapture final
{
public:
    LogCapture()
    {
        text.clear();
        m_previous = qInstallMessageHandler(&LogCapture::take);
    }
    ~LogCapture() { qInstallMessageHandler(m_previous); }
    LogCapture(const LogCapture &) = delete;
    LogCapture &operator=(const LogCapture &) = delete;

    [[nodiscard]] bool has(const QString &marked) const
    {
        const QMutexLocker lock(&mutex);
        return text.contains(marked);
    }

private:
    static void take(QtMsgType, const QMessageLogContext &, const QString &message)
    {
        const QMutexLocker lock(&mutex);
        text += message + u'\n';
    }

    static inline QMutex mutex;
    static inline QString text;
    QtMessageHandler m_previous = nullptr;
};

} // namespace symbolon::test
