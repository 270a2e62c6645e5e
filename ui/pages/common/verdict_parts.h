// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/verdict.h"
#include "ui/shell/context.h"

#include <QList>
#include <QStringList>

class QBoxLayout;
class QHBoxLayout;

// The parts of which cards and panes about findings are made.
namespace symbolon::ui::verdictparts {

// Paragraph of plain text that wraps.
void addText(const Context &context, QBoxLayout *layout, const QString &text, Ink ink = Ink::Text2);
// Small heading: "What to do".
void addHeading(const Context &context, QBoxLayout *layout, const QString &text);
// A tile, and beside it what something is and, below, what else is known of it, with more of that as its tip. Returns the
// row, for what else belongs there.
QHBoxLayout *addLine(const Context &context, QBoxLayout *layout, Glyph glyph, const QString &title,
                     const QString &detail, const QString &tip = {}, Qt::TextElideMode elide = Qt::ElideMiddle);
// Numbered where there is more than one.
void addSteps(const Context &context, QBoxLayout *layout, const QStringList &steps);
// One line a piece of evidence, each with a copy button, grouped by credential; at most `limit` lines, then how many
// more there are.
void addEvidence(const Context &context, QBoxLayout *layout, const QList<risk::Verdict> &verdicts, int limit);
// What could not be read, each reason once.
void addUnknown(const Context &context, QBoxLayout *layout, const QList<risk::Verdict> &verdicts);

} // namespace symbolon::ui::verdictparts
