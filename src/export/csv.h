// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "export/grid.h"

#include <QByteArray>

namespace symbolon::exports {

// The grid as RFC 4180: UTF-8, comma, CRLF, quotes where needed, header of column ids. Control and invisible characters
// become visible marks (base/shown.h). A cell that a spreadsheet would take for a formula gets an apostrophe in front
// (OWASP: CSV injection).
[[nodiscard]] QByteArray csv(const Grid &grid);

} // namespace symbolon::exports
