// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/block_watch.h"

#include <QApplication>

namespace symbolon::ui {

// The application of a window: records what held up its thread, for the diagnostics and the benchmarks.
class WatchedApplication final : public QApplication
{
    Q_OBJECT

public:
    WatchedApplication(int &argc, char **argv)
        : QApplication(argc, argv)
    {
    }

    [[nodiscard]] BlockWatch &blocks() { return m_blocks; }

    bool notify(QObject *receiver, QEvent *event) override;

private:
    BlockWatch m_blocks;
};

} // namespace symbolon::ui
