// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "risk/case.h"

#include <QByteArray>

namespace symbolon::risk {

struct RuleData
{
    QList<Rule> rules;
    Thresholds thresholds;
};

[[nodiscard]] Result<RuleData> readRules(const QByteArray &json);
[[nodiscard]] Result<PrivilegeBook> readPrivileges(const QByteArray &json);

} // namespace symbolon::risk
