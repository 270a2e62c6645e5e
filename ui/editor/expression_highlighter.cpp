// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/expression_highlighter.h"

#include "trust/expression_reading.h"

#include <algorithm>

namespace symbolon::ui {

ExpressionHighlighter::ExpressionHighlighter(const Appearance &appearance, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_appearance(appearance)
{
    connect(&appearance, &Appearance::changed, this, &QSyntaxHighlighter::rehighlight);
}

void ExpressionHighlighter::setReading(bool reading)
{
    if (std::exchange(m_reading, reading) != reading)
        rehighlight();
}

void ExpressionHighlighter::setMarked(bool marked)
{
    if (std::exchange(m_marked, marked) != marked)
        rehighlight();
}

void ExpressionHighlighter::highlightBlock(const QString &text)
{
    if (!m_reading)
        return;
    using Kind = trust::ExpressionPiece::Kind;
    const Theme &theme = m_appearance.theme();
    const trust::ExpressionReading reading = trust::readExpression(text);
    for (const trust::ExpressionPiece &piece : reading.pieces) {
        QTextCharFormat format;
        switch (piece.kind) {
        case Kind::Claim:
            format.setForeground(theme.code.key);
            break;
        case Kind::Operator:
        case Kind::And:
            format.setForeground(theme.text2);
            break;
        case Kind::Comparand:
            format.setForeground(theme.code.value);
            break;
        case Kind::Wildcard:
            format.setForeground(theme.level(Level::High).text);
            format.setBackground(theme.level(Level::High).tint);
            format.setFontWeight(QFont::Bold);
            break;
        }
        setFormat(static_cast<int>(piece.at), static_cast<int>(piece.length), format);
    }
    if (m_marked && reading.stop)
        markStop(text, reading.stop->at);
}

// The word that begins there; the last character where nothing does.
void ExpressionHighlighter::markStop(const QString &text, qsizetype at)
{
    if (text.isEmpty())
        return;
    at = std::min(at, text.size() - 1);
    qsizetype end = text.indexOf(QLatin1Char(' '), at + 1);
    if (end < 0)
        end = text.size();
    QTextCharFormat wrong;
    const QColor colour = m_appearance.theme().level(Level::Critical).text;
    wrong.setForeground(colour);
    wrong.setUnderlineColor(colour);
    wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    setFormat(static_cast<int>(at), static_cast<int>(end - at), wrong);
}

} // namespace symbolon::ui
