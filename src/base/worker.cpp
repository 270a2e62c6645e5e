// SPDX-License-Identifier: Apache-2.0
#include "base/worker.h"

#include "base/background.h"

#include <latch>

namespace symbolon {

namespace {
constexpr int threads = 2;
}

Worker::Worker()
{
    m_pool.setMaxThreadCount(threads);
    m_pool.setExpiryTimeout(-1); // they stay as they are made here
    const auto both = std::make_shared<std::latch>(threads);
    for (int i = 0; i < threads; ++i) {
        m_pool.start([both] {
            workInBackground();
            both->arrive_and_wait(); // or one thread would take both
        });
    }
}

Worker::~Worker()
{
    m_pool.waitForDone();
}

} // namespace symbolon
