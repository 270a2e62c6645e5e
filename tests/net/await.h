// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/async.h"

#include <QObject>
#include <QTest>

#include <optional>

namespace symbolon::test {

// The outcome of a future, received through the event loop as every consumer does.
template<typename T>
class Outcome final
{
public:
    explicit Outcome(Future<T> future)
    {
        whenDone(std::move(future), &m_context, [this](Result<T> result) {
            ++m_count;
            m_result = std::move(result);
        });
    }

    [[nodiscard]] bool isThere() const { return m_result.has_value(); }
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] const Result<T> &operator*() const { return *m_result; }
    [[nodiscard]] const Result<T> *operator->() const { return &*m_result; }

private:
    QObject m_context;
    std::optional<Result<T>> m_result;
    int m_count = 0;
};

// Waits for it; nothing within ten seconds is an error no code of ours makes, so that no test can mistake it.
template<typename T>
Result<T> await(Future<T> future)
{
    const Outcome<T> outcome(std::move(future));
    if (!QTest::qWaitFor([&outcome] { return outcome.isThere(); }, 10'000))
        return failure(Error{.kind = ErrorKind::Storage, .message = QStringLiteral("nothing came")});
    return *outcome;
}

} // namespace symbolon::test
