// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/watched_application.h"

#include <QEvent>
#include <QThread>

namespace symbolon::ui {

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    // Events of other threads' objects come this way too.
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    const BlockWatch::Watched watched(m_blocks, receiver, event->type());
    return QApplication::notify(receiver, event);
}

} // namespace symbolon::ui
