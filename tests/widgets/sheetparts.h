// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/clipboardwriter.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/tableview.h"

namespace symbolon::ui {

// What several sheets use.
[[nodiscard]] ClipboardWriter nowhere();
[[nodiscard]] PlainLabel *sheetLabel(const Appearance &appearance, const QString &text,
                                     TextStyle style = TextStyle::Body, Ink ink = Ink::Text);
[[nodiscard]] TableView *sheetTable(const Appearance &appearance, QWidget *parent);

} // namespace symbolon::ui
