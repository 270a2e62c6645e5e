// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QSyntaxHighlighter>

namespace symbolon::ui {

// A claims expression in the colours of the theme, wildcards heavier than the text around them, and a wave under the
// place where it stops being one.
class ExpressionHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    ExpressionHighlighter(const Appearance &appearance, QTextDocument *document);

    // Off: the text is no expression but its invisible characters' names.
    void setReading(bool reading);
    void setMarked(bool marked);

protected:
    void highlightBlock(const QString &text) override;

private:
    void markStop(const QString &text, qsizetype at);

    const Appearance &m_appearance;
    bool m_reading = true;
    bool m_marked = false;
};

} // namespace symbolon::ui
