// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QPlainTextEdit>

namespace symbolon::ui {

class CodeHighlighter;

// Code to be read and copied: in mono, on the sunken plane, lines never wrapped, invisible characters shown as marks.
class CodeView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    // `name` for assistive technology.
    CodeView(const Appearance &appearance, const QString &name, QWidget *parent = nullptr);

    // Code in the colours of the theme, or words for people in one.
    enum class Kind : quint8 { Code, Words };
    // What it shows stays where it is when it is the same.
    void setCode(const QString &code, Kind kind = Kind::Code);

private:
    void applyLook();

    const Appearance &m_appearance;
    CodeHighlighter *m_highlighter;
};

} // namespace symbolon::ui
