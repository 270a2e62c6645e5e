// SPDX-License-Identifier: Apache-2.0
#include "base/block_watch.h"

#include <QEvent>
#include <QMetaEnum>
#include <QObject>
#include <QStringList>
#include <QThread>

#include <algorithm>
#include <ctime>
#include <utility>

namespace symbolon {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::nanoseconds;

nanoseconds now()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

// Processor time of the calling thread (POSIX).
nanoseconds worked()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

QString milliseconds(microseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000, 'f', 1) + QStringLiteral(" ms");
}

} // namespace

QString Block::text() const
{
    const char *name = QMetaEnum::fromType<QEvent::Type>().valueToKey(event);
    return QStringLiteral("%1 (%2 of work), %3 for %4, at %5")
        .arg(milliseconds(duration), milliseconds(work),
             name ? QString::fromLatin1(name) : QStringLiteral("event %1").arg(event), QString::fromLatin1(receiver),
             at.toString(Qt::ISODateWithMs));
}

BlockWatch::Watched::Watched(BlockWatch &watch, const QObject *receiver, int event)
    : m_watch(watch)
    , m_event(event)
{
    const int level = QThread::currentThread()->loopLevel();
    Watched *outer = m_watch.m_current;
    if (outer && level <= outer->m_loopLevel)
        return;
    if (outer)
        outer->m_counts = false;
    m_outer = outer;
    m_counts = true;
    m_loopLevel = level;
    m_watch.m_current = this;
    m_class = receiver->metaObject()->className();
    if (const QObject *parent = receiver->parent())
        m_parentClass = parent->metaObject()->className();
    m_start = now();
    m_workBefore = worked();
}

BlockWatch::Watched::~Watched()
{
    if (m_watch.m_current != this)
        return;
    m_watch.m_current = m_outer;
    if (!m_counts)
        return;
    const nanoseconds duration = now() - m_start;
    const nanoseconds work = worked() - m_workBefore;
    m_watch.m_busy += duration;
    m_watch.m_work += work;
    if (duration < shortest)
        return;
    QByteArray receiver(m_class);
    if (m_parentClass)
        receiver.append(" of ").append(m_parentClass);
    m_watch.note({receiver, m_event, duration_cast<microseconds>(duration), duration_cast<microseconds>(work),
                  QDateTime::currentDateTimeUtc()});
}

void BlockWatch::reset()
{
    m_longest.clear();
    m_busy = {};
    m_work = {};
}

void BlockWatch::note(Block block)
{
    const auto known = std::find_if(m_longest.begin(), m_longest.end(), [&block](const Block &one) {
        return one.event == block.event && one.receiver == block.receiver;
    });
    if (known == m_longest.end())
        m_longest.append(std::move(block));
    else if (known->duration < block.duration)
        *known = std::move(block);
    else
        return;
    std::stable_sort(m_longest.begin(), m_longest.end(),
                     [](const Block &a, const Block &b) { return a.duration > b.duration; });
    if (m_longest.size() > kept)
        m_longest.removeLast();
}

QString BlockWatch::text() const
{
    QStringList lines{m_longest.isEmpty()
                          ? QStringLiteral("The window was never held up for %1 ms").arg(shortest.count())
                          : QStringLiteral("What held up the window the longest:")};
    for (const Block &block : m_longest)
        lines << QStringLiteral("  ") + block.text();
    return lines.join(u'\n');
}

} // namespace symbolon
