// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include "base/redact.h"
#include "base/shown.h"

#include <QDateTime>
#include <QMutex>

#include <cstdio>

namespace symbolon {

Q_LOGGING_CATEGORY(logNet, "symbolon.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logAuth, "symbolon.auth", QtInfoMsg)
Q_LOGGING_CATEGORY(logCloud, "symbolon.cloud", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "symbolon.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "symbolon.ui", QtInfoMsg)
Q_LOGGING_CATEGORY(logDemo, "symbolon.demo", QtInfoMsg)

namespace {

struct Ring
{
    QMutex mutex;
    QStringList lines;
};

Ring &ring()
{
    static Ring instance;
    return instance;
}

const char *levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return "message";
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QString line =
        QStringLiteral("%1 %2 %3: %4")
            .arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), QString::fromLatin1(levelName(type)),
                 QString::fromUtf8(context.category ? context.category : "default"), shown(redact(message)));
    {
        const QMutexLocker locker(&ring().mutex);
        ring().lines.append(line);
        if (ring().lines.size() > keptLogLines)
            ring().lines.removeFirst();
    }
    // Quiet by default: a terminal belongs to the command line's own words.
    static const bool talkative = qEnvironmentVariableIsSet("SYMBOLON_LOG");
    if (talkative || (type != QtDebugMsg && type != QtInfoMsg))
        std::fprintf(stderr, "%s\n", qUtf8Printable(line));
}

} // namespace

void installLog()
{
    qInstallMessageHandler(handle);
}

QStringList recentLog()
{
    const QMutexLocker locker(&ring().mutex);
    return ring().lines;
}

} // namespace symbolon
