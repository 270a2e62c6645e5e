// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QWidget;

namespace symbolon::ui {

// A tool tip that shows exactly this text: QToolTip would read anything that looks like markup as markup. Invisible
// characters become marks, line feeds stay line breaks, long lines wrap.
[[nodiscard]] QString plainToolTip(const QString &text);

// Sets it, and the text itself as the accessible description, which would otherwise be the tool tip's markup.
void setPlainToolTip(QWidget *widget, const QString &text);

// symbolon::shown() line by line: line feeds stay, everything else invisible becomes a mark.
[[nodiscard]] QString shownLines(const QString &text);

} // namespace symbolon::ui
