// SPDX-License-Identifier: Apache-2.0
#include "ui/models/schedule.h"

#include <algorithm>

namespace symbolon::ui {

namespace {
constexpr qint64 mergeIntervalMs = 250;
}

Schedule::Schedule(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Schedule::begin);
}

void Schedule::requestForQuery()
{
    ++m_generation;
    m_waiting = true;
    if (!m_running)
        m_timer.start(0);
}

void Schedule::requestForSource()
{
    m_waiting = true;
    if (m_running || m_timer.isActive())
        return;
    const qint64 rest = m_sinceShown.isValid() ? mergeIntervalMs - m_sinceShown.elapsed() : 0;
    m_timer.start(static_cast<int>(std::clamp<qint64>(rest, 0, mergeIntervalMs)));
}

void Schedule::begin()
{
    m_running = true;
    m_waiting = false;
    Q_EMIT due();
}

void Schedule::finish(bool shown)
{
    m_running = false;
    if (shown)
        m_sinceShown.start();
    if (m_waiting)
        m_timer.start(shown ? static_cast<int>(mergeIntervalMs) : 0);
}

} // namespace symbolon::ui
