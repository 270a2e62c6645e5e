// SPDX-License-Identifier: Apache-2.0
#include "wiring/core_dumps.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace symbolon::app {

void forbidCoreDumps()
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

} // namespace symbolon::app
