// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/text_difference.h"
#include "ui/theme/theme.h"

#include <QPoint>
#include <QString>

class QPainter;

namespace symbolon::ui {

// A value of a before/after view in mono: it wraps anywhere, nothing of it is hidden.
struct DiffText
{
    QString text; // as shown
    QList<TextRange> marked;
    QColor mark; // behind what is marked
};

// Its height at that width, at least one line; with a painter it is drawn, too, from `at` on.
int layOutDiff(const Theme &theme, const DiffText &value, int width, QPainter *painter = nullptr, QPoint at = {});

} // namespace symbolon::ui
