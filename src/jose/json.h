// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <nlohmann/json.hpp>

namespace symbolon::jose {

// Private to this room: parses one JSON object of at most `maxDepth` levels whose members are unique in their object.
// The error's message is a short English clause without text of the document.
[[nodiscard]] Result<nlohmann::json> parseObject(const QByteArray &text, int maxDepth);

// A value as text: strings as they are, anything else as compact JSON.
[[nodiscard]] QString valueText(const nlohmann::json &value);

} // namespace symbolon::jose
