// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <utility>

namespace symbolon::cloud {

// Values that are asked for once: later callers get what is known, simultaneous ones share one call. Failures are not
// remembered. Member of `owner`, in whose thread it lives.
template<typename T>
class Memo final
{
public:
    explicit Memo(QObject *owner)
        : m_owner(owner)
    {
    }

    // `fetch()` returns Future<T>; called only when nothing is known and nobody asks already.
    template<typename Fetch>
    [[nodiscard]] Future<T> get(const QString &key, Fetch fetch)
    {
        if (const auto known = m_known.constFind(key); known != m_known.constEnd())
            return readyFuture<T>(*known);
        const bool isFirst = !m_waiting.contains(key);
        QList<Completion<T>> &waiting = m_waiting[key];
        waiting.append(Completion<T>());
        Future<T> future = waiting.last().future();
        if (isFirst) {
            whenDone(fetch(), m_owner, [this, key](const Result<T> &value) {
                if (value)
                    m_known.insert(key, *value);
                const QList<Completion<T>> served = m_waiting.take(key);
                for (const Completion<T> &one : served)
                    one.finish(value);
            });
        }
        return future;
    }

private:
    QObject *m_owner;
    QHash<QString, T> m_known;
    QHash<QString, QList<Completion<T>>> m_waiting;
};

} // namespace symbolon::cloud
