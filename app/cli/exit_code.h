// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

namespace symbolon::cli {

// What scripts may rely on.
enum ExitCode : int {
    Fine = 0,
    Findings = 1, // at or above --fail-on, or a refused verdict
    Usage = 2,
    SignIn = 3,     // sign-in or permission
    Service = 4,    // network or service
    PartlyDone = 5, // with a report of what
    Cancelled = 130,
};

// Where a failure of the whole command belongs.
[[nodiscard]] ExitCode exitCodeOf(const Error &error);

} // namespace symbolon::cli
