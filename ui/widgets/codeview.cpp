// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/codeview.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/codehighlighter.h"
#include "ui/widgets/plaintooltip.h"

namespace symbolon::ui {

CodeView::CodeView(const Appearance &appearance, const QString &name, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_appearance(appearance)
    , m_highlighter(new CodeHighlighter(appearance, document())) // the document's child
{
    setReadOnly(true);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setAccessibleName(name);
    document()->setDocumentMargin(appearance.theme().px(metrics::space3));
    connect(&appearance, &Appearance::changed, this, &CodeView::applyLook);
    applyLook();
}

void CodeView::setCode(const QString &code, Kind kind)
{
    QTextDocument *coloured = kind == Kind::Code ? document() : nullptr;
    if (m_highlighter->document() != coloured)
        m_highlighter->setDocument(coloured);
    const QString visible = shownLines(code);
    if (toPlainText() != visible)
        setPlainText(visible);
}

void CodeView::applyLook()
{
    const Theme &theme = m_appearance.theme();
    setFont(theme.font(TextStyle::Mono));
    QPalette look = palette();
    look.setColor(QPalette::Base, theme.sunken);
    look.setColor(QPalette::Text, theme.code.plain);
    setPalette(look);
}

} // namespace symbolon::ui
