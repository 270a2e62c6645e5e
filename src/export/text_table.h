// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/grid.h"

#include <QString>

namespace symbolon::exports {

// The grid as aligned columns, two blanks apart, header line first, each line ended by a line feed. Nothing is cut, so
// that the outcome does not depend on a terminal; hostile text is made visible (base/shown.h). Wide East Asian
// characters count two columns, combining marks none.
[[nodiscard]] QString textTable(const Grid &grid);

// How many terminal columns a text takes.
[[nodiscard]] int displayWidth(const QString &text);

} // namespace symbolon::exports
