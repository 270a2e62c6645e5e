// SPDX-License-Identifier: Apache-2.0
#include "base/worker.h"

namespace symbolon {

Worker::Worker()
{
    m_pool.setMaxThreadCount(2);
}

Worker::~Worker()
{
    m_pool.waitForDone();
}

} // namespace symbolon
