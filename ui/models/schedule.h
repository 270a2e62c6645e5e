// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace symbolon::ui {

// When a model computes anew what it shows, and whether an outcome still counts. Queries (filter, order) carry a
// generation number; the outcome of an older one is dropped. A newer source alone does not make an outcome wrong, only
// old: it is shown and computed again, at most four times a second, so that a long load is seen growing.
//
//   request ──(query: at once, source: ≤ 250 ms)──► due() ──► worker ──► mayShow()? swap : drop ──► finish()
//      ▲                                                                                              │
//      └────────────────────────────── asked again meanwhile ◄────────────────────────────────────────┘
class Schedule final : public QObject
{
    Q_OBJECT

public:
    explicit Schedule(QObject *parent = nullptr);

    void requestForQuery();
    void requestForSource();
    // False while something that was asked for is not on show yet.
    [[nodiscard]] bool isSettled() const { return !m_running && !m_waiting; }

    [[nodiscard]] quint64 generation() const { return m_generation; }
    // Whether the outcome of a computation that began in `generation` may be shown.
    [[nodiscard]] bool mayShow(quint64 generation) const { return generation == m_generation; }
    // Ends a computation that due() began; exactly once for each. `shown`: rows came on show by it, and the next ones from
    // the source may wait.
    void finish(bool shown);

Q_SIGNALS:
    // Compute now.
    void due();

private:
    void begin();

    QTimer m_timer;
    QElapsedTimer m_sinceShown;
    quint64 m_generation = 0;
    bool m_running = false;
    bool m_waiting = false;
};

} // namespace symbolon::ui
