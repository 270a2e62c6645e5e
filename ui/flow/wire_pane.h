// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/clipboardwriter.h"

#include <QWidget>

class QPlainTextEdit;

namespace symbolon::ui {

class Appearance;
class CopyButton;
class PlainLabel;

// A request or an answer as it goes over the wire: a heading, a button that copies it, and the text in mono. Hidden
// while it has nothing to show.
class WirePane final : public QWidget
{
    Q_OBJECT

public:
    WirePane(const Appearance &appearance, ClipboardWriter clipboard, const QString &heading,
             QWidget *parent = nullptr);

    void setText(const QString &text);
    // As high as its text up to a limit, or as high as its place.
    void setFilling(bool filling);

private:
    void applyLook();
    void fitHeight();

    const Appearance &m_appearance;
    CopyButton *m_copy = nullptr;
    QPlainTextEdit *m_text = nullptr;
    bool m_filling = false;
};

} // namespace symbolon::ui
