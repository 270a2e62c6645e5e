// SPDX-License-Identifier: Apache-2.0
#include "start_report.h"

#include "base/log.h"
#include "ui/models/identity_model.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/widgets/tableview.h"

#include <QEvent>
#include <QTimer>

namespace symbolon::app {

StartReport::StartReport(ui::MainWindow &window, const QElapsedTimer &sinceStart)
    : QObject(&window)
    , m_window(window)
    , m_rows(window.identities()->table()->viewport())
    , m_sinceStart(sinceStart)
{
    window.installEventFilter(this);
    m_rows->installEventFilter(this);
}

bool StartReport::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Paint)
        return false;
    if (watched == &m_window && !m_windowSeen) {
        m_windowSeen = true;
        say("window");
    }
    if (watched == m_rows && m_window.identities()->model()->rowCount() > 0) {
        m_window.removeEventFilter(this);
        m_rows->removeEventFilter(this);
        say("identities");
    }
    return false;
}

// After the paint that has just begun.
void StartReport::say(const char *what)
{
    QTimer::singleShot(0, this, [this, what] {
        qCInfo(logUi, "%s on screen after %lld ms", what, static_cast<long long>(m_sinceStart.elapsed()));
    });
}

} // namespace symbolon::app
