// SPDX-License-Identifier: Apache-2.0
#include "base/background.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace symbolon {

void workInBackground()
{
#ifdef Q_OS_LINUX
    // A third of the window's share. Linux has a nice value for each thread, and 0 names the calling one (setpriority(2)).
    constexpr int behind = 5;
    static_cast<void>(::setpriority(PRIO_PROCESS, 0, ::getpriority(PRIO_PROCESS, 0) + behind));
#endif
}

void returnFreeMemory()
{
#ifdef __GLIBC__
    static_cast<void>(::malloc_trim(0));
#endif
}

} // namespace symbolon
