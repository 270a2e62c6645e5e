// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codehighlighter.h"

#include <QRegularExpression>

namespace symbolon::ui {

CodeHighlighter::CodeHighlighter(const Appearance &appearance, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_appearance(appearance)
{
    connect(&appearance, &Appearance::changed, this, &QSyntaxHighlighter::rehighlight);
}

void CodeHighlighter::highlightBlock(const QString &text)
{
    const CodeColors &colors = m_appearance.theme().code;
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(QLatin1Char('#')) || trimmed.startsWith(QStringLiteral("//"))) {
        setFormat(0, static_cast<int>(text.size()), colors.comment);
        return;
    }
    static const QRegularExpression parts(QStringLiteral(R"((?<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|)"
                                                         R"((?<key>[A-Za-z_$][\w.@-]*)(?=\s*[=:](?!=|//))|)"
                                                         R"((?<word>^\s*[a-z_]+)(?=\s["{]))"));
    for (auto match = parts.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const bool isValue = found.capturedLength(QStringLiteral("value")) > 0;
        setFormat(static_cast<int>(found.capturedStart()), static_cast<int>(found.capturedLength()),
                  isValue ? colors.value : colors.key);
    }
}

} // namespace symbolon::ui
