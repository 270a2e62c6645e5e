// SPDX-License-Identifier: Apache-2.0
#include "exit_code.h"

namespace symbolon::cli {

ExitCode exitCodeOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        return ExitCode::Cancelled;
    case ErrorKind::Validation:
    case ErrorKind::Storage: // a file that was named and cannot be read
        return ExitCode::Usage;
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::ConsentNeeded:
    case ErrorKind::InteractionNeeded:
    case ErrorKind::OutOfTime:
        return ExitCode::SignIn;
    case ErrorKind::Timeout:
    case ErrorKind::Offline:
    case ErrorKind::Tls:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::PreconditionFailed:
    case ErrorKind::Throttled:
    case ErrorKind::Server:
    case ErrorKind::Rejected:
    case ErrorKind::Protocol:
    case ErrorKind::OwnerGone:
        return ExitCode::Service;
    }
    Q_UNREACHABLE();
}

} // namespace symbolon::cli
