// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QSyntaxHighlighter>

namespace symbolon::ui {

// Comments, quoted text and names before "=" or ":" in the colours of the theme: enough for Terraform, Bicep, scripts,
// requests, JSON and YAML, whose grammars it does not know.
class CodeHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    CodeHighlighter(const Appearance &appearance, QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;

private:
    const Appearance &m_appearance;
};

} // namespace symbolon::ui
