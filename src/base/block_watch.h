// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>

class QObject;

namespace symbolon {

// Which event held up a thread, and for how long.
struct Block
{
    QByteArray receiver; // class of the object that handled it, and of its parent: "QTimer of symbolon::ui::Rail"
    int event = 0;       // QEvent::Type
    std::chrono::microseconds duration{0};
    std::chrono::microseconds work{0}; // of it, processor time of the thread; the rest it waited, or others ran
    QDateTime at;                      // UTC, its end

    // "21.4 ms (20.9 ms of work), Timer for QTimer of symbolon::ui::Rail, at 2026-01-01T00:00:00Z". English: for help.
    [[nodiscard]] QString text() const;
};

// Records the events that held up the window's thread the longest: what a window that "hangs" did meanwhile. Costs four
// looks at a clock an event. Lives in the thread that it watches.
//
//     bool notify(QObject *receiver, QEvent *event) override
//     {
//         const BlockWatch::Watched watched(m_blocks, receiver, event->type());
//         return QApplication::notify(receiver, event);
//     }
class BlockWatch final
{
public:
    // How many are kept, each kind (receiver and event) once.
    static constexpr qsizetype kept = 8;
    // Nobody notices less.
    static constexpr std::chrono::milliseconds shortest{4};

    // Watches one event, as long as it lives. An event that is sent while another is handled counts as part of that,
    // unless that has started a loop of its own (a menu): then the window answers, and the outer one does not count.
    class Watched final
    {
    public:
        Watched(BlockWatch &watch, const QObject *receiver, int event);
        ~Watched();
        Watched(const Watched &) = delete;
        Watched &operator=(const Watched &) = delete;

    private:
        BlockWatch &m_watch;
        Watched *m_outer = nullptr;
        bool m_counts = false;
        int m_loopLevel = 0;
        const char *m_class = nullptr; // of the receiver, which may be gone at the end
        const char *m_parentClass = nullptr;
        int m_event;
        std::chrono::nanoseconds m_start{0};
        std::chrono::nanoseconds m_workBefore{0};
    };

    // The longest first.
    [[nodiscard]] const QList<Block> &longest() const { return m_longest; }
    // Time spent on events since the last reset, and processor time of it.
    [[nodiscard]] std::chrono::nanoseconds busy() const { return m_busy; }
    [[nodiscard]] std::chrono::nanoseconds work() const { return m_work; }
    void reset();

    // For people who help: one line a block.
    [[nodiscard]] QString text() const;

private:
    void note(Block block);

    QList<Block> m_longest;
    std::chrono::nanoseconds m_busy{0};
    std::chrono::nanoseconds m_work{0};
    Watched *m_current = nullptr;
};

} // namespace symbolon
