// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/main_window.h"

#include <QElapsedTimer>
#include <QObject>

namespace symbolon::app {

// Says in the log when the window was first on the screen, and when the first identities were. tests/bench/bench_window
// reads these lines.
class StartReport final : public QObject
{
    Q_OBJECT

public:
    // The window's child. `sinceStart` runs since main() began.
    StartReport(ui::MainWindow &window, const QElapsedTimer &sinceStart);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void say(const char *what);

    ui::MainWindow &m_window;
    QWidget *m_rows;
    QElapsedTimer m_sinceStart;
    bool m_windowSeen = false;
};

} // namespace symbolon::app
