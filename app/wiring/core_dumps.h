// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace symbolon::app {

// Tokens live in this process; a core file would carry them to disk. Also where cores go to a program instead of a file
// (systemd-coredump), which the limit alone does not stop. Called first in main().
void forbidCoreDumps();

} // namespace symbolon::app
