// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "net/request.h"

namespace symbolon::cloud {

// Fills code, message and request id from the error body that Microsoft Graph and Azure Resource Manager share
// ({"error": {"code", "message", "details"[]?, "innerError"?}}), and corrects the kind where the code says more than the
// status. A body of another shape leaves the error as its status made it. The message passes redact() and is bounded.
void readServiceError(const net::Response &response, Error &error);

} // namespace symbolon::cloud
