// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <stop_token>

namespace symbolon::auth {

// Calls `stopped` once from the event loop of `context` after somebody, in any thread, asked to stop; at once (but never
// inside the constructor) when that has happened already. Nothing is called after `context` has gone. Destroy it when the
// operation ends.
class StopHook final
{
public:
    StopHook(const std::stop_token &token, QObject *context, std::function<void()> stopped)
        : m_callback(token, [context, stopped = std::move(stopped)] {
            QMetaObject::invokeMethod(context, stopped, Qt::QueuedConnection);
        })
    {
    }

private:
    std::stop_callback<std::function<void()>> m_callback;
};

} // namespace symbolon::auth
