// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace symbolon::exchange {

// Requests and answers are told in lines. A hostile value inside one must not begin a line of its own, nor hide or
// reorder others.

// The value on one line: as shown() makes it.
[[nodiscard]] QString onOneLine(const QString &value);

// The value as a JSON string with its quotes. Whatever cannot be seen is escaped as \uXXXX, so the text is exact and
// visible at once.
[[nodiscard]] QString jsonText(const QString &value);

} // namespace symbolon::exchange
