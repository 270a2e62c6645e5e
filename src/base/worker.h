// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"

#include <QThreadPool>

#include <memory>
#include <utility>

namespace symbolon {

// The program's own pool for decoding, indexes, rules and SQLite: two threads, never Qt's global pool, which a single
// core would starve. Outlives everything that it is handed to; its destructor waits for what is running.
class Worker
{
public:
    Worker();
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    // Runs `work()` in a pool thread. `work` returns Result<T>, touches nothing that another thread may change and
    // throws nothing.
    template<typename Work>
    [[nodiscard]] auto run(Work work) -> QFuture<decltype(work())>
    {
        using Outcome = typename decltype(work())::value_type;
        Completion<Outcome> completion;
        auto future = completion.future();
        m_pool.start([completion, work = std::move(work)]() mutable { completion.finish(work()); });
        return future;
    }

    // Destroys a big value elsewhere: a hundred thousand rows take longer than anybody should wait for.
    template<typename Value>
    void discard(Value value)
    {
        m_pool.start([value = std::make_shared<Value>(std::move(value))]() mutable { value.reset(); });
    }

private:
    QThreadPool m_pool;
};

} // namespace symbolon
