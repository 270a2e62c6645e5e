// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"

#include <QString>

#include <functional>

namespace symbolon::exports {

// What an operation does, in one line without a full stop: "Create “ci” of “Payments API”", "Grant “Reader” on
// “rg-payments-prod” to “payments”". `visible` makes the tenant's texts fit for where the line goes.
[[nodiscard]] QString deedOf(const trust::Operation &operation, const std::function<QString(const QString &)> &visible);

} // namespace symbolon::exports
