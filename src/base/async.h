// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QCoreApplication>
#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>

#include <memory>
#include <utility>

namespace symbolon {

// Work that ends once ends as QFuture<Result<T>>. The rules (measured on Qt 6.4):
//  1. Cancellation, timeout and a vanished owner are error values; a promise is never cancelled or dropped on purpose.
//  2. A call never completes before it returns.
//  3. One function per operation ends it: Completion::finish().
//  4. Each future has exactly one consumer: whenDone(). Fan-out is a signal on the owner.
//  5. Every continuation names a context object.
template<typename T>
using Future = QFuture<Result<T>>;

// The single place that ends an operation. Copies share one outcome; the first finish() counts, later ones are
// ignored. If every copy goes away unfinished, the waiter receives ErrorKind::OwnerGone.
template<typename T>
class Completion
{
public:
    Completion()
        : m_state(std::make_shared<State>())
    {
        m_state->promise.start();
    }

    [[nodiscard]] Future<T> future() const { return m_state->promise.future(); }
    [[nodiscard]] bool isDone() const { return m_state->done; }

    void finish(Result<T> result) const
    {
        if (m_state->done)
            return;
        m_state->done = true;
        m_state->promise.addResult(std::move(result));
        m_state->promise.finish();
    }

private:
    struct State
    {
        ~State()
        {
            if (!done) {
                promise.addResult(Result<T>(failure(Error{.kind = ErrorKind::OwnerGone})));
                promise.finish();
            }
        }
        QPromise<Result<T>> promise;
        bool done = false;
    };
    std::shared_ptr<State> m_state;
};

// Calls `receive(Result<T>)` in the thread of `context` after the future ends, always from the event loop and never
// before whenDone() has returned (QFuture::then runs at once on a finished future). Nothing is called after `context`
// has gone.
template<typename T, typename Receive>
void whenDone(QFuture<Result<T>> future, QObject *context, Receive receive)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, receive = std::move(receive)]() mutable {
                         watcher->deleteLater();
                         QFuture<Result<T>> ended = watcher->future();
                         if (ended.resultCount() == 0) {
                             receive(Result<T>(failure(Error{.kind = ErrorKind::OwnerGone})));
                             return;
                         }
                         receive(ended.takeResult()); // its only consumer
                     });
    watcher->setFuture(std::move(future));
}

// A future that already holds its outcome; its consumer still hears of it from the event loop.
template<typename T>
[[nodiscard]] Future<T> readyFuture(Result<T> result)
{
    Completion<T> completion;
    completion.finish(std::move(result));
    return completion.future();
}

} // namespace symbolon
